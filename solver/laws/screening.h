// Closed-form estimates of what a cell bears. Estimates, not results of the simulation; docs/screening.md has the formulas side by side.
//
// A flaw of depth a in a half-plane, filled with metal, plating stopped on its flanks, linear kinetics Z, conductivity
// sigma, compression s_c across it. The pressure that stops plating is p = F eta/V_m; it rises from the mouth to the tip
// with the ohmic drop, so that the factors 1.1215 (uniform) and 0.683 (linear pressure) of an edge crack both enter:
//
//   p_c   = K_IC/(1.1215 sqrt(pi a)) + s_c,   eta_c = V_m p_c/F
//   i_CCD = (V_m/F) (K_IC/sqrt(pi a) + 1.1215 s_c) / (1.1215 Z + 0.683 a/sigma)
//
// In the spirit of Porz et al., Adv. Energy Mater. 7 (2017) 1701003; Klinsmann et al., J. Power Sources 442 (2019)
// 227226. The factors hold for an edge crack in a half-plane; 0.683 is from memory of Tada's handbook (assumption).
#pragma once

#include "laws/interfaces/interface_current.h"
#include "laws/mechanics/flow.h"

namespace nadir
{
  struct FlawEstimate
  {
    double critical_pressure;        ///< p_c, Pa
    double critical_overpotential;   ///< eta_c, V
    double critical_current_density; ///< i_CCD, A/m2
    double focusing_over_interface;  ///< r = 0.609 a/(sigma Z): d ln i_CCD/d ln Z = -1/(1 + r), d ln i_CCD/d ln a = -1/2 - r/(1 + r) at s_c = 0

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & critical_pressure & critical_overpotential & critical_current_density & focusing_over_interface;
    }
  };

  /// @param toughness K_IC, Pa m^0.5 @param depth a, m @param molar_volume V_m, m3/mol
  /// @param resistance Z = RT/(F i0) + R_int, ohm m2 @param conductivity sigma, S/m @param compression s_c, Pa
  FlawEstimate estimate_flaw(double toughness, double depth, double molar_volume, double resistance, double conductivity, double compression = 0);

  /// p_c = K_IC sqrt(pi)/(2 sqrt(a)) + s_c of a disc-shaped crack of radius a inside a solid, Pa.
  /// I. N. Sneddon, Proc. R. Soc. Lond. A 187 (1946) 229, doi 10.1098/rspa.1946.0077.
  double disc_pressure(double toughness, double radius, double compression = 0);

  /// Pressure at the tip of a filled slot over that at its mouth, Pa: both faces are plated with the velocity v, and the metal creeps out along
  /// faces to which it sticks. With Norton's law, rate = A sigma^n and B = A 3^((n+1)/2),
  ///   p_tip - p_mouth = [2 v (n+2)/(w B (w/2)^(n+1))]^(1/n) n/(n+1) c^((n+1)/n)
  /// and other laws by their exponent at the mouth's wall. @param velocity v, m/s @param width w, m @param depth c, m
  /// @throws SolveError where the law has no rate
  double extrusion_pressure(const FlowLaw &law, double temperature, double velocity, double width, double depth);

  /// The stripping velocity V_m i/F at which refill by the closure keeps the contact fraction, m/s. @param pressure p, Pa
  double steady_stripping_velocity(const VoidClosureLaw &law, double contact_fraction, double pressure, double temperature);

  /// 2 F D c0/((1 - t+) L) of a binary electrolyte between two sodium electrodes, A/m2: the salt is used up at the plated one. Infinite where t+ is 1
  /// or more. @param diffusivity D, m2/s @param concentration c0, mol/m3
  double limiting_current_density(double diffusivity, double concentration, double transference_number, double thickness);

  /// pi D (F c0/(2 i (1 - t+)))^2, s: when the salt at the plated electrode is used up above the limiting current.
  /// H. J. S. Sand, Phil. Mag. 1 (1901) 45, doi 10.1080/14786440109462590.
  double sands_time(double diffusivity, double concentration, double transference_number, double current_density);

  /// Z = d(eta)/di + R_0 + delta_0/kappa_sei at rest and in full contact, ohm m2; infinite without charge transfer.
  double small_signal_resistance(const InterfaceLaws &laws, double temperature);

  /// Potential drop over an interface that carries a current density in the state it starts in, less U; V. With everything the interface has: kinetics, film,
  /// contact, constriction. @throws SolveError where no drop below 100 V carries it
  double interface_drop(const InterfaceLaws &laws, double current_density, double temperature, double conductivity);
} // namespace nadir
