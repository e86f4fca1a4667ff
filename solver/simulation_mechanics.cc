// The mechanical half of a step: what moves the plates, the coupled solve, and its measurements.
#include "simulation.h"

#include "output/mechanics_measure.h"
#include "output/nucleation.h"
#include "space/weights.h"

#include <deal.II/base/quadrature_lib.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

using namespace dealii;

namespace nadir
{
  template <int dim>
  void Simulation<dim>::set_up_mechanics()
  {
    const Section &root = deck.root();
    mechanical = std::make_unique<MechanicalHalf<dim>>(triangulation, names, model, root, linear_settings(), gauss_points());
    std::vector<bool> free;
    for (const Plate &plate : mechanical->supports.plates())
      free.push_back(plate.control == Plate::Control::pressure && plate.stiffness == 0);
    check_rigid_motions(root, mechanical->supports, free);
    system->exchange       = &mechanical->exchange;
    coupling               = std::make_unique<Coupling<dim>>(*system, mechanical->system, mechanical->exchange);
    coupling->move_plates  = [this](auto &level) { move_plates(level); };
    coupling->read_concentrations = [this] { read_concentrations(); };
    if (!model.fracture)
      return;
    fracture = std::make_unique<FractureHalf<dim>>(triangulation, names, model, root, linear_settings(), *mechanical);
    story.emplace(model.fracture->length);
    coupling->fracture = fracture.get();
    system->deposit    = fracture->deposit.get();
  }

  template <int dim>
  void Simulation<dim>::start_mechanics()
  {
    auto &m = *mechanical;
    m.start();
    if (fracture)
      fracture->start();
    step = accepted_step = TimeStep::held(0);
    accepted_temperature = temperature;
    begin_mechanics(0);
    m.system.report(m.levels[0], m.exchange); // which faces touch
    m.accepted_exchange = m.exchange;
    contact_at_start    = mean_contacts();
  }

  template <int dim>
  std::vector<double> Simulation<dim>::mean_contacts() const
  {
    std::vector<double> contacts(model.interfaces.size(), 0.), areas(contacts);
    mechanical->faces.for_each_part([&](const InterfacePart<dim> &part) {
      for (unsigned int q = 0; q < part.JxW.size(); ++q)
        {
          areas[part.interface] += part.JxW[q];
          contacts[part.interface] += part.JxW[q] * mechanical->exchange.contact[part.first_point + q];
        }
    });
    const MPI_Comm comm = triangulation.get_communicator();
    Utilities::MPI::sum(areas, comm, areas);
    Utilities::MPI::sum(contacts, comm, contacts);
    for (unsigned int i = 0; i < contacts.size(); ++i)
      contacts[i] = areas[i] > 0 ? contacts[i] / areas[i] : 1.;
    return contacts;
  }

  template <int dim>
  void Simulation<dim>::begin_mechanics(const double in_segment)
  {
    auto &m                   = *mechanical;
    m.environment.temperature = temperature;
    if (thermal)
      m.environment.temperatures = thermal->system.at_points(thermal->told, m.memory.rule);
    read_concentrations();
    std::vector<PlateControl> controls;
    for (const Plate &plate : m.supports.plates())
      {
        const bool   held     = clock.segment && clock.segment->plates_held;
        const double protocol = clock.segment ? clock.segment->pressure(in_segment) : 0.;
        controls.push_back({plate.control == Plate::Control::pressure && !held, plate.pressure ? *plate.pressure : protocol});
      }
    m.system.begin_step(step, m.environment, m.exchange, controls, m.accepted_exchange.pressure);
  }

  template <int dim>
  void Simulation<dim>::move_plates(typename MechanicalHalf<dim>::Level &level) const
  {
    const auto &m = *mechanical;
    for (unsigned int k = 0; k < m.supports.plates().size(); ++k)
      {
        const Plate &plate = m.supports.plates()[k];
        if (plate.control == Plate::Control::displacement)
          level.plates[k] = m.supports.plate_displacement(k, step.time);
        if (plate.control != Plate::Control::drift)
          continue;
        double area = 0, volume = 0;
        m.faces.for_each_part([&](const InterfacePart<dim> &part) {
          if (model.interfaces[part.interface].name == plate.interface_name)
            for (unsigned int q = 0; q < part.JxW.size(); ++q)
              {
                area += part.JxW[q];
                volume += part.JxW[q] * m.exchange.thickness[part.first_point + q];
              }
        });
        const MPI_Comm comm = triangulation.get_communicator();
        level.plates[k]     = Utilities::MPI::sum(volume, comm) / Utilities::MPI::sum(area, comm);
      }
  }

  template <int dim>
  void Simulation<dim>::read_concentrations()
  {
    auto &m = *mechanical;
    if (fields->n_groups(Field::concentration) == 0)
      return;
    const unsigned int n = m.memory.rule.size();
    m.environment.concentrations.assign(triangulation.n_active_cells() * n, 0.);
    FEValues<dim>                        shape(fields->mapping, fields->scalar_element, m.memory.rule, update_values);
    std::vector<types::global_dof_index> dofs;
    for (const auto &cell : fields->dof_handler.active_cell_iterators())
      if (!cell->is_artificial() && fields->has(cell->material_id(), Field::concentration))
        {
          shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
          dofs.resize(cell->get_fe().n_dofs_per_cell());
          cell->get_dof_indices(dofs);
          const auto &local = fields->local_dofs(cell->material_id(), Field::concentration);
          for (unsigned int q = 0; q < n; ++q)
            for (unsigned int i = 0; i < local.size(); ++i)
              m.environment.concentrations[cell->active_cell_index() * n + q] += levels[0].solution(dofs[local[i]]) * shape.shape_value(i, q);
        }
  }

  template <int dim>
  NewtonResult Simulation<dim>::solve_at_temperature(const double in_segment)
  {
    if (!mechanical)
      return system->solve(levels[0]);
    begin_mechanics(in_segment);
    if (fracture)
      fracture->begin_step(step, temperature, mechanical->levels[1]);
    const CouplingResult result   = coupling->solve(levels[0], mechanical->levels[0]);
    mechanical->turns             = result.iterations;
    mechanical->newton_iterations = result.mechanics_newton;
    return result.newton;
  }

  template <int dim>
  Measurements Simulation<dim>::measure_step(const double time)
  {
    Measurements m = measure(*system, levels[0], time, temperature);
    if (mechanical)
      {
        m.mechanics = measure_mechanics(*mechanical, *system, levels[0], time);
        for (unsigned int i = 0; i < m.interfaces.size(); ++i) // what a gap of the deck kept apart was never there to lose
          m.interfaces[i].retained_contact = contact_at_start[i] > 0 ? m.interfaces[i].retained_contact / contact_at_start[i] : 1.;
      }
    if (fracture)
      {
        m.fracture = measure_fracture(*fracture, *mechanical);
        compare_cracks(*m.fracture, std::abs(m.current), time - clock.time);
      }
    if (criteria.nucleation)
      m.nucleation = nucleation_drive(*system, levels[0], mechanical.get());
    measure_heat_of_step(m);
    return m;
  }

  template <int dim>
  double Simulation<dim>::divided_difference(const double h, const double y0, const double y1, const double y2, const double y3) const
  {
    // BDF2 errs by h^2 (h + h1)^2/(6 (2h + h1)) y''', and y''' is six times the third divided difference.
    const double h1 = last_sizes[0], h2 = last_sizes[1];
    const double a = (y0 - y1) / h, b = (y1 - y2) / h1, c = (y2 - y3) / h2;
    return 6 * h * h * (h + h1) * (h + h1) / (6 * (2 * h + h1)) * ((a - b) / (h + h1) - (b - c) / (h1 + h2)) / (h + h1 + h2);
  }

  template <int dim>
  double Simulation<dim>::creep_error(const double size) const
  {
    double error = 0;
    if (!mechanical)
      return error;
    const auto &memory = mechanical->memory;
    for (const auto &cell : triangulation.active_cell_iterators())
      if (const unsigned int c = cell->active_cell_index(); cell->is_locally_owned() && memory.has(c))
        for (unsigned int q = 0; q < memory.rule.size(); ++q)
          error = std::max(error, std::abs(divided_difference(size, memory.at(0, c, q)[6], memory.at(1, c, q)[6], memory.at(2, c, q)[6],
                                                              memory.at(3, c, q)[6])) /
                                    time_settings.strain_scale);
    return error;
  }

  template <int dim>
  void Simulation<dim>::restore_exchange()
  {
    auto &m    = *mechanical;
    m.exchange = InterfaceExchange(m.faces.n_points());
    for (const auto &face : faces->faces())
      for (unsigned int p = face.first_point; p < face.first_point + faces->points_per_face(); ++p)
        {
          const double *s         = memory->at(1, p);
          m.exchange.thickness[p] = mechanical_thickness(model.interfaces[face.interface].laws, {s[0], s[1], s[2], s[3]});
        }
    m.exchange.reference_thickness = m.exchange.thickness;
    if (clock.segment)
      {
        begin_mechanics(clock.time - clock.segment_start);
        m.system.report(m.levels[1], m.exchange);
      }
    m.accepted_exchange = m.exchange;
  }

  template class Simulation<2>;
  template class Simulation<3>;
} // namespace nadir
