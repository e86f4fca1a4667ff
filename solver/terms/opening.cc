#include "terms/opening.h"

#include <cmath>

using namespace dealii;

namespace nadir
{
  template <int dim>
  OpeningTerm<dim>::OpeningTerm(const Fields<dim> &fields, const InterfaceFaces<dim> &faces)
    : fields(fields)
    , faces(faces)
  {
    for (const auto &interface : fields.model.interfaces)
      initial_gap.push_back(interface.opening ? parse_function<dim>(interface.opening->initial_gap) : nullptr);
  }

  template <int dim>
  std::vector<types::global_dof_index> OpeningTerm<dim>::unknowns(const InterfacePart<dim> &part) const
  {
    std::vector<types::global_dof_index> dofs, list;
    for (const auto &cell : {part.minus, part.plus})
      {
        dofs.resize(cell->get_fe().n_dofs_per_cell());
        cell->get_dof_indices(dofs);
        for (const unsigned int i : fields.local_dofs(cell->material_id(), Field::displacement))
          list.push_back(dofs[i]);
      }
    return list;
  }

  template <int dim>
  std::vector<double> OpeningTerm<dim>::local_values(const Vector &solution, const InterfacePart<dim> &part) const
  {
    const auto          dofs = unknowns(part);
    std::vector<double> values(dofs.size());
    solution.extract_subvector_to(dofs.begin(), dofs.end(), values.begin());
    return values;
  }

  template <int dim>
  std::array<Tensor<1, dim>, dim> OpeningTerm<dim>::frame(const InterfacePart<dim> &part, const unsigned int q) const
  {
    std::array<Tensor<1, dim>, dim> axes;
    axes[0] = part.minus_values.normal_vector(q);
    if constexpr (dim == 2)
      axes[1] = cross_product_2d(axes[0]);
    else
      {
        // The axis that is least along the normal: the frame depends on the normal alone, so slip keeps its meaning.
        unsigned int least = 0;
        for (unsigned int d = 1; d < dim; ++d)
          if (std::abs(axes[0][d]) < std::abs(axes[0][least]) - 1e-6)
            least = d;
        Tensor<1, dim> e;
        e[least] = 1;
        axes[1]  = e - (e * axes[0]) * axes[0];
        axes[1] /= axes[1].norm();
        axes[2] = cross_product_3d(axes[0], axes[1]);
      }
    return axes;
  }

  template <int dim>
  typename OpeningTerm<dim>::PointResult OpeningTerm<dim>::at_point(const Context             &context,
                                                                    const InterfacePart<dim>  &part,
                                                                    const std::vector<double> &local,
                                                                    const unsigned int         q) const
  {
    const unsigned int n = fields.scalar_element.n_dofs_per_cell(), point = part.first_point + q;
    Tensor<1, dim>     jump;
    for (unsigned int d = 0; d < dim; ++d)
      for (unsigned int i = 0; i < n; ++i)
        jump[d] += part.plus_values.shape_value(i, q) * local[(dim + d) * n + i] - part.minus_values.shape_value(i, q) * local[d * n + i];
    const auto  axes = frame(part, q);
    PointResult result{};
    for (unsigned int a = 0; a < dim; ++a)
      result.opening[a] = jump * axes[a];
    result.opening[0] += gap_at_start(part.interface, part.minus_values.quadrature_point(q)) - context.exchange.thickness[point];
    result.law = interface_traction(fields.model.interfaces[part.interface].opening->laws, result.opening,
                                    traction_state(context.memory.at(context.old, point)));
    if (context.closed && (*context.closed)[point])
      close(part.interface, result);
    else if (result.opening[0] > 0)
      for (unsigned int a = 0; a < dim; ++a)
        {
          const double stiffness = fields.model.interfaces[part.interface].opening->open_stiffness;
          result.law.traction[a] += stiffness * result.opening[a];
          result.law.tangent[4 * a] += stiffness;
        }
    return result;
  }

  template <int dim>
  double OpeningTerm<dim>::gap_at_start(const unsigned int interface, const Point<dim> &place) const
  {
    double gap = initial_gap[interface]->value(place);
    for (const auto &defect : fields.names.defects)
      if (defect.delaminates && defect.delaminates(place))
        gap += defect.gap;
    return gap;
  }

  template <int dim>
  void OpeningTerm<dim>::close(const unsigned int interface, PointResult &point) const
  {
    const double stiffness = fields.model.interfaces[interface].opening->laws.contact_stiffness;
    point.law.traction[0]  = stiffness * point.opening[0];
    point.law.tangent      = {};
    point.law.tangent[0]   = stiffness;
    for (unsigned int a = 1; a < dim; ++a)
      point.law.tangent[4 * a] = stiffness;
  }

  template <int dim>
  double OpeningTerm<dim>::add(const Context &context, const InterfacePart<dim> &part, LocalSystem &system) const
  {
    const auto         local = local_values(context.solution, part);
    const unsigned int n     = fields.scalar_element.n_dofs_per_cell();
    double             forces = 0;
    std::vector<double> test(2 * n);
    for (unsigned int q = 0; q < part.JxW.size(); ++q)
      {
        const auto point = at_point(context, part, local, q);
        const auto axes  = frame(part, q);
        Tensor<1, dim> traction;
        Tensor<2, dim> stiffness;
        for (unsigned int a = 0; a < dim; ++a)
          {
            traction += point.law.traction[a] * axes[a];
            for (unsigned int b = 0; b < dim; ++b)
              stiffness += point.law.tangent[3 * a + b] * outer_product(axes[a], axes[b]);
          }
        forces += traction.norm() * part.JxW[q];
        for (unsigned int i = 0; i < n; ++i)
          {
            test[i]     = -part.minus_values.shape_value(i, q) * part.JxW[q];
            test[n + i] = part.plus_values.shape_value(i, q) * part.JxW[q];
          }
        const auto row = [&](const unsigned int i, const unsigned int d) { return i < n ? d * n + i : (dim + d) * n + i - n; };
        for (unsigned int i = 0; i < 2 * n; ++i)
          if (test[i] != 0)
            for (unsigned int d = 0; d < dim; ++d)
              {
                system.residual(row(i, d)) += test[i] * traction[d];
                if (system.with_matrix)
                  for (unsigned int j = 0; j < 2 * n; ++j)
                    if (test[j] != 0)
                      for (unsigned int c = 0; c < dim; ++c)
                        system.matrix(row(i, d), row(j, c)) += test[i] * test[j] / part.JxW[q] * stiffness[d][c];
              }
      }
    return forces;
  }

  template <int dim>
  void OpeningTerm<dim>::for_each_point(
    const Context &context, const std::function<void(const InterfacePart<dim> &, unsigned int, const PointResult &)> &visit) const
  {
    faces.for_each_part([&](const InterfacePart<dim> &part) {
      if (!is_active(part.interface))
        return;
      const auto local = local_values(context.solution, part);
      for (unsigned int q = 0; q < part.JxW.size(); ++q)
        visit(part, q, at_point(context, part, local, q));
    });
  }

  template <int dim>
  double OpeningTerm<dim>::contact(const unsigned int interface, const PointResult &point) const
  {
    const double gap = point.opening[0];
    if (gap <= 0)
      return 1;
    const double damage = point.law.state.damage;
    return 1 - damage + damage * std::exp(-gap / fields.model.interfaces[interface].opening->conduction_gap);
  }

  TractionState traction_state(const double *memory)
  {
    return {memory[0], {{memory[1], memory[2]}}, memory[3]};
  }

  void write(const TractionState &state, double *memory)
  {
    memory[0] = state.damage;
    memory[1] = state.slip[0];
    memory[2] = state.slip[1];
    memory[3] = state.dissipated;
  }

  template class OpeningTerm<2>;
  template class OpeningTerm<3>;
} // namespace nadir
