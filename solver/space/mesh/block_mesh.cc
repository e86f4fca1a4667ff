#include "space/mesh/block_mesh.h"

#include <deal.II/grid/grid_tools.h>

#include <algorithm>
#include <set>

namespace nadir
{
  using namespace dealii;

  template <int dim>
  bool mirrored(const CellCorners<dim> &corners)
  {
    // The Jacobian at the centre: the edge vectors averaged over the cell.
    Tensor<2, dim> jacobian;
    for (unsigned int v = 0; v < corners.size(); ++v)
      for (unsigned int direction = 0; direction < dim; ++direction)
        for (unsigned int component = 0; component < dim; ++component)
          jacobian[component][direction] += ((v >> direction) & 1 ? 1. : -1.) * corners[v][component];
    return determinant(jacobian) < 0;
  }

  template <int dim>
  double worst_corner(const CellCorners<dim> &corners)
  {
    double worst = 1;
    for (unsigned int v = 0; v < corners.size(); ++v)
    {
      Tensor<2, dim> edges;
      for (unsigned int direction = 0; direction < dim; ++direction)
      {
        const unsigned int   bit  = 1u << direction;
        const Tensor<1, dim> edge = corners[v | bit] - corners[v & ~bit];
        for (unsigned int component = 0; component < dim; ++component)
          edges[component][direction] = edge[component] / edge.norm();
      }
      worst = std::min(worst, determinant(edges));
    }
    return worst;
  }

  template <int dim>
  void BlockMesh<dim>::add(Corners corners, const types::material_id material, const types::manifold_id manifold)
  {
    if (mirrored<dim>(corners))
      for (unsigned int v = 0; v < corners.size(); v += 2)
        std::swap(corners[v], corners[v + 1]);

    CellData<dim> cell(corners.size());
    for (unsigned int v = 0; v < corners.size(); ++v)
    {
      cell.vertices[v] = vertices.size();
      vertices.push_back(corners[v]);
    }
    cell.material_id = material;
    cell.manifold_id = manifold;
    cells.push_back(cell);
  }

  template <int dim>
  void BlockMesh<dim>::create(parallel::distributed::Triangulation<dim> &triangulation, const double tolerance) const
  {
    auto                      joined_vertices = vertices;
    auto                      joined_cells    = cells;
    SubCellData               none;
    std::vector<unsigned int> all;
    GridTools::delete_duplicated_vertices(joined_vertices, joined_cells, none, all, tolerance);
    GridTools::consistently_order_cells(joined_cells);
    triangulation.create_triangulation(joined_vertices, joined_cells, none);

    std::set<types::manifold_id> manifolds;
    for (const auto &cell : cells)
      if (cell.manifold_id != numbers::flat_manifold_id)
        manifolds.insert(cell.manifold_id);
    for (const auto manifold : manifolds)
      for (const auto &cell : triangulation.cell_iterators_on_level(0))
        if (cell->manifold_id() == manifold)
          cell->set_all_manifold_ids(manifold);
  }

  template bool   mirrored<2>(const CellCorners<2> &);
  template bool   mirrored<3>(const CellCorners<3> &);
  template double worst_corner<2>(const CellCorners<2> &);
  template double worst_corner<3>(const CellCorners<3> &);
  template class BlockMesh<2>;
  template class BlockMesh<3>;
} // namespace nadir
