#include "laws/interfaces/interface_current.h"

#include "base/constants.h"
#include "base/errors.h"

#include <algorithm>
#include <cmath>

namespace nadir
{
  namespace
  {
    struct Value
    {
      double value;
      double slope;
    };

    /// Everything of the local equation that does not depend on eta.
    struct LocalEquation
    {
      const InterfaceLaws &laws;
      const TimeStep      &step;
      double               temperature;
      double               theta;
      double               resistance;   // seen by the total current, ohm m2
      double               stock;        // sodium left at the end of the step if no current flowed, m
      double               thickness_per_current; // m per A/m2 of faradaic current in this step
      double               stored_rate;  // history part of d(eta)/dt, V/s

      /// theta i_f
      Value faradaic(const double eta) const
      {
        if (theta == 0 || !laws.charge_transfer)
          return {0, 0};
        const double in[2] = {eta, temperature};
        double       i, derivatives[2];
        laws.charge_transfer->evaluate(in, &i, derivatives);
        i *= theta;
        const double slope = theta * derivatives[0];
        const double h_0   = laws.depletion_thickness;
        if (i <= 0 || stock - thickness_per_current * i >= h_0)
          return {i, slope};
        const double denominator = h_0 + thickness_per_current * i;
        const double left        = std::max(stock, 0.);
        return {i * left / denominator, slope * left * h_0 / (denominator * denominator)};
      }

      Value total(const double eta) const
      {
        const Value  f = faradaic(eta);
        const double c = theta * laws.double_layer_capacitance;
        if (c == 0 || step.size == 0)
          return f;
        return {f.value + c * (step.now * eta + stored_rate), f.slope + c * step.now};
      }
    };

    /// Root of target - eta - R i(eta), which falls strictly: Newton inside a bracket.
    double solve_overpotential(const LocalEquation &equation, const double target, const double guess)
    {
      if (equation.resistance == 0)
        return target;
      const auto g = [&](const double eta) {
        const Value i = equation.total(eta);
        return Value{target - eta - equation.resistance * i.value, -1 - equation.resistance * i.slope};
      };
      // |eta - target| = R |i|; i vanishes where the history part does, so the root lies between there and target.
      double lower = std::min({target, guess, 0.}), upper = std::max({target, guess, 0.});
      for (double width = 0.1; g(lower).value < 0 && width < 1e6; width *= 4)
        lower -= width;
      for (double width = 0.1; g(upper).value > 0 && width < 1e6; width *= 4)
        upper += width;
      double eta = std::clamp(guess, lower, upper);
      for (unsigned int iteration = 0; iteration < 200; ++iteration)
        {
          const Value residual = g(eta);
          if (!std::isfinite(residual.value))
            break;
          (residual.value > 0 ? lower : upper) = eta;
          double next = eta - residual.value / residual.slope;
          if (!(next > lower && next < upper))
            next = 0.5 * (lower + upper);
          if (std::abs(next - eta) <= 1e-15 * (std::abs(eta) + 1e-3) || next == lower || next == upper)
            return next;
          eta = next;
        }
      throw SolveError("the overpotential at an interface point has no finite solution (a law returned not-a-number?)");
    }

    double grown_interphase(const InterfaceLaws &laws, const double thickness, const double temperature, const double dt)
    {
      if (!laws.interphase || dt == 0)
        return thickness;
      const double in[3] = {thickness, temperature, dt};
      double       after;
      laws.interphase->evaluate(in, &after, nullptr);
      return after;
    }

    double series_resistance(const InterfaceLaws &laws, const double interphase, const double theta,
                             const double conductivity)
    {
      double r = laws.resistance + (laws.film_conductivity > 0 ? interphase / laws.film_conductivity : 0.);
      r /= theta;
      if (laws.constriction)
        {
          const double in[2] = {theta, conductivity};
          double       constriction;
          laws.constriction->evaluate(in, &constriction, nullptr);
          r += constriction;
        }
      return r;
    }
  } // namespace

  InterfaceCurrent interface_current(const InterfaceLaws  &laws,
                                     const double          drop,
                                     const double          temperature,
                                     const double          conductivity,
                                     const double          contact,
                                     const TimeStep       &step,
                                     const InterfaceState &old,
                                     const InterfaceState &older)
  {
    InterfaceCurrent result{0, 0, 0, old, false};
    result.state.interphase = grown_interphase(laws, old.interphase, temperature, step.size);
    const double theta      = laws.contact_fraction * contact;

    const double consumption = laws.molar_volume * laws.sodium_in_interphase *
                               step.rate(result.state.interphase, old.interphase, older.interphase);
    const auto plated = [&](const double faradaic) {
      const double rate = -laws.molar_volume * faradaic / constants::faraday - consumption;
      return step.value_with_rate(rate, old.plated, older.plated);
    };
    result.state.plated = plated(0.);
    if (theta <= 0)
      return result;

    const double resistance = series_resistance(laws, result.state.interphase, theta, conductivity);
    if (!laws.charge_transfer)
      {
        result.slope   = 1 / resistance;
        result.current = drop / resistance;
        return result;
      }

    const LocalEquation equation{laws,
                                 step,
                                 temperature,
                                 theta,
                                 resistance,
                                 laws.sodium_inventory + result.state.plated,
                                 step.size > 0 ? laws.molar_volume / (constants::faraday * step.now) : 0.,
                                 step.old * old.overpotential + step.older * older.overpotential};
    const double eta   = solve_overpotential(equation, drop - laws.open_circuit_potential, old.overpotential);
    const Value  total = equation.total(eta);
    result.current     = total.value;
    result.slope       = total.slope / (1 + resistance * total.slope);
    result.faradaic    = equation.faradaic(eta).value;
    if (!std::isfinite(result.current) || !std::isfinite(result.slope))
      throw SolveError("a charge-transfer law returned not-a-number at an overpotential of " + std::to_string(eta) + " V");
    result.state.overpotential = eta;
    result.state.plated        = plated(result.faradaic);
    result.limited             = laws.charge_transfer->limited(eta, temperature);
    return result;
  }
} // namespace nadir
