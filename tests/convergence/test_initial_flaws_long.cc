// A pore full of metal in three dimensions.
#include "orders.h"

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(initial_flaws_long)

// In space a pore that is full at the start holds its own volume, half of a ball without the cap that the surface cuts off, to what Gauss points 1.25 um
// apart see of it; what is plated opens it.
BOOST_AUTO_TEST_CASE(full_pore_in_space)
{
  const auto   run  = simulate("convergence/decks/full_pore_3d.prm", {"Fracture/Length=5 um", "Time/Fixed=true"});
  const Row   &first = run.history.front(), &last = run.history.back();
  const double pi = std::acos(-1.), R = 10e-6, cap = 2e-6, volume = (4. / 3 * pi * R * R * R - pi * cap * cap * (R - cap / 3)) / 2;
  const double opened = column(last, "crack_volume_m3") - column(first, "crack_volume_m3"), deposit = column(last, "deposit_m3") - column(first, "deposit_m3");
  BOOST_TEST_MESSAGE(fmt::format("{:.4f} of the pore's volume, {:.4g} MPa", column(first, "crack_volume_m3") / volume, 1e-6 * column(last, "pore:mean_pressure_Pa")));
  BOOST_TEST(std::abs(column(first, "crack_volume_m3") / volume - 1) < 0.05);
  BOOST_TEST(deposit > 0);
  BOOST_TEST(std::abs(opened - deposit - column(last, "pore:empty_m3") + column(first, "pore:empty_m3")) < 1e-4 * opened);
  BOOST_TEST(column(last, "deposit_balance") < 1e-6);
  BOOST_TEST(column(last, "dead_m3") == 0);
  BOOST_TEST(column(last, "pore:mean_pressure_Pa") > 0);
}

BOOST_AUTO_TEST_SUITE_END()
