// The mechanical half of the deck: how layers deform, what loads them, and interfaces that open.
#include "base/registry.h"
#include "base/constants.h"
#include "base/text.h"
#include "space/expression.h"
#include "space/model.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nadir
{
  namespace
  {
    SectionKind mechanics_settings_schema()
    {
      SectionKind s;
      s.kind          = "Mechanics";
      s.documentation = "Quasi-static equilibrium of all regions at small strain. With this section every region needs a material with "
                        "`Elasticity`, and `Support` sections hold the cell. A deck without any collector is then purely mechanical.";
      s.entries       = {
        choice("Degree", {"1", "2"}, "1",
                     "Polynomial degree of the displacement. The volumetric strain is projected onto one degree less in every cell "
                     "(for degree 1 its mean, B-bar), so that isochoric flow does not lock."),
        positive(quantity("Reference temperature", "K", "25 degC", "Without thermal strain.")),
        choice("Coupling", {"staggered", "monolithic"}, "staggered",
                     "How stress and electrochemistry are solved: in turns until the coupled residual is below the tolerances, or in one "
                     "Newton iteration (direct solver, for small problems)."),
        choice("Acceleration", {"Anderson", "Aitken", "none"}, "Anderson", "Of the staggered iteration."),
        positive(integer("Largest coupling count", 60, "Staggered iterations after which a step counts as failed.")),
        positive(integer("Largest count", 30, "Newton iterations after which a step counts as failed.")),
        between(quantity("Tolerance", "1", "1e-9", "Sum of the residual forces over the sum of the forces at work."), 1e-14, 1e-3),
        positive(quantity("Reference stress", "Pa", "1 kPa",
                                "Residual forces are not asked to be smaller than the tolerance times this stress on the boundary of the cell "
                                "(a cell without stress has no other scale)."))};
      return s;
    }

    SectionKind eigenstrain_schema()
    {
      SectionKind s;
      s.kind          = "Eigenstrain";
      s.named         = true;
      s.documentation = "A strain that a region would take without stress, beside thermal expansion and swelling.";
      s.entries       = {required(text("Region", "", "Where.")),
                         required(text("Expression", "", "Formula in x, y, z (3D only; m) and t (s).")),
                         quantities("Direction", "1", "1, 1, 1, 0, 0, 0",
                                    "The formula multiplies this tensor: xx, yy, zz, yz, xz, xy. In two dimensions z points out of the plane "
                                    "(axisymmetric: x is the radius, y the axis, z the hoop).")};
      return s;
    }

    SectionKind vector_schema(const std::string &kind, const std::string &documentation, const std::string &what)
    {
      SectionKind s;
      s.kind          = kind;
      s.named         = true;
      s.documentation = documentation;
      s.entries       = vector_entries(what);
      s.entries.insert(s.entries.begin(), required(text("Region", "", "Where.")));
      return s;
    }

    const Region &existing_region(const Model &model, const Section &s)
    {
      std::vector<std::string> all;
      for (const auto &region : model.regions)
        all.push_back(region.name);
      if (const Region *region = model.find_region(s.text("Region")))
        return *region;
      s.fail("Region", "there is no region '" + s.text("Region") + "'", did_you_mean(s.text("Region"), all) + "the deck has: " + listed(all));
    }

    Eigenstrain make_eigenstrain(const Section &s, const Model &model, const int dim)
    {
      existing_region(model, s);
      check_formula(s, "Expression", dim);
      const auto direction = s.quantities("Direction");
      if (direction.size() != 6)
        s.fail("Direction", fmt::format("the direction has {} component{}, not six", direction.size(), direction.size() == 1 ? "" : "s"),
               "give xx, yy, zz, yz, xz, xy, for example '1, 1, 1, 0, 0, 0'");
      Mandel m;
      for (unsigned int i = 0; i < 6; ++i)
        m[i] = direction[i] * (i < 3 ? 1. : std::sqrt(2.));
      return {s.name(), s.text("Region"), s.text("Expression"), m};
    }

    std::vector<PrescribedVector> read_vectors(const Section &root, const std::string &kind, const Model &model, const int dim)
    {
      std::vector<PrescribedVector> list;
      for (const Section *s : root.sections(kind))
        {
          existing_region(model, *s);
          list.push_back({s->name(), s->text("Region"), read_vector(*s, dim)});
        }
      return list;
    }

    double read_friction(const Section &s)
    {
      const std::string contact = s.text("Tangential contact");
      if (s.is_set("Friction coefficient") && contact != "friction")
        s.fail("Friction coefficient", "the friction coefficient has no effect with 'Tangential contact = " + contact + "'",
               "set 'Tangential contact = friction', or remove this line");
      if (contact == "friction" && !s.is_set("Friction coefficient"))
        s.fail("Tangential contact", "friction needs a coefficient", "add for example 'set Friction coefficient = 0.3'");
      if (contact == "friction")
        return s.quantity("Friction coefficient");
      return contact == "stick" ? infinity : 0.;
    }

    /// Does a pressure change how the voids close?
    bool closes_under_pressure(const VoidClosureLaw &law)
    {
      const double released[4] = {0.5, 0., 0., 298.15}, pressed[4] = {0.5, 0., 1e6, 298.15};
      double       slow, fast;
      law.evaluate(released, &slow, nullptr);
      law.evaluate(pressed, &fast, nullptr);
      return slow != fast;
    }

    /// Sections that would be ignored are a misunderstanding.
    void check_without_mechanics(const Section &root, const Model &model)
    {
      const std::string problem = "nothing deforms without `subsection Mechanics`, so this has no effect",
                        remedy  = "add `subsection Mechanics` to the deck, or remove this";
      for (const char *kind : {"Support", "Eigenstrain", "Body force", "Exact displacement", "Crack tip"})
        for (const Section *s : root.sections(kind))
          s->fail(problem, remedy);
      const auto interfaces = root.sections("Interface");
      for (unsigned int i = 0; i < interfaces.size(); ++i)
        {
          if (interfaces[i]->has("Opening"))
            interfaces[i]->section("Opening").fail(problem, remedy);
          if (const auto &voids = model.interfaces[i].laws.voids; voids && closes_under_pressure(*voids))
            interfaces[i]->section("Voids").fail("these voids close under pressure, and without `subsection Mechanics` there is none",
                                                 "add `subsection Mechanics` with its supports, or set the rate of closure by pressure to 0");
        }
    }

    bool plate_under_pressure(const Section &support)
    {
      return support.text("Type") == "plate" && support.text("Control") == "pressure";
    }

    /// The protocol's entries on plates need a plate that they act on.
    void check_plates_of_protocol(const Section &root)
    {
      if (!root.has("Protocol"))
        return;
      const auto supports = root.sections("Support");
      const auto takes    = [&](const bool of_protocol) {
        return std::any_of(supports.begin(), supports.end(), [&](const Section *s) {
          return plate_under_pressure(*s) && !(of_protocol && s->is_set("Pressure"));
        });
      };
      const Section               &protocol = root.section("Protocol");
      std::vector<const Section *> places   = protocol.sections("Step");
      places.insert(places.begin(), &protocol);
      for (const Section *s : places)
        {
          if (s->is_set("Stack pressure") && s->quantity("Stack pressure") != 0 && !takes(true))
            s->fail("Stack pressure", "the stack pressure acts on no plate",
                    "add a `Support` with 'Type = plate' (and 'Control = pressure', without a `Pressure` of its own), or remove this line");
          if (s != &protocol && s->flag("Hold plates") && !takes(false))
            s->fail("Hold plates", "there is no plate under pressure that could be held",
                    "add a `Support` with 'Type = plate' and 'Control = pressure', or remove this line");
        }
    }
  } // namespace

  void check_formula(const Section &section, const std::string &entry, const int dim)
  {
    const std::string expression = section.text(entry), problem = expression_problem(expression, dim);
    if (!problem.empty())
      section.fail(entry, "the formula '" + expression + "' cannot be read: " + problem,
                   std::string("write a formula of ") + (dim == 2 ? "x, y" : "x, y, z") +
                     " and t with all numbers in SI and without units, for example '5 + 2*sin(pi*x/1e-4)'");
  }

  std::vector<Entry> vector_entries(const std::string &what)
  {
    std::vector<Entry> list;
    for (const char *direction : {"X", "Y", "Z"})
      list.push_back(text(direction, "0", what + " in this direction: formula in x, y, z (3D only; m) and t (s), SI."));
    return list;
  }

  std::vector<std::string> read_vector(const Section &section, const int dim)
  {
    std::vector<std::string> list;
    for (const char *direction : {"X", "Y", "Z"})
      {
        check_formula(section, direction, dim);
        list.push_back(section.text(direction));
      }
    if (dim == 2 && list.back() != "0")
      section.fail("Z", "a model in two dimensions has no third direction", "remove this line");
    list.resize(dim);
    return list;
  }

  SectionKind opening_schema()
  {
    SectionKind s;
    s.kind          = "Opening";
    s.documentation = "With this section the two sides may separate and slide, and plated sodium pushes them apart; without it they stay "
                      "bonded. Compression is carried by contact, tension and shear by the cohesion, if there is any.";
    s.entries       = {
      positive(quantity("Contact stiffness", "Pa m-1", "1e15 Pa/m",
                              "Penalty: surfaces under the pressure p overlap by p over this stiffness (10 nm at 10 MPa by default), "
                              "which history.csv reports.")),
      positive(quantity("Open stiffness", "Pa m-1", "1e6 Pa/m",
                                  "A weak spring across open faces that are not bonded (1 Pa per micrometre by default), without which a "
                                  "layer that has lost all contact would float.")),
      choice("Tangential contact", {"frictionless", "friction", "stick"}, "stick",
                   "Of faces that touch and are not (or no longer) bonded; sodium sticks to oxides."),
      positive(quantity("Friction coefficient", "1", "", "For `Tangential contact = friction`.")),
      text("Initial gap", "0", "Formula in x, y, z (3D only; m), in m: g0, the gap at the start where nothing is plated."),
      positive(quantity("Conduction gap", "m", "10 nm",
                              "The conductance of an open and broken face falls with the gap g as exp(-g/this)."))};
    s.sections = {Registry<CohesiveLaw>::section("Cohesion", "Traction between the two sides while they separate.", "")};
    return s;
  }

  Opening make_opening(const Section &s, const int dim)
  {
    check_formula(s, "Initial gap", dim);
    Opening opening;
    opening.laws.contact_stiffness = s.quantity("Contact stiffness");
    opening.laws.friction          = read_friction(s);
    opening.open_stiffness         = s.quantity("Open stiffness");
    opening.initial_gap            = s.text("Initial gap");
    opening.conduction_gap         = s.quantity("Conduction gap");
    if (s.has("Cohesion"))
      opening.laws.cohesive = Registry<CohesiveLaw>::make(s.section("Cohesion"));
    return opening;
  }

  std::vector<SectionKind> mechanics_schema()
  {
    return {mechanics_settings_schema(), eigenstrain_schema(), vector_schema("Body force", "A force per volume in a region.", "Force, N/m3,"),
            vector_schema("Exact displacement", "A known solution: history.csv gains the error in L2 and H1.", "Displacement, m,")};
  }

  void read_mechanics(const Section &root, Model &model)
  {
    if (!root.has("Mechanics"))
      check_without_mechanics(root, model);
    check_plates_of_protocol(root);
    if (!root.has("Mechanics"))
      return;
    const Section    &s = root.section("Mechanics");
    MechanicsSettings m;
    m.degree                 = std::stoi(s.text("Degree"));
    m.reference_temperature  = s.quantity("Reference temperature");
    m.monolithic             = s.text("Coupling") == "monolithic";
    m.acceleration           = s.text("Acceleration");
    m.largest_coupling_count = s.integer("Largest coupling count");
    m.largest_newton_count   = s.integer("Largest count");
    m.tolerance              = s.quantity("Tolerance");
    m.reference_stress       = s.quantity("Reference stress");
    model.mechanics          = m;
    for (const Section *region : root.sections("Region"))
      if (!model.find_region(region->name())->has(Field::displacement))
        region->fail("Material",
                     "the region '" + region->name() + "' cannot deform: its material '" + region->text("Material") + "' has no elasticity",
                     "add `subsection Elasticity` to the material, or remove `subsection Mechanics` from the deck");
    const int dim = root.text("Dimension") == "2" ? 2 : 3;
    for (const Section *e : root.sections("Eigenstrain"))
      model.eigenstrains.push_back(make_eigenstrain(*e, model, dim));
    model.body_forces         = read_vectors(root, "Body force", model, dim);
    model.exact_displacements = read_vectors(root, "Exact displacement", model, dim);
  }
} // namespace nadir
