#include "space/initial_cracks.h"

#include <algorithm>
#include <cmath>

using namespace dealii;

namespace nadir
{
  namespace
  {
    template <int dim>
    Tensor<1, dim> vector_of(const std::vector<double> &list)
    {
      Tensor<1, dim> v;
      for (unsigned int d = 0; d < dim; ++d)
        v[d] = list[d];
      return v;
    }

    /// A place seen from a crack: height over its plane, and how far beyond its rim the place is along the plane (negative: within).
    struct Seen
    {
      double height, beyond;
    };

    Seen seen(const InitialCrack &crack, const Point<2> &place)
    {
      const Tensor<1, 2> from = vector_of<2>(crack.from), along = vector_of<2>(crack.to) - from, r = place - Point<2>(from);
      const double       length = along.norm(), t = r * along / length;
      return {(along[0] * r[1] - along[1] * r[0]) / length, std::max(-t, t - length)};
    }

    double share(const InitialCrack &crack, const Point<2> &place)
    {
      const Tensor<1, 2> from = vector_of<2>(crack.from), along = vector_of<2>(crack.to) - from;
      return (place - Point<2>(from)) * along / along.norm_square();
    }

    double share(const InitialCrack &crack, const Point<3> &place)
    {
      const Tensor<1, 3> r = place - Point<3>(vector_of<3>(crack.centre)), normal = vector_of<3>(crack.normal);
      return (r - (r * normal) * normal).norm() / crack.radius;
    }

    Seen seen(const InitialCrack &crack, const Point<3> &place)
    {
      const Tensor<1, 3> r = place - Point<3>(vector_of<3>(crack.centre)), normal = vector_of<3>(crack.normal);
      const double       height = r * normal;
      return {height, (r - height * normal).norm() - crack.radius};
    }
  } // namespace

  template <int dim>
  double distance(const InitialCrack &crack, const Point<dim> &place)
  {
    const Seen s = seen(crack, place);
    return std::hypot(s.height, std::max(s.beyond, 0.));
  }

  template <int dim>
  double share_along(const InitialCrack &crack, const Point<dim> &place)
  {
    return share(crack, place);
  }

  template <int dim>
  bool cuts(const InitialCrack &crack, const typename Triangulation<dim>::cell_iterator &cell)
  {
    if (seen(crack, cell->center()).beyond > 0)
      return false;
    bool above = false, below = false;
    for (const unsigned int v : cell->vertex_indices())
      (seen(crack, cell->vertex(v)).height > -1e-9 * cell->diameter() ? above : below) = true;
    return above && below;
  }

  template <int dim>
  double cell_size(const typename Triangulation<dim>::cell_iterator &cell)
  {
    return cell->diameter() / std::sqrt(double(dim));
  }

  template double distance<2>(const InitialCrack &, const Point<2> &);
  template double distance<3>(const InitialCrack &, const Point<3> &);
  template double share_along<2>(const InitialCrack &, const Point<2> &);
  template double share_along<3>(const InitialCrack &, const Point<3> &);
  template bool   cuts<2>(const InitialCrack &, const Triangulation<2>::cell_iterator &);
  template bool   cuts<3>(const InitialCrack &, const Triangulation<3>::cell_iterator &);
  template double cell_size<2>(const Triangulation<2>::cell_iterator &);
  template double cell_size<3>(const Triangulation<3>::cell_iterator &);
} // namespace nadir
