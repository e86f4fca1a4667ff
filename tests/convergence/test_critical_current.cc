// The slope of the critical current in the resistance where interface and focusing weigh the same; all three in test_critical_current_long.cc.
#include "convergence/critical_current.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(critical_current)

BOOST_AUTO_TEST_CASE(slope_in_the_resistance)
{
  const double a = 10e-6, r = 1, step = 1.2, Z = resistance_for(r, a), expected = -1 / (1 + r / std::sqrt(step));
  const double found = std::log(simulated_critical_current(1.3e6, a, step * Z) / simulated_critical_current(1.3e6, a, Z)) / std::log(step);
  BOOST_TEST_MESSAGE(fmt::format("slope {:.3f}, expected {:.3f}", found, expected));
  BOOST_TEST(std::abs(found - expected) < 0.1);
}

BOOST_AUTO_TEST_SUITE_END()
