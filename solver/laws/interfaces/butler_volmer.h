// Butler-Volmer kinetics,
//
//   i = i0(T) [exp(a_a F eta/(RT)) - exp(-a_c F eta/(RT))],   i0(T) = i0_ref exp[-(Ea/R)(1/T - 1/T_ref)],
//
// i in A/m2, positive for stripping (metal to electrolyte); eta in V. Small signal: eta/i = RT/((a_a + a_c) F i0).
// J. Newman, K. E. Thomas-Alyea, Electrochemical Systems, 3rd ed. (Wiley 2004), ch. 8.
#pragma once

#include "laws/interfaces/charge_transfer.h"
#include "laws/interfaces/guarded_exponential.h"
#include "laws/thermal_activation.h"

namespace nadir
{
  class ButlerVolmer : public ChargeTransferLaw
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

    explicit ButlerVolmer(const Parameters &parameters) : p(parameters) {}

    void evaluate(const double *in, double *out, double *derivatives) const override;
    bool limited(double overpotential, double temperature) const override;

    /// Both directions, small and large, and on either side of the guard.
    std::vector<std::vector<double>> samples() const override;

  private:
    const Parameters p;
  };
} // namespace nadir
