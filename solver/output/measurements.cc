#include "output/measurements.h"

#include "base/constants.h"
#include "output/largest_over_ranks.h"
#include "space/weights.h"

#include <deal.II/base/mpi.h>
#include <deal.II/base/quadrature_lib.h>
#include <deal.II/fe/fe_values.h>
#include <deal.II/grid/grid_tools.h>

#include <cmath>
#include <optional>

using namespace dealii;

namespace nadir
{
  namespace
  {
    struct Extreme
    {
      double       current = 0, drop = 0;
      std::array<double, 3> place = {};
      unsigned int interface = 0, electrolyte = 0; // index of the interface, piece on its plus side
    };

    /// The screening estimate for a flaw of this depth at an interface; nothing where a property is not known.
    template <int dim>
    std::optional<FlawEstimate> estimate_at(const Electrochemistry<dim> &system, const double depth, const unsigned int interface,
                                            const unsigned int electrolyte, const double temperature)
    {
      const InterfaceLaws &laws     = system.fields.model.interfaces[interface].laws;
      const Material      &material = system.fields.region(electrolyte).material;
      if (laws.molar_volume == 0 || !material.ionic || !material.fracture_toughness || depth <= 0)
        return std::nullopt;
      const double resistance = small_signal_resistance(laws, temperature);
      if (!std::isfinite(resistance))
        return std::nullopt;
      return estimate_flaw(*material.fracture_toughness, depth, laws.molar_volume, resistance,
                           (*material.ionic->conductivity)(temperature));
    }

    template <class Point>
    void lower(Located &least, const double value, const Point &place)
    {
      if (value < least.value)
        least = {value, coordinates(place)};
    }

    void reduce(InterfaceMeasure &m, const MPI_Comm comm)
    {
      for (Located *least : {&m.weakest, &m.emptiest})
        *least = largest_over_ranks(-least->value, *least, comm);
      for (double *sum : {&m.area, &m.current, &m.faradaic, &m.electronic, &m.plated, &m.interphase, &m.sodium, &m.stored_charge, &m.film_drop, &m.retained_contact})
        *sum = Utilities::MPI::sum(*sum, comm);
      m.smallest_current      = Utilities::MPI::min(m.smallest_current, comm);
      m.largest_current       = Utilities::MPI::max(m.largest_current, comm);
      m.largest_overpotential = Utilities::MPI::max(m.largest_overpotential, comm);
      m.least_plated          = Utilities::MPI::min(m.least_plated, comm);
      m.largest_plated        = Utilities::MPI::max(m.largest_plated, comm);
      for (double *mean : {&m.plated, &m.interphase, &m.film_drop, &m.retained_contact})
        *mean = m.area > 0 ? *mean / m.area : 0.;
    }

    /// Interfaces and defects in one pass over the interface points; also the current that leaves each group of regions.
    template <int dim>
    void measure_interfaces(const Electrochemistry<dim> &system, const typename Electrochemistry<dim>::Level &level,
                            Measurements &result, std::array<std::vector<double>, n_fields> &outflow)
    {
      const auto          &fields = system.fields;
      const MPI_Comm       comm   = fields.triangulation.get_communicator();
      std::vector<Extreme> extremes(fields.names.defects.size());
      std::vector<double>  plated(extremes.size(), 0.);
      for (const auto &interface : fields.model.interfaces)
        {
          result.interfaces.emplace_back();
          result.interfaces.back().name             = interface.name;
          result.interfaces.back().smallest_current = result.interfaces.back().least_plated = infinity;
          result.interfaces.back().largest_current = result.interfaces.back().largest_plated = -infinity;
          result.interfaces.back().retained_contact                                          = 0;
          result.interfaces.back().weakest.value = result.interfaces.back().emptiest.value = infinity;
        }
      system.interface_term.for_each_point(system.interface_context(level), [&](const auto &part, const unsigned int q, const auto &point) {
        const InterfaceLaws &laws = fields.model.interfaces[part.interface].laws;
        InterfaceMeasure    &m    = result.interfaces[part.interface];
        const auto          &law  = point.law;
        const double         dA   = part.JxW[q];
        m.area += dA;
        m.current += law.current * dA;
        m.faradaic += law.faradaic * dA;
        m.smallest_current      = std::min(m.smallest_current, law.current);
        m.largest_current       = std::max(m.largest_current, law.current);
        m.largest_overpotential = std::max(m.largest_overpotential, std::abs(law.state.overpotential));
        m.plated += law.state.plated * dA;
        m.least_plated   = std::min(m.least_plated, law.state.plated);
        m.largest_plated = std::max(m.largest_plated, law.state.plated);
        const double retained = law.state.contact_fraction * (system.exchange ? system.exchange->contact[part.first_point + q] : 1.);
        const auto   place    = part.minus_values.quadrature_point(q);
        m.retained_contact += retained * dA;
        lower(m.weakest, retained, place);
        lower(m.emptiest, law.state.plated, place);
        m.interphase += law.state.interphase * dA;
        m.film_drop += std::abs(point.drop - laws.open_circuit_potential - law.state.overpotential) * dA;
        if (laws.molar_volume > 0)
          m.sodium += (law.state.plated / laws.molar_volume +
                       laws.sodium_in_interphase * (law.state.interphase - laws.initial_interphase)) *
                      dA;
        m.stored_charge += system.interface_term.contact_at(part, q) * laws.double_layer_capacitance * law.state.overpotential * dA;

        const Drive drive = system.interface_term.drive(part);
        outflow[unsigned(drive.minus)][fields.group(part.minus->material_id(), drive.minus)] += law.current * dA;
        outflow[unsigned(drive.plus)][fields.group(part.plus->material_id(), drive.plus)] -= law.current * dA;
        for (unsigned int d = 0; d < extremes.size(); ++d)
          if (fields.names.defects[d].contains(place))
            {
              plated[d] = std::max(plated[d], std::abs(law.state.plated));
              if (std::abs(law.current) <= std::abs(extremes[d].current))
                continue;
              extremes[d] = {law.current, point.drop - laws.open_circuit_potential, coordinates(place), part.interface, part.plus->material_id()};
            }
      });
      system.interface_term.for_each_contact_point(system.interface_context(level), [&](const auto &part, unsigned int, const double current, double) {
        constexpr Field electrons = Field::electronic_potential;
        result.interfaces[part.interface].electronic += current;
        outflow[unsigned(electrons)][fields.group(part.minus->material_id(), electrons)] += current;
        outflow[unsigned(electrons)][fields.group(part.plus->material_id(), electrons)] -= current;
      });
      for (auto &m : result.interfaces)
        reduce(m, comm);
      for (auto &list : outflow)
        Utilities::MPI::sum(list, comm, list);
      for (unsigned int d = 0; d < extremes.size(); ++d)
        {
          const auto e = largest_over_ranks(std::abs(extremes[d].current), extremes[d], comm);
          result.defects.push_back({fields.names.defects[d].name, e.current, 0, e.drop, Utilities::MPI::max(plated[d], comm), e.place,
                                    e.current == 0 ? std::nullopt : // no current, or a pore that touches no interface
                                                     estimate_at(system, fields.names.defects[d].size, e.interface, e.electrolyte,
                                                                 result.temperature)});
        }
    }

    /// Smallest and largest physical value of each field at its nodes.
    template <int dim>
    void measure_fields(const Electrochemistry<dim> &system, const typename Electrochemistry<dim>::Level &level, Measurements &result)
    {
      const auto                          &fields = system.fields;
      const MPI_Comm                       comm   = fields.triangulation.get_communicator();
      std::vector<types::global_dof_index> dofs;
      for (auto &range : result.range)
        range = {infinity, -infinity};
      for (const auto &cell : fields.dof_handler.active_cell_iterators())
        if (cell->is_locally_owned())
          {
            const unsigned int piece = cell->material_id();
            dofs.resize(cell->get_fe().n_dofs_per_cell());
            cell->get_dof_indices(dofs);
            const int base = system.potentials.base(piece);
            for (unsigned int f = 0; f < n_fields; ++f)
              for (const unsigned int i : fields.local_dofs(piece, Field(f)))
                {
                  const bool   shifted = Field(f) == Field::electronic_potential && base >= 0;
                  const double value   = level.solution(dofs[i]) + (shifted ? level.potentials[base] : 0.);
                  result.range[f].least   = std::min(result.range[f].least, value);
                  result.range[f].largest = std::max(result.range[f].largest, value);
                }
          }
      for (auto &range : result.range)
        range = {Utilities::MPI::min(range.least, comm), Utilities::MPI::max(range.largest, comm)};
    }

    /// What leaves electrons and enters ions on the faces of cracks.
    template <int dim>
    void add_crack_currents(const Electrochemistry<dim> &system, std::array<std::vector<double>, n_fields> &outflow)
    {
      const auto   &deposit = *system.deposit;
      const auto   &fields  = system.fields;
      FEValues<dim> shape(fields.mapping, fields.scalar_element, deposit.memory.rule, update_JxW_values | update_quadrature_points);
      std::vector<double> by_piece(fields.n_pieces(), 0.);
      for (const auto &cell : fields.dof_handler.active_cell_iterators())
        if (const unsigned int c = cell->active_cell_index(); cell->is_locally_owned() && deposit.in_band(c))
          {
            shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
            const auto weights = weights_of(shape, fields.names.axisymmetric);
            for (unsigned int q = 0; q < weights.size(); ++q)
              by_piece[cell->material_id()] += weights[q] * deposit.current_per_volume(c, q);
          }
      Utilities::MPI::sum(by_piece, fields.triangulation.get_communicator(), by_piece);
      for (unsigned int p = 0; p < by_piece.size(); ++p)
        if (by_piece[p] != 0)
          {
            outflow[unsigned(Field::electronic_potential)][fields.group(p, Field::electronic_potential)] += by_piece[p];
            outflow[unsigned(Field::ionic_potential)][fields.group(p, Field::ionic_potential)] -= by_piece[p];
          }
    }

    /// Net current into every electrically separate part, summed in magnitude: zero if charge is balanced.
    template <int dim>
    double charge_imbalance(const Electrochemistry<dim> &system, const Measurements &m, std::array<std::vector<double>, n_fields> outflow)
    {
      const auto &fields = system.fields;
      for (unsigned int k = 0; k < system.potentials.size(); ++k)
        if (const int g = system.potentials.group(k); g >= 0)
          outflow[unsigned(system.potentials[k].field)][g] -= m.collector_current[k];
      double sum = 0;
      for (const Field f : {Field::ionic_potential, Field::electronic_potential})
        for (unsigned int g = 0; g < fields.n_groups(f); ++g)
          sum += std::abs(outflow[unsigned(f)][g]);
      return sum;
    }
  } // namespace

  template <int dim>
  double measure_salt(const Fields<dim> &fields, const Vector &solution)
  {
    if (fields.n_groups(Field::concentration) == 0)
      return 0;
    std::vector<types::global_dof_index> dofs;
    FEValues<dim> shape(fields.mapping, fields.scalar_element, QGauss<dim>(fields.scalar_element.degree + 1),
                        update_values | update_JxW_values | update_quadrature_points);
    double salt = 0;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && fields.has(cell->material_id(), Field::concentration))
        {
          dofs.resize(cell->get_fe().n_dofs_per_cell());
          cell->get_dof_indices(dofs);
          shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
          const auto &local   = fields.local_dofs(cell->material_id(), Field::concentration);
          const auto  weights = weights_of(shape, fields.names.axisymmetric);
          for (unsigned int q = 0; q < shape.n_quadrature_points; ++q)
            for (unsigned int i = 0; i < local.size(); ++i)
              salt += solution(dofs[local[i]]) * shape.shape_value(i, q) * weights[q];
        }
    return Utilities::MPI::sum(salt, fields.triangulation.get_communicator());
  }

  template double measure_salt<2>(const Fields<2> &, const Vector &);
  template double measure_salt<3>(const Fields<3> &, const Vector &);

  template <int dim>
  Measurements measure(const Electrochemistry<dim> &system, const typename Electrochemistry<dim>::Level &level, const double time,
                       const double temperature)
  {
    Measurements m;
    m.time                = time;
    m.temperature         = temperature;
    m.collector_current   = system.collector_currents(level);
    m.collector_potential = level.potentials;
    double counter_density = 0, counter_potential = 0;
    for (unsigned int k = 0; k < system.potentials.size(); ++k)
      {
        const Potential &p = system.potentials[k];
        if (p.role == Collector::Role::working)
          {
            m.current         = m.collector_current[k];
            m.current_density = m.current / p.area;
            m.voltage         = level.potentials[k];
          }
        if (p.role == Collector::Role::counter)
          {
            counter_density   = m.collector_current[k] / p.area;
            counter_potential = level.potentials[k];
          }
      }
    m.voltage -= counter_potential;
    std::array<std::vector<double>, n_fields> outflow;
    for (unsigned int f = 0; f < n_fields; ++f)
      outflow[f].assign(system.fields.n_groups(Field(f)), 0.);
    measure_interfaces(system, level, m, outflow);
    for (auto &defect : m.defects)
      defect.focusing = counter_density == 0 ? 0. : std::abs(defect.largest_current / counter_density);
    if (system.deposit)
      add_crack_currents(system, outflow);
    m.charge_imbalance = charge_imbalance(system, m, outflow);
    measure_fields(system, level, m);
    m.salt = measure_salt(system.fields, level.solution);
    const auto offset_of = [&](const Field field) {
      return [&, field](const unsigned int piece) {
        const int base = field == Field::electronic_potential ? system.potentials.base(piece) : -1;
        return base < 0 ? 0. : level.potentials[base];
      };
    };
    for (const auto &probe : system.fields.model.probes)
      m.probes.push_back(value_at(system.fields, level.solution, probe.field, probe.position, offset_of(probe.field)));
    for (const auto &exact : system.fields.model.exact)
      m.errors.push_back(error_against(system.fields, level.solution, exact, time, offset_of(exact.field)));
    return m;
  }

  template Measurements measure<2>(const Electrochemistry<2> &, const Electrochemistry<2>::Level &, double, double);
  template Measurements measure<3>(const Electrochemistry<3> &, const Electrochemistry<3>::Level &, double, double);
} // namespace nadir
