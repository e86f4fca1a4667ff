// Damage of a cohesive interface as a function of the separation and its mode.
//
//   lambda = sqrt(<g_n>^2 + |g_s|^2)        separation, m
//   B      = |g_s|^2/lambda^2               mode mix: 0 opening, 1 shear
//   t      = (1 - damage) K g               traction while the interface separates, K the same in both modes
//
// Mixed modes after M. L. Benzeggagh, M. Kenane, Compos. Sci. Technol. 56 (1996) 439, doi 10.1016/0266-3538(96)00005-X,
// with the strength mixed so that a fixed mode dissipates its toughness (A. Turon et al., Mech. Mater. 38 (2006)
// 1072, doi 10.1016/j.mechmat.2005.10.003). Damage is 0 up to the onset, 1 where the interface has failed. The
// caller makes it irreversible.
#pragma once

#include "laws/point_law.h"

namespace nadir
{
  class CohesiveLaw : public PointLaw
  {
  public:
    static constexpr const char *family = "cohesive";
    std::vector<Scalar> inputs() const override { return {{"separation", "m"}, {"mode_mix", "1"}}; }
    std::vector<Scalar> outputs() const override { return {{"damage", "1"}}; }

    /// K, Pa/m: stiffness of the unbroken interface.
    virtual double stiffness() const = 0;

    /// J/m2: energy dissipated when the damage rises from 0 to `damage` at a fixed mode, the integral of
    /// (1/2) K lambda^2 over the damage; the mixed toughness at damage 1.
    virtual double dissipated(double damage, double mode_mix) const = 0;
  };
} // namespace nadir
