// What closes the model of a filament must not decide how fast it grows: two of the closures of test_crack_closures_long.cc, over less growth.
#include "convergence/filament_growth.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(crack_closures)

BOOST_AUTO_TEST_CASE(two_closures)
{
  const Growth usual = growth({}, 9e-6);
  for (const char *closure : {"Deposit/Percolation thickness=2 nm", "Deposit/Evening out=5e3"})
    {
      const Growth g = growth({closure}, 9e-6);
      BOOST_TEST_MESSAGE(closure << ": " << 1e6 * g.speed << " um/s instead of " << 1e6 * usual.speed << ", " << g.seconds << " s");
      BOOST_TEST(std::abs(g.speed / usual.speed - 1) < 0.1, closure);
      BOOST_TEST(std::abs(g.pressure / usual.pressure - 1) < 0.02, closure);
    }
}

BOOST_AUTO_TEST_SUITE_END()
