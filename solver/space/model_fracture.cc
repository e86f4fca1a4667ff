// The deck's sections about cracks.
#include "base/registry.h"
#include "base/text.h"
#include "laws/mechanics/isotropic_elasticity.h"
#include "laws/transport/constant.h"
#include "space/model.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nadir
{
  namespace
  {
    std::vector<std::string> names_of_densities()
    {
      std::vector<std::string> list;
      for (const auto &entry : Registry<CrackDensity>::all())
        list.push_back(entry.name);
      return list;
    }

    SectionKind fracture_settings_schema()
    {
      SectionKind s =
        Registry<EnergySplit>::section("Fracture",
                                       "Cracks as a phase field: with this section regions whose material has a fracture toughness can crack. "
                                       "Their resistance is the toughness as long as cracks are much longer than the length of the phase "
                                       "field; where there is no crack yet it is a strength that the length decides.",
                                       "spectral", "Energy split");
      s.entries = {
        required(positive(quantity("Length", "m", "", "Length l of the phase field: a crack is smeared over a few of it. At most a fifth "
                                                     "of the flaws that matter; strength plays no part then."))),
        names("Regions", "", "That can crack; without this entry all whose material has a toughness."),
        choice("Crack density", names_of_densities(), "AT1", "See `nadir laws`."),
        choice("Irreversibility", {"bounds", "history field"}, "bounds",
               "bounds: damage never falls. history field: the largest energy that a point has seen drives its damage (C. Miehe et al. 2010), which "
               "dissipates more than the toughness says."),
        between(quantity("Residual stiffness", "1", "1e-6", "Share of its stiffness that a broken solid keeps."), 1e-12, 1e-2),
        flag("Toughness correction", true,
             "Lower the toughness by 1/(1 + h/(c_w l)) for the width h of the row of cells that a crack breaks, so that a grown crack costs "
             "what the toughness says."),
        between(quantity("Cells per length", "1", "3", "Cells at cracks are at least so many times smaller than the length."), 1, 100),
        between(quantity("Refined above", "1", "0.1", "Damage from which on cells must be so small; the mesh follows growing cracks."), 0, 0.9),
        between(quantity("Energy refined above", "1", "0.5",
                         "Driving energy, over that at which AT1 begins to be damaged, from which on cells are so small wherever `Mesh refinement/Every` comes round: "
                         "ahead of a crack before it arrives. Where the energy is n times smaller cells may be n times larger; smaller ones without damage are "
                         "coarsened."),
                1e-3, 1),
        between(quantity("Tolerance", "1", "1e-4", "Largest change of the damage in the last turn between damage and stress."), 1e-12, 0.1),
        positive(quantity("Largest advance", "m", "", "Of the tips of cracks in a step, which decides the size of steps in which cracks grow; empty: half the length.")),
        between(quantity("Largest rise", "1", "", "Of the damage in a turn: a crack that grows then does not overshoot; empty: 0.2 with `Deposit`, else 1."), 1e-3, 1),
        positive(integer("Largest coupling count", 1000, "Turns without growth of the cracks after which a step counts as failed; with `Deposit` 40 if it is not given, since a shorter step then helps.")),
        choice("Acceleration", {"Anderson", "Aitken", "none"}, "Anderson", "Of these turns."),
        positive(quantity("Weibull modulus", "1", "", "Scatter of the toughness: K_IC of every cube of a lattice is drawn from a Weibull distribution of this "
                                                      "modulus, whose mean is the material's; empty: no scatter.")),
        positive(quantity("Scatter length", "m", "", "Edge of these cubes; empty: five times the length of the phase field, below which a crack averages them.")),
        not_negative(integer("Scatter seed", 1, "Start of the random numbers; the same seed gives the same toughness on any mesh and any number of ranks."))};
      return s;
    }

    SectionKind interface_toughness_schema()
    {
      SectionKind s;
      s.kind          = "Interface toughness";
      s.named         = true;
      s.documentation = "Another toughness near an interface or a grain boundary. Where several reach, the lowest holds.";
      s.entries       = {required(text("Interface", "", "Name of the interface.")),
                         required(positive(quantity("Factor", "1", "", "K_IC there over that of the material. A tougher zone needs a reach beyond which it is whole again."))),
                         positive(quantity("Reach", "m", "", "How far from the interface it holds, on either side; empty: twice the length of the phase field, within "
                                                             "which nearly all of a crack's energy lies."))};
      return s;
    }

    SectionKind deposit_schema()
    {
      SectionKind s;
      s.kind          = "Deposit";
      s.documentation = "Sodium plates into cracks: on both faces of a crack that touches metal which is connected to an electrode.";
      s.entries       = {
        required(text("Interface", "", "Whose charge transfer and resistance hold on the faces of cracks, between sodium and the electrolyte that "
                                             "cracks.")),
        positive(quantity("Leakage", "S m-1", "1e-8 S/m", "Electronic conductivity of an electrolyte that can crack, where its material has no "
                                                          "`Electronic conduction`.")),
        positive(quantity("Electronic resistance", "ohm m2", "1e-4 ohm cm^2", "By which electrons come from an electrode into the metal in a crack at "
                                                                              "its mouth, where the interface has none.")),
        positive(quantity("Metal conductivity", "S m-1", "1000 S/m", "Of the band of a filled crack. That of sodium in a crack of 50 nm, spread over the band, "
                                                                     "is 1e5 S/m; a lower value serves the solver as long as the drop along the crack is small.")),
        positive(quantity("Percolation thickness", "m", "1 nm", "Metal on a face from which on it conducts electrons.")),
        positive(quantity("Reach", "m", "", "Length over which metal is seen from where it is, so that its front can advance; empty: the length of the phase field.")),
        between(quantity("Reacts above", "1", "0.4", "Damage above which a crack has faces that react; metal conducts from half of it on. The area of faces "
                                                     "is one per side whatever the value."),
                0.05, 0.8),
        between(quantity("Blocked above", "1", "0.9", "Damage above which ions no longer cross the crack."), 0.5, 0.99),
        positive(quantity("Evening out", "1", "10000", "How strongly the pressure is made uniform across the band of a crack.")),
        choice("Flow", {"none", "slot", "free"}, "none",
               "Of metal along cracks, to and from the mouth, where the pressure is that of the electrode. none: it stays where it was plated; slot: it "
               "creeps between faces to which it sticks, by the law of the electrode's metal; free: nothing resists it.")};
      return s;
    }

    SectionKind pressure_schema()
    {
      SectionKind s;
      s.kind          = "Crack pressure";
      s.named         = true;
      s.documentation = "A given pressure on the faces of all cracks in a region.";
      s.entries       = {required(text("Region", "", "Where.")),
                         required(text("Expression", "", "Formula in x, y, z (3D only; m) and t (s); in Pa, positive opens."))};
      return s;
    }

    void check_without_fracture(const Section &root)
    {
      for (const char *kind : {"Interface toughness", "Initial crack", "Micro-cracks", "Crack pressure", "Deposit"})
        for (const Section *s : root.sections(kind))
          s->fail("nothing cracks without `subsection Fracture`, so this has no effect", "add `subsection Fracture`, or remove this section");
    }

    std::vector<std::string> names_of(const Model &model)
    {
      std::vector<std::string> all;
      for (const auto &region : model.regions)
        all.push_back(region.name);
      return all;
    }

    /// K_IC as an energy: G_c = K_IC^2 (1 - nu^2)/E, of plane strain.
    void let_crack(const Section &s, Region &region, std::shared_ptr<EnergySplit> split)
    {
      const std::string who = "the region '" + region.name + "' cannot crack: its material '" + region.material.name + "' ";
      if (!region.material.fracture_toughness)
        s.fail("Regions", who + "has no fracture toughness", "add `subsection Fracture` with 'Fracture toughness' to the material, or leave the region out");
      SolidLaws &laws = region.material.solid->laws;
      if (laws.flow)
        s.fail("Regions", who + "flows", "leave it out: only elastic solids crack");
      const auto moduli = laws.elasticity->isotropic();
      if (!moduli)
        s.fail("Regions", who + "is not isotropic", "write 'Law = isotropic' in its `subsection Elasticity`, or leave the region out");
      split->moduli = *moduli;
      laws.split    = std::move(split);
      region.critical_energy_release_rate = std::pow(*region.material.fracture_toughness, 2) / plane_strain_modulus(*moduli);
    }

    void choose_regions(const Section &s, Model &model)
    {
      std::vector<std::string> chosen = s.names("Regions");
      if (chosen.empty())
        for (const Region &region : model.regions)
          if (region.material.fracture_toughness && region.material.solid && !region.material.solid->laws.flow)
            chosen.push_back(region.name);
      if (chosen.empty())
        s.fail("no material of the deck has a fracture toughness, so nothing can crack",
               "add `subsection Fracture` with 'Fracture toughness' to a material, or remove this section");
      for (const std::string &name : chosen)
        {
          const auto region = std::find_if(model.regions.begin(), model.regions.end(), [&](const Region &r) { return r.name == name; });
          if (region == model.regions.end())
            s.fail("Regions", "there is no region '" + name + "'", did_you_mean(name, names_of(model)) + "the deck has: " + listed(names_of(model)));
          let_crack(s, *region, Registry<EnergySplit>::make(s, "Energy split"));
        }
    }

    const Interface &find_interface(const Section &s, const Model &model)
    {
      const std::string name  = s.text("Interface");
      const auto        found = std::find_if(model.interfaces.begin(), model.interfaces.end(), [&](const Interface &i) { return i.name == name; });
      if (found != model.interfaces.end())
        return *found;
      std::vector<std::string> all;
      for (const auto &interface : model.interfaces)
        all.push_back(interface.name);
      s.fail("Interface", "there is no interface '" + name + "'", did_you_mean(name, all) + "the deck has: " + listed(all));
    }

    void read_toughness(const Section &root, const Model &model, FractureSettings &f)
    {
      for (const Section *s : root.sections("Interface toughness"))
        {
          const Interface &interface = find_interface(*s, model);
          const auto       cracks    = [&](const std::string &region) { return model.find_region(region)->has(Field::damage); };
          if (!cracks(interface.minus) && !cracks(interface.plus))
            s->fail("Interface", "on neither side of '" + interface.name + "' is a region that can crack", "name another interface, or give one of its materials a toughness");
          f.interfaces.push_back({s->name(), interface.name, s->quantity("Factor"), s->is_set("Reach") ? s->quantity("Reach") : 2 * f.length});
        }
      const Section &s = root.section("Fracture");
      if (s.is_set("Weibull modulus"))
        f.scatter = ToughnessScatter{s.quantity("Weibull modulus"), s.is_set("Scatter length") ? s.quantity("Scatter length") : 5 * f.length,
                                     std::uint64_t(s.integer("Scatter seed"))};
      else if (s.is_set("Scatter length"))
        s.fail("Scatter length", "without 'Weibull modulus' nothing is scattered", "give 'Weibull modulus', for example 10, or remove this entry");
    }

    /// Faces of cracks have the interface's kinetics and resistance, and what was plated on them is all that can be stripped.
    InterfaceLaws laws_of_faces(const InterfaceLaws &interface)
    {
      InterfaceLaws laws            = interface;
      laws.interphase               = nullptr;
      laws.constriction             = nullptr;
      laws.voids                    = nullptr;
      laws.double_layer_capacitance = 0;
      laws.contact_fraction         = 1;
      laws.sodium_inventory         = 0;
      return laws;
    }

    DepositSettings make_deposit(const Section &s, Model &model, const double length)
    {
      DepositSettings d;
      d.interface          = s.text("Interface");
      d.metal_conductivity = s.quantity("Metal conductivity");
      d.percolation        = s.quantity("Percolation thickness");
      d.reach              = s.is_set("Reach") ? s.quantity("Reach") : length;
      d.reacts_above       = s.quantity("Reacts above");
      d.blocked_above      = s.quantity("Blocked above");
      d.evening_out        = s.quantity("Evening out");
      d.flows              = s.text("Flow") != "none";
      const Interface &found = find_interface(s, model);
      if (!found.laws.charge_transfer || found.laws.molar_volume == 0 || !model.find_region(found.plus)->has(Field::damage))
        s.fail("Interface", "'" + d.interface + "' is not an interface where sodium is plated beside a region that can crack",
               "name an interface with `Charge transfer` between sodium and an electrolyte with a fracture toughness");
      if (s.text("Flow") == "slot")
        {
          const Region &metal = *model.find_region(found.minus);
          if (!metal.material.solid || !metal.material.solid->laws.flow)
            s.fail("Flow", "metal creeps along cracks by the law of '" + metal.material.name + "', which has none",
                   "give the material a `subsection Flow`, or write 'Flow = none' or 'Flow = free'");
          d.creep = metal.material.solid->laws.flow;
        }
      const auto plated = [](const Region &region) { return region.has(Field::damage) && region.has(Field::ionic_potential); };
      for (Region &region : model.regions)
        {
          // The closure lives wherever displacement does: beside a region without it, it would be held at zero.
          region.metal_in_cracks = region.has(Field::displacement);
          if (!plated(region))
            continue;
          if (!region.material.electronic)
            region.material.electronic = Conduction{std::make_shared<ConstantConductivity>(ConstantConductivity::Parameters{s.quantity("Leakage")})};
          d.contact_stiffness = std::max(d.contact_stiffness, plane_strain_modulus(*region.material.solid->laws.elasticity->isotropic()) / length);
        }
      for (Interface &interface : model.interfaces)
        {
          const Region &before = *model.find_region(interface.minus), &behind = *model.find_region(interface.plus);
          interface.let_electrons_pass(before, behind);
          if (interface.laws.charge_transfer && plated(behind) && !interface.electronic_resistance)
            interface.electronic_resistance = s.quantity("Electronic resistance");
        }
      d.laws = laws_of_faces(found.laws);
      return d;
    }

    void read_deposit(const Section &root, Model &model, FractureSettings &f)
    {
      if (!root.has("Deposit"))
        return;
      const Section &s = root.section("Deposit");
      if (model.heat)
        s.fail("with `Heat` metal in cracks is not there yet", "remove one of the two sections; the protocol can still set the temperature");
      if (root.section("Fracture").text("Energy split") == "none")
        root.section("Fracture").fail("Energy split", "metal in a crack presses on the solid beside it, which would break under that with 'none'",
                                      "write 'Energy split = spectral' or 'no tension', which keep compression");
      if (root.section("Solver").text("Degree") != root.section("Mechanics").text("Degree"))
        s.fail("potentials and displacements meet at the same points in cracks, but their degrees differ",
               "give 'Degree' the same value in `Solver` and `Mechanics`");
      f.deposit = make_deposit(s, model, f.length);
    }
  } // namespace

  std::vector<SectionKind> fracture_schema()
  {
    std::vector<SectionKind> sections = {fracture_settings_schema(), interface_toughness_schema(), deposit_schema(), pressure_schema()};
    for (auto &section : initial_crack_schema())
      sections.push_back(std::move(section));
    return sections;
  }

  void read_fracture(const Section &root, Model &model)
  {
    if (!root.has("Fracture"))
      return check_without_fracture(root);
    const Section &s = root.section("Fracture");
    if (!root.has("Mechanics"))
      s.fail("nothing deforms without `subsection Mechanics`, so nothing cracks", "add `subsection Mechanics` to the deck, or remove this section");
    if (model.mechanics->monolithic)
      root.section("Mechanics").fail("Coupling", "with cracks stress and electrochemistry are solved in turns", "write 'Coupling = staggered'");
    choose_regions(s, model);
    FractureSettings f;
    f.length                 = s.quantity("Length");
    f.density                = Registry<CrackDensity>::make(s, "Crack density");
    f.residual_stiffness     = s.quantity("Residual stiffness");
    f.correct_toughness      = s.flag("Toughness correction");
    f.history_field          = s.text("Irreversibility") == "history field";
    f.cells_per_length       = s.quantity("Cells per length");
    f.refined_above          = s.quantity("Refined above");
    f.energy_refined_above   = s.quantity("Energy refined above");
    f.tolerance              = s.quantity("Tolerance");
    f.largest_advance        = s.is_set("Largest advance") ? s.quantity("Largest advance") : f.length / 2;
    f.largest_rise           = s.is_set("Largest rise") ? s.quantity("Largest rise") : root.has("Deposit") ? 0.2 : 1.;
    f.largest_coupling_count = root.has("Deposit") && !s.is_set("Largest coupling count") ? 40 : s.integer("Largest coupling count");
    f.acceleration           = s.text("Acceleration");
    const int dim            = root.text("Dimension") == "2" ? 2 : 3;
    f.cracks                 = read_initial_cracks(root, f.length);
    for (const Section *pressure : root.sections("Crack pressure"))
      {
        const Region *region = model.find_region(pressure->text("Region"));
        if (!region || !region->has(Field::damage))
          pressure->fail("Region", "there is no region '" + pressure->text("Region") + "' that can crack",
                         did_you_mean(pressure->text("Region"), names_of(model)) + "the deck has: " + listed(names_of(model)));
        check_formula(*pressure, "Expression", dim);
        f.pressures.push_back({pressure->name(), pressure->text("Region"), Field::damage, pressure->text("Expression")});
      }
    read_toughness(root, model, f);
    read_deposit(root, model, f);
    model.fracture = f;
  }
} // namespace nadir
