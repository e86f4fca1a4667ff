// What better sintering brings, from a study of one cell, one thing better at a time: experiments report a higher critical current with smaller pores
// and shorter micro-cracks, a lower one with wider spacing and narrower micro-cracks.
#include "support/run_study.h"
#include "support/verification_table.h"

#include <cmath>

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(densification)

BOOST_AUTO_TEST_CASE(one_thing_better_at_a_time)
{
  const auto        results = run_study("inputs/studies/densification.prm");
  VerificationTable table("densification", "Critical current density of a cell with pores",
                          "`nadir study inputs/studies/densification.prm`: a pore of 12 um below the surface, full of metal, with empty micro-cracks of 6 um and 400 nm at its rim, every 64 um; brackets of "
                          "10 percent at 0.06 mAh/cm2, mA/cm2. Expected: higher with smaller pores and shorter micro-cracks, lower with a wider spacing (a pore collects more of the current) and with "
                          "narrower micro-cracks (they are full sooner).",
                          {"ceramic", "survives", "fails", "expected", "charge at the failure, mAh/cm2", "where it begins"});
  const std::vector<std::string> expected = {"", "higher", "higher", "lower", "lower"};
  BOOST_TEST_REQUIRE(results["points"].size() == expected.size());
  const auto  &base = results["points"][0];
  const double base_survives = base["survives_at_A_per_m2"], base_fails = base["fails_at_A_per_m2"], round_off = 1e-9;
  for (unsigned int k = 0; k < expected.size(); ++k)
    {
      const auto  &point = results["points"][k];
      const double survives = point["survives_at_A_per_m2"], fails = point["fails_at_A_per_m2"], capacity = point["capacity_C_per_m2"];
      BOOST_TEST(point["outcome"] == "crack grows");
      if (expected[k] == "higher")
        BOOST_TEST(survives > base_fails * (1 - round_off));
      if (expected[k] == "lower")
        BOOST_TEST(fails < base_survives * (1 + round_off));
      table.row({point["Title"], fmt::format("{:.3f}", survives / 10), fmt::format("{:.3f}", fails / 10), expected[k], fmt::format("{:.4f}", capacity / 3.6e4), point["place"]});
    }
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
