// Bilinear cohesive law: elastic up to the strength, then a straight line down to zero.
//
//   damage = end (lambda - onset)/(lambda (end - onset))      onset < lambda < end
//   t      = strength (end - lambda)/(end - onset)            while it separates; the area below is the toughness
//   end    = 2 toughness/strength                             separation at which the interface has failed, m
//
// onset, strength and toughness by mode as in cohesive_modes.h. A. Turon et al., Mech. Mater. 38 (2006) 1072.
#pragma once

#include "laws/interfaces/cohesive_modes.h"

namespace nadir
{
  class BilinearCohesion : public CohesiveLaw
  {
  public:
    explicit BilinearCohesion(const CohesiveModes &modes) : modes(modes) {}

    void   evaluate(const double *in, double *out, double *derivatives) const override;
    double stiffness() const override { return modes.stiffness; }
    double dissipated(double damage, double mode_mix) const override;

    double onset(const double mode_mix) const { return modes.at(mode_mix).onset.value; }
    double end(const double mode_mix) const { return end_at(modes.at(mode_mix)).value; }

    std::vector<std::vector<double>> samples() const override
    {
      return modes.samples([this](const double mix) { return end(mix); });
    }

  private:
    static CohesiveModes::Mixed end_at(const CohesiveModes::AtMode &mode);

    const CohesiveModes modes;
  };
} // namespace nadir
