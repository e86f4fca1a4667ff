#include "laws/screening.h"

#include "base/constants.h"

#include <cmath>

namespace nadir
{
  FlawEstimate estimate_flaw(const double toughness,
                             const double depth,
                             const double molar_volume,
                             const double resistance,
                             const double conductivity)
  {
    constexpr double uniform = 1.1215, linear = 0.683;
    const double     volume_per_charge = molar_volume / constants::faraday;
    const double     stress            = toughness / std::sqrt(3.14159265358979323846 * depth);
    return {stress / uniform,
            volume_per_charge * stress / uniform,
            volume_per_charge * stress / (uniform * resistance + linear * depth / conductivity)};
  }
} // namespace nadir
