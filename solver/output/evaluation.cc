#include "output/evaluation.h"

#include "space/expression.h"
#include "space/weights.h"

#include <deal.II/base/quadrature_lib.h>
#include <deal.II/fe/fe_values.h>

#include <cmath>
#include <limits>

using namespace dealii;

namespace nadir
{
  template <int dim>
  double value_at(const Fields<dim> &fields, const Vector &solution, const Field field, const std::vector<double> &position,
                  const Offset &offset)
  {
    Point<dim> place;
    for (unsigned int d = 0; d < dim && d < position.size(); ++d)
      place[d] = position[d];
    double sum = 0, count = 0;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && fields.has(cell->material_id(), field) && cell->bounding_box().point_inside(place, 1e-6))
        {
          Point<dim> unit;
          try
            {
              unit = fields.mapping.transform_real_to_unit_cell(cell, place);
            }
          catch (const typename Mapping<dim>::ExcTransformationFailed &)
            {
              continue;
            }
          if (!GeometryInfo<dim>::is_inside_unit_cell(unit, 1e-8))
            continue;
          std::vector<types::global_dof_index> dofs(cell->get_fe().n_dofs_per_cell());
          cell->get_dof_indices(dofs);
          const auto &local = fields.local_dofs(cell->material_id(), field);
          for (unsigned int i = 0; i < local.size(); ++i)
            sum += solution(dofs[local[i]]) * fields.scalar_element.shape_value(i, unit);
          sum += offset(cell->material_id());
          count += 1;
        }
    const MPI_Comm comm = fields.triangulation.get_communicator();
    sum                 = Utilities::MPI::sum(sum, comm);
    count               = Utilities::MPI::sum(count, comm);
    return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
  }

  template <int dim>
  ErrorNorms error_against(const Fields<dim> &fields, const Vector &solution, const PrescribedFunction &exact, const double time,
                           const Offset &offset)
  {
    const auto function = parse_function<dim>(exact.expression);
    function->set_time(time);
    FEValues<dim> shape(fields.mapping, fields.scalar_element, QGauss<dim>(fields.scalar_element.degree + 3),
                        update_values | update_gradients | update_JxW_values | update_quadrature_points);
    std::vector<types::global_dof_index> dofs;
    double                               l2 = 0, h1 = 0;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && fields.region(cell->material_id()).name == exact.place)
        {
          dofs.resize(cell->get_fe().n_dofs_per_cell());
          cell->get_dof_indices(dofs);
          shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
          const auto  &local   = fields.local_dofs(cell->material_id(), exact.field);
          const double shift   = offset(cell->material_id());
          const auto   weights = weights_of(shape, fields.names.axisymmetric);
          for (unsigned int q = 0; q < shape.n_quadrature_points; ++q)
            {
              double         value = shift - function->value(shape.quadrature_point(q));
              Tensor<1, dim> slope = -function->gradient(shape.quadrature_point(q));
              for (unsigned int i = 0; i < local.size(); ++i)
                {
                  value += solution(dofs[local[i]]) * shape.shape_value(i, q);
                  slope += solution(dofs[local[i]]) * shape.shape_grad(i, q);
                }
              l2 += value * value * weights[q];
              h1 += slope * slope * weights[q];
            }
        }
    const MPI_Comm comm = fields.triangulation.get_communicator();
    return {exact.name, std::sqrt(Utilities::MPI::sum(l2, comm)), std::sqrt(Utilities::MPI::sum(h1, comm))};
  }

  template double value_at<2>(const Fields<2> &, const Vector &, Field, const std::vector<double> &, const Offset &);
  template double value_at<3>(const Fields<3> &, const Vector &, Field, const std::vector<double> &, const Offset &);
  template ErrorNorms error_against<2>(const Fields<2> &, const Vector &, const PrescribedFunction &, double, const Offset &);
  template ErrorNorms error_against<3>(const Fields<3> &, const Vector &, const PrescribedFunction &, double, const Offset &);
} // namespace nadir
