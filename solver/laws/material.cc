#include "laws/material.h"

#include "base/registry.h"

#include <fmt/format.h>

#include <cmath>

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

    Entry excluding_ends(Entry e)
    {
      e.minimum_excluded = e.maximum_excluded = true;
      return e;
    }

    /// Properties that complete a material file; the terms that use them read them from the section.
    std::vector<SectionKind> solid_schemas()
    {
      SectionKind elasticity;
      elasticity.kind          = "Elasticity";
      elasticity.documentation = "Isotropic linear elasticity.";
      elasticity.entries       = {
              required(positive(quantity("Young's modulus", "Pa", "", "Young's modulus E."))),
              required(excluding_ends(between(quantity("Poisson's ratio", "1", "", "Poisson's ratio nu."), -1., 0.5)))};

      SectionKind fracture;
      fracture.kind          = "Fracture";
      fracture.documentation = "Resistance against cracks.";
      fracture.entries = {required(positive(quantity("Fracture toughness", "Pa m0.5", "", "Mode I toughness K_IC.")))};

      SectionKind thermal;
      thermal.kind          = "Thermal";
      thermal.documentation = "Response to temperature.";
      thermal.entries = {required(quantity("Thermal expansion", "K-1", "", "Linear thermal expansion coefficient."))};
      return {elasticity, fracture, thermal};
    }
  } // namespace

  SectionKind material_schema()
  {
    SectionKind s;
    s.kind          = "Material";
    s.documentation = "A material, a combination of independent laws. It conducts ions, electrons, or both, as it has "
                      "the subsection or not. Shipped materials are found by name and need not be included.";
    s.named         = true;
    s.entries       = {text("Source", "", "Where the numbers come from, in a sentence."),
                       not_negative(quantity("Molar volume", "m3 mol-1", "0 m^3/mol",
                                             "Of the metal that is plated or stripped; 0 where it is none."))};
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
  } // namespace

  Material make_material(const Section &section)
  {
    Material m;
    m.name         = section.name();
    m.molar_volume = section.quantity("Molar volume");
    m.ionic        = make_conduction(section, "Ionic conduction");
    m.electronic   = make_conduction(section, "Electronic conduction");
    if (!m.ionic && !m.electronic)
      section.fail(fmt::format("the material '{}' conducts neither ions nor electrons", m.name),
                   "add `subsection Ionic conduction` or `subsection Electronic conduction`");
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
