#include "output/failure_criteria.h"

#include "space/weights.h"

#include <deal.II/base/quadrature_lib.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace dealii;

namespace nadir
{
  SectionKind verdict_schema()
  {
    SectionKind s;
    s.kind          = "Verdict";
    s.documentation = "How the run is judged.";
    s.entries       = {
      between(quantity("Contact lost below", "1", "0.5",
                       "Contact counts as lost where the mean conductance of an interface has fallen to less than this share by voids, "
                             "damage and gaps that came during the run (half: the rest carries twice the current)."),
              0, 1),
      between(quantity("Large thickness", "1", "0.05",
                       "The run warns where the plated thickness or a gap passes this share of the thinner layer beside it, or of the "
                             "smallest dimension or radius of curvature of a defect: the mesh does not move with the metal."),
              1e-6, 1),
      between(quantity("Short circuit", "1", "0.5", "The cell is shorted where electrons carry this share of the current through metal in cracks."), 1e-3, 1),
      not_negative(quantity("Ended by growth", "m", "0 m", "A run ends as growing where a crack has grown by so much, for instance where only the onset is asked for; 0: it goes on.")),
      between(quantity("Stopped below", "1", "0",
                       "A run with metal in cracks ends as stopped where no crack has grown for a tenth of the time and the current on the faces of cracks has fallen below "
                       "this share of its largest; 0: it goes on to the protocol's end."),
              0, 0.5)};
    return s;
  }

  FailureCriteria read_failure_criteria(const Section &root)
  {
    const Section &s = root.section("Verdict");
    return {s.quantity("Contact lost below"), s.quantity("Large thickness"), s.quantity("Short circuit"), s.quantity("Ended by growth"),
            s.quantity("Stopped below")};
  }

  template <int dim>
  std::vector<double> layer_thicknesses(const Fields<dim> &fields, const InterfaceFaces<dim> &faces)
  {
    const MPI_Comm                         comm         = fields.triangulation.get_communicator();
    const auto                            &regions      = fields.model.regions;
    const unsigned int                     n_interfaces = fields.model.interfaces.size();
    std::vector<double>                    volumes(regions.size(), 0.), areas(n_interfaces, 0.);
    const auto index = [&](const unsigned int piece) { return &fields.region(piece) - regions.data(); };

    FEValues<dim> values(fields.mapping, fields.scalar_element, QGauss<dim>(fields.scalar_element.degree + 1),
                         update_JxW_values | update_quadrature_points);
    for (const auto &cell : fields.triangulation.active_cell_iterators())
      if (cell->is_locally_owned())
        {
          values.reinit(cell);
          for (const double w : weights_of(values, fields.names.axisymmetric))
            volumes[index(cell->material_id())] += w;
        }
    std::vector<int> sides(n_interfaces * regions.size(), 0);
    faces.for_each_part([&](const InterfacePart<dim> &part) {
      for (const double w : part.JxW)
        areas[part.interface] += w;
      for (const auto &cell : {part.minus, part.plus})
        sides[part.interface * regions.size() + index(cell->material_id())] = 1;
    });
    Utilities::MPI::sum(volumes, comm, volumes);
    Utilities::MPI::sum(areas, comm, areas);
    Utilities::MPI::max(sides, comm, sides);

    std::vector<double> list(n_interfaces, std::numeric_limits<double>::infinity());
    for (unsigned int i = 0; i < n_interfaces; ++i)
      for (unsigned int r = 0; r < regions.size(); ++r)
        if (sides[i * regions.size() + r])
          list[i] = std::min(list[i], volumes[r] / areas[i]);
    return list;
  }

  std::vector<std::string> too_thick(const FailureCriteria &criteria, const Measurements &measured,
                                     const std::vector<double> &layers, const std::vector<double> &features)
  {
    std::vector<std::string> list;
    const auto               check = [&](const std::string &what, const std::string &name, const double thickness, const double size,
                           const std::string &of) {
      if (size > 0 && std::isfinite(thickness) && thickness > criteria.largest_thickness * size)
        list.push_back(fmt::format("{} at '{}' has passed {:.3g} % of {}: the mesh does not move with it, so fields near it are "
                                                 "off by about as much",
                                   what, name, 100 * criteria.largest_thickness, of));
    };
    for (unsigned int i = 0; i < measured.interfaces.size(); ++i)
      {
        const auto &m = measured.interfaces[i];
        check("the plated or stripped thickness", m.name, std::max(std::abs(m.least_plated), std::abs(m.largest_plated)), layers[i],
              "the thinner layer beside it");
        if (measured.mechanics)
          check("the gap", m.name, measured.mechanics->openings[i].largest_gap, layers[i], "the thinner layer beside it");
      }
    const std::string feature = "the defect's smallest dimension or radius of curvature";
    for (unsigned int d = 0; d < measured.defects.size(); ++d)
      {
        check("the plated or stripped thickness", measured.defects[d].name, measured.defects[d].plated, features[d], feature);
        if (measured.mechanics)
          check("the gap", measured.defects[d].name, measured.mechanics->defect_gaps[d], features[d], feature);
      }
    return list;
  }

  template std::vector<double> layer_thicknesses(const Fields<2> &, const InterfaceFaces<2> &);
  template std::vector<double> layer_thicknesses(const Fields<3> &, const InterfaceFaces<3> &);
} // namespace nadir
