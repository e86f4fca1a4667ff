// A material combines independent laws. Materials are deck fragments (`subsection Material NAME`), so users add one
// without compiling.
#pragma once

#include "base/deck.h"
#include "laws/mechanics/solid.h"
#include "laws/transport/conductivity.h"

#include <array>
#include <memory>
#include <optional>
#include <string>

namespace nadir
{
  /// Conduction of ions or electrons. The conductivity tensor is
  ///   K = sigma(T) [ I - (1 - across_ratio) n n^T ],   n = normal of the conducting planes (unit vector),
  /// isotropic for across_ratio = 1.
  struct Conduction
  {
    std::shared_ptr<const ConductivityLaw> conductivity;
    std::array<double, 3>                  plane_normal = {{0, 0, 1}};
    double                                 across_ratio = 1.;
  };

  /// A binary salt in a polymer or gel, constant properties (physics: dc/dt = div(D grad c) - div(i t+/F),
  /// i = -kappa grad phi + (2 kappa R T/F) (1 + dlnf/dlnc) (1 - t+) grad ln c).
  struct Salt
  {
    double diffusivity;          ///< m2/s
    double transference_number;  ///< t+ of Na+, 1; may be negative
    double thermodynamic_factor; ///< 1 + dlnf/dlnc, 1
    double concentration;        ///< initial, mol/m3
  };

  /// Strain (partial_molar_volume/3) (c - reference_concentration) I of what dissolves in a solid.
  struct Swelling
  {
    double partial_molar_volume;    ///< Omega, m3/mol
    double reference_concentration; ///< mol/m3, where the strain is zero
  };

  /// What a solid answers to strain.
  struct Solid
  {
    SolidLaws               laws;
    double                  thermal_expansion = 0.; ///< linear, 1/K
    std::optional<Swelling> swelling;
  };

  struct Heat
  {
    double conductivity;  ///< W/(m K)
    double heat_capacity; ///< per volume, J/(m3 K)
  };

  struct Material
  {
    std::string               name;
    std::optional<Conduction> ionic;      ///< present in electrolytes
    std::optional<Conduction> electronic; ///< present in metals and mixed conductors
    std::optional<Salt>       salt;       ///< present in binary electrolytes
    std::optional<Solid>      solid;      ///< present where the material has an elasticity
    std::optional<Heat>       heat;       ///< present where its thermal properties are given
    std::optional<double>     fracture_toughness; ///< K_IC, Pa m^0.5
    double                    cation_volume = 0; ///< Omega_+, m3/mol: how far pressure in the electrolyte drives sodium out of it
    double                    molar_volume = 0; ///< m3/mol of the plated metal; 0 where the material is not plated
  };

  /// `subsection Material NAME`, with the registered laws as variants.
  SectionKind material_schema();

  /// @throws DeckError where a law's parameters contradict each other.
  Material make_material(const Section &section);
} // namespace nadir
