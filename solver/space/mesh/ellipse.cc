#include "space/mesh/ellipse.h"

#include <algorithm>
#include <cmath>

namespace nadir
{
  using namespace dealii;

  template <int dim>
  ConfocalManifold<dim>::ConfocalManifold(const Point<dim> &centre, const double half_height, const double half_width)
      : centre(centre), half_height(half_height), half_width(half_width), sphere(Point<dim>())
  {
  }

  template <int dim>
  Point<dim> ConfocalManifold<dim>::to_ball(const Point<dim> &p) const
  {
    // Half axes (height, width) of the confocal ellipse through p; their difference of squares is the same for all.
    const Tensor<1, dim> x         = p - centre;
    const double         focal     = half_height * half_height - half_width * half_width;
    const double         z         = x[dim - 1];
    const double         sum       = x.norm_square() + focal;
    const double         height_sq = 0.5 * (sum + std::sqrt(std::max(0., sum * sum - 4 * focal * z * z)));
    const double         height    = std::sqrt(height_sq);
    const double         width     = std::sqrt(height_sq - focal);
    const double         R         = (height + width) / (half_height + half_width);

    Point<dim> X;
    for (unsigned int d = 0; d < dim; ++d)
      X[d] = x[d] * R / (d == dim - 1 ? height : width);
    return X;
  }

  template <int dim>
  Point<dim> ConfocalManifold<dim>::from_ball(const Point<dim> &X) const
  {
    const double A = 0.5 * (half_height + half_width);
    const double B = 0.5 * (half_height - half_width) / X.square();
    Point<dim>   p = centre;
    for (unsigned int d = 0; d < dim; ++d)
      p[d] += (d == dim - 1 ? A + B : A - B) * X[d];
    return p;
  }

  template <int dim>
  Point<dim> ConfocalManifold<dim>::get_new_point(const ArrayView<const Point<dim>> &points,
                                                  const ArrayView<const double>     &weights) const
  {
    std::vector<Point<dim>> in_ball;
    in_ball.reserve(points.size());
    for (const auto &p : points)
      in_ball.push_back(to_ball(p));
    return from_ball(sphere.get_new_point(make_array_view(in_ball), weights));
  }

  template <int dim>
  Tensor<1, dim> ConfocalManifold<dim>::get_tangent_vector(const Point<dim> &p1, const Point<dim> &p2) const
  {
    const Point<dim>     X = to_ball(p1);
    const Tensor<1, dim> T = sphere.get_tangent_vector(X, to_ball(p2));
    const double         A = 0.5 * (half_height + half_width);
    const double         B = 0.5 * (half_height - half_width) / X.square();

    // d(B/R^2) along T is -2 (B/R^2) (X.T)/R^2.
    const double   change = -2 * B * (X * T) / X.square();
    Tensor<1, dim> tangent;
    for (unsigned int d = 0; d < dim; ++d)
      tangent[d] = d == dim - 1 ? (A + B) * T[d] + change * X[d] : (A - B) * T[d] - change * X[d];
    return tangent;
  }

  TileAxes confocal_axes(const double half_width, const double half_height, const double room_in_plane,
                         const double room_in_height)
  {
    // The ring takes this part of the room beyond the ellipse.
    const double part   = 0.6;
    const double width  = half_width + part * (room_in_plane - half_width);
    const double height = half_height + part * (room_in_height - half_height);

    const double A = 0.5 * (half_height + half_width), B = 0.5 * (half_height - half_width);
    const double R = std::min({1.5, (width + std::sqrt(width * width + 4 * A * B)) / (2 * A),
                               (height + std::sqrt(std::max(0., height * height - 4 * A * B))) / (2 * A)});
    return {half_width, half_height, A * R - B / R, A * R + B / R, std::min(half_width, half_height)};
  }

  std::array<double, 2> wanted_room(const double half_width, const double half_height)
  {
    const double A = 0.5 * (half_height + half_width), B = 0.5 * (half_height - half_width), R = 1.5;
    const double width = A * R - B / R, height = A * R + B / R;
    const double margin = 0.5 * std::min(width, height);
    return {{width + margin, height + margin}};
  }

  namespace
  {
    /// Half axes of the levels of the pattern: 0 core, 1 ellipse, 2 ring, 3 box.
    constexpr unsigned int n_levels = 4;

    /// Direction from the centre of the ball to a pattern corner that lies off n axes: its component along one of them.
    /// The corner off all three axes moves up on slender bodies, level with its neighbours off two.
    double ball_position(const unsigned int n, const bool upright, const double roundness)
    {
      if (n < 3)
        return 1 / std::sqrt(n);
      const double height = std::sqrt(0.5) + roundness * (std::sqrt(1. / 3.) - std::sqrt(0.5));
      return upright ? height : std::sqrt(0.5 * (1 - height * height));
    }

    /// A corner of the pattern in the orthant, from its level and the set of axes it lies off (bits of `axes_off`).
    template <int dim>
    Point<dim> pattern_point(const unsigned int level, const unsigned int axes_off, const Point<dim> &centre,
                             const Point<dim> &far, const TileAxes &axes)
    {
      // The core stays behind the ellipse by this part of the gap, which does not grow with a long half axis: so the
      // core of a slender body is nearly a box. For the ball, n axes off, this makes deal.II's 0.528, 0.4533, 0.3752.
      constexpr std::array<double, 4> behind = {{0., 0.472, 0.2538, 0.2022}};

      unsigned int n = 0;
      for (unsigned int d = 0; d < dim; ++d)
        n += (axes_off >> d) & 1;
      const double upright_gap = std::min(axes.gap, axes.body_height);

      Point<dim> p = centre;
      for (unsigned int d = 0; d < dim; ++d)
        if ((axes_off >> d) & 1)
        {
          const bool   upright   = d == dim - 1;
          const double body      = upright ? axes.body_height : axes.body_width;
          const double ring      = upright ? axes.ring_height : axes.ring_width;
          const double gap       = upright ? upright_gap : axes.gap;
          const double direction = ball_position(n, upright, upright_gap / axes.body_height);

          // On an axis itself, the core goes with its neighbours off two axes, not with the far end of the axis.
          const double core
              = n == 1 ? std::sqrt(0.5) * (body - gap) + (1 - behind[1]) * gap : direction * body - behind[n] * gap;
          const double size = level == 0 ? core : direction * (level == 1 ? body : ring);
          p[d]              = level == 3 ? far[d] : centre[d] + (far[d] > centre[d] ? size : -size);
        }
      return p;
    }

    /// One cell of the k-dimensional pattern: level and axes of each of its 2^k corners.
    struct PatternCell
    {
      unsigned int shell; ///< 0 core, 1 to 3: between level shell-1 and shell
      std::array<std::pair<unsigned int, unsigned int>, 1 << 3> corners;
    };

    std::vector<PatternCell> pattern(const unsigned int k)
    {
      std::vector<PatternCell> cells(1);
      cells[0].shell = 0;
      for (unsigned int v = 0; v < (1u << k); ++v)
        cells[0].corners[v] = {0, v};
      for (unsigned int shell = 1; shell < n_levels; ++shell)
        for (unsigned int face = 0; face < k; ++face)
        {
          PatternCell cell;
          cell.shell = shell;
          for (unsigned int v = 0; v < (1u << k); ++v)
            cell.corners[v] = {shell - 1 + ((v >> face) & 1), v | (1u << face)};
          cells.push_back(cell);
        }
      return cells;
    }
  } // namespace

  template <int dim>
  void add_orthant(BlockMesh<dim> &blocks, const Point<dim> &centre, const Point<dim> &far, const TileAxes &axes,
                   const TileMaterials &materials)
  {
    for (const PatternCell &cell : pattern(dim))
    {
      const bool inside = cell.shell <= 1;
      if (inside && materials.empty)
        continue;
      typename BlockMesh<dim>::Corners corners;
      for (unsigned int v = 0; v < corners.size(); ++v)
        corners[v] = pattern_point<dim>(cell.corners[v].first, cell.corners[v].second, centre, far, axes);
      blocks.add(corners, inside ? materials.inside : materials.outside,
                 cell.shell == 2 ? materials.ring : numbers::flat_manifold_id);
    }
  }

  template <int dim>
  void add_columns(BlockMesh<dim> &blocks, const Point<dim> &centre, const Point<dim> &far, const TileAxes &axes,
                   const types::material_id material, const types::manifold_id manifold)
  {
    constexpr unsigned int base = 1 << (dim - 1);
    for (const PatternCell &cell : pattern(dim - 1))
    {
      typename BlockMesh<dim>::Corners corners;
      for (unsigned int v = 0; v < corners.size(); ++v)
      {
        corners[v] = pattern_point<dim>(cell.corners[v % base].first, cell.corners[v % base].second, centre, far, axes);
        corners[v][dim - 1] = v < base ? centre[dim - 1] : far[dim - 1];
      }
      blocks.add(corners, material, manifold);
    }
  }

  template class ConfocalManifold<2>;
  template class ConfocalManifold<3>;
  template void add_orthant(BlockMesh<2> &, const Point<2> &, const Point<2> &, const TileAxes &,
                            const TileMaterials &);
  template void add_orthant(BlockMesh<3> &, const Point<3> &, const Point<3> &, const TileAxes &,
                            const TileMaterials &);
  template void add_columns(BlockMesh<2> &, const Point<2> &, const Point<2> &, const TileAxes &, types::material_id,
                            types::manifold_id);
  template void add_columns(BlockMesh<3> &, const Point<3> &, const Point<3> &, const TileAxes &, types::material_id,
                            types::manifold_id);
} // namespace nadir
