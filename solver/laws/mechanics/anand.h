// Anand's viscoplasticity: creep with one internal variable, the deformation resistance s (the `hardening` of the
// family),
//
//   rate  = A(T) [sinh(xi sigma_eq/s)]^(1/m),   A(T) = A_ref exp[-(Q/R)(1/T - 1/T_ref)]
//   ds/dt = h0 |1 - s/s*|^a sign(1 - s/s*) rate,   s* = s_hat (rate/A(T))^n
//
// here solved for the stress: sigma_eq = (s/xi) asinh[(rate/A)^m]. Rates in 1/s; s, s_hat, h0 in Pa; Q in J/mol; xi, m,
// n, a numbers. A constant A' of the form A' exp(-Q/RT) is A_ref = A' exp(-Q/(R T_ref)).
// L. Anand, Int. J. Plasticity 1 (1985) 213; S. B. Brown, K. H. Kim, L. Anand, Int. J. Plasticity 5 (1989) 95,
// doi 10.1016/0749-6419(89)90025-9.
//
// Without hardening exponents below 1 and with n a < 1, ds/dt is smooth at s* and vanishes with the rate. At rate 0 the
// slopes over the rate are infinite (m < 1, n > 0), and `evaluate` says so.
#pragma once

#include "laws/mechanics/flow.h"
#include "laws/thermal_activation.h"

namespace nadir
{
  class Anand : public FlowLaw
  {
  public:
    struct Parameters
    {
      double            reference_rate;         ///< A at the reference temperature, 1/s
      double            stress_multiplier;      ///< xi
      double            rate_sensitivity;       ///< m, 0 < m <= 1
      double            hardening_constant;     ///< h0, Pa
      double            hardening_exponent;     ///< a >= 1
      double            saturation_coefficient; ///< s_hat, Pa
      double            saturation_exponent;    ///< n >= 0, n a < 1
      double            initial_resistance;     ///< s at the start, Pa
      ThermalActivation activation = {};
    };

    explicit Anand(const Parameters &parameters) : p(parameters) {}

    void   evaluate(const double *in, double *out, double *derivatives) const override;
    double initial_hardening() const override { return p.initial_resistance; }

    /// s* at a rate, Pa.
    double saturation(double rate, double temperature) const;

    /// Below and above saturation, slow and fast.
    std::vector<std::vector<double>> samples() const override;

  private:
    const Parameters p;
  };
} // namespace nadir
