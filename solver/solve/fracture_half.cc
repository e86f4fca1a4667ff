#include "solve/fracture_half.h"

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
  {
    for (const auto &pressure : model.fracture->pressures)
      pressure_functions.push_back(parse_function<dim>(pressure.expression));
    system.set_up();
    check_cracks(root);
  }

  template <int dim>
  void FractureHalf<dim>::check_cracks(const Section &root) const
  {
    for (const InitialCrack &crack : system.settings.cracks)
      {
        bool any = false;
        for (const auto &cell : fields.dof_handler.active_cell_iterators())
          any = any || (cell->is_locally_owned() && fields.has(cell->material_id(), Field::damage) && cuts<dim>(crack, cell));
        if (Utilities::MPI::max(any ? 1 : 0, fields.triangulation.get_communicator()) == 0)
          root.find("Initial crack", crack.name)
            ->fail("the crack '" + crack.name + "' lies outside every region that can crack",
                   "move it: lengths count from the lower left corner of the geometry; the section Fracture says which regions can crack");
      }
  }

  template <int dim>
  void FractureHalf<dim>::start()
  {
    Vector values(fields.owned, fields.triangulation.get_communicator());
    std::vector<types::global_dof_index> dofs;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (!cell->is_artificial() && fields.has(cell->material_id(), Field::damage))
        for (const InitialCrack &crack : system.settings.cracks)
          if (cuts<dim>(crack, cell))
            {
              dofs.resize(cell->get_fe().n_dofs_per_cell());
              cell->get_dof_indices(dofs);
              for (const unsigned int i : fields.local_dofs(cell->material_id(), Field::damage))
                if (fields.owned.is_element(dofs[i]))
                  values(dofs[i]) = 1;
            }
    values.compress(VectorOperation::insert);
    fields.hanging_nodes.distribute(values);
    damage   = system.make_vector();
    damage   = values;
    accepted = damage;
    tell(damage);
  }

  template <int dim>
  void FractureHalf<dim>::begin_step(const double time)
  {
    for (const auto &function : pressure_functions)
      function->set_time(time);
    damage = accepted;
    tell(damage);
  }

  template <int dim>
  std::vector<double> FractureHalf<dim>::pressures(const Cell &cell, const FEValues<dim> &shape) const
  {
    std::vector<double> list(shape.n_quadrature_points);
    for (unsigned int p = 0; p < pressure_functions.size(); ++p)
      if (system.settings.pressures[p].place == fields.region(cell->material_id()).name)
        for (unsigned int q = 0; q < list.size(); ++q)
          list[q] += pressure_functions[p]->value(shape.quadrature_point(q));
    return list;
  }

  template <int dim>
  void FractureHalf<dim>::tell(const Vector &told)
  {
    auto &environment  = mechanical.environment;
    auto  points       = system.at_points(told);
    environment.damage = std::move(points.values);
    if (pressure_functions.empty())
      return;
    environment.crack_force.assign(environment.damage.size(), {});
    FEValues<dim> shape(mechanical.fields.mapping, fields.scalar_element, system.rule, update_quadrature_points);
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && fields.has(cell->material_id(), Field::damage))
        {
          shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
          const auto p = pressures(cell, shape);
          for (unsigned int q = 0; q < p.size(); ++q)
            for (unsigned int d = 0; d < dim; ++d)
              {
                const std::size_t point               = cell->active_cell_index() * p.size() + q;
                environment.crack_force[point][d] = -p[q] * points.gradients[point][d];
              }
        }
  }

  template <int dim>
  CrackDrivings<dim> FractureHalf<dim>::drivings(const typename Mechanics<dim>::Level &level) const
  {
    const auto        &momentum = mechanical.system.momentum;
    const std::size_t  n        = system.rule.size();
    CrackDrivings<dim> result;
    result.energy.assign(fields.triangulation.n_active_cells() * n, 0.);
    if (!pressure_functions.empty())
      result.pressure_work.resize(result.energy.size());
    FEValues<dim>       shape(mechanical.fields.mapping, mechanical.fields.scalar_element, system.rule, update_values | update_quadrature_points);
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
              const Mandel given = momentum.given_strain(mechanical.system.momentum_context(), solid_cell, shape.quadrature_point(q), q);
              result.energy[cell->active_cell_index() * n + q] = driving_energy(laws, strains[q] - given);
            }
          if (pressure_functions.empty())
            continue;
          const auto p = pressures(cell, shape);
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
  double FractureHalf<dim>::crack_volume(const typename Mechanics<dim>::Level &level) const
  {
    const auto    points = system.at_points(damage);
    FEValues<dim> shape(mechanical.fields.mapping, mechanical.fields.scalar_element, system.rule,
                        update_values | update_JxW_values | update_quadrature_points);
    double        volume = 0;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && fields.has(cell->material_id(), Field::damage))
        {
          shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
          const auto weights = weights_of(shape, fields.names.axisymmetric);
          const auto u       = displacements(level, cell, shape);
          for (unsigned int q = 0; q < u.size(); ++q)
            volume -= weights[q] * (u[q] * points.gradients[cell->active_cell_index() * u.size() + q]);
        }
    return Utilities::MPI::sum(volume, fields.triangulation.get_communicator());
  }

  template <int dim>
  NewtonResult FractureHalf<dim>::solve(typename Mechanics<dim>::Level &level)
  {
    turns = changes_of_set = linear_iterations = 0;
    NewtonResult total;
    Acceleration acceleration(system.settings.acceleration, fields.triangulation.get_communicator());
    Vector       told(damage);
    tell(told);
    for (;;)
      {
        const unsigned int before = total.iterations;
        total                     = mechanical.system.solve(level);
        total.iterations += before;
        if (!total.converged)
          return total;
        ++turns;
        const auto solved = system.solve(drivings(level), accepted, damage);
        changes_of_set += solved.iterations;
        linear_iterations += solved.linear_iterations;
        const auto now = owned_values(damage, fields.owned), then = owned_values(told, fields.owned);
        change = 0;
        for (std::size_t i = 0; i < now.size(); ++i)
          change = std::max(change, std::abs(now[i] - then[i]));
        change          = Utilities::MPI::max(change, fields.triangulation.get_communicator());
        const bool agreed = change <= system.settings.tolerance;
        total.converged   = solved.converged && (agreed || turns < system.settings.largest_coupling_count);
        if (!solved.converged)
          total.reason = "damage: " + solved.reason;
        else if (!total.converged)
          total.reason = fmt::format("stress and damage did not agree after {} turns: the damage still changes by {:.2g}", turns, change);
        if (!total.converged || agreed)
          return total;
        auto       next  = acceleration.next(then, now);
        const auto least = owned_values(accepted, fields.owned);
        for (std::size_t i = 0; i < next.size(); ++i)
          next[i] = std::clamp(next[i], least[i], 1.);
        Vector values = vector_of(next, fields.owned, fields.triangulation.get_communicator());
        fields.hanging_nodes.distribute(values);
        told = values;
        tell(told);
      }
  }

  template <int dim>
  void FractureHalf<dim>::advance()
  {
    accepted = damage;
  }

  template <int dim>
  double FractureHalf<dim>::largest_damage(const Cell &cell) const
  {
    double largest = 0;
    if (!fields.has(cell->material_id(), Field::damage))
      return largest;
    std::vector<types::global_dof_index> dofs(cell->get_fe().n_dofs_per_cell());
    cell->get_dof_indices(dofs);
    for (const unsigned int i : fields.local_dofs(cell->material_id(), Field::damage))
      largest = std::max(largest, double(damage(dofs[i])));
    return largest;
  }

  template <int dim>
  bool FractureHalf<dim>::flag_coarse(parallel::distributed::Triangulation<dim> &triangulation) const
  {
    const double size = system.settings.length / system.settings.cells_per_length;
    bool         any  = false;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && cell_size<dim>(cell) > size * (1 + 1e-9) && largest_damage(cell) > system.settings.refined_above)
        {
          typename Triangulation<dim>::active_cell_iterator(&triangulation, cell->level(), cell->index())->set_refine_flag();
          any = true;
        }
    return Utilities::MPI::max(any ? 1 : 0, triangulation.get_communicator()) == 1;
  }

  template <int dim>
  void FractureHalf<dim>::keep_fine(parallel::distributed::Triangulation<dim> &triangulation) const
  {
    const double size = system.settings.length / system.settings.cells_per_length;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && largest_damage(cell) > 0)
        {
          const typename Triangulation<dim>::active_cell_iterator flagged(&triangulation, cell->level(), cell->index());
          flagged->clear_coarsen_flag();
          if (cell_size<dim>(cell) <= size * (1 + 1e-9))
            flagged->clear_refine_flag(); // a broken row of cells keeps its width, and so its cost
        }
  }

  template <int dim>
  void FractureHalf<dim>::prepare_mesh_change()
  {
    transfer.emplace(fields, std::vector<Vector *>{&damage, &accepted});
  }

  template <int dim>
  void FractureHalf<dim>::finish_mesh_change()
  {
    transfer->finish(fields, {&damage, &accepted});
    transfer.reset();
    system.set_up();
    tell(damage);
  }

  template class FractureHalf<2>;
  template class FractureHalf<3>;
} // namespace nadir
