#include "solve/thermal_half.h"

#include "solve/owned_values.h"

#include <deal.II/base/quadrature_lib.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace dealii;

namespace nadir
{
  template <int dim>
  ThermalHalf<dim>::ThermalHalf(const parallel::distributed::Triangulation<dim> &triangulation,
                                const MeshNames<dim>                            &names,
                                const Model                                     &model,
                                const Section                                   &root,
                                const LinearSettings                            &linear,
                                const unsigned int                               n_gauss_points,
                                const Quadrature<dim>                           &cell_rule,
                                const double                                     reference_temperature)
    : fields(triangulation, names, model, root, model.heat->degree, {Field::temperature})
    , boundaries(fields, root)
    , faces(fields, n_gauss_points)
    , system(fields, boundaries, faces, linear, cell_rule, reference_temperature)
    , settings(*model.heat)
    , acceleration("Anderson", triangulation.get_communicator())
  {
    system.set_up();
  }

  template <int dim>
  void ThermalHalf<dim>::set_initial_values(Vector &values) const
  {
    std::vector<types::global_dof_index> dofs;
    const auto                          &support = fields.scalar_element.get_unit_support_points();
    for (const auto &initial : settings.initial)
      {
        const auto function = parse_function<dim>(initial.expression);
        for (const auto &cell : fields.dof_handler.active_cell_iterators())
          if (cell->is_locally_owned() && fields.region(cell->material_id()).name == initial.place)
            {
              dofs.resize(cell->get_fe().n_dofs_per_cell());
              cell->get_dof_indices(dofs);
              const auto &local = fields.local_dofs(cell->material_id(), Field::temperature);
              for (unsigned int i = 0; i < local.size(); ++i)
                if (fields.owned.is_element(dofs[local[i]]))
                  values(dofs[local[i]]) = function->value(fields.mapping.transform_unit_to_real_cell(cell, support[i])) -
                                           system.reference_temperature;
            }
      }
    values.compress(VectorOperation::insert);
    fields.hanging_nodes.distribute(values);
  }

  template <int dim>
  void ThermalHalf<dim>::start()
  {
    levels.assign(4, system.make_level());
    Vector values(fields.owned, fields.triangulation.get_communicator());
    set_initial_values(values);
    for (auto &level : levels)
      level.solution = values;
    told            = levels[0].solution;
    start_energy = energy = system.energy(levels[0]);
    gained.fill(0.);
    absolute = next_absolute = uncounted = next_uncounted = 0;
    find_points();
  }

  template <int dim>
  void ThermalHalf<dim>::find_points()
  {
    points.cells      = system.at_points(told, system.source_rule);
    points.interfaces = system.at_interfaces(told);
  }

  template <int dim>
  void ThermalHalf<dim>::guess(const double ratio)
  {
    levels[0] = levels[1];
    if (ratio == 0)
      return;
    Vector extrapolated(fields.owned, fields.triangulation.get_communicator()), before(extrapolated);
    extrapolated = levels[1].solution;
    before       = levels[2].solution;
    extrapolated.sadd(1 + ratio, -ratio, before);
    levels[0].solution = extrapolated;
  }

  template <int dim>
  void ThermalHalf<dim>::begin_step(const TimeStep &new_step, const double protocol_temperature)
  {
    step  = new_step;
    turns = 0;
    acceleration.forget();
    system.begin_step(step, protocol_temperature, levels[1], levels[2]);
    system.impose(levels[0]);
    told = levels[0].solution;
    find_points();
  }

  template <int dim>
  bool ThermalHalf<dim>::turn(const Electrochemistry<dim>                 &electrochemistry,
                              const typename Electrochemistry<dim>::Level &level,
                              NewtonResult                                &result)
  {
    ++turns;
    sources           = electrochemistry.heat(level);
    const auto before = owned_values(told, fields.owned);
    if (!system.solve(levels[0], sources))
      {
        result.converged = false;
        result.reason    = "heat: " + system.failure;
        return true;
      }
    const auto now = owned_values(levels[0].solution, fields.owned);
    change         = 0;
    for (std::size_t i = 0; i < now.size(); ++i)
      change = std::max(change, std::abs(now[i] - before[i]));
    change = Utilities::MPI::max(change, fields.triangulation.get_communicator());
    update_energy();
    // Without currents nothing but mechanics asks for the temperature.
    if (change <= settings.tolerance || (electrochemistry.is_empty() && !fields.model.mechanics))
      return true;
    if (!(turns < settings.largest_coupling_count) || !std::isfinite(change))
      {
        result.converged = false;
        result.reason = fmt::format("heat and currents did not agree after {} turns: the temperature still changes by {:.2g} K",
                                    turns, change);
        return true;
      }
    const auto next = electrochemistry.is_empty() ? now : acceleration.next(before, now);
    told            = vector_of(next, fields.owned, fields.triangulation.get_communicator());
    find_points();
    return false;
  }

  template <int dim>
  void ThermalHalf<dim>::update_energy()
  {
    const HeatFlows &flows = system.flows();
    energy                 = system.energy(levels[0]);
    gained[0]              = step.value_with_rate(flows.gained(), gained[1], gained[2]);
    next_absolute          = absolute + flows.at_work * step.size;
    next_uncounted         = uncounted + system.round_off() * step.size;
  }

  template <int dim>
  double ThermalHalf<dim>::balance() const
  {
    const HeatFlows &flows = system.flows();
    if (step.size == 0) // a steady state
      return flows.at_work > 0 ? std::max(0., std::abs(flows.gained()) - system.round_off()) / flows.at_work : 0.;
    const double lost = std::max(0., std::abs(energy - start_energy - gained[0]) - next_uncounted);
    return next_absolute > 0 ? lost / next_absolute : 0.;
  }

  template <int dim>
  void ThermalHalf<dim>::advance()
  {
    for (unsigned int l = levels.size() - 1; l > 0; --l)
      levels[l] = levels[l - 1];
    gained    = {{gained[0], gained[0], gained[1]}};
    absolute  = next_absolute;
    uncounted = next_uncounted;
  }

  template <int dim>
  void ThermalHalf<dim>::look_back()
  {
    levels[0] = levels[1];
    told      = levels[0].solution;
    find_points();
  }

  template <int dim>
  void ThermalHalf<dim>::prepare_mesh_change()
  {
    transfer.emplace(fields, solutions_of(levels));
  }

  template <int dim>
  void ThermalHalf<dim>::finish_mesh_change()
  {
    transfer->finish(fields, solutions_of(levels));
    transfer.reset();
    boundaries.distribute();
    faces.rebuild();
    system.set_up();
    told = levels[0].solution;
    find_points();
  }

  template <int dim>
  std::vector<double> ThermalHalf<dim>::energies() const
  {
    std::vector<double> list;
    for (const auto &level : levels)
      list.push_back(system.energy(level));
    return list;
  }

  template <int dim>
  void ThermalHalf<dim>::restore_energies(const std::vector<double> &before)
  {
    for (unsigned int l = 0; l < levels.size(); ++l)
      {
        const double shift = (before[l] - system.energy(levels[l])) / system.heat_capacity();
        Vector       values(fields.owned, fields.triangulation.get_communicator());
        values = levels[l].solution;
        values.add(shift);
        levels[l].solution = values;
      }
    told = levels[0].solution;
    find_points();
  }

  template class ThermalHalf<2>;
  template class ThermalHalf<3>;
} // namespace nadir
