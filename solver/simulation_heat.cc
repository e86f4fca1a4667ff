// The thermal half of a step: the turns between heat and currents, their error in time, and their measurements.
#include "simulation.h"

#include "output/thermal_measure.h"

#include <deal.II/base/quadrature_lib.h>

#include <algorithm>
#include <cmath>

using namespace dealii;

namespace nadir
{
  template <int dim>
  void Simulation<dim>::set_up_heat()
  {
    const Section &root = deck.root(), &solver = root.section("Solver");
    thermal = std::make_unique<ThermalHalf<dim>>(triangulation, names, model, root, linear_settings(), gauss_points(),
                                                 QGauss<dim>(fields->scalar_element.degree + 1), temperature);
    thermal->system.tolerance = solver.quantity("Tolerance");
    system->temperatures      = &thermal->points;
    if (!protocol && !thermal->boundaries.hold())
      root.section("Heat").fail("nothing determines the temperature of a steady state: all boundaries are insulated or have a given flux",
                                "add a `Thermal boundary` of the type temperature or exchange, or a `Protocol`");
  }

  template <int dim>
  NewtonResult Simulation<dim>::solve_step(const double in_segment)
  {
    if (!thermal)
      return solve_at_temperature(in_segment);
    thermal->begin_step(step, temperature);
    unsigned int iterations = 0;
    for (;;)
      {
        NewtonResult result = solve_at_temperature(in_segment);
        iterations += result.iterations;
        if (!result.converged || thermal->turn(*system, levels[0], result))
          {
            result.iterations = iterations;
            return result;
          }
      }
  }

  template <int dim>
  void Simulation<dim>::measure_heat_of_step(Measurements &m) const
  {
    if (!thermal)
      return;
    m.thermal = measure_heat(*thermal, m.time);
    for (unsigned int p = 0; p < model.probes.size(); ++p)
      if (model.probes[p].field == Field::temperature)
        m.probes[p] = value_at(thermal->fields, thermal->levels[0].solution, Field::temperature, model.probes[p].position,
                               [&](unsigned int) { return thermal->system.reference_temperature; });
  }

  template <int dim>
  void Simulation<dim>::check_heat_balance() const
  {
    if (measured.thermal && !(measured.thermal->balance <= balance_tolerance))
      throw SolveError(fmt::format("the balance of heat is off by {:.3g} of what has passed (allowed: {:.3g}) at {:.6g} s",
                                   measured.thermal->balance, balance_tolerance, clock.time));
  }

  template <int dim>
  double Simulation<dim>::temperature_error(const double size) const
  {
    double error = 0;
    if (!thermal)
      return error;
    const auto &l = thermal->levels;
    for (const auto dof : thermal->fields.owned)
      error = std::max(error, std::abs(divided_difference(size, l[0].solution(dof), l[1].solution(dof), l[2].solution(dof),
                                                          l[3].solution(dof))));
    return error / time_settings.temperature_scale;
  }

  template class Simulation<2>;
  template class Simulation<3>;
} // namespace nadir
