// Perfect plasticity: the stress never passes the yield stress, however fast the flow,
//
//   sigma_eq = sigma_y(T) = sigma_y_ref + slope (T - T_ref)
//
// sigma_y in Pa, slope in Pa/K (negative where the metal softens). It is the limit of Norton's law for n to infinity.
#pragma once

#include "laws/mechanics/flow.h"

namespace nadir
{
  class PerfectPlasticity : public FlowLaw
  {
  public:
    struct Parameters
    {
      double yield_stress;                   ///< Pa at the reference temperature
      double slope                 = 0.;     ///< Pa/K
      double reference_temperature = 298.15; ///< K
    };

    explicit PerfectPlasticity(const Parameters &parameters) : p(parameters) {}

    /// @throws SolveError where the line has reached zero.
    void evaluate(const double *in, double *out, double *derivatives) const override;
    bool rate_independent() const override { return true; }

    std::vector<std::vector<double>> samples() const override { return {{1e-4, 0., 298.15}, {10., 0., 330.}}; }

  private:
    const Parameters p;
  };
} // namespace nadir
