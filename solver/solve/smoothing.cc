#include "solve/smoothing.h"

#include "base/errors.h"
#include "solve/matrix_of.h"
#include "space/weights.h"

using namespace dealii;

namespace nadir
{
  namespace
  {
    LinearSettings tightened(LinearSettings settings)
    {
      settings.tolerance = 1e-10;
      return settings;
    }
  } // namespace

  template <int dim>
  Smoothing<dim>::Smoothing(Fields<dim> &fields, const Quadrature<dim> &rule, const double length, const LinearSettings &linear_settings)
    : fields(fields)
    , rule(rule)
    , length(length)
    , linear_settings(tightened(linear_settings))
  {}

  template <int dim>
  void Smoothing<dim>::set_up()
  {
    reinit_matrix(matrix, fields, fields.hanging_nodes);
    FEValues<dim>      shape(fields.mapping, fields.scalar_element, rule, update_values | update_gradients | update_JxW_values | update_quadrature_points);
    FullMatrix<double> local(shape.dofs_per_cell);
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (const auto dofs = fields.unknowns(cell); cell->is_locally_owned() && !dofs.empty())
        {
          shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
          const auto weights = weights_of(shape, fields.names.axisymmetric);
          local              = 0;
          for (unsigned int q = 0; q < rule.size(); ++q)
            for (unsigned int i = 0; i < dofs.size(); ++i)
              for (unsigned int j = 0; j < dofs.size(); ++j)
                local(i, j) += weights[q] * (shape.shape_value(i, q) * shape.shape_value(j, q) +
                                             length * length * (shape.shape_grad(i, q) * shape.shape_grad(j, q)));
          fields.hanging_nodes.distribute_local_to_global(local, dofs, matrix);
        }
    matrix.compress(VectorOperation::add);
    linear = std::make_unique<LinearSolver>(linear_settings, dim, /*symmetric=*/true, fields.triangulation.get_communicator(), "nadir_smoothing_");
    linear->set_matrix(matrix);
  }

  template <int dim>
  Vector Smoothing<dim>::operator()(const std::vector<double> &values)
  {
    const MPI_Comm         comm = fields.triangulation.get_communicator();
    Vector                 rhs(fields.owned, comm), x(rhs);
    FEValues<dim>          shape(fields.mapping, fields.scalar_element, rule, update_values | update_JxW_values | update_quadrature_points);
    dealii::Vector<double> local(shape.dofs_per_cell);
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (const auto dofs = fields.unknowns(cell); cell->is_locally_owned() && !dofs.empty())
        {
          shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
          const auto weights = weights_of(shape, fields.names.axisymmetric);
          local              = 0;
          for (unsigned int q = 0; q < rule.size(); ++q)
            for (unsigned int i = 0; i < dofs.size(); ++i)
              local(i) += weights[q] * values[cell->active_cell_index() * rule.size() + q] * shape.shape_value(i, q);
          fields.hanging_nodes.distribute_local_to_global(local, dofs, rhs);
        }
    rhs.compress(VectorOperation::add);
    if (rhs.linfty_norm() > 0 && !linear->solve(rhs, x))
      throw SolveError("smoothing over a length failed: " + linear->reason());
    fields.hanging_nodes.distribute(x);
    Vector ghosted(fields.owned, fields.relevant, comm);
    ghosted = x;
    return ghosted;
  }

  template class Smoothing<2>;
  template class Smoothing<3>;
} // namespace nadir
