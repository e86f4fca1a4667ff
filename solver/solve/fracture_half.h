// Everything about cracks in a run: the phase field, its solutions, and the turns between damage and stress.
//
// Within a step stress is solved at a damage and the damage at the strains of that stress, until the damage changes nowhere by more than
// the tolerance (alternate minimisation of one energy: B. Bourdin, G. A. Francfort, J.-J. Marigo, J. Mech. Phys. Solids 48 (2000) 797,
// doi 10.1016/S0022-5096(99)00028-9). Damage never falls: that of the last accepted step is a lower bound.
#pragma once

#include "base/constants.h"
#include "solve/acceleration.h"
#include "solve/damage.h"
#include "solve/level_transfer.h"
#include "solve/mechanical_half.h"
#include "solve/smoothing.h"
#include "terms/crack_deposit.h"

#include <memory>
#include <optional>

namespace nadir
{
  template <int dim>
  class FractureHalf
  {
  public:
    FractureHalf(const dealii::parallel::distributed::Triangulation<dim> &triangulation, const MeshNames<dim> &names, const Model &model,
                 const Section &root, const LinearSettings &linear, MechanicalHalf<dim> &mechanical);

    /// Nothing is damaged but the initial cracks.
    void start();

    /// The damage of the last accepted step is the lower bound, and the guess unless the step goes on. @param level of that step
    void begin_step(const TimeStep &step, double temperature, const typename Mechanics<dim>::Level &level);

    /// See an accepted step again, after the memory has moved on by one. @param level of that step
    void look_back(const TimeStep &step, double temperature, const typename Mechanics<dim>::Level &level);

    /// Solve stress and damage; `level` is the guess of the displacement and receives the solution.
    NewtonResult solve(typename Mechanics<dim>::Level &level);

    // The same turn by turn, for what takes part in the turns.
    /// Forget the turns of earlier solves.
    void begin_turns();
    /// Stress at the damage told, then damage at its strains; converged: both solves are.
    NewtonResult turn(typename Mechanics<dim>::Level &level, double loosened = 1);
    /// The stress at the damage found last, and the pressures that belong to it.
    NewtonResult settle(typename Mechanics<dim>::Level &level);
    double       disagreement() const { return change / system.settings.tolerance; } ///< of stress and damage in the last turn, 1 at most where they agree
    bool         agreed() const { return disagreement() <= 1; }
    /// Need the turns not end in agreement? Cells that are too large for the damage are refined first, and too long a step is repeated.
    bool         in_vain() const { return outgrown() || area > largest_area; }
    /// Why the turns end here without agreement; empty: they may go on. A crack that grows needs as many as it needs.
    std::string  why_not_agreed() const;
    /// Owned values of damage, and with metal in cracks its pressure over `InterfaceExchange::pressure_scale`: as told for the last
    /// turn, and as found by it.
    std::vector<double> values_told() const, values_found() const;
    /// Tell stress (and electrochemistry) such values for the next turn, kept within their bounds.
    void tell_values(std::vector<double> values);
    /// What the cracks enclose, m3: int -u . grad d dV, with metal in them int o N:eps dV (terms/crack_band.h) and their room at the start. @param level of the displacement
    double crack_volume(const typename Mechanics<dim>::Level &level) const;

    /// Empty width per face at points, m; 0 where metal is squeezed.
    std::vector<double> empty_widths(const typename Mechanics<dim>::Level &level) const;

    void advance();

    /// Is any cell damaged and larger than the phase field needs?
    bool outgrown() const;

    /// Flag such cells for refinement, and those that are on the way to it.
    void flag_coarse(dealii::parallel::distributed::Triangulation<dim> &triangulation) const;

    /// Flag cells for refinement where the strains drive the damage, and for coarsening where they do not.
    /// @param level of the displacement @param coarsest level of cells that is not coarsened further
    void flag_by_energy(dealii::parallel::distributed::Triangulation<dim> &triangulation, const typename Mechanics<dim>::Level &level, int coarsest);

    /// Take flags back where there is damage: such cells are neither coarsened nor refined beyond what the phase field needs.
    void keep_fine(dealii::parallel::distributed::Triangulation<dim> &triangulation) const;

    // Around a change of the mesh.
    void prepare_mesh_change(dealii::parallel::distributed::Triangulation<dim> &triangulation);
    void finish_mesh_change(dealii::parallel::distributed::Triangulation<dim> &triangulation);

    Fields<dim>             fields;
    DamageSystem<dim>       system;
    std::unique_ptr<CrackDeposit<dim>> deposit; ///< null: cracks stay empty
    std::vector<bool>       at_other_electrode; ///< by active cell: could electrons leave metal in it through another interface than they came?
    CrackBand               band; ///< where the damage told is; its normals are those of the accepted damage
    Vector                  damage, accepted; ///< ghosted: now, and at the end of the last accepted step
    Vector                  initial;          ///< ghosted: 1 in the initial cracks
    std::optional<CellMemory<dim>> history;   ///< largest driving energy so far, J/m3, where that makes damage irreversible
    unsigned int            turns = 0, changes_of_set = 0, linear_iterations = 0; ///< of the last solve
    unsigned int            turns_of_growth = 0; ///< those of them until the cracks last grew
    double                  change = 0; ///< of the damage in the last turn
    double                  area = 0, grown_to = 0; ///< of the cracks, m2: in the last turn, and when they last grew by a thousandth
    bool                    goes_on = false; ///< on another mesh the same step is solved on from the damage found so far
    /// Area of cracks, m2, beyond which a step is too long and need not be solved to its end.
    double                  largest_area = infinity;

  private:
    using Cell = typename Fields<dim>::Cell;
    void set_up(); ///< for the present mesh
    void find_pores(); ///< likewise: tells stress where they are
    double largest_damage(const Cell &cell) const;
    bool   too_large(const Cell &cell, double above) const; ///< for damage that is above this somewhere in it
    double needed_size() const { return system.settings.length / system.settings.cells_per_length; } ///< of damaged cells, m
    void   append_owned(const std::vector<double> &pressures, std::vector<double> &list) const;
    template <typename Visit>
    void   for_each_owned_point(const Visit &visit) const;
    void   tell(const Vector &told);
    void   set_step(const TimeStep &step, double temperature, const typename Mechanics<dim>::Level &level);
    std::vector<double> areas_of_faces(const Vector &damage) const; ///< at points, 1/m
    void   find_electrodes(); ///< whenever the mesh is another
    void   find_normals(); ///< whenever the accepted damage or the mesh is another
    void   find_metal();   ///< likewise
    void   tell_deposit(const DamageAtPoints<dim> &points);
    /// z, m, and the gradient of what is positive of it at the nodes, at points.
    DamageAtPoints<dim> closures(const typename Mechanics<dim>::Level &level) const;
    void                start_closure(); ///< tells stress what is empty at the start
    void                find_pressure(const typename Mechanics<dim>::Level &level);
    void                find_width(const typename Mechanics<dim>::Level &level); ///< and the pressure at the mouth
    std::vector<double> opened(const typename Mechanics<dim>::Level &level) const; ///< o N:eps and the room at the start, at points
    CrackDrivings<dim>  drivings(const typename Mechanics<dim>::Level &level);
    const Vector       &least() const { return history ? initial : accepted; } ///< lower bound of the damage
    std::vector<dealii::Tensor<1, dim>> displacements(const typename Mechanics<dim>::Level &level, const Cell &cell,
                                                      const dealii::FEValues<dim> &shape) const;
    std::vector<double> given_pressures(const Cell &cell, const dealii::FEValues<dim> &shape) const;

    MechanicalHalf<dim>                                  &mechanical;
    Smoothing<dim>                                        smooth_normals, smooth_metal;
    std::vector<std::shared_ptr<dealii::Function<dim>>>   pressure_functions;
    Vector                                                told; ///< damage
    std::vector<double>                                   told_pressure;
    std::vector<double>                                   metal_share; ///< of the metal's conductivity in a full crack, at points
    std::optional<LevelTransfer<dim>>                     transfer;
  };
} // namespace nadir
