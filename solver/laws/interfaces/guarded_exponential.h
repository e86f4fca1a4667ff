// The exponential of electrode kinetics with a guard against overflow: beyond the largest exponent M it continues
// along its tangent,
//
//   g(x) = exp(x) for x <= M,   g(x) = exp(M) (1 + x - M) for x > M,
//
// so that it stays finite, monotone and C1. A Newton iterate may pass through the guarded range; a solution there is
// reported (ChargeTransferLaw::limited).
#pragma once

#include "base/schema.h"

#include <cmath>

namespace nadir
{
  struct GuardedExponential
  {
    double largest;

    double value(const double x) const { return x <= largest ? std::exp(x) : std::exp(largest) * (1. + x - largest); }

    /// g(x) - 1, without cancellation at small x.
    double value_minus_one(const double x) const { return x <= largest ? std::expm1(x) : value(x) - 1.; }

    double slope(const double x) const { return std::exp(x <= largest ? x : largest); }
  };

  inline Entry largest_exponent_entry()
  {
    return between(quantity("Largest exponent", "1", "50",
                            "Beyond this value of alpha F eta/(RT) the exponential continues along its tangent; a run "
                            "reports where that acts."),
                   1., 300.);
  }
} // namespace nadir
