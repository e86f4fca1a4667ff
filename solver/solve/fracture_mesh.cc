// Cracks and the mesh: which cells they need, and how damage goes from one mesh to the next.
#include "solve/fracture_half.h"

#include "space/initial_cracks.h"

#include <algorithm>

using namespace dealii;

namespace nadir
{
  namespace
  {
    constexpr double equal = 1 + 1e-9; // sizes that differ by round-off are the same
  }

  template <int dim>
  double FractureHalf<dim>::largest_damage(const Cell &cell) const
  {
    double largest = 0;
    for (const auto dof : fields.unknowns(cell))
      largest = std::max(largest, double(damage(dof)));
    return largest;
  }

  template <int dim>
  bool FractureHalf<dim>::too_large(const Cell &cell, const double above) const
  {
    return cell->is_locally_owned() && cell_size<dim>(cell) > needed_size() * equal && largest_damage(cell) > above &&
           !deep_in_pore<dim>(system.settings.cracks, cell);
  }

  template <int dim>
  bool FractureHalf<dim>::outgrown() const
  {
    bool any = false;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      any = any || too_large(cell, system.settings.refined_above);
    return Utilities::MPI::max(any ? 1 : 0, fields.triangulation.get_communicator()) == 1;
  }

  template <int dim>
  void FractureHalf<dim>::flag_coarse(parallel::distributed::Triangulation<dim> &triangulation) const
  {
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (too_large(cell, 0.5 * system.settings.refined_above))
        typename Triangulation<dim>::active_cell_iterator(&triangulation, cell->level(), cell->index())->set_refine_flag();
  }

  template <int dim>
  void FractureHalf<dim>::flag_by_energy(parallel::distributed::Triangulation<dim> &triangulation, const typename Mechanics<dim>::Level &level,
                                         const int coarsest)
  {
    const auto         driving = drivings(level).energy;
    const unsigned int n       = system.rule.size();
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && fields.has(cell->material_id(), Field::damage) && !deep_in_pore<dim>(system.settings.cracks, cell))
        {
          const auto   first   = driving.begin() + cell->active_cell_index() * n;
          const double share   = *std::max_element(first, first + n) / (system.settings.energy_refined_above * system.onset_energy(cell));
          const double allowed = needed_size() * equal / std::min(share, 1.), size = cell_size<dim>(cell);
          const typename Triangulation<dim>::active_cell_iterator flagged(&triangulation, cell->level(), cell->index());
          if (size > allowed)
            flagged->set_refine_flag();
          else if (cell->level() > coarsest && 3 * size < allowed) // so that twice the size does not come back for a change of the energy by half
            flagged->set_coarsen_flag();
        }
  }

  template <int dim>
  void FractureHalf<dim>::keep_fine(parallel::distributed::Triangulation<dim> &triangulation) const
  {
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && largest_damage(cell) > 0)
        {
          const typename Triangulation<dim>::active_cell_iterator flagged(&triangulation, cell->level(), cell->index());
          flagged->clear_coarsen_flag();
          if (cell_size<dim>(cell) <= needed_size() * equal)
            flagged->clear_refine_flag(); // a broken row of cells keeps its width, and so its cost
        }
  }

  template <int dim>
  void FractureHalf<dim>::prepare_mesh_change(parallel::distributed::Triangulation<dim> &triangulation)
  {
    transfer.emplace(fields, std::vector<Vector *>{&damage, &accepted, &initial});
    if (history)
      history->prepare(triangulation);
    if (deposit)
      deposit->memory.prepare(triangulation);
  }

  template <int dim>
  void FractureHalf<dim>::finish_mesh_change(parallel::distributed::Triangulation<dim> &triangulation)
  {
    transfer->finish(fields, {&damage, &accepted, &initial});
    transfer.reset();
    set_up();
    if (history)
      history->finish(triangulation);
    if (deposit)
      {
        find_normals();
        deposit->memory.finish(triangulation);
        find_metal();
        find_pressure(mechanical.levels[1]);
        deposit->drop.assign(deposit->pressure.size(), 0.);
      }
    tell(damage);
  }

  template class FractureHalf<2>;
  template class FractureHalf<3>;
} // namespace nadir
