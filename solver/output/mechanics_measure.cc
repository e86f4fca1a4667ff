#include "output/mechanics_measure.h"

#include "base/constants.h"
#include "space/weights.h"

#include <deal.II/base/quadrature_lib.h>
#include <deal.II/base/symmetric_tensor.h>

#include <algorithm>
#include <cmath>

using namespace dealii;

namespace nadir
{
  namespace
  {
    template <int dim>
    std::vector<PlateMeasure> measure_plates(const MechanicalHalf<dim> &half)
    {
      std::vector<PlateMeasure> list;
      const auto               &plates = half.supports.plates();
      for (unsigned int k = 0; k < plates.size(); ++k)
        {
          const double force = half.system.plate_forces()[k];
          list.push_back({plates[k].name, half.levels[0].plates[k], force, force / plates[k].area});
        }
      return list;
    }

    void reduce_opening(OpeningMeasure &m, const MPI_Comm comm)
    {
      for (double *sum : {&m.area, &m.contacted, &m.contact, &m.damaged, &m.mean_pressure, &m.dissipated, &m.mean_contact_fraction})
        *sum = Utilities::MPI::sum(*sum, comm);
      for (double *largest : {&m.largest_damage, &m.largest_gap, &m.overlap, &m.largest_pressure, &m.largest_shear})
        *largest = Utilities::MPI::max(*largest, comm);
      m.least_pressure         = Utilities::MPI::min(m.least_pressure, comm);
      m.least_contact_fraction = Utilities::MPI::min(m.least_contact_fraction, comm);
      for (double *mean : {&m.contacted, &m.contact, &m.damaged, &m.mean_pressure, &m.mean_contact_fraction})
        *mean = m.area > 0 ? *mean / m.area : 0.;
    }

    template <int dim>
    std::vector<OpeningMeasure> measure_openings(const MechanicalHalf<dim> &half, const Electrochemistry<dim> &electrochemistry,
                                                 const typename Electrochemistry<dim>::Level &level)
    {
      const Model                &model = half.fields.model;
      std::vector<OpeningMeasure> list;
      for (const auto &interface : model.interfaces)
        {
          list.emplace_back();
          list.back().name           = interface.name;
          list.back().can_open       = interface.opening.has_value();
          list.back().least_pressure = infinity;
          list.back().largest_pressure = list.back().largest_gap = list.back().overlap = -infinity;
        }
      std::vector<double> fraction(half.faces.n_points(), 1.);
      electrochemistry.interface_term.for_each_point(
        electrochemistry.interface_context(level), [&](const auto &part, const unsigned int q, const auto &point) {
          fraction[part.first_point + q] = point.law.state.contact_fraction * model.interfaces[part.interface].laws.contact_fraction;
        });
      const auto add = [&](const auto &part, const unsigned int q, const double pressure, const double contact) {
        OpeningMeasure &m  = list[part.interface];
        const double    dA = part.JxW[q], theta = fraction[part.first_point + q];
        m.area += dA;
        m.contact += contact * theta * dA;
        m.mean_contact_fraction += theta * dA;
        m.least_contact_fraction = std::min(m.least_contact_fraction, theta);
        m.mean_pressure += pressure * dA;
        m.least_pressure   = std::min(m.least_pressure, pressure);
        m.largest_pressure = std::max(m.largest_pressure, pressure);
        return dA;
      };
      half.system.opening.for_each_point(half.system.opening_context(half.levels[0]), [&](const auto &part, const unsigned int q,
                                                                                          const auto &point) {
        const double    dA = add(part, q, -point.law.traction[0], half.system.opening.contact(part.interface, point));
        OpeningMeasure &m  = list[part.interface];
        const double    d = point.law.state.damage, gap = point.opening[0];
        m.contacted += (gap <= 0 || d < 0.99) ? dA : 0.;
        if (model.interfaces[part.interface].opening->laws.cohesive)
          {
            m.damaged += d > 0.99 ? dA : 0.;
            m.largest_damage = std::max(m.largest_damage, d);
          }
        m.largest_gap   = std::max(m.largest_gap, gap);
        m.overlap       = std::max(m.overlap, -gap);
        m.largest_shear = std::max(m.largest_shear, std::hypot(point.law.traction[1], point.law.traction[2]));
        m.dissipated += point.law.state.dissipated * dA;
      });
      half.faces.for_each_part([&](const InterfacePart<dim> &part) {
        if (!model.interfaces[part.interface].opening)
          for (unsigned int q = 0; q < part.JxW.size(); ++q)
            list[part.interface].contacted += add(part, q, half.exchange.pressure[part.first_point + q], 1.);
      });
      for (auto &m : list)
        reduce_opening(m, half.fields.triangulation.get_communicator());
      return list;
    }

    /// Largest gap on the surface of every defect, m; 0 where nothing is open.
    template <int dim>
    std::vector<double> measure_defect_gaps(const MechanicalHalf<dim> &half)
    {
      const auto         &defects = half.fields.names.defects;
      std::vector<double> gaps(defects.size(), 0.);
      half.system.opening.for_each_point(half.system.opening_context(half.levels[0]),
                                         [&](const auto &part, const unsigned int q, const auto &point) {
                                           for (unsigned int d = 0; d < defects.size(); ++d)
                                             if (defects[d].contains(part.minus_values.quadrature_point(q)))
                                               gaps[d] = std::max(gaps[d], point.opening[0]);
                                         });
      Utilities::MPI::max(gaps, half.fields.triangulation.get_communicator(), gaps);
      return gaps;
    }

    double largest_principal(const Mandel &s)
    {
      static const double          half = std::sqrt(0.5);
      dealii::SymmetricTensor<2, 3> t;
      t[0][0] = s[0], t[1][1] = s[1], t[2][2] = s[2];
      t[1][2] = half * s[3], t[0][2] = half * s[4], t[0][1] = half * s[5];
      return eigenvalues(t)[0];
    }

    template <int dim>
    void measure_bulk(const MechanicalHalf<dim> &half, MechanicsMeasure &result)
    {
      const auto    &fields = half.fields;
      const MPI_Comm comm   = fields.triangulation.get_communicator();
      for (const auto &region : fields.model.regions)
        {
          result.regions.emplace_back();
          result.regions.back().name              = region.name;
          result.regions.back().largest_principal = -infinity;
        }
      FEValues<dim> values(fields.mapping, fields.scalar_element, half.memory.rule, update_JxW_values | update_quadrature_points);
      for (const auto &cell : fields.dof_handler.active_cell_iterators())
        if (cell->is_locally_owned())
          {
            values.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
            const auto    weights = weights_of(values, fields.names.axisymmetric);
            const auto    list    = half.system.responses(half.levels[0], cell);
            const auto    strains = half.system.elastic_strains(half.levels[0], list, cell);
            RegionStress &m       = result.regions[&fields.region(cell->material_id()) - fields.model.regions.data()];
            for (unsigned int q = 0; q < list.size(); ++q)
              {
                m.largest_von_mises = std::max(m.largest_von_mises, von_mises(list[q].stress));
                m.largest_principal = std::max(m.largest_principal, largest_principal(list[q].stress));
                m.largest_creep     = std::max(m.largest_creep, list[q].state.equivalent_creep_strain);
                m.mean_pressure -= trace(list[q].stress) / 3 * weights[q];
                m.dissipated += list[q].state.dissipated * weights[q];
                m.volume += weights[q];
                result.strain_energy += 0.5 * dot(list[q].stress, strains[q]) * weights[q];
              }
          }
      for (auto &m : result.regions)
        {
          for (double *largest : {&m.largest_von_mises, &m.largest_principal, &m.largest_creep})
            *largest = Utilities::MPI::max(*largest, comm);
          for (double *sum : {&m.mean_pressure, &m.dissipated, &m.volume})
            *sum = Utilities::MPI::sum(*sum, comm);
          m.mean_pressure /= m.volume;
        }
      result.strain_energy = Utilities::MPI::sum(result.strain_energy, comm);
    }

    template <int dim>
    DisplacementError error_against(const MechanicalHalf<dim> &half, const PrescribedVector &exact, const double time)
    {
      const auto &fields = half.fields;
      std::vector<std::shared_ptr<Function<dim>>> functions;
      for (const auto &expression : exact.expressions)
        {
          functions.push_back(parse_function<dim>(expression));
          functions.back()->set_time(time);
        }
      FEValues<dim> shape(fields.mapping, fields.scalar_element, QGauss<dim>(fields.scalar_element.degree + 3),
                          update_values | update_gradients | update_JxW_values | update_quadrature_points);
      std::vector<types::global_dof_index> dofs;
      double                               l2 = 0, h1 = 0;
      const unsigned int                   n = shape.dofs_per_cell;
      for (const auto &cell : fields.dof_handler.active_cell_iterators())
        if (cell->is_locally_owned() && fields.region(cell->material_id()).name == exact.place)
          {
            dofs.resize(cell->get_fe().n_dofs_per_cell());
            cell->get_dof_indices(dofs);
            shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
            const auto &local   = fields.local_dofs(cell->material_id(), Field::displacement);
            const auto  weights = weights_of(shape, fields.names.axisymmetric);
            for (unsigned int q = 0; q < shape.n_quadrature_points; ++q)
              for (unsigned int d = 0; d < dim; ++d)
                {
                  double         value = -functions[d]->value(shape.quadrature_point(q));
                  Tensor<1, dim> slope = -functions[d]->gradient(shape.quadrature_point(q));
                  for (unsigned int i = 0; i < n; ++i)
                    {
                      const double u = half.levels[0].solution(dofs[local[d * n + i]]);
                      value += u * shape.shape_value(i, q);
                      slope += u * shape.shape_grad(i, q);
                    }
                  l2 += value * value * weights[q];
                  h1 += slope * slope * weights[q];
                }
          }
      const MPI_Comm comm = fields.triangulation.get_communicator();
      return {exact.name, std::sqrt(Utilities::MPI::sum(l2, comm)), std::sqrt(Utilities::MPI::sum(h1, comm))};
    }
  } // namespace

  template <int dim>
  MechanicsMeasure measure_mechanics(const MechanicalHalf<dim> &half, const Electrochemistry<dim> &electrochemistry,
                                     const typename Electrochemistry<dim>::Level &level, const double time)
  {
    MechanicsMeasure m;
    m.plates   = measure_plates(half);
    m.openings = measure_openings(half, electrochemistry, level);
    m.defect_gaps = measure_defect_gaps(half);
    measure_bulk(half, m);
    for (const auto &exact : half.fields.model.exact_displacements)
      m.errors.push_back(error_against(half, exact, time));
    m.crack_tips    = measure_crack_tips(half, time);
    m.force_balance = half.system.force_imbalance();
    Vector u(half.fields.owned, half.fields.triangulation.get_communicator());
    u                      = half.levels[0].solution;
    m.largest_displacement = u.linfty_norm();
    m.turns                = half.turns;
    m.newton_iterations    = half.newton_iterations;
    m.linear_iterations    = half.system.linear_iterations;
    return m;
  }

  template MechanicsMeasure measure_mechanics<2>(const MechanicalHalf<2> &, const Electrochemistry<2> &,
                                                 const Electrochemistry<2>::Level &, double);
  template MechanicsMeasure measure_mechanics<3>(const MechanicalHalf<3> &, const Electrochemistry<3> &,
                                                 const Electrochemistry<3>::Level &, double);
} // namespace nadir
