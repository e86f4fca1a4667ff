// inputs/gallery/pore-with-micro-cracks.prm: a pore that is joined to the electrode starts a filament at its rim.
#include "support/simulate.h"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(gallery_pore_with_micro_cracks)

BOOST_AUTO_TEST_CASE(one_of_the_micro_cracks_grows)
{
  const auto run = simulate("../inputs/gallery/pore-with-micro-cracks.prm");
  BOOST_TEST(run.verdict.outcome == "crack grows");
  BOOST_TEST(run.verdict.place.substr(0, 4) == "rim ");
  BOOST_REQUIRE(run.verdict.cracks.size() == 5);
  for (unsigned int k = 0; k < 5; ++k)
    BOOST_TEST(run.verdict.cracks[k].name == std::vector<std::string>({"pore", "feed", "rim 1", "rim 2", "rim 3"})[k]);
  for (const auto &sentence : run.verdict.story)
    BOOST_TEST_MESSAGE(sentence);

  // The pore is full from the start, without pressure, and metal fills what has opened since.
  const auto &first = run.history.front(), &last = run.history.back();
  double      empty = 0, deposit = 0;
  for (const auto &crack : run.verdict.cracks)
    {
      std::string column_of = crack.name;
      std::replace(column_of.begin(), column_of.end(), ' ', '_');
      empty += column(last, column_of + ":empty_m3") - column(first, column_of + ":empty_m3");
      deposit += column(last, column_of + ":deposit_m3") - column(first, column_of + ":deposit_m3");
    }
  const double opened = column(last, "crack_volume_m3") - column(first, "crack_volume_m3");
  BOOST_TEST(std::abs(opened - deposit - empty) < 1e-4 * opened);
  BOOST_TEST(std::abs(column(first, "crack_volume_m3") / (std::acos(-1.) * 16e-12) - 1) < 0.1); // points of cells of 1 um in the pore
  BOOST_TEST(column(last, "deposit_balance") < 1e-6);
}

// Empty, the pore takes its own volume first, and no pressure rises meanwhile.
BOOST_AUTO_TEST_CASE(an_empty_pore_fills_first)
{
  const auto run = simulate("../inputs/gallery/pore-with-micro-cracks.prm", {"Initial crack pore/Filled=false", "Protocol/Step plate/Duration=2 s"});
  BOOST_TEST(run.last("pore:empty_m3") > 0.5 * std::acos(-1.) * 16e-12);
  BOOST_TEST(run.last("pore:mean_pressure_Pa") < 1e6);
  BOOST_TEST(run.last("deposit_m3") > 0);
}

BOOST_AUTO_TEST_SUITE_END()
