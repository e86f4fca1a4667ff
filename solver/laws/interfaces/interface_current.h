// Current through a point of an interface: charge transfer, film, double layer, contact and sodium stock in one relation.
//
//   drop = phi_minus - phi_plus = U + e + (R/theta + R_con) i           (R = R_0 + delta/kappa_sei)
//   eta  = e + (V_m p - Omega_+ p_e)/F                                  pressure resists plating; eta = e without it
//   i    = theta [ i_f(eta) + C de/dt ]                                 total current, minus to plus, A/m2
//   dw/dt     = -V_m theta i_f/F - V_m c_Na d(delta)/dt                 plated thickness (stripping: w falls)
//   dtheta/dt by the law of the voids                                   part of the stripped volume stays as voids
//   thickness = w + h_v (1 - theta) + beta (delta - delta_0)            by which the two sides are pushed apart, m
//   p         = given + stiffness (thickness - reference)               response of the surroundings (MechanicalSide)
//   i_f  = i_law(eta) min(h/h_0, 1) while stripping,  h = inventory + w  a used-up face stops reacting
//
// Between two regions of the same field without charge transfer the first line reduces to drop = R i/theta.
// Contact theta multiplies the exchange current and 1/R, never the overpotential. It is the product of the given
// fraction, of that of the voids and of that of damage and gap; h_v (1 - theta) counts the voids alone.
// p: normal pressure, positive in compression; p_e: -tr(sigma)/3 of the electrolyte.
// C. Monroe, J. Newman, J. Electrochem. Soc. 152 (2005) A396 for the pressure terms.
#pragma once

#include "base/constants.h"
#include "base/time_step.h"
#include "laws/interfaces/charge_transfer.h"
#include "laws/interfaces/constriction.h"
#include "laws/interfaces/interphase.h"
#include "laws/interfaces/void_closure.h"

#include <memory>

namespace nadir
{
  struct InterfaceLaws
  {
    std::shared_ptr<const ChargeTransferLaw> charge_transfer; ///< null: resistance only
    std::shared_ptr<const InterphaseLaw>     interphase;      ///< null: does not grow
    std::shared_ptr<const ConstrictionLaw>   constriction;    ///< null: none
    std::shared_ptr<const VoidClosureLaw>    voids;           ///< null: none; needs charge transfer
    double resistance               = 0; ///< R_0, ohm m2
    double film_conductivity        = 0; ///< kappa_sei, S/m; only where an interphase grows
    double initial_interphase       = 0; ///< delta at the start, m
    double sodium_in_interphase     = 0; ///< c_Na, mol/m3
    double double_layer_capacitance = 0; ///< C, F/m2
    double open_circuit_potential   = 0; ///< U, V
    double contact_fraction         = 1; ///< theta
    double molar_volume             = 0; ///< V_m of the metal, m3/mol; 0 where nothing is plated
    double sodium_inventory         = infinity; ///< m, at the start
    double depletion_thickness      = 1e-9; ///< h_0, m
    double interphase_share         = 1; ///< beta: share of the interphase that pushes the two sides apart
    double entropy_coefficient      = 0; ///< dU/dT, V/K
    double cation_volume            = 0; ///< Omega_+, partial molar volume of sodium in the electrolyte, m3/mol
  };

  /// What an interface point remembers.
  struct InterfaceState
  {
    double plated           = 0; ///< w, m
    double interphase       = 0; ///< delta, m
    double overpotential    = 0; ///< e, V: without the pressure terms
    double contact_fraction = 1; ///< theta of the voids
  };
  inline constexpr unsigned int interface_state_size = 4;

  /// What the surroundings do to an interface point during a step.
  struct MechanicalSide
  {
    double pressure             = 0; ///< p at the reference thickness, Pa
    double stiffness            = 0; ///< dp/d(thickness), Pa/m, not negative; 0: the pressure is given
    double reference_thickness  = 0; ///< m
    double electrolyte_pressure = 0; ///< p_e, Pa
    double contact              = 1; ///< factor on theta from damage and gap
  };

  struct InterfaceCurrent
  {
    double         current;  ///< i, A/m2
    double         slope;    ///< di/d(drop), S/m2
    double         faradaic; ///< theta i_f, A/m2
    InterfaceState state;    ///< at the end of the step
    bool           limited;  ///< the guard on the exponent acts

    // With stress. Derivatives by the pressure are by MechanicalSide::pressure at fixed drop; as with the slope, all
    // that is solved for at the point follows (eta, theta, the response of the pressure).
    double pressure_slope           = 0; ///< di/dp, A/m2/Pa
    double thickness                = 0; ///< w + h_v (1 - theta) + beta (delta - delta_0), m
    double thickness_slope          = 0; ///< d(thickness)/d(drop), m/V
    double thickness_pressure_slope = 0; ///< d(thickness)/dp, m/Pa
    double pressure                 = 0; ///< p at the end of the step, Pa
    double pressure_shift           = 0; ///< (V_m p - Omega_+ p_e)/F, V: eta = state.overpotential + pressure_shift
  };

  /// w + h_v (1 - theta) + beta (delta - delta_0), m: what pushes the two sides apart.
  double mechanical_thickness(const InterfaceLaws &laws, const InterfaceState &state);

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
                                     const InterfaceState &older,
                                     const MechanicalSide &side = {});
} // namespace nadir
