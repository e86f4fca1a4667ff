#include "terms/interface_term.h"

using namespace dealii;

namespace nadir
{
  namespace
  {
    /// phi_minus - phi_plus at a point.
    template <int dim>
    double drop_at(const InterfacePart<dim> &part, const std::vector<double> &minus, const std::vector<double> &plus, const unsigned int q)
    {
      double drop = 0;
      for (unsigned int i = 0; i < minus.size(); ++i)
        drop += minus[i] * part.minus_values.shape_value(i, q) - plus[i] * part.plus_values.shape_value(i, q);
      return drop;
    }
  } // namespace

  template <int dim>
  InterfaceTerm<dim>::InterfaceTerm(const Fields<dim> &fields, const InterfaceFaces<dim> &faces)
    : fields(fields)
    , faces(faces)
  {
    find_contact();
  }

  template <int dim>
  void InterfaceTerm<dim>::find_contact()
  {
    contact.assign(faces.n_points(), 1.);
    for (const auto &defect : fields.names.defects)
      if (defect.insulates)
        faces.for_each_part([&](const InterfacePart<dim> &part) {
          for (unsigned int q = 0; q < part.JxW.size(); ++q)
            if (defect.insulates(part.minus_values.quadrature_point(q)))
              contact[part.first_point + q] = 0;
        });
  }

  template <int dim>
  Drive InterfaceTerm<dim>::drive(const InterfacePart<dim> &part) const
  {
    if (fields.model.interfaces[part.interface].laws.charge_transfer)
      return {Field::electronic_potential, Field::ionic_potential};
    const bool ionic = fields.has(part.minus->material_id(), Field::ionic_potential) &&
                       fields.has(part.plus->material_id(), Field::ionic_potential);
    const Field common = ionic ? Field::ionic_potential : Field::electronic_potential;
    return {common, common};
  }

  template <int dim>
  std::vector<Drive> InterfaceTerm<dim>::drives(const InterfacePart<dim> &part) const
  {
    if (!is_active(part.interface))
      return {};
    std::vector<Drive> list = {drive(part)};
    if (fields.model.interfaces[part.interface].electronic_resistance)
      list.push_back({Field::electronic_potential, Field::electronic_potential, true});
    if (fields.model.interfaces[part.interface].conductance_along > 0)
      list.push_back({Field::electronic_potential, Field::electronic_potential, false, true});
    return list;
  }

  template <int dim>
  void InterfaceTerm<dim>::for_each_contact_point(
    const Context                                                                         &context,
    const std::function<void(const InterfacePart<dim> &, unsigned int, double, double)> &visit) const
  {
    faces.for_each_part([&](const InterfacePart<dim> &part) {
      for (const Drive &drive : drives(part))
        if (drive.electronic_contact)
          {
            const auto minus = side_values(context, part.minus, drive.minus), plus = side_values(context, part.plus, drive.plus);
            for (unsigned int q = 0; q < part.JxW.size(); ++q)
              {
                const double drop = drop_at(part, minus, plus, q);
                visit(part, q, law_at(context, part, drive, drop, q).current * part.JxW[q], drop);
              }
          }
    });
  }

  template <int dim>
  std::vector<types::global_dof_index> InterfaceTerm<dim>::unknowns(const InterfacePart<dim> &part, const Drive &drive) const
  {
    std::vector<types::global_dof_index> all, list;
    for (const auto &[cell, field] : {std::make_pair(part.minus, drive.minus), std::make_pair(part.plus, drive.plus)})
      {
        all.resize(cell->get_fe().n_dofs_per_cell());
        cell->get_dof_indices(all);
        for (const unsigned int i : fields.local_dofs(cell->material_id(), field))
          list.push_back(all[i]);
      }
    return list;
  }

  template <int dim>
  std::vector<double> InterfaceTerm<dim>::side_values(const Context                             &context,
                                                      const typename InterfaceFaces<dim>::Cell &cell,
                                                      const Field                               field) const
  {
    std::vector<types::global_dof_index> all(cell->get_fe().n_dofs_per_cell());
    cell->get_dof_indices(all);
    const int           base   = field == Field::electronic_potential ? context.map.base(cell->material_id()) : -1;
    const double        offset = base < 0 ? 0. : context.potentials[base];
    std::vector<double> values;
    for (const unsigned int i : fields.local_dofs(cell->material_id(), field))
      values.push_back(context.solution(all[i]) + offset);
    return values;
  }

  template <int dim>
  InterfaceCurrent InterfaceTerm<dim>::law_at(const Context            &context,
                                              const InterfacePart<dim> &part,
                                              const Drive              &drive,
                                              const double              drop,
                                              const unsigned int        q) const
  {
    const Interface &interface = fields.model.interfaces[part.interface];
    if (drive.electronic_contact)
      {
        const double slope = contact_at(part, q) / *interface.electronic_resistance;
        return {slope * drop, slope, 0, {}, false};
      }
    const unsigned int point    = part.first_point + q;
    const auto         state_at = [&](const unsigned int level) {
      const double *s = context.memory.at(level, point);
      return InterfaceState{s[0], s[1], s[2], s[3]};
    };
    MechanicalSide side;
    if (const InterfaceExchange *e = context.exchange)
      side = {e->pressure[point], e->stiffness[point], e->reference_thickness[point], e->electrolyte_pressure[point], e->contact[point]};
    const auto  &electrolyte  = fields.region(part.plus->material_id()).material.ionic;
    const double temperature  = context.temperature_at(point);
    const double conductivity = electrolyte ? (*electrolyte->conductivity)(temperature) : 0.;
    return interface_current(interface.laws, drop, temperature, conductivity, contact[point], context.step, state_at(context.old),
                             state_at(context.old + 1), side);
  }

  template <int dim>
  typename InterfaceTerm<dim>::PointResult InterfaceTerm<dim>::at_point(const Context             &context,
                                                                        const InterfacePart<dim>  &part,
                                                                        const std::vector<double> &minus,
                                                                        const std::vector<double> &plus,
                                                                        const unsigned int         q) const
  {
    const double drop = drop_at(part, minus, plus, q);
    return {law_at(context, part, drive(part), drop, q), drop};
  }

  template <int dim>
  void InterfaceTerm<dim>::add(const Context &context, const InterfacePart<dim> &part, const Drive &field, LocalSystem &system) const
  {
    if (field.along)
      return add_along(context, part, system);
    const auto         minus = side_values(context, part.minus, field.minus), plus = side_values(context, part.plus, field.plus);
    const unsigned int n = minus.size();
    std::vector<double> test(2 * n);
    for (unsigned int q = 0; q < part.JxW.size(); ++q)
      {
        const auto   law     = law_at(context, part, field, drop_at(part, minus, plus, q), q);
        const double current = law.current * part.JxW[q], slope = law.slope * part.JxW[q];
        for (unsigned int i = 0; i < n; ++i)
          {
            test[i]     = part.minus_values.shape_value(i, q);
            test[n + i] = -part.plus_values.shape_value(i, q);
          }
        for (unsigned int i = 0; i < 2 * n; ++i)
          {
            system.residual(i) += current * test[i];
            if (system.with_matrix && test[i] != 0)
              for (unsigned int j = 0; j < 2 * n; ++j)
                system.matrix(i, j) += slope * test[i] * test[j];
          }
      }
  }

  template <int dim>
  void InterfaceTerm<dim>::add_along(const Context &context, const InterfacePart<dim> &part, LocalSystem &system) const
  {
    const auto         values      = side_values(context, part.minus, Field::electronic_potential);
    const double       conductance = fields.model.interfaces[part.interface].conductance_along;
    const unsigned int n           = values.size();
    std::vector<Tensor<1, dim>> slopes(n);
    for (unsigned int q = 0; q < part.JxW.size(); ++q)
      {
        const Tensor<1, dim> normal = part.minus_values.normal_vector(q);
        Tensor<1, dim>       slope;
        for (unsigned int i = 0; i < n; ++i)
          {
            const Tensor<1, dim> g = part.minus_values.shape_grad(i, q);
            slopes[i]              = g - (g * normal) * normal;
            slope += values[i] * slopes[i];
          }
        const double weight = conductance * part.JxW[q];
        for (unsigned int i = 0; i < n; ++i)
          {
            system.residual(i) += weight * (slope * slopes[i]);
            for (unsigned int j = 0; j < n && system.with_matrix; ++j)
              system.matrix(i, j) += weight * (slopes[i] * slopes[j]);
          }
      }
  }

  template <int dim>
  double InterfaceTerm<dim>::contact_at(const InterfacePart<dim> &part, const unsigned int q) const
  {
    return contact[part.first_point + q] * fields.model.interfaces[part.interface].laws.contact_fraction;
  }

  template <int dim>
  double InterfaceTerm<dim>::current(const Context &context, const InterfacePart<dim> &part, const unsigned int q) const
  {
    const Drive field = drive(part);
    return at_point(context, part, side_values(context, part.minus, field.minus), side_values(context, part.plus, field.plus), q)
      .law.current;
  }

  template <int dim>
  void InterfaceTerm<dim>::for_each_point(
    const Context                                                                            &context,
    const std::function<void(const InterfacePart<dim> &, unsigned int, const PointResult &)> &visit) const
  {
    faces.for_each_part([&](const InterfacePart<dim> &part) {
      if (!is_active(part.interface))
        return;
      const Drive field = drive(part);
      const auto  minus = side_values(context, part.minus, field.minus), plus = side_values(context, part.plus, field.plus);
      for (unsigned int q = 0; q < part.JxW.size(); ++q)
        visit(part, q, at_point(context, part, minus, plus, q));
    });
  }

  template class InterfaceTerm<2>;
  template class InterfaceTerm<3>;
} // namespace nadir
