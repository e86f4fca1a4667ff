#include "laws/interfaces/interface_equation.h"

#include "base/constants.h"
#include "base/errors.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace nadir
{
  namespace
  {
    double grown_interphase(const InterfaceLaws &laws, const double thickness, const double temperature, const double dt)
    {
      if (!laws.interphase || dt == 0)
        return thickness;
      const double in[3] = {thickness, temperature, dt};
      double       after;
      laws.interphase->evaluate(in, &after, nullptr);
      return after;
    }

    /// @param eta_by_drop and `eta_by_pressure`: how the solution answers.
    void set_mechanics(const InterfaceEquation::Point &x, const double eta_by_drop, const double eta_by_pressure,
                       InterfaceCurrent &result)
    {
      result.state.contact_fraction   = x.contact.value;
      result.pressure                 = x.pressure.value;
      result.pressure_slope           = x.current.by_pressure + x.current.by_eta * eta_by_pressure;
      result.thickness                = x.thickness.value;
      result.thickness_slope          = x.thickness.by_eta * eta_by_drop;
      result.thickness_pressure_slope = x.thickness.by_pressure + x.thickness.by_eta * eta_by_pressure;
    }
  } // namespace

  double mechanical_thickness(const InterfaceLaws &laws, const InterfaceState &state)
  {
    const double voids = laws.voids ? laws.voids->void_height() * (1 - state.contact_fraction) : 0.;
    return state.plated + voids + laws.interphase_share * (state.interphase - laws.initial_interphase);
  }

  InterfaceCurrent interface_current(const InterfaceLaws  &laws,
                                     const double          drop,
                                     const double          temperature,
                                     const double          conductivity,
                                     const double          contact,
                                     const TimeStep       &step,
                                     const InterfaceState &old,
                                     const InterfaceState &older,
                                     const MechanicalSide &side)
  {
    InterfaceCurrent result{0, 0, 0, old, false};
    result.state.interphase = grown_interphase(laws, old.interphase, temperature, step.size);
    const double share      = std::max(laws.contact_fraction * contact * side.contact, 0.);

    const double consumption = laws.molar_volume * laws.sodium_in_interphase *
                               step.rate(result.state.interphase, old.interphase, older.interphase);
    const auto plated = [&](const double faradaic) {
      const double rate = -laws.molar_volume * faradaic / constants::faraday - consumption;
      return step.value_with_rate(rate, old.plated, older.plated);
    };
    result.state.plated = plated(0.);
    const InterfaceEquation equation(laws, side, step, temperature, conductivity, share, result.state.interphase,
                                     result.state.plated, old, older);
    if (share == 0 || !laws.charge_transfer)
      {
        set_mechanics(equation.at(old.overpotential), 0., 0., result);
        if (share > 0)
          {
            const double resistance = equation.resistance(1., nullptr);
            result.slope            = 1 / resistance;
            result.current          = drop / resistance;
          }
        return result;
      }

    const double eta   = equation.solve(drop - laws.open_circuit_potential, old.overpotential);
    const auto   point = equation.at(eta);
    result.current     = point.current.value;
    result.slope       = point.current.by_eta / point.drop.by_eta;
    result.faradaic    = point.faradaic.value;
    if (!std::isfinite(result.current) || !std::isfinite(result.slope))
      throw SolveError("a charge-transfer law returned not-a-number at an overpotential of " + std::to_string(eta) + " V");
    result.state.overpotential = point.electrical.value;
    result.state.plated        = plated(result.faradaic);
    result.limited             = laws.charge_transfer->limited(eta, temperature);
    set_mechanics(point, 1. / point.drop.by_eta, -point.drop.by_pressure / point.drop.by_eta, result);
    result.pressure_shift = eta - point.electrical.value;
    return result;
  }
} // namespace nadir
