#include "space/mesh/spacing.h"

#include <algorithm>
#include <cmath>

namespace nadir
{
  std::vector<double> geometric_points(const double from, const double to, const int cells, const double grading)
  {
    const double        ratio = cells > 1 ? std::pow(grading, 1. / (cells - 1)) : 1.;
    std::vector<double> points(1, 0.);
    double              length = 1;
    for (int i = 0; i < cells; ++i, length *= ratio)
      points.push_back(points.back() + length);

    const double sum = points.back();
    for (double &point : points)
      point = from + (to - from) * (point / sum);
    points.back() = to;
    return points;
  }

  std::vector<double> sized_points(const double from, const double to, const std::function<double(double)> &size)
  {
    // n(x), the integral of dx / size, counts intervals; it is tabulated finely and inverted at whole fractions.
    const int           samples = 2000;
    const double        step    = (to - from) / samples;
    std::vector<double> count(1, 0.);
    for (int i = 0; i < samples; ++i)
      count.push_back(count.back() + step / size(from + (i + 0.5) * step));

    const int           cells = std::max(1, static_cast<int>(std::ceil(count.back() - 0.3)));
    std::vector<double> points(1, from);
    for (int i = 1; i < cells; ++i)
    {
      const double target = count.back() * i / cells;
      const auto   above  = std::upper_bound(count.begin(), count.end(), target) - count.begin();
      const double part   = (target - count[above - 1]) / (count[above] - count[above - 1]);
      points.push_back(from + step * (above - 1 + part));
    }
    points.push_back(to);
    return points;
  }
} // namespace nadir
