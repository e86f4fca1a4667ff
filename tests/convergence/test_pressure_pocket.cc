// A pocket of metal in a stiff electrolyte under a constant voltage: plating goes on, point by point, until the pressure is
// F |eta_el|/V_m everywhere, with eta_el the whole voltage since no current is left. The response of the pressure to
// thickness is far stiffer than a step of time can follow: the turns of the staggered coupling must still meet.
#include "convergence/orders.h"

#include "base/constants.h"

#include <algorithm>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(pressure_pocket)

BOOST_AUTO_TEST_CASE(pressure_saturates_at_every_point)
{
  const double limit = 10e-3 * constants::faraday / 23.7e-6;
  const auto   run   = simulate("convergence/decks/pressure_pocket.prm");
  const auto   turns = run.all("coupling_turns");
  const auto   least = run.all("face:min_pressure_Pa"), largest = run.all("face:max_pressure_Pa");
  BOOST_TEST_MESSAGE(fmt::format("{} turns in the first step, {} at most later; pressure {:+.1e} to {:+.1e} off", turns[0],
                                 *std::max_element(turns.begin() + 1, turns.end()), least.back() / limit - 1,
                                 largest.back() / limit - 1));
  // Uneven in the first step (the tip of the pocket gets more current and gives way less) ...
  BOOST_TEST(largest[0] > 1.02 * least[0]);
  // ... even at the end, 20 steps later: each leaves a third of what the one before left, until the tolerance of
  // the coupling counts, 1e-8 of the first current.
  BOOST_TEST(std::abs(least.back() / limit - 1) < 1e-6);
  BOOST_TEST(std::abs(largest.back() / limit - 1) < 1e-6);
  BOOST_TEST(*std::max_element(turns.begin(), turns.end()) <= 60);
}

BOOST_AUTO_TEST_SUITE_END()
