#include "space/toughness.h"

#include <deal.II/grid/grid_tools.h>

#include <algorithm>
#include <cmath>

using namespace dealii;

namespace nadir
{
  namespace
  {
    /// Mixes the bits of a number (splitmix64: G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014, doi 10.1145/2660193.2660195).
    std::uint64_t mixed(std::uint64_t x)
    {
      x += 0x9e3779b97f4a7c15u;
      x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
      x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
      return x ^ (x >> 31);
    }

    template <int dim>
    using Face = typename Triangulation<dim>::face_iterator;

    /// Faces of the coarse mesh, which every rank has, on an interface.
    template <int dim>
    std::vector<Face<dim>> coarse_faces(const Fields<dim> &fields, const std::string &interface)
    {
      std::vector<Face<dim>> list;
      for (const auto &cell : fields.triangulation.cell_iterators_on_level(0))
        for (const unsigned int f : cell->face_indices())
          if (!cell->at_boundary(f) && cell->index() < cell->neighbor(f)->index())
            if (const auto meeting = fields.meeting(cell->material_id(), cell->neighbor(f)->material_id());
                meeting && fields.model.interfaces[meeting->interface].name == interface)
              list.push_back(cell->face(f));
      return list;
    }

    template <int dim>
    bool within(const double reach, const Point<dim> &place, const std::vector<Face<dim>> &faces)
    {
      return std::any_of(faces.begin(), faces.end(), [&](const Face<dim> &face) {
        return place.distance(face->center()) < reach + face->diameter() && place.distance(GridTools::project_to_object(face, place)) < reach;
      });
    }
  } // namespace

  template <int dim>
  double toughness_factor(const ToughnessScatter &scatter, const Point<dim> &place)
  {
    std::uint64_t bits = mixed(scatter.seed);
    for (unsigned int d = 0; d < dim; ++d)
      bits = mixed(bits ^ std::uint64_t(std::int64_t(std::floor(place[d] / scatter.length))));
    const double share = (bits >> 11) * 0x1p-53; // in [0, 1)
    return std::pow(-std::log1p(-share), 1 / scatter.weibull_modulus) / std::tgamma(1 + 1 / scatter.weibull_modulus);
  }

  template <int dim>
  std::vector<double> toughness_factors(const Fields<dim> &fields)
  {
    const FractureSettings &settings = *fields.model.fracture;
    std::vector<double>     list(fields.triangulation.n_active_cells(), 1.);
    if (settings.interfaces.empty() && !settings.scatter)
      return list;
    std::vector<std::vector<Face<dim>>> faces;
    for (const auto &interface : settings.interfaces)
      faces.push_back(coarse_faces(fields, interface.interface));
    for (const auto &cell : fields.triangulation.active_cell_iterators())
      if (!cell->is_artificial() && fields.has(cell->material_id(), Field::damage))
        {
          const Point<dim>      place = cell->center();
          std::optional<double> lowest;
          for (unsigned int i = 0; i < faces.size(); ++i)
            if (within<dim>(settings.interfaces[i].reach, place, faces[i]))
              lowest = std::min(lowest.value_or(settings.interfaces[i].factor), settings.interfaces[i].factor);
          list[cell->active_cell_index()] = lowest.value_or(1.) * (settings.scatter ? toughness_factor(*settings.scatter, place) : 1.);
        }
    return list;
  }

  template std::vector<double> toughness_factors<2>(const Fields<2> &);
  template std::vector<double> toughness_factors<3>(const Fields<3> &);
  template double              toughness_factor<2>(const ToughnessScatter &, const Point<2> &);
  template double              toughness_factor<3>(const ToughnessScatter &, const Point<3> &);
} // namespace nadir
