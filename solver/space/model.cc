#include "space/model.h"

#include "base/registry.h"
#include "base/text.h"
#include "space/expression.h"

#include <algorithm>
#include <map>

namespace nadir
{
  namespace
  {
    /// Fields that a formula or a probe may name: all scalars.
    std::vector<std::string> field_choices() { return {field_names[0], field_names[1], field_names[2], field_names[4]}; }

    SectionKind region_schema()
    {
      SectionKind s;
      s.kind          = "Region";
      s.documentation = "A part of the cell with one material. Meshes refer to regions by name.";
      s.named         = true;
      s.required      = true;
      s.entries       = {
        required(text("Material", "", "Name of a material: a section `Material NAME` of the deck or a file NAME.prm.")),
        flag("Equipotential", false,
             "Treat a metal as one potential; exact where its ohmic drop is negligible. All regions of one connected metal "
             "must agree.")};
      return s;
    }

    SectionKind interface_schema()
    {
      SectionKind s;
      s.kind          = "Interface";
      s.named         = true;
      s.documentation = "What happens where two regions meet. Fields are continuous between regions that touch without an "
                        "interface. The normal and positive current point from the first region to the second; the metal "
                        "comes first. Name one region twice for the grain boundaries inside it.";
      s.entries       = {
        required(names("Between", "", "The two regions: metal, electrolyte; or two of a kind.")),
        flag("Blocking", false, "Nothing crosses."),
        between(quantity("Contact fraction", "1", "1",
                               "Fraction of the area in contact; scales exchange current and film conductance."),
                0, 1),
        not_negative(quantity("Resistance", "ohm m2", "0 ohm m^2",
                                    "Resistance of a film or plane that does not grow, in series with charge transfer.")),
        not_negative(quantity("Double layer capacitance", "F m-2", "0 F/m^2", "Parallel to charge transfer.")),
        quantity("Open-circuit potential", "V", "0 V", "Against Na/Na+; 0 for sodium."),
        not_negative(quantity("Sodium inventory", "m", "",
                                    "Sodium on the metal face at the start, as a thickness; 0 for an anode-free cell. Without "
                                    "this entry the stock is unlimited.")),
        positive(quantity("Electronic resistance", "ohm m2", "",
                                "Of electrons that leak into a mixed conductor beside the reaction; without this entry they do "
                                "not cross.")),
        positive(quantity("Electronic conductance along", "S", "",
                                "Of a plane or grain boundary inside mixed conductors: what it conducts of electrons along itself beyond the grains "
                                "beside it, its extra conductivity times its width; empty: nothing.")),
        between(quantity("Interphase growth share", "1", "1",
                              "Share of the interphase's thickness by which it pushes the two sides apart; it takes the rest from the "
                              "electrolyte."),
                0, 1),
        quantity("Entropy coefficient", "V K-1", "0 V/K",
                       "dU/dT of the open-circuit potential: with `Heat`, stripping (i > 0) sets free the heat i T dU/dT per area."),
        positive(quantity("Depletion thickness", "m", "1 nm",
                                "Stripping fades over the last sodium of this thickness and stops when it is used up."))};

      SectionKind interphase     = Registry<InterphaseLaw>::section("Interphase", "A reaction layer that may grow.", "none");
      interphase.entries         = {
        positive(quantity("Conductivity", "S m-1", "1e-6 S/m", "Ionic conductivity of the layer.")),
        not_negative(quantity("Initial thickness", "m", "0 m", "At the start.")),
        not_negative(quantity("Sodium content", "mol m-3", "0 mol/m^3", "Sodium consumed per volume of the layer."))};
      s.sections = {Registry<ChargeTransferLaw>::section("Charge transfer",
                                                         "Kinetics between a metal and an electrolyte.",
                                                         ""),
                    interphase,
                    Registry<ConstrictionLaw>::section("Constriction",
                                                       "Resistance of contacts smaller than the mesh.",
                                                       "none"),
                    Registry<VoidClosureLaw>::section("Voids",
                                                      "Voids below the mesh: how the contact fraction of the metal face changes.",
                                                      "none"),
                    opening_schema()};
      return s;
    }

    SectionKind prescribed(const std::string &kind, const std::string &place, const std::string &documentation)
    {
      SectionKind s;
      s.kind          = kind;
      s.named         = true;
      s.documentation = documentation;
      s.entries       = {required(text(place, "", "Where.")),
                         choice("Field", field_choices(), "ionic potential", "Of what."),
                         required(text("Expression", "", "Formula in x, y, z (3D only; m) and t (s); the value in SI units."))};
      return s;
    }

    Region make_region(const Section &root, const Section &s)
    {
      const Section *material = root.find("Material", s.text("Material"));
      if (!material)
        s.fail("Material", "there is no material '" + s.text("Material") + "'", "see `nadir materials`");
      Region region{s.name(), make_material(*material), s.flag("Equipotential")};
      if (region.equipotential && !region.has(Field::electronic_potential))
        s.fail("Equipotential",
               "region '" + s.name() + "' is not a metal, so it has no electronic potential to be made uniform",
               "remove the entry, or give the material '" + region.material.name + "' an `Electronic conduction`");
      return region;
    }

    void read_interphase(const Section &s, InterfaceLaws &laws)
    {
      if (!s.has("Interphase"))
        return;
      const Section &i            = s.section("Interphase");
      laws.interphase             = Registry<InterphaseLaw>::make(i);
      laws.film_conductivity      = i.quantity("Conductivity");
      laws.initial_interphase     = i.quantity("Initial thickness");
      laws.sodium_in_interphase   = i.quantity("Sodium content");
    }

    void read_charge_transfer(const Section &s, const Region &minus, const Region &plus, InterfaceLaws &laws)
    {
      if (!minus.has(Field::electronic_potential) || !plus.has(Field::ionic_potential))
        s.fail("Between",
               "charge transfer needs a metal first and an electrolyte second, but these are '" + minus.material.name +
                 "' and '" + plus.material.name + "'",
               plus.has(Field::electronic_potential) && minus.has(Field::ionic_potential) ?
                 "write 'Between = " + plus.name + ", " + minus.name + "'" :
                 "remove the section Charge transfer, or name a metal and an electrolyte");
      laws.charge_transfer = Registry<ChargeTransferLaw>::make(s.section("Charge transfer"));
      laws.molar_volume    = minus.material.molar_volume;
      laws.cation_volume   = plus.material.cation_volume;
      if (s.has("Voids"))
        laws.voids = Registry<VoidClosureLaw>::make(s.section("Voids"));
      if (s.has("Constriction"))
        laws.constriction = Registry<ConstrictionLaw>::make(s.section("Constriction"));
    }

    void read_electronic_contact(const Section &s, const Region &minus, const Region &plus, Interface &interface)
    {
      if (!s.is_set("Electronic resistance"))
        return;
      if (!minus.has(Field::electronic_potential) || !plus.has(Field::electronic_potential) || !s.has("Charge transfer"))
        s.fail("Electronic resistance",
               "electrons leak beside a reaction into a mixed conductor, but '" + plus.name + "' does not conduct electrons or the "
               "interface has no charge transfer",
               "give the material '" + plus.material.name + "' an `Electronic conduction`, or remove the entry");
      interface.electronic_resistance = s.quantity("Electronic resistance");
    }

    const Region &region_of(const Model &model, const Section &s, const std::string &name)
    {
      if (const Region *r = model.find_region(name))
        return *r;
      std::vector<std::string> all;
      for (const auto &r : model.regions)
        all.push_back(r.name);
      s.fail("Between", "there is no region '" + name + "'", did_you_mean(name, all) + "the deck has: " + listed(all));
    }

    /// Laws that would be ignored are a misunderstanding.
    void check_effect(const Section &s, const Interface &interface)
    {
      const InterfaceLaws &laws = interface.laws;
      const bool passes_current = s.has("Charge transfer") || s.has("Interphase") || laws.resistance > 0;
      if (interface.blocking && passes_current && !s.flag("Blocking"))
        s.fail("'" + interface.minus + "' or '" + interface.plus + "' conducts nothing (a deck with mechanics and without any collector is " +
                 "purely mechanical), so the laws for current at this interface have no effect",
               "add `Collector` sections and conducting materials, or remove these laws");
      if (interface.blocking && passes_current)
        s.fail("Blocking", "nothing crosses interface '" + s.name() + "', so its laws have no effect",
               "set 'Blocking = false', or remove the laws");
      if (s.has("Charge transfer"))
        return;
      for (const char *section : {"Constriction", "Voids"})
        if (s.has(section))
          s.section(section).fail("this section has no effect without charge transfer",
                                  "add `subsection Charge transfer`, or remove this section");
      for (const char *entry : {"Double layer capacitance", "Open-circuit potential", "Sodium inventory", "Entropy coefficient"})
        if (s.is_set(entry) && (s.quantity(entry) != 0 || entry == std::string("Sodium inventory")))
          s.fail(entry, "'" + std::string(entry) + "' has no effect without charge transfer",
                 "add `subsection Charge transfer`, or remove this line");
    }

    Interface make_interface(const Model &model, const Section &s, const int dim)
    {
      const auto between = s.names("Between");
      if (between.size() != 2)
        s.fail("Between", "an interface lies between two regions, not " + std::to_string(between.size()),
               "write for example 'Between = anode, electrolyte'");
      const Region &minus = region_of(model, s, between[0]);
      const Region &plus  = region_of(model, s, between[1]);

      Interface interface;
      interface.name     = s.name();
      interface.minus    = minus.name;
      interface.plus     = plus.name;
      interface.blocking = s.flag("Blocking");
      InterfaceLaws &laws           = interface.laws;
      laws.contact_fraction         = s.quantity("Contact fraction");
      laws.resistance               = s.quantity("Resistance");
      laws.double_layer_capacitance = s.quantity("Double layer capacitance");
      laws.open_circuit_potential   = s.quantity("Open-circuit potential");
      laws.entropy_coefficient      = s.quantity("Entropy coefficient");
      laws.depletion_thickness      = s.quantity("Depletion thickness");
      if (s.is_set("Sodium inventory"))
        laws.sodium_inventory = s.quantity("Sodium inventory");
      laws.interphase_share = s.quantity("Interphase growth share");
      read_interphase(s, laws);
      if (s.has("Opening"))
        interface.opening = make_opening(s.section("Opening"), dim);
      if (!minus.conducts() || !plus.conducts())
        interface.blocking = true;
      check_effect(s, interface);
      if (interface.blocking)
        return interface;
      read_electronic_contact(s, minus, plus, interface);
      if (s.has("Charge transfer"))
        read_charge_transfer(s, minus, plus, laws);
      else if (laws.resistance <= 0)
        s.fail("interface '" + s.name() + "' has neither charge transfer nor a resistance, so no current is defined",
               "add `subsection Charge transfer`, or a positive `Resistance`, or `set Blocking = true`; remove the "
               "section if the fields are continuous");
      else if (!(minus.has(Field::ionic_potential) && plus.has(Field::ionic_potential)) &&
               !(minus.has(Field::electronic_potential) && plus.has(Field::electronic_potential)))
        s.fail("Between", "a resistance alone joins two metals or two electrolytes, but of '" + minus.name + "' and '" +
                            plus.name + "' one conducts electrons and the other ions",
               "add `subsection Charge transfer`, or `set Blocking = true`");
      interface.let_electrons_pass(minus, plus);
      if (s.is_set("Electronic conductance along"))
        interface.conductance_along = s.quantity("Electronic conductance along");
      return interface;
    }

    /// Once it is known which regions conduct electrons.
    void check_conductance_along(const Section &root, const Model &model)
    {
      for (const Section *s : root.sections("Interface"))
        {
          if (!s->is_set("Electronic conductance along"))
            continue;
          const auto interface = std::find_if(model.interfaces.begin(), model.interfaces.end(), [&](const Interface &i) { return i.name == s->name(); });
          if (!interface->electrons_pass)
            s->fail("Electronic conductance along", "electrons flow along a plane between mixed conductors, but '" + interface->minus + "' or '" + interface->plus +
                                                      "' does not conduct both ions and electrons, or the interface is another than that",
                    "give the materials an `Electronic conduction` (with `Deposit` the electrolyte has its `Leakage`), or remove the entry");
          if (model.heat)
            s->fail("Electronic conductance along", "the heat of this current is not counted, which `Heat` would need", "remove the entry, or `Heat`");
        }
    }

    void check_interface_names(const Section &root)
    {
      std::map<std::pair<std::string, std::string>, std::string> seen;
      for (const Section *s : root.sections("Interface"))
        {
          auto pair = s->names("Between");
          std::sort(pair.begin(), pair.end());
          const auto [it, is_new] = seen.insert({{pair[0], pair[1]}, s->name()});
          if (!is_new)
            s->fail("Between", "interface '" + it->second + "' already describes where '" + pair[0] + "' and '" + pair[1] +
                                 "' meet",
                    "keep one of the two");
        }
    }

    Collector make_collector(const Section &s)
    {
      const std::string role = s.text("Role");
      return {s.name(), s.text("Boundary"),
              role == "working" ? Collector::Role::working :
              role == "counter" ? Collector::Role::counter :
                                  Collector::Role::floating};
    }

    bool rests_only(const Section &protocol)
    {
      const auto steps = protocol.sections("Step");
      return std::all_of(steps.begin(), steps.end(), [](const Section *s) { return s->text("Type") == "rest"; });
    }

    /// A deck with mechanics or heat and without any collector is purely mechanical or thermal: nothing conducts.
    void leave_out_electrochemistry(const Section &root, Model &model)
    {
      const auto prescribed = root.sections("Boundary value");
      const bool potentials = std::any_of(prescribed.begin(), prescribed.end(),
                                          [](const Section *s) { return field_from(s->text("Field")) != Field::temperature; });
      if (!(root.has("Mechanics") || root.has("Heat")) || !root.sections("Collector").empty() || potentials)
        return;
      for (Region &region : model.regions)
        {
          region.material.ionic.reset();
          region.material.electronic.reset();
          region.material.salt.reset();
        }
    }

    void check_collectors(const Section &root, const Model &model)
    {
      const auto count = [&](const Collector::Role role) {
        return std::count_if(model.collectors.begin(), model.collectors.end(), [&](auto &c) { return c.role == role; });
      };
      const auto last_with = [&](const std::string &role) -> const Section & {
        const Section *last = nullptr;
        for (const Section *s : root.sections("Collector"))
          if (s->text("Role") == role)
            last = s;
        return *last;
      };
      if (count(Collector::Role::counter) > 1)
        last_with("counter").fail("Role", "only one collector can be the grounded counter",
                                  "make the others 'working' or 'floating'");
      if (count(Collector::Role::working) > 1)
        last_with("working").fail("Role", "only one collector can be the working one",
                                  "make the others 'floating', or join their boundaries");
      if (!model.has_electrochemistry())
        return;
      if (count(Collector::Role::counter) == 0 && model.boundary_values.empty())
        root.fail("no potential is fixed: the deck has no counter collector",
                  "add `subsection Collector NAME` with 'Role = counter', whose potential is 0 V");
      if (count(Collector::Role::working) == 0 && root.has("Protocol") && !rests_only(root.section("Protocol")))
        root.section("Protocol").fail("the protocol drives no collector",
                                      "add `subsection Collector NAME` with 'Role = working'");
    }

    std::vector<PrescribedFunction> read_functions(const Section &root, const std::string &kind, const std::string &place)
    {
      std::vector<PrescribedFunction> list;
      const int                       dim = root.text("Dimension") == "2" ? 2 : 3;
      for (const Section *s : root.sections(kind))
        {
          check_formula(*s, "Expression", dim);
          list.push_back({s->name(), s->text(place), field_from(s->text("Field")), s->text("Expression")});
        }
      return list;
    }
  } // namespace

  Field field_from(const std::string &name)
  {
    const auto it = std::find(field_names.begin(), field_names.end(), name);
    return static_cast<Field>(it - field_names.begin());
  }

  bool Region::has(const Field field) const
  {
    switch (field)
      {
        case Field::concentration:
          return material.salt.has_value();
        case Field::ionic_potential:
          return material.ionic.has_value();
        case Field::electronic_potential:
          return material.electronic.has_value();
        case Field::displacement:
          return material.solid.has_value();
        case Field::damage:
          return critical_energy_release_rate.has_value();
        case Field::crack_closure:
          return metal_in_cracks;
        default:
          return material.heat.has_value();
      }
  }

  bool Interface::separates(const Field field) const
  {
    switch (field)
      {
        case Field::displacement:
        case Field::damage:
        case Field::crack_closure:
          return opening.has_value();
        case Field::temperature:
          return false;
        case Field::electronic_potential:
          return !electrons_pass;
        default:
          return true;
      }
  }

  void Interface::let_electrons_pass(const Region &on_minus, const Region &on_plus)
  {
    const auto mixed = [](const Region &r) { return r.has(Field::ionic_potential) && r.has(Field::electronic_potential); };
    electrons_pass   = !blocking && !laws.charge_transfer && mixed(on_minus) && mixed(on_plus);
  }

  bool Model::has_electrochemistry() const
  {
    return std::any_of(regions.begin(), regions.end(), [](const Region &r) { return r.conducts(); });
  }

  const Region *Model::find_region(const std::string &name) const
  {
    for (const auto &region : regions)
      if (region.name == name)
        return &region;
    return nullptr;
  }

  std::vector<SectionKind> model_schema()
  {
    SectionKind collector;
    collector.kind          = "Collector";
    collector.named         = true;
    collector.documentation = "A boundary that is one equipotential. On a metal it is the current collector; on an "
                              "electrolyte it is an ideal, reversible and inexhaustible sodium electrode.";
    collector.entries = {required(text("Boundary", "", "Name of a boundary of the mesh.")),
                         choice("Role", {"working", "counter", "floating"}, "floating",
                                "working: driven by the protocol; counter: grounded; floating: no net current.")};
    SectionKind probe;
    probe.kind          = "Probe";
    probe.named         = true;
    probe.documentation = "Records a field at a point in history.csv; an ionic potential inside the electrolyte acts as a "
                          "reference electrode.";
    probe.entries = {choice("Field", field_choices(), "ionic potential", "What is recorded."),
                     required(quantities("Position", "m", "", "Coordinates."))};
    std::vector<SectionKind> sections = {
            region_schema(),
            interface_schema(),
            collector,
            probe,
            prescribed("Boundary value", "Boundary", "A field prescribed on a boundary."),
            prescribed("Source", "Region", "A volume source: A/m3 for potentials, mol/(m3 s) for the concentration, W/m3 for the "
                                           "temperature."),
            prescribed("Initial value", "Region", "A field at the start."),
            prescribed("Exact solution", "Region", "A known solution: history.csv gains the error in L2 and H1.")};
    for (auto &section : mechanics_schema())
      sections.push_back(std::move(section));
    for (auto &section : heat_schema())
      sections.push_back(std::move(section));
    for (auto &section : fracture_schema())
      sections.push_back(std::move(section));
    return sections;
  }

  Model make_model(const Section &root)
  {
    Model     model;
    const int dim = root.text("Dimension") == "2" ? 2 : 3;
    for (const Section *s : root.sections("Region"))
      model.regions.push_back(make_region(root, *s));
    leave_out_electrochemistry(root, model);
    for (const Section *s : root.sections("Interface"))
      model.interfaces.push_back(make_interface(model, *s, dim));
    check_interface_names(root);
    for (const Section *s : root.sections("Collector"))
      model.collectors.push_back(make_collector(*s));
    for (const Section *s : root.sections("Probe"))
      model.probes.push_back({s->name(), field_from(s->text("Field")), s->quantities("Position")});
    model.boundary_values = read_functions(root, "Boundary value", "Boundary");
    model.sources         = read_functions(root, "Source", "Region");
    model.initial         = read_functions(root, "Initial value", "Region");
    model.exact           = read_functions(root, "Exact solution", "Region");
    read_heat(root, model);
    check_collectors(root, model);
    read_mechanics(root, model);
    read_fracture(root, model);
    check_conductance_along(root, model);
    return model;
  }
} // namespace nadir
