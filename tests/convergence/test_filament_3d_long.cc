// inputs/flagship/surface-flaw-3d.prm in a small body on a coarse mesh, to the short circuit.
#include "convergence/half_penny.h"
#include "support/verification_table.h"

#include <deal.II/base/numbers.h>

#include <algorithm>
#include <numeric>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(filament_3d_long)

// l = a/4. Growth needs the pressure that gives a penny K_IC = 2 p sqrt(a/pi): the largest mean pressure, since what grows needs less the longer it
// gets. Within ten percent, as in the plane at lengths like that.
BOOST_AUTO_TEST_CASE(half_penny_to_the_short_circuit)
{
  constexpr double a = 10e-6, toughness = 1.3e6;
  const auto       run = coarse_half_penny(a / 4, {});
  BOOST_TEST(run.verdict.outcome == "short circuit");
  BOOST_TEST(run.verdict.place == "flaw");
  check_balances(run.history);
  const auto sum = [&](const std::string &name) {
    const auto values = run.all(name);
    return std::accumulate(values.begin(), values.end(), 0.);
  };
  const auto   pressures = run.all("flaw:mean_pressure_Pa");
  const double largest   = *std::max_element(pressures.begin(), pressures.end()), K = 2 * largest * std::sqrt(a / dealii::numbers::PI);
  const double krylov    = sum("mechanics_linear_iterations") / sum("mechanics_newton_iterations") / 2; // two solves each, because of the plate
  BOOST_TEST(std::abs(K / toughness - 1) < 0.1);
  BOOST_TEST(krylov < 12);
  BOOST_TEST_MESSAGE(fmt::format("K/K_IC {:.3f}, {:.1f} iterations per solve, {:.0f} s", K / toughness, krylov, run.last("wall_time_s")));

  VerificationTable table("filament_3d", "Half a penny to the short circuit",
                          "inputs/flagship/surface-flaw-3d.prm in 40 by 20 by 20 um of electrolyte, with l = a/4 and two cells per length. Expected: a short circuit; growth from "
                          "the pressure that gives a penny in an endless body its toughness, K = 2 p sqrt(a/pi), by the largest mean pressure, within 10 percent; balances as in the plane.",
                          {"cells", "steps", "end, s", "largest mean pressure, MPa", "K/K_IC", "charge balance", "deposit balance", "Krylov iterations per solve of the stress",
                           "turns per step", "seconds"});
  const auto worst = [&](const std::string &name) {
    const auto values = run.all(name);
    return *std::max_element(values.begin(), values.end());
  };
  table.row({fmt::format("{}", run.last("cells")), fmt::format("{}", run.history.size()), fmt::format("{:.3f}", run.verdict.time), fmt::format("{:.1f}", 1e-6 * largest),
             fmt::format("{:.3f}", K / toughness), fmt::format("{:.1e}", worst("charge_balance")), fmt::format("{:.1e}", worst("deposit_balance")), fmt::format("{:.1f}", krylov),
             fmt::format("{:.1f}", sum("coupling_turns") / run.history.size()), fmt::format("{:.0f}", run.last("wall_time_s"))});
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
