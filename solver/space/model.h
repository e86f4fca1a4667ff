// The cell as the deck describes it: regions with materials, interfaces with laws, collectors, prescribed values.
//
// Independent of the mesh and of the space dimension.
#pragma once

#include "base/deck.h"
#include "laws/interfaces/interface_current.h"
#include "laws/material.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace nadir
{
  /// The unknowns of the electrochemical system.
  enum class Field : unsigned int
  {
    concentration,        ///< salt in a binary electrolyte, mol/m3
    ionic_potential,      ///< electrochemical potential of Na+ in electrolytes against Na/Na+, V
    electronic_potential, ///< V
  };
  inline constexpr unsigned int n_fields = 3;
  inline constexpr std::array<const char *, n_fields> field_names = {
    {"concentration", "ionic potential", "electronic potential"}};

  /// The field with this name in decks.
  Field field_from(const std::string &name);

  struct Region
  {
    std::string name;
    Material    material;
    bool        equipotential = false; ///< the metal's potential is one number
    bool        has(Field field) const;
  };

  struct Interface
  {
    std::string   name;
    std::string   minus, plus; ///< region names; n and positive current point from minus to plus
    InterfaceLaws laws;
    bool          blocking = false; ///< nothing crosses

    /// Of electrons that leak into a mixed conductor beside the reaction, ohm m2; without it they do not cross.
    std::optional<double> electronic_resistance = {};
  };

  struct Collector
  {
    enum class Role
    {
      working, ///< driven by the protocol
      counter, ///< grounded: the only fixed potential
      floating ///< carries no net current
    };
    std::string name;
    std::string boundary;
    Role        role;
  };

  /// A function of x, y, z (m), t (s) prescribed for a field, on a boundary or as a source in a region.
  struct PrescribedFunction
  {
    std::string name;
    std::string place; ///< boundary, region or interface
    Field       field;
    std::string expression; ///< SI
  };

  struct Probe
  {
    std::string         name;
    Field               field;
    std::vector<double> position; ///< m
  };

  struct Model
  {
    std::vector<Region>             regions;
    std::vector<Interface>          interfaces;
    std::vector<Collector>          collectors;
    std::vector<PrescribedFunction> boundary_values;
    std::vector<PrescribedFunction> sources; ///< A/m3 (for the concentration: F mol/(m3 s))
    std::vector<PrescribedFunction> exact;   ///< known solutions, for error norms
    std::vector<PrescribedFunction> initial;
    std::vector<Probe>              probes;

    const Region *find_region(const std::string &name) const;
  };

  /// Sections Region, Interface, Collector, Probe, Boundary value, Source, Initial value, Exact solution.
  std::vector<SectionKind> model_schema();

  /// @throws DeckError for unknown names, interfaces whose regions share no path for current, missing ground, ...
  Model make_model(const Section &root);
} // namespace nadir
