// Everything about cracks in a run: the phase field, its solutions, and the turns between damage and stress.
//
// Within a step stress is solved at a damage and the damage at the strains of that stress, until the damage changes nowhere by more than
// the tolerance (alternate minimisation of one energy: B. Bourdin, G. A. Francfort, J.-J. Marigo, J. Mech. Phys. Solids 48 (2000) 797,
// doi 10.1016/S0022-5096(99)00028-9). Damage never falls: that of the last accepted step is a lower bound.
#pragma once

#include "solve/acceleration.h"
#include "solve/damage.h"
#include "solve/level_transfer.h"
#include "solve/mechanical_half.h"

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

    /// The damage of the last accepted step is the guess and the lower bound; with the time of that step it is seen again.
    void begin_step(double time);

    /// Solve stress and damage; `level` is the guess of the displacement and receives the solution.
    NewtonResult solve(typename Mechanics<dim>::Level &level);

    /// -int u . grad d: what the cracks enclose, m3. @param level of the displacement
    double crack_volume(const typename Mechanics<dim>::Level &level) const;

    void advance();

    /// Flag cells for refinement that are damaged and larger than the phase field needs. @returns whether there are any
    bool flag_coarse(dealii::parallel::distributed::Triangulation<dim> &triangulation) const;

    /// Take flags back where there is damage: such cells are neither coarsened nor refined beyond what the phase field needs.
    void keep_fine(dealii::parallel::distributed::Triangulation<dim> &triangulation) const;

    // Around a change of the mesh.
    void prepare_mesh_change();
    void finish_mesh_change();

    Fields<dim>             fields;
    DamageSystem<dim>       system;
    Vector                  damage, accepted; ///< ghosted: now, and at the end of the last accepted step
    unsigned int            turns = 0, changes_of_set = 0, linear_iterations = 0; ///< of the last solve
    double                  change = 0; ///< of the damage in the last turn

  private:
    using Cell = typename Fields<dim>::Cell;
    void check_cracks(const Section &root) const; ///< @throws DeckError for a crack that is nowhere in the mesh
    std::vector<dealii::Tensor<1, dim>> displacements(const typename Mechanics<dim>::Level &level, const Cell &cell,
                                                      const dealii::FEValues<dim> &shape) const;
    double largest_damage(const Cell &cell) const;
    void tell(const Vector &told);
    CrackDrivings<dim> drivings(const typename Mechanics<dim>::Level &level) const;
    std::vector<double> pressures(const Cell &cell, const dealii::FEValues<dim> &shape) const;

    MechanicalHalf<dim>                                  &mechanical;
    std::vector<std::shared_ptr<dealii::Function<dim>>>   pressure_functions;
    std::optional<LevelTransfer<dim>>                     transfer;
  };
} // namespace nadir
