// The mesh of a run: where it is refined before the first step, how it follows cracks within a step, and estimators between steps.
#include "simulation.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

using namespace dealii;

namespace nadir
{
  template <int dim>
  void Simulation<dim>::refine_initially()
  {
    const Section &root = deck.root();
    triangulation.refine_global(refinement.initial_refinements);
    refine_places(triangulation, names, refinement);
    if (model.fracture)
      {
        const double needed = model.fracture->length / model.fracture->cells_per_length;
        if (refinement.smallest_cell > needed * std::sqrt(double(dim)))
          root.section("Fracture").fail("Length", fmt::format("the length of {:.3g} m needs cells of {:.3g} m, and `Mesh refinement` allows none below {:.3g} m",
                                                              model.fracture->length, needed, refinement.smallest_cell),
                                        "lower 'Smallest cell', or give a larger length");
        refine_cracks(triangulation, *model.fracture);
      }
  }

  template <int dim>
  void Simulation<dim>::adapt_to_initial_solution()
  {
    // A ramp from zero says nothing at its first instant: look at the end of the first segment that drives the cell.
    Segment driven = protocol->segments.front();
    for (const auto &segment : protocol->segments)
      if (segment.start != 0 || segment.end != 0)
        {
          driven = segment;
          break;
        }
    (std::abs(driven.end) > std::abs(driven.start) ? driven.start : driven.end) =
      std::abs(driven.end) > std::abs(driven.start) ? driven.end : driven.start;
    for (unsigned int cycle = 0; cycle < refinement.initial_cycles; ++cycle)
      {
        clock         = Clock();
        clock.segment = &driven;
        std::string why;
        if (!attempt(time_settings.initial, why))
          throw SolveError("the solution that the mesh is to follow was not found: " + why);
        adapt_mesh();
        set_initial_values();
        log->line("mesh cycle {}: {} cells, {} unknowns", cycle + 1, triangulation.n_global_active_cells(), fields->dof_handler.n_dofs());
      }
    clock         = Clock();
    salt_at_start = salt_contents()[0];
  }

  template <int dim>
  std::vector<double> Simulation<dim>::salt_contents() const
  {
    std::vector<double> contents;
    for (const auto &level : levels)
      contents.push_back(measure_salt(*fields, level.solution));
    return contents;
  }

  template <int dim>
  void Simulation<dim>::restore_salt(const std::vector<double> &before)
  {
    if (fields->n_groups(Field::concentration) == 0)
      return;
    Vector ones(fields->owned, triangulation.get_communicator());
    std::vector<types::global_dof_index> dofs;
    for (const auto &cell : fields->dof_handler.active_cell_iterators())
      if (cell->is_locally_owned())
        {
          dofs.resize(cell->get_fe().n_dofs_per_cell());
          cell->get_dof_indices(dofs);
          for (const unsigned int i : fields->local_dofs(cell->material_id(), Field::concentration))
            if (fields->owned.is_element(dofs[i]))
              ones(dofs[i]) = 1;
        }
    ones.compress(VectorOperation::insert);
    Level unit    = system->make_level();
    unit.solution = ones;
    const double volume  = measure_salt(*fields, unit.solution);
    const auto   present = salt_contents();
    for (unsigned int l = 0; l < levels.size(); ++l)
      {
        Vector shifted(ones);
        shifted = levels[l].solution;
        shifted.add((before[l] - present[l]) / volume, ones);
        levels[l].solution = shifted;
      }
  }

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
    keep_places(triangulation, names, refinement);
    settle_flags(triangulation);
    if (any_flag(triangulation))
      change_mesh();
  }

  template <int dim>
  void Simulation<dim>::change_mesh()
  {
    const auto salt = salt_contents(), heat = thermal ? thermal->energies() : std::vector<double>();
    prepare_mesh_change();
    triangulation.execute_coarsening_and_refinement();
    finish_mesh_change();
    if (thermal)
      thermal->restore_energies(heat);
    if (mechanical)
      restore_exchange();
    restore_salt(salt);
    clock.on_this_mesh = 0;
  }

  template <int dim>
  void Simulation<dim>::prepare_mesh_change()
  {
    transfer.emplace(*fields, solutions_of(levels));
    if (mechanical)
      mechanical->prepare_mesh_change(triangulation);
    if (fracture)
      fracture->prepare_mesh_change(triangulation);
    memory->prepare(triangulation);
    if (thermal)
      thermal->prepare_mesh_change();
  }

  template <int dim>
  void Simulation<dim>::finish_mesh_change()
  {
    transfer->finish(*fields, solutions_of(levels));
    transfer.reset();
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
  }

  template class Simulation<2>;
  template class Simulation<3>;
} // namespace nadir
