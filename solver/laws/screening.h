// Closed-form estimates for a surface flaw that sodium is plated into. Estimates, not results of the simulation.
//
// A flaw of depth a in a half-plane, filled with metal, plating stopped on its flanks, linear kinetics Z, conductivity
// sigma, no compression across it. The pressure that stops plating is p = F eta/V_m; it rises from the mouth to the tip
// with the ohmic drop, so that the factors 1.1215 (uniform) and 0.683 (linear pressure) of an edge crack both enter:
//
//   p_c   = K_IC/(1.1215 sqrt(pi a)),   eta_c = V_m p_c/F
//   i_CCD = (V_m/F) K_IC/sqrt(pi a) / (1.1215 Z + 0.683 a/sigma)
//
// In the spirit of Porz et al., Adv. Energy Mater. 7 (2017) 1701003; Klinsmann et al., J. Power Sources 442 (2019)
// 227226. The factors hold for an edge crack in a half-plane; 0.683 is from memory of Tada's handbook (assumption).
#pragma once

namespace nadir
{
  struct FlawEstimate
  {
    double critical_pressure;        ///< p_c, Pa
    double critical_overpotential;   ///< eta_c, V
    double critical_current_density; ///< i_CCD, A/m2

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & critical_pressure & critical_overpotential & critical_current_density;
    }
  };

  /// @param toughness K_IC, Pa m^0.5 @param depth a, m @param molar_volume V_m, m3/mol
  /// @param resistance Z = RT/(F i0) + R_int, ohm m2 @param conductivity sigma, S/m
  FlawEstimate estimate_flaw(double toughness, double depth, double molar_volume, double resistance, double conductivity);
} // namespace nadir
