// One-dimensional grids.
#pragma once

#include <functional>
#include <vector>

namespace nadir
{
  /// `cells` intervals from `from` to `to` whose lengths form a geometric series, the last `grading` times the first.
  /// Both ends are included.
  std::vector<double> geometric_points(double from, double to, int cells, double grading);

  /// Intervals from `from` to `to` whose lengths follow size(x) as nearly as a whole number of them can. Both ends are
  /// included.
  std::vector<double> sized_points(double from, double to, const std::function<double(double)> &size);
} // namespace nadir
