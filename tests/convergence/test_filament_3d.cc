// inputs/flagship/surface-flaw-3d.prm on a coarse mesh: the first fill of half a penny.
#include "convergence/half_penny.h"

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(filament_3d)

// What is plated opens the flaw. A half penny that holds the volume V under uniform pressure opens by 8 (1 - nu2) p a/(pi E) in its middle, if the
// body around it were endless; in this small one, and at l = a/2, the mean pressure is known by no more than its order.
BOOST_AUTO_TEST_CASE(half_penny_fills)
{
  const auto run = coarse_half_penny(5e-6, {"Protocol/Step plate/Duration=0.5 s", "Time/Fixed=true"});
  BOOST_TEST(run.last("mechanics_linear_iterations") < 12 * 2 * run.last("mechanics_newton_iterations")); // two each, because of the plate
  check_balances(run.history);
  const double deposit = run.last("deposit_m3");
  BOOST_TEST(deposit > 0);
  // A penny of the volume 16 (1 - nu2) p a^3/(3 E), of which a quarter is meshed.
  const double a = 10e-6, modulus = 80e9 / (1 - 0.26 * 0.26), pressure = 4 * deposit * 3 * modulus / (16 * a * a * a);
  BOOST_TEST_MESSAGE(fmt::format("mean pressure {:.4g} MPa, of a penny {:.4g}", 1e-6 * run.last("flaw:mean_pressure_Pa"), 1e-6 * pressure));
  BOOST_TEST(run.last("flaw:mean_pressure_Pa") > 0.3 * pressure);
  BOOST_TEST(run.last("flaw:mean_pressure_Pa") < 1.5 * pressure);
}

BOOST_AUTO_TEST_SUITE_END()
