// Inelastic flow of a metal: the equivalent (von Mises) stress that it carries at an equivalent creep rate.
//
//   sigma_eq = S(rate, hardening, T)              S(0) = 0 for creep, the yield stress for perfect plasticity
//   d(hardening)/dt = H(rate, hardening, T)       0 where nothing hardens
//
// The flow itself is isochoric and follows the deviator: d(eps_c)/dt = rate 3/2 s/sigma_eq.
#pragma once

#include "laws/point_law.h"

namespace nadir
{
  class FlowLaw : public PointLaw
  {
  public:
    static constexpr const char *family = "flow";
    std::vector<Scalar> inputs() const override
    {
      return {{"creep_rate", "s-1"}, {"hardening", "Pa"}, {"temperature", "K"}};
    }
    std::vector<Scalar> outputs() const override { return {{"flow_stress", "Pa"}, {"hardening_rate", "Pa s-1"}}; }

    /// Resistance at the start, Pa; 0 where nothing hardens.
    virtual double initial_hardening() const { return 0; }

    /// True where the stress does not depend on the rate (plasticity): time enters as a parameter only.
    virtual bool rate_independent() const { return false; }
  };
} // namespace nadir
