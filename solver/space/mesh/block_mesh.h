// A coarse mesh put together from single quadrilaterals (hexahedra) that are given by the positions of their corners.
//
// Generators emit cells in any order; corners that coincide within a tolerance become one vertex, so that blocks of
// different kinds meet conformingly without any bookkeeping of vertex numbers.
#pragma once

#include <deal.II/base/point.h>
#include <deal.II/distributed/tria.h>
#include <deal.II/grid/tria_description.h>

#include <array>
#include <vector>

namespace nadir
{
  template <int dim>
  using CellCorners = std::array<dealii::Point<dim>, (1 << dim)>; ///< lexicographic

  /// Is the cell given by its mirror image?
  template <int dim>
  bool mirrored(const CellCorners<dim> &corners);

  /// Sine (in 3D: its like, the determinant of the unit vectors along the edges) of the cell's worst corner; 1 for a
  /// right angle, not positive for a cell that is folded over.
  template <int dim>
  double worst_corner(const CellCorners<dim> &corners);

  template <int dim>
  class BlockMesh
  {
  public:
    using Corners = CellCorners<dim>;

    /// Add a cell. Corners are in lexicographic order up to a mirror image, which is undone.
    void add(Corners corners, dealii::types::material_id material,
             dealii::types::manifold_id manifold = dealii::numbers::flat_manifold_id);

    /// Move all corners.
    template <typename Map>
    void transform(const Map &map)
    {
      for (auto &vertex : vertices)
        vertex = map(vertex);
    }

    unsigned int n_cells() const { return cells.size(); }

    /// Join corners closer than `tolerance` and make the triangulation. Faces and edges between two cells follow the
    /// manifold with the larger number; flat comes last.
    void create(dealii::parallel::distributed::Triangulation<dim> &triangulation, double tolerance) const;

  private:
    std::vector<dealii::Point<dim>>    vertices;
    std::vector<dealii::CellData<dim>> cells;
  };
} // namespace nadir
