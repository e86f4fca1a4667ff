// Current through a point of an interface: charge transfer, film, double layer, contact and sodium stock in one relation.
//
//   drop = phi_minus - phi_plus = U + eta + (R/theta + R_con) i          (R = R_0 + delta/kappa_sei)
//   i    = theta [ i_f(eta) + C d(eta)/dt ]                              total current, minus to plus, A/m2
//   dw/dt     = -V_m theta i_f/F - V_m c_Na d(delta)/dt                  plated thickness (stripping: w falls)
//   i_f  = i_law(eta) min(h/h_0, 1) while stripping,  h = inventory + w  a used-up face stops reacting
//
// Between two regions of the same field without charge transfer the first line reduces to drop = R i/theta.
// Contact theta multiplies the exchange current and 1/R, never the overpotential.
#pragma once

#include "base/time_step.h"
#include "laws/interfaces/charge_transfer.h"
#include "laws/interfaces/constriction.h"
#include "laws/interfaces/interphase.h"

#include <limits>
#include <memory>

namespace nadir
{
  struct InterfaceLaws
  {
    std::shared_ptr<const ChargeTransferLaw> charge_transfer; ///< null: resistance only
    std::shared_ptr<const InterphaseLaw>     interphase;      ///< null: does not grow
    std::shared_ptr<const ConstrictionLaw>   constriction;    ///< null: none
    double resistance               = 0; ///< R_0, ohm m2
    double film_conductivity        = 0; ///< kappa_sei, S/m; only where an interphase grows
    double initial_interphase       = 0; ///< delta at the start, m
    double sodium_in_interphase     = 0; ///< c_Na, mol/m3
    double double_layer_capacitance = 0; ///< C, F/m2
    double open_circuit_potential   = 0; ///< U, V
    double contact_fraction         = 1; ///< theta
    double molar_volume             = 0; ///< V_m of the metal, m3/mol; 0 where nothing is plated
    double sodium_inventory         = std::numeric_limits<double>::infinity(); ///< m, at the start
    double depletion_thickness      = 1e-9; ///< h_0, m
  };

  /// What an interface point remembers.
  struct InterfaceState
  {
    double plated        = 0; ///< w, m
    double interphase    = 0; ///< delta, m
    double overpotential = 0; ///< eta, V
  };
  inline constexpr unsigned int interface_state_size = 3;

  struct InterfaceCurrent
  {
    double         current;  ///< i, A/m2
    double         slope;    ///< di/d(drop), S/m2
    double         faradaic; ///< theta i_f, A/m2
    InterfaceState state;    ///< at the end of the step
    bool           limited;  ///< the guard on the exponent acts
  };

  /// @param drop phi_minus - phi_plus, V; @param conductivity of the electrolyte beside the interface, S/m;
  /// @param contact a factor on the contact fraction (0 for an insulating patch)
  /// @throws SolveError where the local equation has no finite solution (a law returned not-a-number)
  InterfaceCurrent interface_current(const InterfaceLaws  &laws,
                                     double                drop,
                                     double                temperature,
                                     double                conductivity,
                                     double                contact,
                                     const TimeStep       &step,
                                     const InterfaceState &old,
                                     const InterfaceState &older);
} // namespace nadir
