// Energy of a smeared crack per volume, G_c/c_w (w(d)/l + l |grad d|^2): the local part w and its normalisation c_w = 4 int_0^1
// sqrt(w). w is at most quadratic, so that the damage at given strains is the minimum of a quadratic function.
#pragma once

#include "laws/point_law.h"

namespace nadir
{
  class CrackDensity : public PointLaw
  {
  public:
    static constexpr const char *family = "crack density";
    std::vector<Scalar> inputs() const override { return {{"damage", "1"}}; }
    std::vector<Scalar> outputs() const override { return {{"local_part", "1"}, {"slope", "1"}}; }
    std::vector<std::vector<double>> samples() const override { return {{0.2}, {0.7}}; }

    virtual double normalisation() const = 0; ///< c_w
    virtual double strength() const      = 0; ///< of a bar without a crack, in units of sqrt(E G_c/l)
  };
} // namespace nadir
