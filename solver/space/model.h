// The cell as the deck describes it: regions with materials, interfaces with laws, collectors, prescribed values.
//
// Independent of the mesh and of the space dimension.
#pragma once

#include "base/deck.h"
#include "laws/fracture/crack_density.h"
#include "laws/interfaces/interface_current.h"
#include "laws/interfaces/interface_traction.h"
#include "laws/material.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace nadir
{
  /// The unknowns of all systems.
  enum class Field : unsigned int
  {
    concentration,        ///< salt in a binary electrolyte, mol/m3
    ionic_potential,      ///< electrochemical potential of Na+ in electrolytes against Na/Na+, V
    electronic_potential, ///< V
    displacement,         ///< m; as many components as the model has dimensions
    temperature,          ///< K
    damage,               ///< of the phase field of cracks, 0 intact to 1 broken
    crack_closure,        ///< of metal in cracks, m: positive where it is squeezed, minus the empty width per face where it is not
  };
  inline constexpr unsigned int n_fields                 = 7;
  inline constexpr unsigned int n_electrochemical_fields = 3; ///< the first ones
  inline constexpr std::array<const char *, n_fields> field_names = {
    {"concentration", "ionic potential", "electronic potential", "displacement", "temperature", "damage", "crack closure"}};

  /// The field with this name in decks.
  Field field_from(const std::string &name);

  struct Region
  {
    std::string name;
    Material    material;
    bool        equipotential = false; ///< the metal's potential is one number
    std::optional<double> critical_energy_release_rate = {}; ///< G_c, J/m2, of a region that can crack
    bool        metal_in_cracks = false; ///< sodium plates into its cracks
    bool        has(Field field) const;
    bool        conducts() const { return material.ionic || material.electronic; }
  };

  /// An interface whose sides may separate.
  struct Opening
  {
    InterfaceMechanicsLaws laws;
    std::string            initial_gap;        ///< formula, m: g0
    double                 open_stiffness = 0; ///< Pa/m: holds faces that are open and not bonded, so that no body floats
    double                 conduction_gap = 0; ///< m: the conductance of an open, broken face falls as exp(-g/this)
  };

  struct Interface
  {
    std::string   name;
    std::string   minus, plus; ///< region names; n and positive current point from minus to plus
    InterfaceLaws laws;
    bool          blocking = false; ///< nothing crosses

    /// Of electrons that leak into a mixed conductor beside the reaction, ohm m2; without it they do not cross.
    std::optional<double> electronic_resistance = {};
    bool                  electrons_pass        = false; ///< a plane inside mixed conductors resists ions only
    double                conductance_along     = 0;     ///< S: of electrons along such a plane, its conductivity beyond that of the grains times its width

    std::optional<Opening> opening = {}; ///< without it the displacement is continuous

    /// Sets `electrons_pass` for the regions on either side.
    void let_electrons_pass(const Region &on_minus, const Region &on_plus);

    /// Does a field have its own values on either side?
    bool separates(Field field) const;
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

  /// A vector function of x, y, z (m), t (s) prescribed in a region.
  struct PrescribedVector
  {
    std::string              name;
    std::string              place;
    std::vector<std::string> expressions; ///< one per direction, SI
  };

  /// A strain that the material would take without stress: expression times direction.
  struct Eigenstrain
  {
    std::string name;
    std::string place;
    std::string expression; ///< 1
    Mandel      direction;
  };

  /// What `subsection Mechanics` says.
  struct MechanicsSettings
  {
    int         degree                 = 1;
    double      reference_temperature  = 298.15; ///< K, without thermal strain
    bool        monolithic             = false;
    std::string acceleration           = "Anderson";
    double      tolerance              = 1e-8;  ///< of the sum of the residual forces, relative to the forces at work
    double      reference_stress       = 1e3;   ///< Pa: forces are never compared with less than this times the section
    unsigned    largest_newton_count   = 30;
    unsigned    largest_coupling_count = 60;
  };

  /// What `subsection Heat` says, and the functions that belong to the temperature.
  struct HeatSettings
  {
    int      degree                 = 1;
    double   tolerance              = 1e-6; ///< K
    unsigned largest_coupling_count = 20;

    std::vector<PrescribedFunction> boundary_values = {}, initial = {}, exact = {}; ///< K
    std::vector<PrescribedFunction> sources = {};                                   ///< W/m3
  };

  /// A flaw that is there at the start, as damage: a crack, or a pore.
  struct InitialCrack
  {
    std::string         name;
    std::vector<double> from, to;       ///< m: a straight segment in two dimensions
    std::vector<double> centre, normal; ///< m, 1: a disc in three; the centre of a pore
    double              radius = 0;     ///< m, of a disc
    std::vector<double> half_axes;      ///< m, of a pore: an ellipse or ellipsoid; empty: a crack
    double              lined  = 0;     ///< share of its length (radius) from its beginning that touches metal at the start; a pore: 0 or 1, full
    double              width  = 0;     ///< m between the faces of a crack at the start: room that metal fills without pressure
    std::string         drawn_by;       ///< name of its section `Micro-cracks`; empty: it has a section of its own

    bool is_pore() const { return !half_axes.empty(); }
    /// Where it begins: its mouth, or its centre.
    const std::vector<double> &beginning() const { return from.empty() ? centre : from; }
  };

  /// Another toughness near an interface.
  struct InterfaceToughness
  {
    std::string name;
    std::string interface;
    double      factor = 1; ///< K_IC over that of the material
    double      reach  = 0; ///< m, on either side
  };

  /// Toughness that differs from place to place: K_IC of every cube of a lattice is drawn from a Weibull distribution, whose mean is the
  /// material's.
  struct ToughnessScatter
  {
    double        weibull_modulus;
    double        length; ///< m, edge of the cubes
    std::uint64_t seed;
  };

  /// Metal that plates into cracks.
  struct DepositSettings
  {
    std::string   interface;                    ///< whose kinetics hold on the faces of cracks
    InterfaceLaws laws                 = {};    ///< of these faces
    double        metal_conductivity   = 1e3;   ///< S/m of the band of a filled crack
    double        percolation          = 1e-9;  ///< m of metal on a face from which on it conducts electrons
    double        reach                = 0;     ///< m over which metal is seen from where it is
    double        reacts_above         = 0.4;   ///< damage above which there are faces that react; half of it: that can conduct
    double        blocked_above        = 0.9;   ///< damage above which ions no longer cross
    double        contact_stiffness    = 0;     ///< Pa/m: pressure over the closure
    double        evening_out          = 1e4;   ///< how strongly the closure is made uniform across the band
    bool          flows                = false; ///< does metal move along cracks?
    std::shared_ptr<const FlowLaw> creep = {};  ///< of metal that sticks to the faces; null where it flows freely
  };

  /// What `subsection Fracture` says, and the cracks.
  struct FractureSettings
  {
    double                              length             = 0; ///< l of the phase field, m
    std::shared_ptr<const CrackDensity> density            = {};
    double                              residual_stiffness = 1e-6; ///< share of the stiffness that a broken solid keeps
    bool                                correct_toughness  = true; ///< for the width of the broken row of cells
    bool                                history_field      = false; ///< the largest energy drives, in place of damage that is a bound
    double                              cells_per_length   = 3;    ///< l over the cell size at cracks, at least
    double                              refined_above      = 0.1;  ///< damage from which on cells must be so small
    double                              energy_refined_above = 0.5; ///< the same for the driving energy, over that at which damage begins
    double                              tolerance          = 1e-4; ///< largest change of the damage in the last turn
    double                              largest_advance   = 0;    ///< of the tips of cracks in a step, m
    double                              largest_rise      = 0.2;  ///< of the damage in a turn
    unsigned                            largest_coupling_count = 1000;
    std::string                         acceleration           = "Anderson";
    std::vector<InitialCrack>           cracks                 = {};
    std::vector<PrescribedFunction>     pressures              = {}; ///< Pa, in cracks
    std::vector<InterfaceToughness>     interfaces             = {}; ///< where several reach, the lowest toughness holds
    std::optional<ToughnessScatter>     scatter                = {};
    std::optional<DepositSettings>      deposit                = {}; ///< without it cracks stay empty

    /// g(d): what is left of the energy that cracks do not carry.
    double integrity(const double damage) const { return (1 - damage) * (1 - damage) + residual_stiffness; }
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
    std::optional<MechanicsSettings> mechanics; ///< without it nothing moves
    std::vector<Eigenstrain>        eigenstrains;
    std::vector<PrescribedVector>   body_forces;         ///< N/m3
    std::vector<PrescribedVector>   exact_displacements; ///< known solutions, for error norms
    std::optional<HeatSettings>     heat; ///< without it the temperature is the protocol's
    std::optional<FractureSettings> fracture; ///< without it nothing cracks

    bool          has_electrochemistry() const;
    const Region *find_region(const std::string &name) const;
  };

  // space/model_mechanics.cc
  std::vector<SectionKind> mechanics_schema(); ///< Mechanics, Eigenstrain, Body force, Exact displacement
  SectionKind              opening_schema();
  Opening                  make_opening(const Section &section, int dim);
  void                     read_mechanics(const Section &root, Model &model);
  /// The formulas X, Y (and Z) of a section. @throws DeckError
  std::vector<std::string> read_vector(const Section &section, int dim);
  std::vector<Entry>       vector_entries(const std::string &what);
  /// @throws DeckError where a formula cannot be read
  void                     check_formula(const Section &section, const std::string &entry, int dim);

  // space/model_heat.cc
  std::vector<SectionKind> heat_schema(); ///< Heat, Thermal boundary
  void                     read_heat(const Section &root, Model &model);

  // space/model_cracks.cc
  std::vector<SectionKind>  initial_crack_schema(); ///< Initial crack, Micro-cracks
  /// @param length of the phase field, m
  std::vector<InitialCrack> read_initial_cracks(const Section &root, double length);

  // space/model_fracture.cc
  std::vector<SectionKind> fracture_schema(); ///< Fracture and everything about cracks
  void                     read_fracture(const Section &root, Model &model);

  /// Sections Region, Interface, Collector, Probe, Boundary value, Source, Initial value, Exact solution.
  std::vector<SectionKind> model_schema();

  /// @throws DeckError for unknown names, interfaces whose regions share no path for current, missing ground, ...
  Model make_model(const Section &root);
} // namespace nadir
