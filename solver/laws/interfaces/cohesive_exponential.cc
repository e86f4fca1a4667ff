#include "laws/interfaces/cohesive_exponential.h"

#include "base/registry.h"

#include <algorithm>
#include <cmath>

namespace nadir
{
  CohesiveModes::Mixed ExponentialCohesion::length_at(const CohesiveModes::AtMode &mode)
  {
    const double strength = mode.strength.value, triangle = mode.toughness.value / strength;
    return {triangle - mode.onset.value / 2.,
            (mode.toughness.slope - triangle * mode.strength.slope) / strength - mode.onset.slope / 2.};
  }

  void ExponentialCohesion::evaluate(const double *in, double *out, double *derivatives) const
  {
    const double lambda = in[0];
    const auto   mode   = modes.at(in[1]);
    const double first  = mode.onset.value;

    out[0] = 0.;
    if (derivatives != nullptr)
      derivatives[0] = derivatives[1] = 0.;
    if (lambda <= first)
      return;
    const auto   length = length_at(mode);
    const double beyond = (lambda - first) / length.value;
    const double whole  = first / lambda * std::exp(-beyond); // 1 - damage
    out[0]              = 1. - whole;
    if (derivatives != nullptr)
      {
        derivatives[0] = whole * (1. / lambda + 1. / length.value);
        derivatives[1] = -whole * ((1. / first + 1. / length.value) * mode.onset.slope +
                                   beyond / length.value * length.slope);
      }
  }

  double ExponentialCohesion::dissipated(const double damage, const double mode_mix) const
  {
    const auto   mode  = modes.at(mode_mix);
    const double first = mode.onset.value, length = length_at(mode).value;
    if (damage <= 0)
      return 0.;
    if (damage >= 1)
      return mode.toughness.value;
    // The separation of this damage: ln(lambda/onset) + (lambda - onset)/length = -ln(1 - damage). The left side is
    // concave and rises, so Newton's method from the onset comes up to the root from below.
    const double target = -std::log1p(-damage);
    double       excess = 0; // lambda/onset - 1
    for (unsigned int iteration = 0; iteration < 100; ++iteration)
      {
        const double left   = target - std::log1p(excess) - excess * first / length;
        const double change = left / (1. / (1. + excess) + first / length);
        excess              = std::max(0., excess + change);
        if (std::abs(change) <= 1e-15 * excess)
          break;
      }
    // work done so far - (1/2) t lambda
    const double softened = std::exp(-excess * first / length);
    return mode.strength.value * (first / 2. * (1. - softened * (1. + excess)) + length * (1. - softened));
  }

  namespace
  {
    std::unique_ptr<CohesiveLaw> make(const Section &section)
    {
      return std::make_unique<ExponentialCohesion>(CohesiveModes::read(section));
    }

    std::vector<std::unique_ptr<CohesiveLaw>> samples()
    {
      return instances<CohesiveLaw>(ExponentialCohesion({10e6, 20e6, 1., 6., 2., 1e15}),
                                    ExponentialCohesion({1e6, 0.5e6, 0.2, 0.04, 1.4, 1e14}));
    }
  } // namespace

  static const Registration<CohesiveLaw>
    entry({"exponential", "elastic up to the strength, then exponential softening", CohesiveModes::entries(), make,
           samples});
} // namespace nadir
