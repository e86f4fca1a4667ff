#include "solve/fracture_half.h"

#include "base/constants.h"
#include "solve/owned_values.h"
#include "space/expression.h"
#include "space/initial_cracks.h"
#include "space/weights.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

using namespace dealii;

namespace nadir
{
  namespace
  {
    template <int dim>
    typename Fields<dim>::Cell same_cell(const typename Triangulation<dim>::active_cell_iterator &cell, const DoFHandler<dim> &handler)
    {
      return {&cell->get_triangulation(), cell->level(), cell->index(), &handler};
    }
  } // namespace

  template <int dim>
  FractureHalf<dim>::FractureHalf(const parallel::distributed::Triangulation<dim> &triangulation,
                                  const MeshNames<dim>                            &names,
                                  const Model                                     &model,
                                  const Section                                   &root,
                                  const LinearSettings                            &linear,
                                  MechanicalHalf<dim>                             &mechanical)
    : fields(triangulation, names, model, root, 1, {Field::damage})
    , system(fields, mechanical.memory.rule, mechanical.fields.mapping, linear)
    , mechanical(mechanical)
    , smooth_normals(fields, system.rule, system.settings.length, linear)
    , smooth_metal(fields, system.rule, system.settings.deposit ? system.settings.deposit->reach : 0., linear)
  {
    if (system.settings.deposit)
      deposit = std::make_unique<CrackDeposit<dim>>(fields, model.mechanics->degree + 1, *system.settings.deposit, band);
    mechanical.system.deposit = deposit.get();
    if (system.settings.history_field)
      {
        history.emplace(fields, model.mechanics->degree + 1, 1, 2, [this](const unsigned int piece) { return fields.has(piece, Field::damage); });
        history->bounds = {{{0, infinity}}};
      }
    for (const auto &pressure : model.fracture->pressures)
      pressure_functions.push_back(parse_function<dim>(pressure.expression));
    set_up();
    check_initial_cracks(root, fields);
  }

  template <int dim>
  void FractureHalf<dim>::set_up()
  {
    system.set_up();
    find_pores();
    if (!deposit)
      return;
    smooth_normals.set_up();
    smooth_metal.set_up();
    find_electrodes();
  }

  template <int dim>
  void FractureHalf<dim>::find_pores()
  {
    const auto &cracks = system.settings.cracks;
    auto       &hollow = mechanical.environment.hollow;
    hollow.clear();
    if (std::none_of(cracks.begin(), cracks.end(), [](const InitialCrack &crack) { return crack.is_pore(); }))
      return;
    const std::size_t n = system.rule.size();
    hollow.assign(fields.triangulation.n_active_cells() * n, false);
    for (const auto &cell : fields.triangulation.active_cell_iterators())
      if (!cell->is_artificial() && fields.has(cell->material_id(), Field::damage))
        for (unsigned int q = 0; q < n; ++q)
          hollow[cell->active_cell_index() * n + q] = in_pore<dim>(cracks, fields.mapping.transform_unit_to_real_cell(cell, system.rule.point(q)));
  }

  template <int dim>
  void FractureHalf<dim>::start()
  {
    Vector values(fields.owned, fields.triangulation.get_communicator());
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (const auto dofs = cell->is_artificial() ? std::vector<types::global_dof_index>() : fields.unknowns(cell); !dofs.empty())
        for (const InitialCrack &crack : system.settings.cracks)
          for (const unsigned int v : cell->vertex_indices())
            if (fields.owned.is_element(dofs[v]) && breaks<dim>(crack, cell, v))
              values(dofs[v]) = 1;
    values.compress(VectorOperation::insert);
    fields.hanging_nodes.distribute(values);
    initial  = system.make_vector();
    initial  = values;
    accepted = damage = initial;
    if (history)
      history->fill([](const unsigned int, double *energy) { *energy = 0; });
    if (deposit)
      {
        // Normals need the band around the cracks, which nothing drives yet.
        CrackDrivings<dim> none;
        none.energy.assign(fields.triangulation.n_active_cells() * system.rule.size(), 0.);
        if (const auto solved = system.solve(none, initial, 1., damage); !solved.converged)
          throw SolveError("damage of the initial cracks: " + solved.reason);
        accepted = damage;
        find_normals();
        band.area = areas_of_faces(accepted);
        deposit->start();
        start_closure();
        find_metal();
        find_pressure(mechanical.levels[0]);
        deposit->drop.assign(deposit->pressure.size(), 0.);
      }
    tell(damage);
  }

  template <int dim>
  void FractureHalf<dim>::set_step(const TimeStep &step, const double temperature, const typename Mechanics<dim>::Level &level)
  {
    for (const auto &function : pressure_functions)
      function->set_time(step.time);
    if (!goes_on)
      damage = accepted;
    goes_on = false;
    if (!deposit)
      return;
    deposit->begin_step(step, temperature);
    find_pressure(level);
    if (deposit->settings.flows)
      find_width(level);
  }

  template <int dim>
  void FractureHalf<dim>::begin_step(const TimeStep &step, const double temperature, const typename Mechanics<dim>::Level &level)
  {
    set_step(step, temperature, level);
    tell(damage);
  }

  template <int dim>
  void FractureHalf<dim>::look_back(const TimeStep &step, const double temperature, const typename Mechanics<dim>::Level &level)
  {
    set_step(step, temperature, level);
    if (deposit)
      {
        deposit->look_back();
        find_metal();
      }
    tell(damage);
  }

  template <int dim>
  std::vector<double> FractureHalf<dim>::given_pressures(const Cell &cell, const FEValues<dim> &shape) const
  {
    std::vector<double> list(shape.n_quadrature_points);
    for (unsigned int p = 0; p < pressure_functions.size(); ++p)
      if (system.settings.pressures[p].place == fields.region(cell->material_id()).name)
        for (unsigned int q = 0; q < list.size(); ++q)
          list[q] += pressure_functions[p]->value(shape.quadrature_point(q));
    return list;
  }

  template <int dim>
  void FractureHalf<dim>::tell(const Vector &values)
  {
    told                          = values;
    auto points                   = system.at_points(told);
    mechanical.environment.damage = points.values;
    if (deposit)
      tell_deposit(points);
    if (pressure_functions.empty())
      return;
    auto &force = mechanical.environment.crack_force;
    force.assign(points.values.size(), {});
    FEValues<dim> shape(mechanical.fields.mapping, fields.scalar_element, system.rule, update_quadrature_points);
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && fields.has(cell->material_id(), Field::damage))
        {
          shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
          const auto p = given_pressures(cell, shape);
          for (unsigned int q = 0; q < p.size(); ++q)
            for (unsigned int d = 0; d < dim; ++d)
              {
                const std::size_t point = cell->active_cell_index() * p.size() + q;
                force[point][d]         = -p[q] * points.gradients[point][d];
              }
        }
  }

  template <int dim>
  CrackDrivings<dim> FractureHalf<dim>::drivings(const typename Mechanics<dim>::Level &level)
  {
    const auto        &momentum = mechanical.system.momentum;
    const std::size_t  n        = system.rule.size();
    CrackDrivings<dim> result;
    result.energy.assign(fields.triangulation.n_active_cells() * n, 0.);
    if (!pressure_functions.empty())
      result.pressure_work.resize(result.energy.size());
    FEValues<dim> shape(mechanical.fields.mapping, mechanical.fields.scalar_element, system.rule, update_values | update_quadrature_points);
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && fields.has(cell->material_id(), Field::damage))
        {
          const typename Triangulation<dim>::active_cell_iterator plain(cell);
          const Cell  solid_cell = same_cell<dim>(plain, mechanical.fields.dof_handler);
          const auto  strains    = mechanical.system.strains(level, solid_cell);
          const auto &laws       = fields.region(cell->material_id()).material.solid->laws;
          shape.reinit(plain);
          for (unsigned int q = 0; q < n; ++q)
            {
              const std::size_t p     = cell->active_cell_index() * n + q;
              const Mandel      given = momentum.given_strain(mechanical.system.momentum_context(), solid_cell, shape.quadrature_point(q), q);
              result.energy[p]        = driving_energy(laws, strains[q] - given);
              // Beside a crack full of metal the sum is negative, as if damage would heal, which it does not.
              if (deposit)
                result.energy[p] = std::max(result.energy[p] + deposit->pressure[p] * dot(band.normal[p], strains[q]), 0.);
              if (history)
                {
                  result.energy[p]                              = std::max(result.energy[p], *history->at(1, cell->active_cell_index(), q));
                  *history->at(0, cell->active_cell_index(), q) = result.energy[p];
                }
            }
          if (pressure_functions.empty())
            continue;
          const auto p = given_pressures(cell, shape);
          const auto u = displacements(level, cell, shape);
          for (unsigned int q = 0; q < n; ++q)
            result.pressure_work[cell->active_cell_index() * n + q] = p[q] * u[q];
        }
    return result;
  }

  template <int dim>
  std::vector<Tensor<1, dim>> FractureHalf<dim>::displacements(const typename Mechanics<dim>::Level &level, const Cell &cell,
                                                               const FEValues<dim> &shape) const
  {
    const typename Triangulation<dim>::active_cell_iterator plain(cell);
    const auto local = mechanical.system.local_values(level, same_cell<dim>(plain, mechanical.fields.dof_handler));
    std::vector<Tensor<1, dim>> list(shape.n_quadrature_points);
    for (unsigned int q = 0; q < list.size(); ++q)
      for (unsigned int d = 0; d < dim; ++d)
        for (unsigned int i = 0; i < shape.dofs_per_cell; ++i)
          list[q][d] += local[d * shape.dofs_per_cell + i] * shape.shape_value(i, q);
    return list;
  }

  template <int dim>
  std::vector<double> FractureHalf<dim>::opened(const typename Mechanics<dim>::Level &level) const
  {
    const auto          damage_at_points = system.at_points(damage).values;
    std::vector<double> list(damage_at_points.size(), 0.);
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (const unsigned int c = cell->active_cell_index(); cell->is_locally_owned() && deposit->memory.has(c))
        {
          const typename Triangulation<dim>::active_cell_iterator plain(cell);
          const auto strains = mechanical.system.strains(level, same_cell<dim>(plain, mechanical.fields.dof_handler));
          for (unsigned int q = 0; q < strains.size(); ++q)
            if (const std::size_t p = deposit->point(c, q); damage_at_points[p] > 0)
              list[p] = opened_share(damage_at_points[p]) * dot(band.normal[p], strains[q]) + deposit->room(c, q);
        }
    return list;
  }

  template <int dim>
  double FractureHalf<dim>::crack_volume(const typename Mechanics<dim>::Level &level) const
  {
    const auto    points     = system.at_points(damage);
    const auto    per_volume = deposit ? opened(level) : std::vector<double>();
    FEValues<dim> shape(mechanical.fields.mapping, mechanical.fields.scalar_element, system.rule,
                        update_values | update_JxW_values | update_quadrature_points);
    double        volume = 0;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && fields.has(cell->material_id(), Field::damage))
        {
          shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
          const auto weights = weights_of(shape, fields.names.axisymmetric);
          const auto u       = deposit ? std::vector<Tensor<1, dim>>() : displacements(level, cell, shape);
          for (unsigned int q = 0; q < weights.size(); ++q)
            {
              const std::size_t p = cell->active_cell_index() * weights.size() + q;
              volume += weights[q] * (deposit ? per_volume[p] : -(u[q] * points.gradients[p]));
            }
        }
    return Utilities::MPI::sum(volume, fields.triangulation.get_communicator());
  }

  template <int dim>
  void FractureHalf<dim>::begin_turns()
  {
    turns = turns_of_growth = changes_of_set = linear_iterations = 0;
    area = grown_to = system.measure(damage).area;
    tell(damage);
  }

  template <int dim>
  NewtonResult FractureHalf<dim>::settle(typename Mechanics<dim>::Level &level)
  {
    tell(damage);
    NewtonResult result = mechanical.system.solve(level);
    if (result.converged && deposit)
      find_pressure(level);
    return result;
  }

  template <int dim>
  NewtonResult FractureHalf<dim>::turn(typename Mechanics<dim>::Level &level, const double loosened)
  {
    if (deposit)
      told_pressure = deposit->pressure;
    NewtonResult result = mechanical.system.solve(level, loosened);
    if (!result.converged)
      return result;
    ++turns;
    if (deposit)
      find_pressure(level);
    // At strains of a crack that has not grown yet damage would overshoot, and break what the grown crack spares.
    damage            = told;
    const auto solved = system.solve(drivings(level), least(), system.settings.largest_rise, damage);
    changes_of_set += solved.iterations;
    linear_iterations += solved.linear_iterations;
    const auto now = owned_values(damage, fields.owned), then = owned_values(told, fields.owned);
    change = 0;
    for (std::size_t i = 0; i < now.size(); ++i)
      change = std::max(change, std::abs(now[i] - then[i]));
    change = Utilities::MPI::max(change, fields.triangulation.get_communicator());
    area   = system.measure(damage).area;
    if (area > 1.001 * grown_to)
      {
        grown_to        = area;
        turns_of_growth = turns;
      }
    result.converged = solved.converged;
    if (!solved.converged)
      result.reason = "damage: " + solved.reason;
    return result;
  }

  template <int dim>
  std::string FractureHalf<dim>::why_not_agreed() const
  {
    if (turns - turns_of_growth < system.settings.largest_coupling_count)
      return "";
    return fmt::format("stress and damage did not agree after {} turns without growth of the cracks: the damage still changes by {:.2g}", turns - turns_of_growth, change);
  }

  template <int dim>
  std::vector<double> FractureHalf<dim>::values_told() const
  {
    auto list = owned_values(told, fields.owned);
    if (deposit)
      append_owned(told_pressure, list);
    return list;
  }

  template <int dim>
  std::vector<double> FractureHalf<dim>::values_found() const
  {
    auto list = owned_values(damage, fields.owned);
    if (deposit)
      append_owned(deposit->pressure, list);
    return list;
  }

  template <int dim>
  void FractureHalf<dim>::append_owned(const std::vector<double> &pressures, std::vector<double> &list) const
  {
    for_each_owned_point([&](const std::size_t p) { list.push_back(pressures[p] / InterfaceExchange::pressure_scale); });
  }

  template <int dim>
  template <typename Visit>
  void FractureHalf<dim>::for_each_owned_point(const Visit &visit) const
  {
    for (const auto &cell : fields.triangulation.active_cell_iterators())
      if (const unsigned int c = cell->active_cell_index(); cell->is_locally_owned() && deposit->memory.has(c))
        for (unsigned int q = 0; q < system.rule.size(); ++q)
          visit(deposit->point(c, q));
  }

  template <int dim>
  void FractureHalf<dim>::tell_values(std::vector<double> values)
  {
    const auto        lowest = owned_values(least(), fields.owned);
    const std::size_t n      = lowest.size();
    for (std::size_t i = 0; i < n; ++i)
      values[i] = std::clamp(values[i], lowest[i], 1.);
    std::size_t next = n;
    if (deposit)
      for_each_owned_point([&](const std::size_t p) { deposit->pressure[p] = InterfaceExchange::pressure_scale * std::max(values[next++], 0.); });
    values.resize(n);
    Vector vector = vector_of(values, fields.owned, fields.triangulation.get_communicator());
    fields.hanging_nodes.distribute(vector);
    Vector ghosted(damage);
    ghosted = vector;
    tell(ghosted);
  }

  template <int dim>
  NewtonResult FractureHalf<dim>::solve(typename Mechanics<dim>::Level &level)
  {
    NewtonResult total;
    Acceleration acceleration(system.settings.acceleration, fields.triangulation.get_communicator());
    begin_turns();
    for (;;)
      {
        const unsigned int before = total.iterations;
        total                     = turn(level);
        total.iterations += before;
        if (!total.converged || agreed() || in_vain())
          return total;
        if (total.reason = why_not_agreed(); !total.reason.empty())
          {
            total.converged = false;
            return total;
          }
        // Where a crack goes from cell to cell its past says nothing of its future. Plain turns cannot go in circles: each lowers the energy.
        tell_values(acceleration.in_circles(change) ? values_found() : acceleration.next(values_told(), values_found()));
      }
  }

  template <int dim>
  void FractureHalf<dim>::advance()
  {
    accepted = damage;
    if (history)
      history->advance();
    if (!deposit)
      return;
    deposit->memory.advance();
    find_normals();
    find_metal();
  }

  template class FractureHalf<2>;
  template class FractureHalf<3>;
} // namespace nadir
