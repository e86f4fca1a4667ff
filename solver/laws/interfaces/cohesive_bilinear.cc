#include "laws/interfaces/cohesive_bilinear.h"

#include "base/registry.h"

namespace nadir
{
  CohesiveModes::Mixed BilinearCohesion::end_at(const CohesiveModes::AtMode &mode)
  {
    const double strength = mode.strength.value, end = 2. * mode.toughness.value / strength;
    return {end, (2. * mode.toughness.slope - end * mode.strength.slope) / strength};
  }

  void BilinearCohesion::evaluate(const double *in, double *out, double *derivatives) const
  {
    const double lambda = in[0];
    const auto   mode   = modes.at(in[1]);
    const auto   end    = end_at(mode);
    const double first = mode.onset.value, last = end.value, range = last - first;

    if (derivatives != nullptr)
      derivatives[0] = derivatives[1] = 0.;
    if (lambda <= first)
      out[0] = 0.;
    else if (lambda >= last)
      out[0] = 1.;
    else
      {
        out[0] = last * (lambda - first) / (lambda * range);
        if (derivatives != nullptr)
          {
            derivatives[0] = first * last / (lambda * lambda * range);
            derivatives[1] = -(last * (last - lambda) * mode.onset.slope + first * (lambda - first) * end.slope) /
                             (lambda * range * range);
          }
      }
  }

  double BilinearCohesion::dissipated(const double damage, const double mode_mix) const
  {
    const auto   mode = modes.at(mode_mix);
    const double first = mode.onset.value, last = end_at(mode).value;
    // toughness (lambda - onset)/(end - onset), with the separation that belongs to this damage.
    return mode.toughness.value * first * damage / (last * (1. - damage) + first * damage);
  }

  namespace
  {
    std::unique_ptr<CohesiveLaw> make(const Section &section)
    {
      return std::make_unique<BilinearCohesion>(CohesiveModes::read(section));
    }

    std::vector<std::unique_ptr<CohesiveLaw>> samples()
    {
      return instances<CohesiveLaw>(BilinearCohesion({10e6, 20e6, 1., 6., 2., 1e15}),
                                    BilinearCohesion({1e6, 0.5e6, 0.2, 0.04, 1.4, 1e14}));
    }
  } // namespace

  static const Registration<CohesiveLaw>
    entry({"bilinear", "elastic up to the strength, then a straight line down to zero", CohesiveModes::entries(), make,
           samples});
} // namespace nadir
