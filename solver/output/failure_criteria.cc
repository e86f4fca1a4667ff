#include "output/failure_criteria.h"

#include "base/constants.h"
#include "space/weights.h"

#include <deal.II/base/quadrature_lib.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

using namespace dealii;

namespace nadir
{
  SectionKind verdict_schema()
  {
    SectionKind s;
    s.kind          = "Verdict";
    s.documentation = "How the run is judged: docs/verdict.md has every outcome, and which comes first where several would do.";
    s.entries       = {
      between(quantity("Contact lost below", "1", "0.5",
                       "Contact counts as lost where the mean conductance of an interface has fallen to less than this share by voids, "
                             "damage and gaps that came during the run (half: the rest carries twice the current)."),
              0, 1),
      between(quantity("Large thickness", "1", "0.05",
                       "The run warns where the plated thickness or a gap passes this share of the thinner layer beside it, or of the "
                             "smallest dimension or radius of curvature of a defect: the mesh does not move with the metal."),
              1e-6, 1),
      between(quantity("Short circuit", "1", "0.5",
                       "The cell is shorted where electrons carry this share of the current through metal in cracks (half: more than ions do)."), 1e-3, 1),
      choice("Look for failure", {"automatic", "after every step", "at the end"}, "automatic",
             "When `contact lost` and `fracture through` are looked for. After every step: they end the run at once. At the end of the protocol or at a voltage limit: "
             "contact may have come back by then, and metal may have followed a crack. Automatic: after every step where one of the protocol raises the current level by level "
             "(`stepped current ramp`, `growing cycles`), so that the run says which level fails, else at the end."),
      not_negative(quantity("Ended by growth", "m", "0 m", "A run ends as growing where a crack has grown by so much, for instance where only the onset is asked for; 0: it goes on.")),
      between(quantity("Stopped below", "1", "0",
                       "A run with metal in cracks ends at rest where no crack has grown for a tenth of the time and the current on the faces of cracks has fallen below "
                       "this share of its largest; 0: it goes on to the protocol's end, as it does where the protocol raises the current level by level."),
              0, 0.5),
      between(quantity("Film share of voltage", "1", "0.5",
                       "At a voltage limit the cause is the interphase where its film has at least doubled and takes more than this share of the voltage (half: more than all else)."),
              1e-3, 1),
      positive(quantity("Nucleation overpotential", "V", "",
                        "Sodium nucleates inside a conductor of ions and electrons where phi_i - phi_e - V_m p/F exceeds this value, and the run ends. A pore of radius r "
                        "takes 2 gamma V_m/(F r): 11 mV for 10 nm with a surface energy of 0.22 J/m^2. Without this entry it is not judged."))};
    return s;
  }

  namespace
  {
    bool is_mixed(const Region &region) { return region.has(Field::ionic_potential) && region.has(Field::electronic_potential); }

    bool has_deposit(const Model &model) { return model.fracture && model.fracture->deposit; }

    bool has_film(const Model &model)
    {
      return std::any_of(model.interfaces.begin(), model.interfaces.end(), [](const Interface &i) { return bool(i.laws.interphase); });
    }

    bool can_nucleate(const Model &model) { return std::any_of(model.regions.begin(), model.regions.end(), is_mixed); }

    /// The smallest share of its conductance that an interface can keep; 0 where it can lose all. (A constriction may leave less than the contact.)
    double least_contact(const Model &model)
    {
      double least = 1;
      for (const Interface &i : model.interfaces)
        least = std::min(least, i.opening || i.laws.constriction ? 0. : i.laws.voids ? i.laws.voids->least_contact_fraction() : 1.);
      return least;
    }

    /// Criteria that are written down although nothing can meet them are a misunderstanding. (A resolved deck writes down the defaults.)
    void check_effect_of_failure(const Section &s, const FailureCriteria &c, const Model &model)
    {
      const FailureCriteria defaults;
      const auto            refuse = [&](const bool changed, const char *entry, const std::string &why, const std::string &remedy) {
        if (changed)
          s.fail(entry, fmt::format("'{}' can never act: {}", entry, why), remedy + ", or remove this line");
      };
      if (!model.fracture || model.fracture->cracks.empty())
        refuse(c.grown_by != defaults.grown_by, "Ended by growth", "the deck has no crack", "add `subsection Fracture` and `subsection Initial crack NAME`");
      if (!has_deposit(model))
        {
          const std::string why = "no metal plates into cracks in this deck", remedy = "add `subsection Deposit`";
          refuse(c.short_circuit_share != defaults.short_circuit_share, "Short circuit", why, remedy);
          refuse(c.stopped_below != defaults.stopped_below, "Stopped below", why, remedy);
        }
      if (!can_nucleate(model))
        refuse(c.nucleation.has_value(), "Nucleation overpotential", "no region conducts both ions and electrons",
               "give the electrolyte's material an `Electronic conduction`, its leakage");
      if (const double least = least_contact(model); least > 0 && least < 1) // without voids and openings it is told as not judged
        refuse(c.least_contact != defaults.least_contact && c.least_contact > 0 && c.least_contact <= least, "Contact lost below", fmt::format("the interfaces of this deck keep {:g} of it or more (`Least contact fraction`)", least),
               "give a larger share");
      if (!has_film(model))
        refuse(c.film_share != defaults.film_share, "Film share of voltage", "no interface has an interphase",
               "add `subsection Interphase` to an interface");
    }
  } // namespace

  FailureCriteria read_failure_criteria(const Section &root, const Model &model)
  {
    const Section  &s = root.section("Verdict");
    FailureCriteria c{s.quantity("Contact lost below"), s.quantity("Large thickness"), s.quantity("Short circuit"), s.quantity("Ended by growth"),
                      s.quantity("Stopped below"), s.quantity("Film share of voltage")};
    if (const std::string when = s.text("Look for failure"); when != "automatic")
      c.after_every_step = when == "after every step";
    if (s.is_set("Nucleation overpotential"))
      c.nucleation = s.quantity("Nucleation overpotential");
    check_effect_of_failure(s, c, model);
    return c;
  }

  std::vector<NotJudged> not_judged(const FailureCriteria &criteria, const Model &model)
  {
    std::vector<NotJudged> list;
    if (!has_deposit(model))
      list.push_back({{"short circuit"}, "no metal plates into cracks (`Deposit`)"});
    if (!can_nucleate(model))
      list.push_back({{"nucleated inside"}, "no region conducts both ions and electrons"});
    else if (!criteria.nucleation)
      list.push_back({{"nucleated inside"}, "`Verdict/Nucleation overpotential` is not given"});
    if (!model.fracture || model.fracture->cracks.empty())
      list.push_back({{"fracture through", "stopped", "crack grows"}, "the deck has no `Fracture` with an `Initial crack`"});
    const auto any = [&](const auto &property) { return std::any_of(model.interfaces.begin(), model.interfaces.end(), property); };
    if (!any([](const Interface &i) { return i.opening || (i.laws.voids && i.laws.voids->void_height() > 0); }))
      list.push_back({{"contact lost"}, "no interface can open or has voids"});
    if (!any([](const Interface &i) { return std::isfinite(i.laws.sodium_inventory); }))
      list.push_back({{"sodium exhausted"}, "no interface has a `Sodium inventory`"});
    if (!has_film(model))
      list.push_back({{"interphase-limited"}, "no interface has an interphase"});
    return list;
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

    std::vector<double> list(n_interfaces, infinity);
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
