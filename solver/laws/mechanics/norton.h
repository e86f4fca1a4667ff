// Norton's power law of creep,
//
//   rate = rate_0 exp[-(Q/R)(1/T - 1/T_ref)] (sigma_eq/sigma_0)^n,
//
// here solved for the stress: sigma_eq = sigma_0 (rate/rate_0(T))^(1/n). Rates in 1/s, sigma in Pa, Q in J/mol. With
// the usual A (rate = A sigma^n) the pair (sigma_0, rate_0) is (1 MPa, A MPa^n). F. H. Norton, The Creep of Steel at
// High Temperatures (McGraw-Hill 1929).
//
// At rate 0 the stress is 0 and, for n > 1, its slope infinite: `evaluate` says infinity there, which a caller has to
// expect. A negative rate has no stress (not-a-number for n > 1).
#pragma once

#include "laws/mechanics/flow.h"
#include "laws/thermal_activation.h"

namespace nadir
{
  class Norton : public FlowLaw
  {
  public:
    struct Parameters
    {
      double            reference_stress; ///< sigma_0, Pa
      double            reference_rate;   ///< rate_0 at the reference temperature, 1/s
      double            exponent;         ///< n, at least 1
      ThermalActivation activation = {};
    };

    explicit Norton(const Parameters &parameters) : p(parameters) {}

    void evaluate(const double *in, double *out, double *derivatives) const override;

    std::vector<std::vector<double>> samples() const override
    {
      return {{1e-12, 0., 298.15}, {1e-5, 0., 298.15}, {0.5, 0., 333.15}, {1e6, 0., 250.}};
    }

  private:
    const Parameters p;
  };
} // namespace nadir
