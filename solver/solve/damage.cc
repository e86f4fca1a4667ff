#include "solve/damage.h"

#include "solve/matrix_of.h"
#include "space/initial_cracks.h"
#include "space/toughness.h"
#include "space/weights.h"

#include <deal.II/base/timer.h>

using namespace dealii;

namespace nadir
{
  template <int dim>
  DamageSystem<dim>::DamageSystem(Fields<dim> &fields, const Quadrature<dim> &rule, const Mapping<dim> &mapping,
                                  const LinearSettings &linear_settings)
    : fields(fields)
    , settings(*fields.model.fracture)
    , rule(rule)
    , mapping(mapping)
    , linear_settings(linear_settings)
  {}

  template <int dim>
  void DamageSystem<dim>::set_up()
  {
    reinit_matrix(matrix, fields, fields.hanging_nodes);
    rhs.reinit(fields.owned, fields.triangulation.get_communicator());
    factors = toughness_factors(fields);
  }

  template <int dim>
  Vector DamageSystem<dim>::make_vector() const
  {
    return Vector(fields.owned, fields.relevant, fields.triangulation.get_communicator());
  }

  template <int dim>
  double DamageSystem<dim>::toughness(const typename Fields<dim>::Cell &cell) const
  {
    const double factor = factors[cell->active_cell_index()];
    return factor * factor * *fields.region(cell->material_id()).critical_energy_release_rate;
  }

  template <int dim>
  double DamageSystem<dim>::cost(const typename Fields<dim>::Cell &cell) const
  {
    // A crack breaks one row of cells, whose local part costs h/(c_w l) more than the band around a sharp crack. Coarser cells than it
    // may break are refined first.
    const double width = std::min(cell_size<dim>(cell), settings.length / settings.cells_per_length);
    return toughness(cell) / (settings.correct_toughness ? 1 + width / (settings.density->normalisation() * settings.length) : 1.);
  }

  template <int dim>
  double DamageSystem<dim>::strength(const typename Fields<dim>::Cell &cell) const
  {
    const double K_IC = factors[cell->active_cell_index()] * *fields.region(cell->material_id()).material.fracture_toughness;
    return settings.density->strength() * K_IC * std::sqrt(cost(cell) / toughness(cell) / settings.length);
  }

  template <int dim>
  double DamageSystem<dim>::onset_energy(const typename Fields<dim>::Cell &cell) const
  {
    return cost(cell) / (2 * settings.density->normalisation() * settings.length);
  }

  template <int dim>
  void DamageSystem<dim>::assemble(const CrackDrivings<dim> &driving)
  {
    matrix = 0;
    rhs    = 0;
    FEValues<dim> shape(mapping, fields.scalar_element, rule, update_values | update_gradients | update_JxW_values | update_quadrature_points);
    LocalSystem   system;
    system.with_matrix = true;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && fields.has(cell->material_id(), Field::damage))
        {
          shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
          system.residual.reinit(shape.dofs_per_cell);
          system.matrix.reinit(shape.dofs_per_cell, shape.dofs_per_cell);
          const std::size_t first = cell->active_cell_index() * rule.size();
          add_crack_surface<dim>(shape, weights_of(shape, fields.names.axisymmetric), settings, cost(cell),
                                 {&driving.energy[first], driving.pressure_work.empty() ? nullptr : &driving.pressure_work[first]}, system);
          system.residual *= -1;
          fields.hanging_nodes.distribute_local_to_global(system.matrix, system.residual, fields.unknowns(cell), matrix, rhs);
        }
    matrix.compress(VectorOperation::add);
    rhs.compress(VectorOperation::add);
  }

  template <int dim>
  BoundedResult DamageSystem<dim>::solve(const CrackDrivings<dim> &driving, const Vector &least, const double largest_rise, Vector &damage)
  {
    Timer timer;
    assemble(driving);
    Vector x(rhs), lower(rhs), upper(rhs), scale(rhs);
    x     = damage;
    lower = least;
    for (const auto i : fields.owned)
      upper(i) = std::max(std::min<double>(damage(i) + largest_rise, 1.), double(lower(i)));
    upper.compress(VectorOperation::insert);
    // Hanging nodes follow their neighbours; a bound of their own would fight with these.
    for (const auto i : fields.owned)
      if (fields.hanging_nodes.is_constrained(i))
        {
          x(i)     = 0;
          lower(i) = PETSC_NINFINITY;
          upper(i) = PETSC_INFINITY;
        }
    for (Vector *v : {&x, &lower, &upper})
      v->compress(VectorOperation::insert);
    // What is broken, and stays so, has the largest entries of the matrix and no say in what is small.
    MatGetDiagonal(matrix, scale);
    for (const auto i : fields.owned)
      if (lower(i) > 1 - 1e-12 || fields.hanging_nodes.is_constrained(i))
        scale(i) = 0;
    scale.compress(VectorOperation::insert);
    BoundedSettings bounded;
    bounded.tolerance    = 1e-9 * scale.l2_norm();
    bounded.direct_below = linear_settings.method == "direct" ? numbers::invalid_unsigned_int :
                           linear_settings.method == "iterative" ? 0 :
                                                                   linear_settings.direct_below;
    const auto result = minimise_between(matrix, rhs, lower, upper, x, bounded);
    fields.hanging_nodes.distribute(x);
    damage = x;
    time_spent += timer.wall_time();
    return result;
  }

  template <int dim>
  DamageAtPoints<dim> DamageSystem<dim>::at_points(const Vector &damage) const
  {
    const std::size_t   n = fields.triangulation.n_active_cells() * rule.size();
    DamageAtPoints<dim> result{std::vector<double>(n), std::vector<Tensor<1, dim>>(n)};
    FEValues<dim>       shape(mapping, fields.scalar_element, rule, update_values | update_gradients);
    std::vector<double> local(shape.dofs_per_cell);
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (!cell->is_artificial() && fields.has(cell->material_id(), Field::damage))
        {
          shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
          const auto dofs = fields.unknowns(cell);
          damage.extract_subvector_to(dofs.begin(), dofs.end(), local.begin());
          for (unsigned int q = 0; q < rule.size(); ++q)
            for (unsigned int i = 0; i < local.size(); ++i)
              {
                const std::size_t point = cell->active_cell_index() * rule.size() + q;
                result.values[point] += local[i] * shape.shape_value(i, q);
                result.gradients[point] += local[i] * shape.shape_grad(i, q);
              }
        }
    return result;
  }

  template <int dim>
  typename DamageSystem<dim>::Cracks DamageSystem<dim>::measure(const Vector &damage) const
  {
    const auto    points = at_points(damage);
    Cracks        sum;
    FEValues<dim> shape(mapping, fields.scalar_element, rule, update_JxW_values | update_quadrature_points);
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && fields.has(cell->material_id(), Field::damage))
        {
          shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
          const auto   weights = weights_of(shape, fields.names.axisymmetric);
          const double material = toughness(cell), paid = cost(cell);
          for (unsigned int q = 0; q < rule.size(); ++q)
            {
              const std::size_t point  = cell->active_cell_index() * rule.size() + q;
              const double      energy = weights[q] * crack_energy(settings, paid, points.values[point], points.gradients[point]);
              sum.energy += energy;
              sum.area += energy / material;
            }
        }
    const MPI_Comm comm = fields.triangulation.get_communicator();
    for (const auto i : fields.owned)
      sum.largest_damage = std::max(sum.largest_damage, damage(i));
    return {Utilities::MPI::sum(sum.energy, comm), Utilities::MPI::sum(sum.area, comm), Utilities::MPI::max(sum.largest_damage, comm)};
  }

  template class DamageSystem<2>;
  template class DamageSystem<3>;
} // namespace nadir
