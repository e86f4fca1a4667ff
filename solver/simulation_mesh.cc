// The mesh of a run: it follows cracks within a step, and estimators between steps.
#include "simulation.h"

#include "solve/level_transfer.h"

#include <fmt/format.h>

#include <limits>

using namespace dealii;

namespace nadir
{
  template <int dim>
  bool Simulation<dim>::follow_cracks()
  {
    if (!fracture || !fracture->outgrown())
      return false;
    const auto before = triangulation.n_global_active_cells();
    if (before >= refinement.largest_count)
      throw SolveError(fmt::format("cracks need a finer mesh than `Mesh refinement/Largest count` allows: there are {} cells", before));
    fracture->flag_coarse(triangulation);
    // The accepted state is what the new mesh starts from: what metal has done in the step so far is in the way.
    guess_from_the_past(0);
    if (fracture->deposit)
      fracture->begin_step(accepted_step, accepted_temperature, mechanical->levels[1]);
    fracture->goes_on = !fracture->deposit;
    step              = accepted_step;
    temperature       = accepted_temperature;
    settle_flags(triangulation);
    change_mesh();
    log->line("cells follow the crack: {} instead of {}", triangulation.n_global_active_cells(), before);
    return true;
  }

  template <int dim>
  void Simulation<dim>::adapt_mesh()
  {
    if (!system->is_empty())
      flag_by_indicator(triangulation, flux_jumps(*system, levels[0]), refinement);
    if (fracture)
      {
        // Where there are potentials, too, what they need less is for their indicator to say.
        fracture->flag_by_energy(triangulation, mechanical->levels[0],
                                 system->is_empty() ? int(refinement.initial_refinements) : std::numeric_limits<int>::max());
        fracture->keep_fine(triangulation);
      }
    if (triangulation.n_global_active_cells() >= refinement.largest_count)
      for (const auto &cell : triangulation.active_cell_iterators())
        cell->clear_refine_flag();
    keep_places(triangulation, names, refinement);
    settle_flags(triangulation);
    if (any_flag(triangulation))
      change_mesh();
  }

  template <int dim>
  void Simulation<dim>::change_mesh()
  {
    const auto         salt = salt_contents();
    LevelTransfer<dim> electric(*fields, solutions_of(levels));
    if (mechanical)
      mechanical->prepare_mesh_change(triangulation);
    if (fracture)
      fracture->prepare_mesh_change(triangulation);
    memory->prepare(triangulation);
    if (thermal)
      thermal->prepare_mesh_change();
    triangulation.execute_coarsening_and_refinement();

    electric.finish(*fields, solutions_of(levels));
    potentials->distribute();
    faces->rebuild();
    if (thermal)
      thermal->finish_mesh_change();
    if (mechanical)
      mechanical->finish_mesh_change(triangulation);
    if (fracture)
      fracture->finish_mesh_change(triangulation);
    memory->finish(triangulation);
    system->set_up();
    if (mechanical)
      restore_exchange();
    restore_salt(salt);
    clock.on_this_mesh = 0;
  }

  template class Simulation<2>;
  template class Simulation<3>;
} // namespace nadir
