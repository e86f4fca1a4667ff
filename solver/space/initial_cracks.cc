#include "space/initial_cracks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

using namespace dealii;

namespace nadir
{
  namespace
  {
    constexpr unsigned int n_samples = 100;

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

  namespace
  {
    /// Places along a crack, evenly; of a disc on its circumference and halfway.
    std::vector<Point<2>> samples(const InitialCrack &crack, const Point<2> &)
    {
      const Point<2>        from(vector_of<2>(crack.from)), to(vector_of<2>(crack.to));
      std::vector<Point<2>> list;
      for (unsigned int i = 0; i < n_samples; ++i)
        list.push_back(from + (i + 0.5) / n_samples * (to - from));
      return list;
    }

    std::vector<Point<3>> samples(const InitialCrack &crack, const Point<3> &)
    {
      const Tensor<1, 3> normal = vector_of<3>(crack.normal);
      Tensor<1, 3>       other;
      other[std::abs(normal[0]) < 0.9 ? 0 : 1] = 1;
      const Tensor<1, 3>    a = cross_product_3d(normal, other) / cross_product_3d(normal, other).norm(), b = cross_product_3d(normal, a);
      std::vector<Point<3>> list;
      for (unsigned int i = 0; i < n_samples; ++i)
        {
          const double angle = 2 * numbers::PI * i / n_samples, r = crack.radius * (i % 2 == 0 ? 0.99 : 0.5);
          list.push_back(Point<3>(vector_of<3>(crack.centre)) + r * (std::cos(angle) * a + std::sin(angle) * b));
        }
      return list;
    }

    /// Share of the crack's places that lie in regions that can crack.
    template <int dim>
    double share_inside(const InitialCrack &crack, const Fields<dim> &fields)
    {
      const auto       places = samples(crack, Point<dim>());
      std::vector<int> inside(places.size(), 0);
      for (const auto &cell : fields.triangulation.active_cell_iterators())
        if (cell->is_locally_owned() && fields.has(cell->material_id(), Field::damage) && distance<dim>(crack, cell->center()) < cell->diameter())
          for (unsigned int i = 0; i < places.size(); ++i)
            if (cell->bounding_box().point_inside(places[i], 1e-6))
              inside[i] = 1;
      Utilities::MPI::max(inside, fields.triangulation.get_communicator(), inside);
      return double(std::count(inside.begin(), inside.end(), 1)) / inside.size();
    }

    /// Share of the places of one crack that are closer to another than the phase field can tell.
    template <int dim>
    double share_on(const InitialCrack &crack, const InitialCrack &other, const double length)
    {
      const auto places = samples(crack, Point<dim>());
      return double(std::count_if(places.begin(), places.end(), [&](const Point<dim> &p) { return distance<dim>(other, p) < length; })) / places.size();
    }
  } // namespace

  template <int dim>
  void check_initial_cracks(const Section &root, const Fields<dim> &fields)
  {
    const FractureSettings &settings = *fields.model.fracture;
    for (const InitialCrack &crack : settings.cracks)
      {
        const Section &s      = *root.find("Initial crack", crack.name);
        const double   inside = share_inside<dim>(crack, fields);
        const bool     part   = dim == 3 && inside >= 0.24; // half of a disc on a face, a quarter on an edge
        if (inside == 0)
          s.fail("the crack '" + crack.name + "' lies outside every region that can crack",
                 "move it: lengths count from the lower left corner of the geometry; the section Fracture says which regions can crack");
        if (inside < 0.98 && !part)
          s.fail(fmt::format("{:.0f} % of the crack '{}' lies outside the regions that can crack", 100 * (1 - inside), crack.name),
                 "move its ends into the region; one that begins at a surface may begin exactly there");
        for (const InitialCrack &other : settings.cracks)
          if (&other < &crack && share_on<dim>(crack, other, settings.length) > 0.9)
            s.fail(fmt::format("the crack '{}' lies on '{}': they are closer than the length of the phase field all along", crack.name, other.name),
                   "remove one of the two, or move it");
      }
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
  template void   check_initial_cracks<2>(const Section &, const Fields<2> &);
  template void   check_initial_cracks<3>(const Section &, const Fields<3> &);
  template double cell_size<2>(const Triangulation<2>::cell_iterator &);
  template double cell_size<3>(const Triangulation<3>::cell_iterator &);
} // namespace nadir
