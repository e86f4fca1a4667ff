// The critical current of a filament that grows, found by a study: its slope in the toughness. Those in resistance and depth are in
// test_critical_current_study_long.cc.
#include "support/run_study.h"

#include <cmath>

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(critical_current_of_toughness)

BOOST_AUTO_TEST_CASE(slope_in_the_toughness)
{
  const auto points = run_study("tests/convergence/decks/filament_toughness_study.prm", "--set 'Verdict/Ended by growth=1.5 um' --set 'Output/Fields=false'")["points"];
  double     currents[2];
  for (const unsigned int k : {0, 1})
    {
      const double survives = points[k]["survives_at_A_per_m2"], fails = points[k]["fails_at_A_per_m2"];
      BOOST_TEST(points[k]["outcome"] == "crack grows");
      BOOST_TEST(fails / survives < 1.06);
      currents[k] = std::sqrt(survives * fails);
      // The sides that do not move, 3.2 depths of body and l = a/5 leave the closed form of a half-plane within a fourth.
      BOOST_TEST(std::abs(currents[k] / points[k]["screening_critical_current_density_A_per_m2"].get<double>() - 1) < 0.25);
    }
  // Both brackets are uncertain by 3 percent: 0.06/ln 2 of the slope.
  const double slope = std::log(currents[1] / currents[0]) / std::log(2.);
  BOOST_TEST(std::abs(slope - 1) < 0.1, "slope " << slope);
}

BOOST_AUTO_TEST_SUITE_END()
