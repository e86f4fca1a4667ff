// Conductivity of a conductor as a function of temperature.
#pragma once

#include "laws/point_law.h"

namespace nadir
{
  /// Scalar conductivity of an isotropic conductor, or along the easy direction of an anisotropic one.
  class ConductivityLaw : public PointLaw
  {
  public:
    static constexpr const char *family = "conductivity";
    std::vector<Scalar> inputs() const override { return {{"temperature", "K"}}; }
    std::vector<Scalar> outputs() const override { return {{"conductivity", "S m-1"}}; }

    double operator()(double temperature) const
    {
      double value;
      evaluate(&temperature, &value, nullptr);
      return value;
    }
  };
} // namespace nadir
