// Values at points that are given their mean back after a change of the mesh, and must not leave bounds on the way, although
// the polynomial through them does.
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

  /// Shift values by a number, so that their mean is right; then draw them into their bounds, if there are any.
  inline void shift_values(const double shift, const double mean, const std::array<double, 2> *bounds, const std::vector<double *> &values)
  {
    for (double *value : values)
      *value += shift;
    if (bounds)
      draw_into(*bounds, mean, values);
  }
} // namespace nadir
