// Six of the forty runs of test_filament_cases_long.cc, corners included.
#include "convergence/filament_cases.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(filaments)

BOOST_AUTO_TEST_CASE(six_runs)
{
  const double factor = confined_factor();
  const auto   cases  = filament_cases();
  for (const unsigned int k : {0, 2, 3, 4, 5, 29})
    {
      const FilamentCase &c   = cases[k];
      const auto          run = simulate("convergence/decks/filament.prm", settings(c, c.ratio * critical_current_density(c, factor)));
      BOOST_TEST(run.verdict.outcome == (c.ratio < 1 ? "stopped" : "short circuit"), "run " << k << " ended: " << run.verdict.outcome);
      BOOST_TEST(run.verdict.place == "flaw");
      if (c.ratio > 1)
        BOOST_TEST(run.last("bridged_by_metal") == 1);
    }
}

BOOST_AUTO_TEST_SUITE_END()
