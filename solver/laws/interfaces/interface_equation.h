// The equation of an interface point, solved for its overpotential; symbols and signs as in interface_current.h.
//
// Unknowns are eta, the overpotential with its pressure terms, and the contact fraction theta of the void law. In
// terms of these two everything else is explicit:
//   i_f -> thickness -> p -> e = eta - (V_m p - Omega_+ p_e)/F -> i = theta [i_f + C de/dt],
//   e + R(theta) i = drop - U.
// theta is eliminated at every eta, so that a Newton iteration in a bracket remains for eta alone: both relations are
// monotone, also where the pressure answers to plating so stiffly that it takes up nearly all of the overpotential.
#pragma once

#include "laws/interfaces/interface_current.h"

namespace nadir
{
  class InterfaceEquation
  {
  public:
    /// A quantity at a trial eta, with its derivatives by eta (theta eliminated) and by MechanicalSide::pressure.
    struct Quantity
    {
      double value = 0, by_eta = 0, by_pressure = 0;
    };
    struct Point
    {
      Quantity faradaic;   ///< theta i_f, A/m2
      Quantity contact;    ///< theta of the void law
      Quantity thickness;  ///< m
      Quantity pressure;   ///< p, Pa
      Quantity electrical; ///< e, V
      Quantity current;    ///< i, A/m2
      Quantity drop;       ///< e + R i, V
      double   resistance; ///< R, ohm m2
    };

    /// @param share of the area in contact apart from voids; @param interphase and `plated` at the end of the step,
    /// the latter without current
    InterfaceEquation(const InterfaceLaws &laws, const MechanicalSide &side, const TimeStep &step, double temperature,
                      double conductivity, double share, double interphase, double plated, const InterfaceState &old,
                      const InterfaceState &older);

    /// Everything at a trial eta; without current where the share in contact is 0.
    Point at(double eta) const;

    /// The overpotential with pressure terms at which e + R i = target.
    double solve(double target, double guess) const;

    /// R = (R_0 + delta/kappa_sei)/theta + R_con at a contact fraction of the void law; derivative if asked.
    double resistance(double contact, double *by_contact) const;

  private:
    /// By eta and theta as independent unknowns.
    struct Partial
    {
      double value = 0, by_eta = 0, by_contact = 0, by_pressure = 0;
    };
    struct Kinetics
    {
      double value = 0, slope = 0;
    };
    struct Local
    {
      Partial faradaic, thickness, pressure;
    };

    Kinetics kinetics(double eta) const;
    Partial  faradaic(const Kinetics &k, double contact) const;
    Local    local(const Kinetics &k, double contact) const;
    Kinetics residual(double eta, double target, double shift) const;

    /// theta - theta(step of the void law), zero at the solution.
    Partial  contact_residual(const Local &x, double contact) const;
    Quantity contact_fraction(const Kinetics &k) const;
    double   pressure_shift(double pressure) const; ///< V

    const InterfaceLaws  &laws;
    const MechanicalSide &side;
    const TimeStep       &step;
    const double          temperature, conductivity, share, interphase, plated;
    const double          old_contact;      // theta of the void law before the step
    const double          per_current;      // thickness plated per faradaic current in this step, m per A/m2
    const double          stored_rate;      // history part of de/dt, V/s
    const double          contact_history;  // history part of d(theta)/dt, 1/s
    const bool            voids;            // theta is an unknown
    const bool            responds;         // theta or p depends on eta
    const double          void_height;      // m
    double                fixed_resistance; // where theta is none
  };
} // namespace nadir
