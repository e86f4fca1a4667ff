// Half or whole ellipses (spheroids with a circular base) fitted into a tensor grid.
//
// Ellipse with half width b in the plane and half height a along the stacking axis. With A = (a+b)/2, B = (a-b)/2,
//
//   x = (A - B/R^2) X  in the plane,   z = (A + B/R^2) Z  along the axis,   R = |X, Z| >= 1,
//
// maps the outside of the unit ball to the outside of the ellipse: spheres go to confocal ellipses. In 2D it is the
// conformal map A w + B/w (Joukowski), so cells that are well shaped around the ball are so around the ellipse, and
// become small by themselves where it is sharp. Inside, (x, z) = (b X, a Z).
//
// A tile is one cell of the tensor grid with one corner at the centre of the ellipse: an orthant. It is divided into a
// core, a shell out to the ellipse, a ring out to a confocal ellipse, and the rest out to the cell's sides; its three
// sides through the centre carry the same pattern one dimension lower, so that orthants and columns meet.
#pragma once

#include "space/mesh/block_mesh.h"

#include <deal.II/grid/manifold_lib.h>

#include <array>

namespace nadir
{
  template <int dim>
  class ConfocalManifold : public dealii::Manifold<dim>
  {
  public:
    ConfocalManifold(const dealii::Point<dim> &centre, double half_height, double half_width);

    dealii::Point<dim> get_new_point(const dealii::ArrayView<const dealii::Point<dim>> &points,
                                     const dealii::ArrayView<const double>             &weights) const override;

    dealii::Tensor<1, dim> get_tangent_vector(const dealii::Point<dim> &p1,
                                              const dealii::Point<dim> &p2) const override;

    std::unique_ptr<dealii::Manifold<dim>> clone() const override
    {
      return std::make_unique<ConfocalManifold<dim>>(centre, half_height, half_width);
    }

    /// To the outside of the unit ball about the origin, and back.
    dealii::Point<dim> to_ball(const dealii::Point<dim> &p) const;
    dealii::Point<dim> from_ball(const dealii::Point<dim> &X) const;

  private:
    const dealii::Point<dim>             centre;
    const double                         half_height, half_width;
    const dealii::SphericalManifold<dim> sphere;
  };

  /// Half axes, in the plane and along the stacking axis, of a tile's ellipse (body) and of the ring around it.
  struct TileAxes
  {
    double body_width = 0, body_height = 0;
    double ring_width = 0, ring_height = 0;
    double gap = 0; ///< the smaller half axis of the body; scales the distance of the core from the body's surface
  };

  /// The ring that leaves the better part of the room free: confocal with the body, at most 1.5 times as big in R.
  TileAxes confocal_axes(double half_width, double half_height, double room_in_plane, double room_in_height);

  /// Room that a tile would like to have in the plane and in height.
  std::array<double, 2> wanted_room(double half_width, double half_height);

  struct TileMaterials
  {
    dealii::types::material_id inside  = 0;
    dealii::types::material_id outside = 0;
    bool                       empty   = false; ///< leave the inside out
    dealii::types::manifold_id ring    = dealii::numbers::flat_manifold_id;
  };

  /// Fill the box between `centre` and the opposite corner `far` with an orthant's pattern.
  template <int dim>
  void add_orthant(BlockMesh<dim> &blocks, const dealii::Point<dim> &centre, const dealii::Point<dim> &far,
                   const TileAxes &axes, const TileMaterials &materials);

  /// Fill the same box with columns along the stacking axis that carry the pattern of the orthant's base.
  template <int dim>
  void add_columns(BlockMesh<dim> &blocks, const dealii::Point<dim> &centre, const dealii::Point<dim> &far,
                   const TileAxes &axes, dealii::types::material_id material, dealii::types::manifold_id manifold);
} // namespace nadir
