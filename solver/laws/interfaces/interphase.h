// Growth of the reaction layer (interphase) between sodium and the electrolyte.
//
// The laws integrate their own rate in closed form over a step at constant temperature, so any step size is exact.
#pragma once

#include "laws/point_law.h"

namespace nadir
{
  class InterphaseLaw : public PointLaw
  {
  public:
    static constexpr const char *family = "interphase growth";
    std::vector<Scalar> inputs() const override
    {
      return {{"thickness", "m"}, {"temperature", "K"}, {"time_step", "s"}};
    }
    std::vector<Scalar> outputs() const override { return {{"thickness_after", "m"}}; }
  };
} // namespace nadir
