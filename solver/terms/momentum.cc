#include "terms/momentum.h"

#include "space/weights.h"

#include <deal.II/lac/full_matrix.h>

#include <cmath>

using namespace dealii;

namespace nadir
{
  template <int dim>
  StrainOperator<dim>::StrainOperator(const Fields<dim> &fields, const Quadrature<dim> &rule)
    : shape(fields.mapping, fields.scalar_element, rule, update_values | update_gradients | update_JxW_values | update_quadrature_points)
    , n_unknowns(dim * fields.scalar_element.n_dofs_per_cell())
    , axisymmetric(fields.names.axisymmetric)
    , linear_dilatation(fields.scalar_element.degree > 1)
    , columns(rule.size() * n_unknowns)
  {}

  template <int dim>
  void StrainOperator<dim>::reinit(const typename Fields<dim>::Cell &cell)
  {
    static const double half = std::sqrt(0.5);
    shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
    JxW                  = weights_of(shape, axisymmetric);
    const unsigned int n = shape.dofs_per_cell;
    for (unsigned int q = 0; q < n_points(); ++q)
      for (unsigned int i = 0; i < n; ++i)
        {
          const Tensor<1, dim> g = shape.shape_grad(i, q);
          Mandel *const        c = &columns[q * n_unknowns + i];
          if constexpr (dim == 2)
            {
              c[0] = {{g[0], 0, axisymmetric ? shape.shape_value(i, q) / shape.quadrature_point(q)[0] : 0., 0, 0, half * g[1]}};
              c[n] = {{0, g[1], 0, 0, 0, half * g[0]}};
            }
          else
            {
              c[0]     = {{g[0], 0, 0, 0, half * g[2], half * g[1]}};
              c[n]     = {{0, g[1], 0, half * g[2], 0, half * g[0]}};
              c[2 * n] = {{0, 0, g[2], half * g[1], half * g[0], 0}};
            }
        }
    project_dilatation();
  }

  template <int dim>
  void StrainOperator<dim>::project_dilatation()
  {
    // Polynomials of one degree less, in coordinates of the size of the cell.
    const unsigned int     n_q = n_points(), n_polynomials = linear_dilatation ? dim + 1 : 1;
    const Point<dim>       centre = shape.get_cell()->center();
    const double           size   = shape.get_cell()->diameter();
    FullMatrix<double>     values(n_q, n_polynomials), mass(n_polynomials), weighted(n_polynomials, n_q), solved(n_polynomials, n_q);
    for (unsigned int q = 0; q < n_q; ++q)
      for (unsigned int a = 0; a < n_polynomials; ++a)
        {
          values(q, a)   = a == 0 ? 1. : (shape.quadrature_point(q)[a - 1] - centre[a - 1]) / size;
          weighted(a, q) = values(q, a) * JxW[q];
        }
    weighted.mmult(mass, values);
    mass.gauss_jordan();
    mass.mmult(solved, weighted);
    FullMatrix<double> projection(n_q, n_q);
    values.mmult(projection, solved);

    dealii::Vector<double> given(n_q), projected(n_q);
    for (unsigned int j = 0; j < n_unknowns; ++j)
      {
        for (unsigned int q = 0; q < n_q; ++q)
          given(q) = trace(columns[q * n_unknowns + j]);
        projection.vmult(projected, given);
        for (unsigned int q = 0; q < n_q; ++q)
          for (unsigned int d = 0; d < 3; ++d)
            columns[q * n_unknowns + j][d] += (projected(q) - given(q)) / 3;
      }
  }

  template <int dim>
  Mandel StrainOperator<dim>::strain(const unsigned int q, const std::vector<double> &local) const
  {
    const unsigned int n = shape.dofs_per_cell;
    Mandel             sum{};
    for (unsigned int d = 0; d < dim; ++d)
      {
        const double base = axisymmetric && d == 0 ? 0. : local[d * n]; // a radial shift is not a rigid motion
        for (unsigned int i = 0; i < n; ++i)
          {
            const double  value  = local[d * n + i] - base;
            const Mandel &column = columns[q * n_unknowns + d * n + i];
            for (unsigned int m = 0; m < 6; ++m)
              sum[m] += value * column[m];
          }
      }
    return sum;
  }

  template <int dim>
  MomentumTerm<dim>::MomentumTerm(const Fields<dim> &fields, const CellMemory<dim> &memory)
    : fields(fields)
    , memory(memory)
  {
    const Model &model = fields.model;
    for (const Region &region : model.regions)
      {
        eigenstrains.emplace_back();
        for (const auto &e : model.eigenstrains)
          if (e.place == region.name)
            eigenstrains.back().push_back({e.direction, parse_function<dim>(e.expression)});
        body_forces.emplace_back();
        for (const auto &f : model.body_forces)
          if (f.place == region.name)
            {
              body_forces.back().emplace_back();
              for (const auto &expression : f.expressions)
                body_forces.back().back().push_back(parse_function<dim>(expression));
            }
      }
  }

  template <int dim>
  Mandel MomentumTerm<dim>::given_strain(const Context &context, const Cell &cell, const Point<dim> &place, const unsigned int q) const
  {
    const unsigned int r     = region_index(cell);
    const Solid       &solid = *fields.model.regions[r].material.solid;
    const std::size_t  point = std::size_t(cell->active_cell_index()) * memory.rule.size() + q;
    double             isotropic =
      solid.thermal_expansion * (context.environment.temperature_at(point) - fields.model.mechanics->reference_temperature);
    if (solid.swelling && !context.environment.concentrations.empty())
      isotropic += solid.swelling->partial_molar_volume / 3 *
                   (context.environment.concentrations[point] - solid.swelling->reference_concentration);
    Mandel strain = isotropic * mandel_identity;
    for (const auto &[direction, function] : eigenstrains[r])
      {
        function->set_time(context.step.time);
        strain = strain + function->value(place) * direction;
      }
    return strain;
  }

  template <int dim>
  SolidResponse MomentumTerm<dim>::response(const Context             &context,
                                            const Cell                &cell,
                                            const StrainOperator<dim> &strains,
                                            const std::vector<double> &local,
                                            const unsigned int         q) const
  {
    const Solid       &solid = *fields.region(cell->material_id()).material.solid;
    const unsigned int index = cell->active_cell_index();
    SolidState         old, older;
    if (cell->is_locally_owned() && memory.has(index))
      {
        old   = solid_state(memory.at(context.old, index, q));
        older = solid_state(memory.at(context.old + 1, index, q));
      }
    const std::size_t point     = std::size_t(index) * memory.rule.size() + q;
    const double      integrity = solid.laws.split ? fields.model.fracture->integrity(context.environment.damage[point]) : 1.;
    const bool        hollow    = !context.environment.hollow.empty() && context.environment.hollow[point];
    SolidResponse     result    = solid_response(solid.laws, strains.strain(q, local), given_strain(context, cell, strains.shape.quadrature_point(q), q),
                                                 context.environment.temperature_at(point), context.step, old, older, hollow ? 1. : integrity);
    if (hollow)
      {
        result.stress = integrity * result.stress;
        for (double &entry : result.tangent)
          entry *= integrity;
      }
    return result;
  }

  template <int dim>
  double MomentumTerm<dim>::add(const Context             &context,
                                const Cell                &cell,
                                const StrainOperator<dim> &strains,
                                const std::vector<double> &local,
                                LocalSystem               &system) const
  {
    const unsigned int  n = strains.n_unknowns;
    std::vector<Mandel> tangent_columns(system.with_matrix ? n : 0);
    for (unsigned int q = 0; q < strains.n_points(); ++q)
      {
        const auto   point = response(context, cell, strains, local, q);
        const double JxW   = strains.JxW[q];
        for (unsigned int i = 0; i < n; ++i)
          system.residual(i) += JxW * dot(point.stress, strains(q, i));
        if (!system.with_matrix)
          continue;
        for (unsigned int j = 0; j < n; ++j)
          tangent_columns[j] = JxW * (point.tangent * strains(q, j));
        for (unsigned int i = 0; i < n; ++i)
          {
            const Mandel &b = strains(q, i);
            for (unsigned int j = 0; j < n; ++j)
              system.matrix(i, j) += dot(b, tangent_columns[j]);
          }
      }
    double forces = 0;
    for (unsigned int i = 0; i < n; ++i)
      forces += std::abs(system.residual(i));
    return forces;
  }

  template <int dim>
  void MomentumTerm<dim>::add_body_force(const Context &context, const Cell &cell, const StrainOperator<dim> &strains, LocalSystem &system,
                                         std::array<double, 3> &sum) const
  {
    const unsigned int n   = strains.shape.dofs_per_cell;
    const auto         add = [&](const unsigned int d, const unsigned int q, const double density) {
      const double f = density * strains.JxW[q];
      sum[d] += f;
      for (unsigned int i = 0; i < n; ++i)
        system.residual(d * n + i) -= f * strains.shape.shape_value(i, q);
    };
    for (const auto &force : body_forces[region_index(cell)])
      for (unsigned int d = 0; d < dim; ++d)
        {
          force[d]->set_time(context.step.time);
          for (unsigned int q = 0; q < strains.n_points(); ++q)
            add(d, q, force[d]->value(strains.shape.quadrature_point(q)));
        }
    const std::size_t first = std::size_t(cell->active_cell_index()) * memory.rule.size();
    if (!context.environment.crack_force.empty())
      for (unsigned int q = 0; q < strains.n_points(); ++q)
        for (unsigned int d = 0; d < dim; ++d)
          add(d, q, context.environment.crack_force[first + q][d]);
  }

  SolidState solid_state(const double *memory)
  {
    SolidState state;
    std::copy_n(memory, 6, state.creep_strain.begin());
    state.equivalent_creep_strain = memory[6];
    state.hardening               = memory[7];
    state.dissipated              = memory[8];
    return state;
  }

  void write(const SolidState &state, double *memory)
  {
    std::copy_n(state.creep_strain.begin(), 6, memory);
    memory[6] = state.equivalent_creep_strain;
    memory[7] = state.hardening;
    memory[8] = state.dissipated;
  }

  template class StrainOperator<2>;
  template class StrainOperator<3>;
  template class MomentumTerm<2>;
  template class MomentumTerm<3>;
} // namespace nadir
