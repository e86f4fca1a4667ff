// inputs/flagship/surface-flaw-3d.prm on a coarse mesh: the first fill of half a penny.
#include "support/simulate.h"

#include "base/constants.h"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include <cmath>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(filament_3d)

// What is plated opens the flaw. A half penny that holds the volume V under uniform pressure opens by 8 (1 - nu2) p a/(pi E) in its middle, if the
// body around it were endless; in this small one, and at l = a/2, the mean pressure is known by no more than its order.
BOOST_AUTO_TEST_CASE(half_penny_fills)
{
  const auto   run = simulate("../inputs/flagship/surface-flaw-3d.prm",
                              {"Fracture/Length=5 um", "Geometry/Width=40 um", "Geometry/Cells across=4", "Geometry/Depth=20 um", "Geometry/Cells deep=2",
                               "Geometry/Layer anode/Thickness=10 um", "Geometry/Layer cathode/Thickness=10 um", "Geometry/Layer electrolyte/Thickness=20 um",
                               "Geometry/Layer electrolyte/Cells=2", "Initial crack flaw/Centre=20 um, 0 um, 10 um", "Protocol/Step plate/Duration=0.5 s",
                               "Time/Fixed=true", "Output/Fields every=0", "Solver/Linear solver/Method=iterative"});
  BOOST_TEST(run.last("mechanics_linear_iterations") < 12 * 2 * run.last("mechanics_newton_iterations")); // two each, because of the plate
  const double deposit = run.last("deposit_m3"), opened = run.last("crack_volume_m3"), empty = run.last("flaw:empty_m3");
  BOOST_TEST(deposit > 0);
  BOOST_TEST(std::abs(opened - deposit - empty) < 1e-4 * opened);
  BOOST_TEST(run.last("deposit_balance") < 1e-6);
  BOOST_TEST(run.last("charge_balance") < 1e-8);
  BOOST_TEST(std::abs(deposit * constants::faraday / 23.7e-6 / run.last("deposit_charge_C") - 1) < 1e-12);
  // A penny of the volume 16 (1 - nu2) p a^3/(3 E), of which a quarter is meshed.
  const double a = 10e-6, modulus = 80e9 / (1 - 0.26 * 0.26), pressure = 4 * deposit * 3 * modulus / (16 * a * a * a);
  BOOST_TEST_MESSAGE(fmt::format("mean pressure {:.4g} MPa, of a penny {:.4g}", 1e-6 * run.last("flaw:mean_pressure_Pa"), 1e-6 * pressure));
  BOOST_TEST(run.last("flaw:mean_pressure_Pa") > 0.3 * pressure);
  BOOST_TEST(run.last("flaw:mean_pressure_Pa") < 1.5 * pressure);
}

BOOST_AUTO_TEST_SUITE_END()
