#include "output/history.h"

#include "base/errors.h"

#include <deal.II/base/mpi.h>
#include <deal.II/base/utilities.h>

#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>

namespace nadir
{
  namespace
  {
    std::string as_column(std::string name)
    {
      for (char &c : name)
        if (c == ' ' || c == ',' || c == '"')
          c = '_';
      return name;
    }

    template <int dim>
    void add_totals(const StepView<dim> &view, Row &row)
    {
      const Measurements &m = view.measured;
      row.insert(row.end(),
                 {{"step", view.number},
                  {"time_s", m.time},
                  {"cycle", view.segment ? view.segment->cycle : 0},
                  {"step_size_s", view.step.size},
                  {"temperature_K", m.temperature}});
      if (!view.system.is_empty())
        row.insert(row.end(),
                   {{"current_A", m.current},
                    {"current_density_A_per_m2", m.current_density},
                    {"voltage_V", m.voltage},
                    {"capacity_C_per_m2", view.balances.capacity},
                    {"charge_balance", view.balances.charge},
                    {"sodium_balance", view.balances.sodium}});
    }

    /// A bonded interface has neither gap nor damage.
    void add_opening(const OpeningMeasure &o, Row &row)
    {
      const std::string name = as_column(o.name);
      row.insert(row.end(), {{name + ":contacted_area_fraction", o.contacted},
                             {name + ":mean_contact_fraction", o.mean_contact_fraction},
                             {name + ":min_contact_fraction", o.least_contact_fraction},
                             {name + ":conducting_fraction", o.contact}});
      if (o.can_open)
        row.insert(row.end(), {{name + ":max_damage", o.largest_damage},
                               {name + ":failed_area_fraction", o.damaged},
                               {name + ":max_gap_m", o.largest_gap},
                               {name + ":overlap_m", o.overlap}});
      row.insert(row.end(), {{name + ":mean_pressure_Pa", o.mean_pressure},
                             {name + ":min_pressure_Pa", o.least_pressure},
                             {name + ":max_pressure_Pa", o.largest_pressure}});
      if (o.can_open)
        row.insert(row.end(), {{name + ":max_shear_traction_Pa", o.largest_shear},
                               {name + ":interface_dissipation_J", o.dissipated}});
    }

    void add_crack_tip(const CrackTipMeasure &m, Row &row)
    {
      const std::string name = as_column(m.name);
      row.insert(row.end(), {{name + ":stress_intensity_Pa_sqrt_m", m.stress_intensity}, {name + ":J_spread", m.spread}});
      for (unsigned int k = 0; k < m.release_rate.size(); ++k)
        row.insert(row.end(), {{fmt::format("{}:J_{}_J_per_m2", name, k + 1), m.release_rate[k]},
                               {fmt::format("{}:J_{}_of_faces_J_per_m2", name, k + 1), m.of_faces[k]}});
    }

    void add_mechanics(const MechanicsMeasure &m, Row &row)
    {
      row.insert(row.end(), {{"force_balance", m.force_balance},
                             {"strain_energy_J", m.strain_energy},
                             {"max_displacement_m", m.largest_displacement},
                             {"coupling_turns", m.turns},
                             {"mechanics_newton_iterations", m.newton_iterations},
                             {"mechanics_linear_iterations", m.linear_iterations}});
      for (const auto &p : m.plates)
        {
          const std::string name = as_column(p.name);
          row.insert(row.end(),
                     {{name + ":displacement_m", p.displacement}, {name + ":force_N", p.force}, {name + ":pressure_Pa", p.pressure}});
        }
      for (const auto &r : m.regions)
        {
          const std::string name = as_column(r.name);
          row.insert(row.end(), {{name + ":max_von_mises_stress_Pa", r.largest_von_mises},
                                 {name + ":max_principal_stress_Pa", r.largest_principal},
                                 {name + ":mean_pressure_Pa", r.mean_pressure},
                                 {name + ":max_creep_strain", r.largest_creep},
                                 {name + ":creep_dissipation_J", r.dissipated}});
        }
      for (const auto &o : m.openings)
        add_opening(o, row);
      for (const auto &tip : m.crack_tips)
        add_crack_tip(tip, row);
      for (const auto &e : m.errors)
        {
          row.push_back({as_column(e.name) + ":error_L2", e.l2});
          row.push_back({as_column(e.name) + ":error_H1", e.h1});
        }
    }

    void add_heat(const ThermalMeasure &m, Row &row)
    {
      row.insert(row.end(), {{"min_temperature_K", m.least},
                             {"max_temperature_K", m.largest},
                             {"mean_temperature_K", m.mean},
                             {"joule_heat_W", m.joule},
                             {"interface_heat_W", m.interfaces},
                             {"reversible_heat_W", m.reversible},
                             {"prescribed_heat_W", m.prescribed},
                             {"generated_heat_W", m.joule + m.interfaces + m.reversible + m.prescribed},
                             {"heat_outflow_W", m.outflow},
                             {"stored_heat_J", m.stored},
                             {"heat_balance", m.balance},
                             {"heat_iterations", m.turns},
                             {"heat_iterations_last_change_K", m.change}});
      for (const auto &[name, outflow] : m.boundaries)
        row.push_back({as_column(name) + ":heat_outflow_W", outflow});
      for (const auto &e : m.errors)
        {
          row.push_back({as_column(e.name) + ":error_L2", e.l2});
          row.push_back({as_column(e.name) + ":error_H1", e.h1});
        }
    }

    void add_fracture(const FractureMeasure &m, Row &row)
    {
      row.insert(row.end(), {{"crack_energy_J", m.energy},
                             {"crack_area_m2", m.area},
                             {"crack_volume_m3", m.volume},
                             {"largest_damage", m.largest_damage},
                             {"fracture_iterations", m.turns},
                             {"fracture_active_set_iterations", m.changes_of_set},
                             {"fracture_linear_iterations", m.linear_iterations},
                             {"fracture_iterations_last_change", m.change}});
      for (const auto &crack : m.cracks)
        {
          const std::string name = as_column(crack.name);
          row.insert(row.end(), {{name + ":length_m", crack.length}, {name + ":tip_speed_m_per_s", crack.tip_speed}});
          if (m.has_deposit)
            row.insert(row.end(), {{name + ":metal_length_m", crack.metal_length},
                                   {name + ":deposit_m3", crack.deposit},
                                   {name + ":empty_m3", crack.empty},
                                   {name + ":mean_pressure_Pa", crack.mean_pressure},
                                   {name + ":peak_pressure_Pa", crack.peak_pressure},
                                   {name + ":current_A", crack.current},
                                   {name + ":current_share", crack.current_share},
                                   {name + ":tip_overpotential_V", crack.tip_overpotential}});
        }
      if (m.has_deposit)
        row.insert(row.end(), {{"deposit_m3", m.deposit},
                               {"deposit_charge_C", m.deposit_charge},
                               {"squeezed_out_m3", m.squeezed_out},
                               {"dead_m3", m.dead},
                               {"deposit_current_A", m.current},
                               {"deposit_balance", m.deposit_balance},
                               {"shorting_current_A", m.shorting_current},
                               {"cracked_through", m.through},
                               {"bridged_by_metal", m.bridged}});
    }

    template <int dim>
    void add_places(const StepView<dim> &view, Row &row)
    {
      const Measurements &m = view.measured;
      for (unsigned int f = 0; f < n_fields; ++f)
        if (view.system.fields.n_groups(Field(f)) > 0)
          {
            const std::string unit = Field(f) == Field::concentration ? "_mol_per_m3" : "_V";
            row.push_back({as_column(std::string("min_") + field_names[f]) + unit, m.range[f].least});
            row.push_back({as_column(std::string("max_") + field_names[f]) + unit, m.range[f].largest});
          }
      for (unsigned int k = 0; k < m.collector_current.size(); ++k)
        {
          const std::string name = as_column(view.system.potentials[k].name);
          row.push_back({name + ":current_A", m.collector_current[k]});
          row.push_back({name + ":potential_V", m.collector_potential[k]});
        }
      for (const auto &i : m.interfaces)
        {
          if (i.area == 0) // no current can cross it: it blocks, or nothing conducts
            continue;
          const std::string name = as_column(i.name);
          row.insert(row.end(),
                     {{name + ":current_A", i.current},
                      {name + ":electronic_current_A", i.electronic},
                      {name + ":min_current_density_A_per_m2", i.smallest_current},
                      {name + ":max_current_density_A_per_m2", i.largest_current},
                      {name + ":max_overpotential_V", i.largest_overpotential},
                      {name + ":mean_plated_thickness_m", i.plated},
                      {name + ":min_plated_thickness_m", i.least_plated},
                      {name + ":max_plated_thickness_m", i.largest_plated},
                      {name + ":retained_contact", i.retained_contact},
                      {name + ":mean_interphase_thickness_m", i.interphase},
                      {name + ":mean_film_drop_V", i.film_drop}});
        }
      if (!view.system.is_empty())
        for (const auto &d : m.defects)
          {
            const std::string name = as_column(d.name);
            row.insert(row.end(),
                       {{name + ":focusing_factor", d.focusing},
                        {name + ":largest_current_density_A_per_m2", d.largest_current},
                        {name + ":overpotential_V", d.overpotential}});
          }
      for (unsigned int p = 0; p < m.probes.size(); ++p)
        {
          const Probe &probe = view.system.fields.model.probes[p];
          row.push_back({as_column(probe.name) + (probe.field == Field::concentration ? ":concentration_mol_per_m3" :
                                                  probe.field == Field::temperature   ? ":temperature_K" :
                                                                                        ":potential_V"),
                         m.probes[p]});
        }
      if (m.mechanics)
        add_mechanics(*m.mechanics, row);
      if (m.fracture)
        add_fracture(*m.fracture, row);
      if (m.thermal)
        add_heat(*m.thermal, row);
      for (const auto &e : m.errors)
        {
          row.push_back({as_column(e.name) + ":error_L2", e.l2});
          row.push_back({as_column(e.name) + ":error_H1", e.h1});
        }
    }
  } // namespace

  template <int dim>
  Row history_row(const StepView<dim> &view)
  {
    Row row;
    add_totals(view, row);
    add_places(view, row);
    row.push_back({"cells", view.system.fields.triangulation.n_global_active_cells()});
    if (!view.system.is_empty())
      row.insert(row.end(),
                 {{"unknowns", view.system.fields.dof_handler.n_dofs()},
                  {"newton_iterations", view.newton_iterations},
                  {"linear_iterations", view.linear_iterations}});
    row.insert(row.end(),
               {{"ranks", dealii::Utilities::MPI::n_mpi_processes(view.system.fields.triangulation.get_communicator())},
                {"wall_time_s", view.wall_time}});
    return row;
  }

  double column(const Row &row, const std::string &name)
  {
    for (const auto &[key, value] : row)
      if (key == name)
        return value;
    throw std::out_of_range("history has no column '" + name + "'");
  }

  template <int dim>
  History<dim>::History(const std::string &file)
    : file(dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0 ? file : "")
  {}

  template <int dim>
  void History<dim>::step(const StepView<dim> &view)
  {
    rows.push_back(history_row(view));
    if (file.empty())
      return;
    const auto write = [&](const auto &text_of) {
      std::string line;
      for (const auto &entry : rows.back())
        line += (line.empty() ? "" : ",") + text_of(entry);
      stream << line << '\n';
    };
    if (!stream.is_open())
      {
        stream.open(file);
        write([](const auto &entry) { return entry.first; });
      }
    write([](const auto &entry) { return fmt::format("{:.15g}", entry.second); });
    stream.flush();
    if (stream)
      {
        complete = stream.tellp();
        return;
      }
    stream.close();
    std::error_code ignored; // half a row is worse than none
    std::filesystem::resize_file(file, complete, ignored);
    throw std::runtime_error("cannot write '" + file + "': is the disk full?");
  }

  template <int dim>
  std::vector<char> History<dim>::state() const
  {
    return dealii::Utilities::pack(complete, false);
  }

  template <int dim>
  void History<dim>::go_on_from(const std::vector<char> &state)
  {
    if (file.empty())
      return;
    complete = dealii::Utilities::unpack<std::uintmax_t>(state, false);
    std::error_code none;
    const auto      size = std::filesystem::file_size(file, none);
    if (none || size < complete)
      throw DeckError({}, fmt::format("the checkpoint belongs to a history of {} bytes, and '{}' {}", complete, file,
                                      none ? "is not there" : fmt::format("has only {}", size)),
                      "go on in the folder in which the checkpoint was written, with all of its results");
    std::filesystem::resize_file(file, complete);
    if (complete > 0)
      stream.open(file, std::ios::app);
  }

  template Row history_row<2>(const StepView<2> &);
  template Row history_row<3>(const StepView<3> &);
  template class History<2>;
  template class History<3>;
} // namespace nadir
