// Tafel kinetics, which leaves the back reaction out, with x = a F |eta|/(RT), a = a_a for eta > 0, a_c for eta < 0:
//
//   i = sign(eta) i0(T) exp(x)   for x >= 1,
//   i = sign(eta) i0(T) e x      for x <  1   (the tangent from the origin to the exponential: C1 at x = 1),
//
// i in A/m2, positive for stripping; i0(T) = i0_ref exp[-(Ea/R)(1/T - 1/T_ref)].
// Exact Tafel lines are discontinuous at eta = 0 and hold for |eta| >> RT/F only; the straight piece makes the law
// continuous and monotone. It is a numerical closure, not kinetics: where |eta| < RT/(a F) matters, use Butler-Volmer
// (at a_a = a_c = 0.5 the small-signal conductance here is e/2 = 1.36 times that of Butler-Volmer). The slope is
// continuous at eta = 0 only if a_a = a_c.
#pragma once

#include "laws/interfaces/charge_transfer.h"
#include "laws/interfaces/guarded_exponential.h"
#include "laws/thermal_activation.h"

namespace nadir
{
  class Tafel : public ChargeTransferLaw
  {
  public:
    struct Parameters
    {
      double             exchange_current_density; ///< i0 at the reference temperature, A/m2
      double             anodic_coefficient   = 0.5;
      double             cathodic_coefficient = 0.5;
      ThermalActivation  activation           = {}; ///< of i0
      GuardedExponential exponential          = {50.};
    };

    explicit Tafel(const Parameters &parameters) : p(parameters) {}

    void evaluate(const double *in, double *out, double *derivatives) const override;
    bool limited(double overpotential, double temperature) const override;

    /// Either side of the kinks: at eta = 0, at x = 1 and at the guard.
    std::vector<std::vector<double>> samples() const override;

  private:
    double coefficient(const double eta) const { return eta < 0. ? p.cathodic_coefficient : p.anodic_coefficient; }

    const Parameters p;
  };
} // namespace nadir
