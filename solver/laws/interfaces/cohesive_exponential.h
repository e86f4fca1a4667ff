// Exponential cohesive law: elastic up to the strength, then exponential softening.
//
//   t      = strength exp(-(lambda - onset)/length)                 lambda > onset, while it separates
//   damage = 1 - (onset/lambda) exp(-(lambda - onset)/length)       tends to 1 and does not reach it
//   length = toughness/strength - onset/2                           m, so that the whole area is the toughness
//
// Beyond a separation lambda the area that is left, the tail, is t length.
// onset, strength and toughness by mode as in cohesive_modes.h.
#pragma once

#include "laws/interfaces/cohesive_modes.h"

namespace nadir
{
  class ExponentialCohesion : public CohesiveLaw
  {
  public:
    explicit ExponentialCohesion(const CohesiveModes &modes) : modes(modes) {}

    void   evaluate(const double *in, double *out, double *derivatives) const override;
    double stiffness() const override { return modes.stiffness; }
    double dissipated(double damage, double mode_mix) const override;

    double onset(const double mode_mix) const { return modes.at(mode_mix).onset.value; }
    double length(const double mode_mix) const { return length_at(modes.at(mode_mix)).value; }

    std::vector<std::vector<double>> samples() const override
    {
      return modes.samples([this](const double mix) { return onset(mix) + length(mix); });
    }

  private:
    static CohesiveModes::Mixed length_at(const CohesiveModes::AtMode &mode);

    const CohesiveModes modes;
  };
} // namespace nadir
