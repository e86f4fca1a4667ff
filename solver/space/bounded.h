// Values at points that must not leave bounds, although the polynomial through them does.
#pragma once

#include <algorithm>
#include <array>
#include <vector>

namespace nadir
{
  /// Draw values towards their mean, which lies within the bounds, until they do, too. The mean stays what it is.
  inline void draw_into(const std::array<double, 2> &bounds, double mean, const std::vector<double *> &values)
  {
    mean         = std::clamp(mean, bounds[0], bounds[1]); // round-off
    double share   = 1;
    bool   outside = false;
    for (const double *value : values)
      for (const double bound : {std::min(*value, bounds[1]), std::max(*value, bounds[0])})
        if (bound != *value)
          {
            outside = true;
            share   = std::min(share, (bound - mean) / (*value - mean));
          }
    if (outside)
      for (double *value : values)
        *value = std::clamp(mean + share * (*value - mean), bounds[0], bounds[1]);
  }
} // namespace nadir
