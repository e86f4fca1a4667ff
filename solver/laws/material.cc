#include "laws/material.h"

#include "base/registry.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace nadir
{
  namespace
  {
    SectionKind conduction_schema(const std::string &kind, const std::string &documentation,
                                  const std::string &default_law)
    {
      SectionKind s = Registry<ConductivityLaw>::section(kind, documentation, default_law);
      s.entries     = {
            positive(between(quantity("Across ratio", "1", "1",
                                      "Conductivity across the conducting planes, relative to that within them; 1 is "
                                          "isotropic."),
                             0., 1.)),
            quantities("Plane normal", "1", "0, 0, 1",
                       "Normal of the conducting planes, three numbers of any length; matters only for an across ratio "
                           "below 1. In 2D the mesh spans the first and the last axis.")};
      return s;
    }

    SectionKind salt_schema()
    {
      SectionKind s;
      s.kind          = "Salt";
      s.documentation = "A binary salt dissolved in a polymer or gel, with constant properties. Without this section "
                        "the material is a single-ion conductor.";
      s.entries       = {
              required(positive(quantity("Diffusivity", "m2 s-1", "", "Diffusivity D of the salt."))),
              required(quantity("Transference number", "1", "", "t+ of sodium; below 1, may be negative.")),
              positive(quantity("Thermodynamic factor", "1", "1", "1 + dlnf/dlnc.")),
              required(positive(quantity("Concentration", "mol m-3", "", "Salt concentration at the start.")))};
      return s;
    }

    SectionKind thermal_schema()
    {
      SectionKind s;
      s.kind          = "Thermal";
      s.documentation = "Response to temperature.";
      s.entries       = {
              required(quantity("Thermal expansion", "K-1", "", "Linear thermal expansion coefficient.")),
              positive(quantity("Thermal conductivity", "W m-1 K-1", "", "Of heat; given with the heat capacity.")),
              positive(quantity("Volumetric heat capacity", "J m-3 K-1", "",
                                "Density times specific heat; given with the thermal conductivity."))};
      return s;
    }

    SectionKind swelling_schema()
    {
      SectionKind s;
      s.kind          = "Swelling";
      s.documentation = "Strain (Omega/3)(c - c_ref) of what dissolves in the solid, in each direction.";
      s.entries       = {
              required(quantity("Partial molar volume", "m3 mol-1", "", "Omega; negative where the solid shrinks.")),
              required(not_negative(quantity("Reference concentration", "mol m-3", "", "c_ref, of no strain.")))};
      return s;
    }

    /// Properties of the material as a solid.
    std::vector<SectionKind> solid_schemas()
    {
      SectionKind fracture;
      fracture.kind          = "Fracture";
      fracture.documentation = "Resistance against cracks.";
      fracture.entries = {required(positive(quantity("Fracture toughness", "Pa m0.5", "", "Mode I toughness K_IC.")))};

      return {Registry<ElasticityLaw>::section("Elasticity", "Linear elasticity.", "isotropic"),
              Registry<FlowLaw>::section("Flow",
                                         "Creep or plasticity, isochoric; needs isotropic elasticity. Without this "
                                         "section the material is elastic.",
                                         ""),
              fracture, thermal_schema(), swelling_schema()};
    }
  } // namespace

  SectionKind material_schema()
  {
    SectionKind s;
    s.kind          = "Material";
    s.documentation = "A material, a combination of independent laws. It conducts ions, electrons, or both, and bears "
                      "stress, as it has the subsections or not. Shipped materials are found by name and need not be "
                      "included.";
    s.named         = true;
    s.entries       = {text("Source", "", "Where the numbers come from, in a sentence."),
                       not_negative(quantity("Molar volume", "m3 mol-1", "0 m^3/mol",
                                             "Of the metal that is plated or stripped; 0 where it is none.")),
                       quantity("Cation volume", "m3 mol-1", "0 m^3/mol",
                                "Partial molar volume of sodium in an electrolyte, by which its pressure enters the reaction; 0 for a "
                                "rigid framework.")};
    s.sections      = {conduction_schema("Ionic conduction", "Conduction of sodium ions.", "Arrhenius"),
                       conduction_schema("Electronic conduction", "Conduction of electrons.", "constant"),
                       salt_schema()};
    for (auto &solid : solid_schemas())
      s.sections.push_back(std::move(solid));
    return s;
  }

  namespace
  {
    std::array<double, 3> unit_normal(const Section &section)
    {
      const std::vector<double> n = section.quantities("Plane normal");
      if (n.size() != 3)
        section.fail("Plane normal",
                     fmt::format("the plane normal has {} component{}", n.size(), n.size() == 1 ? "" : "s"),
                     "give three, e.g. `0, 0, 1`, also in two dimensions");
      const double length = std::hypot(n[0], n[1], n[2]);
      if (length == 0.)
        section.fail("Plane normal", "the plane normal has no direction",
                     "give a vector other than zero, e.g. `0, 0, 1`");
      return {{n[0] / length, n[1] / length, n[2] / length}};
    }

    std::optional<Conduction> make_conduction(const Section &material, const std::string &kind)
    {
      if (!material.has(kind))
        return {};
      const Section &section = material.section(kind);
      Conduction     c;
      c.conductivity = Registry<ConductivityLaw>::make(section);
      c.plane_normal = unit_normal(section);
      c.across_ratio = section.quantity("Across ratio");
      return c;
    }

    Salt make_salt(const Section &section)
    {
      const Salt salt = {section.quantity("Diffusivity"), section.quantity("Transference number"),
                         section.quantity("Thermodynamic factor"), section.quantity("Concentration")};
      if (salt.transference_number >= 1.)
        section.fail("Transference number",
                     fmt::format("the transference number {:.6g} is not below 1", salt.transference_number),
                     "for a single-ion conductor remove `subsection Salt`");
      return salt;
    }

    void require_elasticity(const Section &material, const std::string &kind)
    {
      if (material.has(kind) && !material.has("Elasticity"))
        material.section(kind).fail(
          fmt::format("the material '{}' has `subsection {}` but no elasticity", material.name(), kind),
          fmt::format("add `subsection Elasticity`, or remove `subsection {}`", kind));
    }

    std::optional<Solid> make_solid(const Section &material)
    {
      require_elasticity(material, "Flow");
      require_elasticity(material, "Swelling");
      if (!material.has("Elasticity"))
        return {};
      Solid solid;
      solid.laws.elasticity = Registry<ElasticityLaw>::make(material.section("Elasticity"));
      if (material.has("Flow"))
        {
          const Section &flow = material.section("Flow");
          if (!solid.laws.elasticity->isotropic())
            flow.fail(fmt::format("the material '{}' flows, but its elasticity is not isotropic", material.name()),
                      "write `set Law = isotropic` in `subsection Elasticity`, or remove `subsection Flow`");
          solid.laws.flow = Registry<FlowLaw>::make(flow);
        }
      if (material.has("Thermal"))
        solid.thermal_expansion = material.section("Thermal").quantity("Thermal expansion");
      if (material.has("Swelling"))
        {
          const Section &swelling = material.section("Swelling");
          solid.swelling = {swelling.quantity("Partial molar volume"), swelling.quantity("Reference concentration")};
        }
      return solid;
    }

    std::optional<Heat> make_heat(const Section &material)
    {
      if (!material.has("Thermal"))
        return {};
      const Section    &thermal      = material.section("Thermal");
      const std::string conductivity = "Thermal conductivity", capacity = "Volumetric heat capacity";
      for (const auto &[given, missing] : {std::pair(conductivity, capacity), std::pair(capacity, conductivity)})
        if (thermal.is_set(given) && !thermal.is_set(missing))
          thermal.fail(given, fmt::format("'{}' is given without '{}'", given, missing),
                       "the flow of heat needs both: give both or neither");
      if (!thermal.is_set(conductivity))
        return {};
      return Heat{thermal.quantity(conductivity), thermal.quantity(capacity)};
    }
  } // namespace

  Material make_material(const Section &section)
  {
    Material m;
    m.name         = section.name();
    m.molar_volume  = section.quantity("Molar volume");
    m.cation_volume = section.quantity("Cation volume");
    m.ionic        = make_conduction(section, "Ionic conduction");
    m.electronic   = make_conduction(section, "Electronic conduction");
    m.solid        = make_solid(section);
    m.heat         = make_heat(section);
    if (!m.ionic && !m.electronic && !m.solid && !m.heat)
      section.fail(fmt::format("the material '{}' conducts neither ions nor electrons and has no elasticity", m.name),
                   "add `subsection Ionic conduction`, `subsection Electronic conduction` or `subsection Elasticity`");
    if (section.has("Salt"))
      {
        if (!m.ionic)
          section.section("Salt").fail(fmt::format("the material '{}' has a salt but no ionic conduction", m.name),
                                       "add `subsection Ionic conduction`, or remove `subsection Salt`");
        m.salt = make_salt(section.section("Salt"));
      }
    if (section.has("Fracture"))
      m.fracture_toughness = section.section("Fracture").quantity("Fracture toughness");
    return m;
  }
} // namespace nadir
