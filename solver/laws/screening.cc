#include "laws/screening.h"

#include "base/constants.h"
#include "base/errors.h"
#include "laws/mechanics/slot_flow.h"

#include <fmt/format.h>

#include <cmath>

namespace nadir
{
  namespace
  {
    constexpr double pi = 3.14159265358979323846, uniform = 1.1215, linear = 0.683; // an edge crack under uniform and linear pressure
  }

  FlawEstimate estimate_flaw(const double toughness,
                             const double depth,
                             const double molar_volume,
                             const double resistance,
                             const double conductivity,
                             const double compression)
  {
    const double volume_per_charge = molar_volume / constants::faraday;
    const double stress            = toughness / std::sqrt(pi * depth) + uniform * compression;
    return {stress / uniform,
            volume_per_charge * stress / uniform,
            volume_per_charge * stress / (uniform * resistance + linear * depth / conductivity),
            linear / uniform * depth / (conductivity * resistance)};
  }

  double disc_pressure(const double toughness, const double radius, const double compression)
  {
    return toughness * std::sqrt(pi) / (2 * std::sqrt(radius)) + compression;
  }

  double extrusion_pressure(const FlowLaw &law, const double temperature, const double velocity, const double width, const double depth)
  {
    const double flux = 2 * velocity * depth; // at the mouth, m2/s
    if (law.rate_independent())
      throw SolveError("it yields at one stress, whatever the rate");
    // In logarithms the flux of Norton's law is a straight line over the gradient, and Newton's method there in one step.
    double log_gradient = std::log(1e6 / depth), exponent = 1;
    for (unsigned int i = 0; i < 100; ++i)
      {
        const double   gradient = std::exp(log_gradient);
        const SlotFlow flow     = slot_flow(law, temperature, width, gradient);
        exponent                = flow.slope * gradient / flow.flux;
        const double step       = std::log(flux / flow.flux) / exponent;
        log_gradient += step;
        if (std::abs(step) < 1e-12)
          return std::exp(log_gradient) * depth * exponent / (exponent + 1);
        if (!std::isfinite(step))
          break;
      }
    throw SolveError("no gradient of the pressure drives as much metal out");
  }

  double steady_stripping_velocity(const VoidClosureLaw &law, const double contact_fraction, const double pressure, const double temperature)
  {
    double velocity = 0;
    for (unsigned int i = 0; i < 100; ++i)
      {
        const double in[4] = {contact_fraction, velocity, pressure, temperature};
        double       rate, derivatives[4];
        law.evaluate(in, &rate, derivatives);
        const double step = rate / derivatives[1];
        velocity -= step;
        if (std::abs(step) <= 1e-12 * std::abs(velocity))
          return velocity;
        if (!std::isfinite(step))
          break;
      }
    throw SolveError("the closure has no steady state at this contact fraction");
  }

  double limiting_current_density(const double diffusivity, const double concentration, const double transference_number, const double thickness)
  {
    const double immobile = std::max(1 - transference_number, 0.);
    return 2 * constants::faraday * diffusivity * concentration / (immobile * thickness);
  }

  double sands_time(const double diffusivity, const double concentration, const double transference_number, const double current_density)
  {
    return pi * diffusivity * std::pow(constants::faraday * concentration / (2 * current_density * (1 - transference_number)), 2);
  }

  double small_signal_resistance(const InterfaceLaws &laws, const double temperature)
  {
    if (!laws.charge_transfer)
      return infinity;
    const double at_rest[2] = {0, temperature};
    double       current, slopes[2];
    laws.charge_transfer->evaluate(at_rest, &current, slopes);
    const double film = laws.film_conductivity > 0 ? laws.initial_interphase / laws.film_conductivity : 0.;
    return slopes[0] > 0 ? 1 / slopes[0] + laws.resistance + film : infinity;
  }

  double interface_drop(const InterfaceLaws &laws, const double current_density, const double temperature, const double conductivity)
  {
    if (current_density == 0)
      return 0;
    const InterfaceState start{0, laws.initial_interphase, 0, 1};
    const double         sign   = current_density > 0 ? 1. : -1.;
    const auto           excess = [&](const double drop) {
      return sign * (interface_current(laws, laws.open_circuit_potential + sign * drop, temperature, conductivity, 1, TimeStep::held(0), start, start).current - current_density);
    };
    double low = 0, high = 1e-3;
    for (; excess(high) < 0; high *= 2)
      if (high > 100)
        throw SolveError(fmt::format("it does not carry {:.3g} A/m2 at any voltage", current_density));
    while (high - low > 1e-14 * high)
      {
        const double middle = 0.5 * (low + high);
        if (middle == low || middle == high)
          break;
        (excess(middle) < 0 ? low : high) = middle;
      }
    return sign * high;
  }
} // namespace nadir
