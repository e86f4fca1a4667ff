#include "solve/coupling.h"

#include "solve/monolithic.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nadir
{
  template <int dim>
  Coupling<dim>::Coupling(Electrochemistry<dim> &electrochemistry, Mechanics<dim> &mechanics, InterfaceExchange &exchange)
    : electrochemistry(electrochemistry)
    , mechanics(mechanics)
    , exchange(exchange)
  {}

  template <int dim>
  bool Coupling<dim>::estimate_stiffness(const std::vector<double> &thickness_before,
                                         const std::vector<double> &pressure_before)
  {
    // A quotient of changes says nothing where thickness hardly changed. The true response cannot be stiffer than the
    // interface itself, which the surroundings only soften; a point that counts on more would not move any more.
    bool changed = false;
    for (const auto &face : mechanics.faces.faces())
      if (const auto &opening = mechanics.fields.model.interfaces[face.interface].opening)
        for (unsigned int i = face.first_point; i < face.first_point + mechanics.faces.points_per_face(); ++i)
          if (const double change = exchange.thickness[i] - thickness_before[i]; std::abs(change) > 1e-18)
            {
              const double bond     = opening->laws.cohesive ? opening->laws.cohesive->stiffness() : 0.;
              const double estimate = (exchange.pressure[i] - pressure_before[i]) / change;
              const double before   = exchange.stiffness[i];
              exchange.stiffness[i] = std::clamp(estimate, before, std::max(opening->laws.contact_stiffness, bond));
              changed               = changed || exchange.stiffness[i] > 1.01 * before;
            }
    const MPI_Comm comm = mechanics.fields.triangulation.get_communicator();
    return dealii::Utilities::MPI::max(changed ? 1 : 0, comm) == 1;
  }

  template <int dim>
  bool Coupling<dim>::take_turn(typename Electrochemistry<dim>::Level &electric, typename Mechanics<dim>::Level &mechanical,
                                const std::function<NewtonResult()> &solve_solid, CouplingResult &result, const double loosened)
  {
    result.newton = electrochemistry.solve(electric, loosened);
    if (!result.newton.converged)
      return false;
    electrochemistry.report(electric, exchange);
    if (electrochemistry.deposit)
      electrochemistry.report_drops(electric);
    ++result.iterations;
    return take_stress(mechanical, solve_solid, result);
  }

  template <int dim>
  bool Coupling<dim>::take_stress(typename Mechanics<dim>::Level &mechanical, const std::function<NewtonResult()> &solve_solid, CouplingResult &result)
  {
    move_plates(mechanical);
    read_concentrations();
    const NewtonResult solved = solve_solid();
    result.mechanics_newton += solved.iterations;
    if (!solved.converged)
      {
        result.newton        = solved;
        result.newton.reason = "mechanics: " + solved.reason;
        return false;
      }
    mechanics.report(mechanical, exchange);
    exchange.reference_thickness = exchange.thickness;
    return true;
  }

  template <int dim>
  CouplingResult Coupling<dim>::solve_with_deposit(typename Electrochemistry<dim>::Level &electric, typename Mechanics<dim>::Level &mechanical)
  {
    CouplingResult    result;
    Acceleration      acceleration(mechanics.settings.acceleration, mechanics.fields.triangulation.get_communicator(), /*cautious=*/true);
    const std::size_t n      = exchange.told().size();
    const auto        joined = [](std::vector<double> a, const std::vector<double> &b) {
      a.insert(a.end(), b.begin(), b.end());
      return a;
    };
    fracture->begin_turns();
    for (;;)
      {
        const auto told = exchange.told();
        if (!take_turn(electric, mechanical, [&] { return fracture->turn(mechanical, turn_loosening); }, result, turn_loosening))
          return result;
        if (fracture->in_vain())
          return result;
        const double loosened = electrochemistry.allowed_residual(deposit_tolerance) / electrochemistry.allowed_residual();
        const double error    = electrochemistry.error_of(electric) / loosened;
        if (error < 1 && fracture->agreed())
          {
            // Forces balance, and charge is conserved, to the tighter tolerances.
            if (take_stress(mechanical, [&] { return fracture->settle(mechanical); }, result))
              result.newton = electrochemistry.solve(electric);
            return result;
          }
        if (const std::string why = fracture->why_not_agreed(); !why.empty())
          {
            result.newton.converged = false;
            result.newton.reason    = why + fmt::format(", the residual of the electrochemistry is {:.2g} times the tolerance", error);
            return result;
          }
        const auto found = joined(exchange.told(), fracture->values_found());
        const auto next  = acceleration.in_circles(std::max(error, fracture->disagreement())) ? found : acceleration.next(joined(told, fracture->values_told()), found);
        exchange.set_told({next.begin(), next.begin() + n});
        fracture->tell_values({next.begin() + n, next.end()});
      }
  }

  template <int dim>
  CouplingResult Coupling<dim>::solve(typename Electrochemistry<dim>::Level &electric, typename Mechanics<dim>::Level &mechanical)
  {
    if (fracture && fracture->deposit)
      return solve_with_deposit(electric, mechanical);
    CouplingResult result;
    Acceleration   acceleration(mechanics.settings.acceleration, mechanics.fields.triangulation.get_communicator());
    double         error_before = 0;
    std::vector<double> thickness_before, pressure_before;
    for (;;)
      {
        const auto told = exchange.told();
        if (!take_turn(electric, mechanical, [&] { return fracture ? fracture->solve(mechanical) : mechanics.solve(mechanical); }, result))
          return result;
        if (mechanics.settings.monolithic && !electrochemistry.is_empty())
          {
            result.newton = Monolithic<dim>(electrochemistry, mechanics, exchange, electric, mechanical, move_plates, read_concentrations)
                              .solve(mechanics.settings.largest_newton_count);
            return result;
          }
        const double error = electrochemistry.error_of(electric);
        // Round-off is what it is: only the tolerance is looser between turns.
        const double loosened = std::max(1., electrochemistry.allowed_residual(tolerance) / electrochemistry.allowed_residual());
        if (error < 1)
          return result;
        if (error < loosened)
          {
            result.newton = electrochemistry.solve(electric); // charge is conserved to the tighter tolerance
            return result;
          }
        if (result.iterations >= mechanics.settings.largest_coupling_count)
          {
            result.newton.converged = false;
            result.newton.reason    = fmt::format("stress and electrochemistry did not agree after {} turns: the residual is {:.2g} times "
                                                  "the coupling tolerance",
                                                  result.iterations, error / loosened);
            return result;
          }
        const auto pressure_now = exchange.pressure;
        // With another stiffness the kinetics are another map, of which the acceleration knows nothing yet.
        if (result.iterations > 1 && error > 0.5 * error_before && !thickness_before.empty() &&
            estimate_stiffness(thickness_before, pressure_before))
          acceleration.forget();
        else
          exchange.set_told(acceleration.next(told, exchange.told()));
        thickness_before = exchange.thickness;
        pressure_before  = pressure_now;
        error_before     = error;
      }
  }

  template class Coupling<2>;
  template class Coupling<3>;
} // namespace nadir
