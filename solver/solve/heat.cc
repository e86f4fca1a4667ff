#include "solve/heat.h"

#include "solve/matrix_of.h"
#include "space/weights.h"
#include "terms/source.h"

#include <deal.II/base/quadrature_lib.h>

#include <cmath>
#include <limits>
#include <numeric>

using namespace dealii;

namespace nadir
{
  double HeatFlows::total_outflow() const { return std::accumulate(outflow.begin(), outflow.end(), 0.); }

  template <int dim>
  HeatEquation<dim>::HeatEquation(Fields<dim>            &fields,
                                  ThermalBoundaries<dim> &boundaries,
                                  InterfaceFaces<dim>    &faces,
                                  const LinearSettings   &linear_settings,
                                  const Quadrature<dim>  &rule,
                                  const double            reference_temperature)
    : fields(fields)
    , boundaries(boundaries)
    , faces(faces)
    , source_rule(rule)
    , reference_temperature(reference_temperature)
    , linear_settings(linear_settings)
    , table(shape_table(rule))
  {
    for (const auto &source : fields.model.heat->sources)
      source_terms.push_back(
        std::make_unique<SourceTerm<dim>>(source.place, source.field, parse_function<dim>(source.expression)));
  }

  template <int dim>
  void HeatEquation<dim>::set_up()
  {
    const MPI_Comm comm = fields.triangulation.get_communicator();
    layout.reinit(fields.owned, comm);
    reinit_matrix(matrix, fields, boundaries.homogeneous);
    matrix_now = -1;
    linear     = std::make_unique<LinearSolver>(linear_settings, dim, /*symmetric=*/true, comm, "nadir_heat_");

    Level ones = make_level();
    Vector one(layout);
    one           = 1;
    ones.solution = one;
    capacity      = energy(ones);
  }

  template <int dim>
  typename HeatEquation<dim>::Level HeatEquation<dim>::make_level() const
  {
    Level level;
    level.solution.reinit(fields.owned, fields.relevant, fields.triangulation.get_communicator());
    return level;
  }

  template <int dim>
  void HeatEquation<dim>::begin_step(const TimeStep &new_step, const double new_temperature, const Level &new_old,
                                     const Level &new_older)
  {
    step                 = new_step;
    protocol_temperature = new_temperature;
    old                  = &new_old;
    older                = &new_older;
    linear_iterations    = 0;
    failure.clear();
    if (matrix_now == step.now)
      return;
    Vector unused(layout);
    assemble(old->solution, nullptr, unused, true);
    linear->set_matrix(matrix);
    matrix_now = step.now;
  }

  template <int dim>
  void HeatEquation<dim>::impose(Level &level) const
  {
    Vector x(layout);
    x = level.solution;
    boundaries.impose(x, protocol_temperature, reference_temperature, step.time);
    level.solution = x;
  }

  template <int dim>
  bool HeatEquation<dim>::solve(Level &level, const HeatSources &sources)
  {
    constexpr unsigned int most_corrections = 20;
    Vector                 x(layout), raw(layout), r(layout), dx(layout), diagonal(layout);
    MatGetDiagonal(matrix, diagonal);
    impose(level);
    x = level.solution;
    for (unsigned int correction = 0;; ++correction)
      {
        assemble(level.solution, &sources, raw, false);
        finish_flows(raw);
        r = raw;
        boundaries.homogeneous.set_zero(r);
        Vector size(diagonal);
        size.scale(x);
        last_round_off = 4 * std::numeric_limits<double>::epsilon() * size.l1_norm();
        if (r.l1_norm() <= tolerance * last_flows.at_work + last_round_off)
          return true;
        dx              = 0;
        const bool good = correction < most_corrections && linear->solve(r, dx);
        linear_iterations += linear->iterations();
        if (!good)
          {
            failure = correction < most_corrections ? linear->reason() : "the residual stays above its tolerance";
            return false;
          }
        x -= dx;
        boundaries.impose(x, protocol_temperature, reference_temperature, step.time);
        level.solution = x;
      }
  }

  template <int dim>
  std::vector<double> HeatEquation<dim>::shape_table(const Quadrature<dim> &rule) const
  {
    std::vector<double> values;
    for (const auto &point : rule.get_points())
      for (unsigned int i = 0; i < fields.scalar_element.n_dofs_per_cell(); ++i)
        values.push_back(fields.scalar_element.shape_value(i, point));
    return values;
  }

  template <int dim>
  std::vector<double> HeatEquation<dim>::at_points(const Vector &solution, const Quadrature<dim> &rule) const
  {
    const auto          shapes = shape_table(rule);
    const unsigned int  n      = fields.scalar_element.n_dofs_per_cell();
    std::vector<double> temperatures(fields.triangulation.n_active_cells() * rule.size(), reference_temperature), values(n);
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (!cell->is_artificial())
        {
          const auto dofs = fields.unknowns(cell);
          solution.extract_subvector_to(dofs.begin(), dofs.end(), values.begin());
          for (unsigned int q = 0; q < rule.size(); ++q)
            for (unsigned int i = 0; i < n; ++i)
              temperatures[cell->active_cell_index() * rule.size() + q] += shapes[q * n + i] * values[i];
        }
    return temperatures;
  }

  template <int dim>
  double HeatEquation<dim>::at(const Vector &solution, const typename Fields<dim>::Cell &cell, const Point<dim> &unit) const
  {
    const auto dofs = fields.unknowns(cell);
    double     sum  = reference_temperature;
    for (unsigned int i = 0; i < dofs.size(); ++i)
      sum += solution(dofs[i]) * fields.scalar_element.shape_value(i, unit);
    return sum;
  }

  template <int dim>
  std::vector<double> HeatEquation<dim>::at_interfaces(const Vector &solution) const
  {
    const unsigned int  n = fields.scalar_element.n_dofs_per_cell();
    std::vector<double> temperatures(faces.n_points(), reference_temperature), values(n);
    faces.for_each_part([&](const InterfacePart<dim> &part) {
      const auto dofs = fields.unknowns(part.minus);
      solution.extract_subvector_to(dofs.begin(), dofs.end(), values.begin());
      for (unsigned int q = 0; q < part.JxW.size(); ++q)
        for (unsigned int i = 0; i < n; ++i)
          temperatures[part.first_point + q] += part.minus_values.shape_value(i, q) * values[i];
    });
    return temperatures;
  }

  template <int dim>
  double HeatEquation<dim>::energy(const Level &level) const
  {
    FEValues<dim>      shape(fields.mapping, fields.scalar_element, QGauss<dim>(fields.scalar_element.degree + 1),
                        update_values | update_JxW_values | update_quadrature_points);
    const unsigned int n   = shape.dofs_per_cell;
    double             sum = 0;
    std::vector<double> values(n);
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned())
        {
          shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
          const auto   dofs     = fields.unknowns(cell);
          const auto   weights  = weights_of(shape, fields.names.axisymmetric);
          const double capacity = fields.region(cell->material_id()).material.heat->heat_capacity;
          level.solution.extract_subvector_to(dofs.begin(), dofs.end(), values.begin());
          for (unsigned int q = 0; q < weights.size(); ++q)
            for (unsigned int i = 0; i < n; ++i)
              sum += capacity * values[i] * shape.shape_value(i, q) * weights[q];
        }
    return Utilities::MPI::sum(sum, fields.triangulation.get_communicator());
  }

  template class HeatEquation<2>;
  template class HeatEquation<3>;
} // namespace nadir
