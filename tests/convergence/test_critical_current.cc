// The slopes of the critical current in resistance and depth where interface and focusing weigh the same; all in test_critical_current_long.cc.
#include "convergence/critical_current.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(critical_current)

BOOST_AUTO_TEST_CASE(slopes_in_resistance_and_depth)
{
  const double a = 10e-6, r = 1, step = std::sqrt(1.2);
  const Slopes found = slopes(r, a, 5);
  // Halfway, a step away, by its logarithm.
  const double in_resistance = -1 / (1 + r / step), in_depth = -0.5 - r * step / (1 + r * step);
  BOOST_TEST_MESSAGE(fmt::format("in the resistance {:.3f}, expected {:.3f}; in the depth {:.3f}, expected {:.3f}", found.in_resistance, in_resistance, found.in_depth, in_depth));
  BOOST_TEST(std::abs(found.in_resistance - in_resistance) < 0.1);
  BOOST_TEST(std::abs(found.in_depth - in_depth) < 0.1);
}

BOOST_AUTO_TEST_SUITE_END()
