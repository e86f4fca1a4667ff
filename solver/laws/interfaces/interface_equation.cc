#include "laws/interfaces/interface_equation.h"

#include "base/constants.h"
#include "base/errors.h"

#include <algorithm>
#include <cmath>

namespace nadir
{
  InterfaceEquation::InterfaceEquation(const InterfaceLaws &laws, const MechanicalSide &side, const TimeStep &step,
                                       const double temperature, const double conductivity, const double share,
                                       const double interphase, const double plated, const InterfaceState &old,
                                       const InterfaceState &older)
    : laws(laws)
    , side(side)
    , step(step)
    , temperature(temperature)
    , conductivity(conductivity)
    , share(share)
    , interphase(interphase)
    , plated(plated)
    , old_contact(laws.voids ? old.contact_fraction : 1.)
    , per_current(step.size > 0 ? laws.molar_volume / (constants::faraday * step.now) : 0.)
    , stored_rate(step.old * old.overpotential + step.older * older.overpotential)
    , contact_history(step.old * old.contact_fraction + step.older * older.contact_fraction)
    , voids(laws.voids && step.size > 0 && laws.voids->least_contact_fraction() < 1)
    , responds(voids || side.stiffness != 0)
    , void_height(laws.voids ? laws.voids->void_height() : 0.)
    , fixed_resistance(0)
  {
    if (!voids && share > 0)
      fixed_resistance = resistance(old_contact, nullptr);
  }

  double InterfaceEquation::resistance(const double contact, double *by_contact) const
  {
    const double theta  = share * contact;
    const double series = laws.resistance + (laws.film_conductivity > 0 ? interphase / laws.film_conductivity : 0.);
    double       r      = series / theta;
    if (by_contact != nullptr)
      *by_contact = -r / contact;
    if (laws.constriction)
      {
        const double in[2] = {theta, conductivity};
        double       constriction, derivatives[2];
        laws.constriction->evaluate(in, &constriction, by_contact != nullptr ? derivatives : nullptr);
        r += constriction;
        if (by_contact != nullptr)
          *by_contact += share * derivatives[0];
      }
    return r;
  }

  InterfaceEquation::Kinetics InterfaceEquation::kinetics(const double eta) const
  {
    if (share == 0 || !laws.charge_transfer)
      return {};
    const double in[2] = {eta, temperature};
    double       i, derivatives[2];
    laws.charge_transfer->evaluate(in, &i, derivatives);
    return {i, derivatives[0]};
  }

  InterfaceEquation::Partial InterfaceEquation::faradaic(const Kinetics &k, const double contact) const
  {
    const double theta = share * contact, h_0 = laws.depletion_thickness;
    Partial      i     = {k.value * theta, theta * k.slope, share * k.value};
    const double stock = laws.sodium_inventory + plated; // left at the end of the step if no current flowed, m
    if (i.value > 0 && stock - per_current * i.value < h_0)
      {
        const double denominator = h_0 + per_current * i.value, left = std::max(stock, 0.);
        i.value      = i.value * left / denominator;
        i.by_eta     = i.by_eta * left * h_0 / (denominator * denominator);
        i.by_contact = i.by_contact * left * h_0 / (denominator * denominator);
      }
    return i;
  }

  InterfaceEquation::Local InterfaceEquation::local(const Kinetics &k, const double contact) const
  {
    Local          x;
    const Partial &i = x.faradaic = faradaic(k, contact);
    x.thickness = {plated - per_current * i.value + void_height * (1. - contact) + laws.interphase_share * (interphase - laws.initial_interphase),
                   -per_current * i.by_eta, -per_current * i.by_contact - void_height};
    x.pressure  = {side.pressure + side.stiffness * (x.thickness.value - side.reference_thickness),
                   side.stiffness * x.thickness.by_eta, side.stiffness * x.thickness.by_contact, 1.};
    return x;
  }

  InterfaceEquation::Partial InterfaceEquation::contact_residual(const Local &x, const double contact) const
  {
    const double volume = laws.molar_volume / constants::faraday;
    const double in[4]  = {contact, volume * x.faradaic.value, x.pressure.value, temperature};
    double       rate, d[4];
    laws.voids->evaluate(in, &rate, d);
    return {contact - (rate - contact_history) / step.now,
            -(d[1] * volume * x.faradaic.by_eta + d[2] * x.pressure.by_eta) / step.now,
            1. - (d[0] + d[1] * volume * x.faradaic.by_contact + d[2] * x.pressure.by_contact) / step.now,
            -d[2] / step.now};
  }

  InterfaceEquation::Quantity InterfaceEquation::contact_fraction(const Kinetics &k) const
  {
    if (!voids)
      return {old_contact};
    const auto residual = [&](const double theta) { return contact_residual(local(k, theta), theta); };
    double     lower = laws.voids->least_contact_fraction(), upper = 1.;
    if (residual(upper).value <= 0)
      return {upper};
    if (residual(lower).value >= 0)
      return {lower};
    double  theta = std::clamp(old_contact, lower, upper);
    Partial r{};
    for (unsigned int iteration = 0; iteration < 200; ++iteration)
      {
        r = residual(theta);
        if (!std::isfinite(r.value))
          throw SolveError("a void closure law returned not-a-number at a contact fraction of " +
                           std::to_string(theta));
        (r.value < 0 ? lower : upper) = theta;
        double next                   = theta - r.value / r.by_contact;
        if (!(next > lower && next < upper))
          next = std::abs(next - theta) <= 1e-15 ? theta : 0.5 * (lower + upper);
        const bool done = std::abs(next - theta) <= 1e-15 || next == lower || next == upper;
        theta           = next;
        if (done)
          break;
      }
    return {theta, -r.by_eta / r.by_contact, -r.by_pressure / r.by_contact};
  }

  double InterfaceEquation::pressure_shift(const double pressure) const
  {
    return (laws.molar_volume * pressure - laws.cation_volume * side.electrolyte_pressure) / constants::faraday;
  }

  InterfaceEquation::Point InterfaceEquation::at(const double eta) const
  {
    const Kinetics k     = kinetics(eta);
    const Quantity theta = contact_fraction(k);
    const Local    x     = local(k, theta.value);
    const auto     total = [&](const Partial &y) {
      return Quantity{y.value, y.by_eta + y.by_contact * theta.by_eta,
                      y.by_pressure + y.by_contact * theta.by_pressure};
    };
    const double volume = laws.molar_volume / constants::faraday;

    Point p;
    p.contact    = theta;
    p.faradaic   = total(x.faradaic);
    p.thickness  = total(x.thickness);
    p.pressure   = total(x.pressure);
    p.electrical = {eta - pressure_shift(p.pressure.value), 1. - volume * p.pressure.by_eta,
                    -volume * p.pressure.by_pressure};
    p.current    = p.faradaic;
    const double c = share * theta.value * laws.double_layer_capacitance;
    if (c != 0 && step.size != 0)
      {
        const double rate  = step.now * p.electrical.value + stored_rate;
        const double whole = share * laws.double_layer_capacitance; // per theta
        p.current.value += c * rate;
        p.current.by_eta += c * step.now * p.electrical.by_eta + whole * rate * theta.by_eta;
        p.current.by_pressure += c * step.now * p.electrical.by_pressure + whole * rate * theta.by_pressure;
      }
    double slope = 0;
    p.resistance = voids && share > 0 ? resistance(theta.value, &slope) : fixed_resistance;
    slope *= p.current.value;
    p.drop = {p.electrical.value + p.resistance * p.current.value,
              p.electrical.by_eta + p.resistance * p.current.by_eta + slope * theta.by_eta,
              p.electrical.by_pressure + p.resistance * p.current.by_pressure + slope * theta.by_pressure};
    return p;
  }

  /// target - e - R i and its slope.
  InterfaceEquation::Kinetics InterfaceEquation::residual(const double eta, const double target,
                                                          const double shift) const
  {
    if (responds)
      {
        const Point p = at(eta);
        return {target - p.electrical.value - p.resistance * p.current.value, -p.drop.by_eta};
      }
    // The same without what does not change: nearly all points of a run come here, and several times each.
    const Partial i = faradaic(kinetics(eta), old_contact);
    const double  c = share * old_contact * laws.double_layer_capacitance;
    Kinetics      current{i.value, i.by_eta};
    if (c != 0 && step.size != 0)
      current = {i.value + c * (step.now * (eta - shift) + stored_rate), i.by_eta + c * step.now};
    return {target - (eta - shift) - fixed_resistance * current.value, -1. - fixed_resistance * current.slope};
  }

  double InterfaceEquation::solve(const double target, const double guess) const
  {
    // Pressure terms without current; they are exact where the pressure does not answer.
    const double shift = pressure_shift(local({}, old_contact).pressure.value);
    if (!responds && fixed_resistance == 0)
      return target + shift;
    const auto residual = [&](const double eta) { return this->residual(eta, target, shift); };
    // The current vanishes at eta = 0 but for its history part, so the root lies between there and the target.
    const double start = guess + shift, end = target + shift;
    double       lower = std::min({end, start, 0.}), upper = std::max({end, start, 0.});
    for (double width = 0.1; residual(lower).value < 0 && width < 1e6; width *= 4)
      lower -= width;
    for (double width = 0.1; residual(upper).value > 0 && width < 1e6; width *= 4)
      upper += width;
    double eta = std::clamp(start, lower, upper);
    for (unsigned int iteration = 0; iteration < 200; ++iteration)
      {
        const Kinetics r = residual(eta);
        if (!std::isfinite(r.value))
          break;
        (r.value > 0 ? lower : upper) = eta;
        double next                   = eta - r.value / r.slope;
        if (!(next > lower && next < upper))
          next = 0.5 * (lower + upper);
        if (std::abs(next - eta) <= 1e-15 * (std::abs(eta) + std::abs(shift) + 1e-3) || next == lower || next == upper)
          return next;
        eta = next;
      }
    throw SolveError("the overpotential at an interface point has no finite solution (a law returned not-a-number?)");
  }
} // namespace nadir
