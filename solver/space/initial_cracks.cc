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

    template <int dim>
    double distance_from_pore(const InitialCrack &pore, const Point<dim> &place)
    {
      // size is 1 on the surface; over its slope it is a length.
      Tensor<1, dim> scaled, slope;
      for (unsigned int d = 0; d < dim; ++d)
        {
          scaled[d] = (place[d] - pore.centre[d]) / pore.half_axes[d];
          slope[d]  = scaled[d] / pore.half_axes[d];
        }
      const double size = scaled.norm();
      if (size == 0)
        return -*std::min_element(pore.half_axes.begin(), pore.half_axes.end());
      return (size - 1) * size / slope.norm();
    }
  } // namespace

  template <int dim>
  double distance(const InitialCrack &crack, const Point<dim> &place)
  {
    if (crack.is_pore())
      return distance_from_pore(crack, place);
    const Seen s = seen(crack, place);
    return std::hypot(s.height, std::max(s.beyond, 0.));
  }

  template <int dim>
  double share_along(const InitialCrack &crack, const Point<dim> &place)
  {
    return crack.is_pore() ? 1. : share(crack, place);
  }

  template <int dim>
  unsigned int nearest_crack(const std::vector<InitialCrack> &cracks, const Point<dim> &place)
  {
    return std::min_element(cracks.begin(), cracks.end(),
                            [&](const auto &a, const auto &b) { return distance<dim>(a, place) < distance<dim>(b, place); }) -
           cracks.begin();
  }

  template <int dim>
  bool breaks(const InitialCrack &crack, const typename Triangulation<dim>::cell_iterator &cell, const unsigned int vertex)
  {
    if (crack.is_pore())
      return distance<dim>(crack, cell->vertex(vertex)) < 1e-6 * cell->diameter();
    if (seen(crack, cell->center()).beyond > 0)
      return false;
    bool above = false, below = false;
    for (const unsigned int v : cell->vertex_indices())
      (seen(crack, cell->vertex(v)).height > -1e-9 * cell->diameter() ? above : below) = true;
    return above && below;
  }

  template <int dim>
  bool in_pore(const std::vector<InitialCrack> &cracks, const Point<dim> &place)
  {
    return std::any_of(cracks.begin(), cracks.end(), [&](const InitialCrack &crack) { return crack.is_pore() && distance<dim>(crack, place) < 0; });
  }

  template <int dim>
  bool deep_in_pore(const std::vector<InitialCrack> &cracks, const typename Triangulation<dim>::cell_iterator &cell)
  {
    return std::any_of(cracks.begin(), cracks.end(),
                       [&](const InitialCrack &crack) { return crack.is_pore() && distance<dim>(crack, cell->center()) < -cell->diameter(); });
  }

  namespace
  {
    /// Places along a crack, evenly; of a disc on its circumference and halfway; of a pore on its surface.
    std::vector<Point<2>> samples(const InitialCrack &crack, const Point<2> &)
    {
      if (crack.is_pore())
        {
          std::vector<Point<2>> list;
          for (unsigned int i = 0; i < n_samples; ++i)
            {
              const double angle = 2 * numbers::PI * (i + 0.5) / n_samples;
              list.emplace_back(crack.centre[0] + crack.half_axes[0] * std::cos(angle), crack.centre[1] + crack.half_axes[1] * std::sin(angle));
            }
          return list;
        }
      const Point<2>        from(vector_of<2>(crack.from)), to(vector_of<2>(crack.to));
      std::vector<Point<2>> list;
      for (unsigned int i = 0; i < n_samples; ++i)
        list.push_back(from + (i + 0.5) / n_samples * (to - from));
      return list;
    }

    std::vector<Point<3>> samples(const InitialCrack &crack, const Point<3> &)
    {
      if (crack.is_pore())
        {
          std::vector<Point<3>> list;
          for (unsigned int i = 0; i < n_samples; ++i)
            {
              const double along = 2 * (i + 0.5) / n_samples - 1, across = std::sqrt(1 - along * along), angle = 2.4 * i; // a spiral of the golden angle
              list.emplace_back(crack.centre[0] + crack.half_axes[0] * along, crack.centre[1] + crack.half_axes[1] * across * std::cos(angle),
                                crack.centre[2] + crack.half_axes[2] * across * std::sin(angle));
            }
          return list;
        }
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

    /// Share of places that lie in regions that can crack.
    template <int dim>
    double share_inside(const std::vector<Point<dim>> &places, const Fields<dim> &fields)
    {
      std::vector<int> inside(places.size(), 0);
      for (const auto &cell : fields.triangulation.active_cell_iterators())
        if (cell->is_locally_owned() && fields.has(cell->material_id(), Field::damage))
          {
            const auto box = cell->bounding_box();
            for (unsigned int i = 0; i < places.size(); ++i)
              if (box.point_inside(places[i], 1e-6))
                inside[i] = 1;
          }
      Utilities::MPI::max(inside, fields.triangulation.get_communicator(), inside);
      return double(std::count(inside.begin(), inside.end(), 1)) / inside.size();
    }

    /// Share of the places of one crack that are closer to another than this.
    template <int dim>
    double share_on(const InitialCrack &crack, const InitialCrack &other, const double reach)
    {
      const auto places = samples(crack, Point<dim>());
      return double(std::count_if(places.begin(), places.end(), [&](const Point<dim> &p) { return distance<dim>(other, p) < reach; })) / places.size();
    }

    const Section &section_of(const Section &root, const InitialCrack &crack)
    {
      return crack.drawn_by.empty() ? *root.find("Initial crack", crack.name) : *root.find("Micro-cracks", crack.drawn_by);
    }

    template <int dim>
    void check_place(const Section &s, const InitialCrack &crack, const Fields<dim> &fields)
    {
      const std::string what   = (crack.is_pore() ? "pore '" : "crack '") + crack.name + "'";
      const double      inside = share_inside<dim>(samples(crack, Point<dim>()), fields);
      if (inside == 0)
        s.fail("the " + what + " lies outside every region that can crack",
               "move it: lengths count from the lower left corner of the geometry; the section Fracture says which regions can crack");
      if (crack.is_pore())
        {
          if (share_inside<dim>({Point<dim>(vector_of<dim>(crack.centre))}, fields) == 0)
            s.fail("Centre", "the centre of the " + what + " lies outside the regions that can crack", "move it into the region; one that is centred on a surface is half of a pore");
          return;
        }
      const bool part = dim == 3 && inside >= 0.24; // half of a disc on a face, a quarter on an edge
      if (inside < 0.98 && !part)
        s.fail(fmt::format("{:.0f} % of the {} lies outside the regions that can crack", 100 * (1 - inside), what),
               "move its ends into the region; one that begins at a surface may begin exactly there");
    }

    template <int dim>
    void check_neighbours(const Section &s, const InitialCrack &crack, const InitialCrack &other, const double length)
    {
      if (crack.is_pore() && other.is_pore())
        {
          if (share_on<dim>(crack, other, 0) > 0 || share_on<dim>(other, crack, 0) > 0)
            s.fail("the pores '" + other.name + "' and '" + crack.name + "' overlap", "move one of the two, or describe both as one pore");
          return;
        }
      const auto lies_on = [&](const InitialCrack &a, const InitialCrack &b) { return !a.is_pore() && share_on<dim>(a, b, length) > 0.9; };
      if (lies_on(crack, other) || lies_on(other, crack))
        s.fail(fmt::format("the crack '{}' lies on '{}': they are closer than the length of the phase field all along", crack.name, other.name),
               "remove one of the two, or move it");
    }
  } // namespace

  template <int dim>
  void check_initial_cracks(const Section &root, const Fields<dim> &fields)
  {
    const FractureSettings &settings = *fields.model.fracture;
    for (const InitialCrack &crack : settings.cracks)
      {
        const Section &s = section_of(root, crack);
        check_place(s, crack, fields);
        for (const InitialCrack &other : settings.cracks)
          if (&other < &crack)
            check_neighbours<dim>(s, crack, other, settings.length);
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
  template unsigned int nearest_crack<2>(const std::vector<InitialCrack> &, const Point<2> &);
  template unsigned int nearest_crack<3>(const std::vector<InitialCrack> &, const Point<3> &);
  template bool   breaks<2>(const InitialCrack &, const Triangulation<2>::cell_iterator &, unsigned int);
  template bool   breaks<3>(const InitialCrack &, const Triangulation<3>::cell_iterator &, unsigned int);
  template bool   in_pore<2>(const std::vector<InitialCrack> &, const Point<2> &);
  template bool   in_pore<3>(const std::vector<InitialCrack> &, const Point<3> &);
  template bool   deep_in_pore<2>(const std::vector<InitialCrack> &, const Triangulation<2>::cell_iterator &);
  template bool   deep_in_pore<3>(const std::vector<InitialCrack> &, const Triangulation<3>::cell_iterator &);
  template void   check_initial_cracks<2>(const Section &, const Fields<2> &);
  template void   check_initial_cracks<3>(const Section &, const Fields<3> &);
  template double cell_size<2>(const Triangulation<2>::cell_iterator &);
  template double cell_size<3>(const Triangulation<3>::cell_iterator &);
} // namespace nadir
