// The clock lands on every event of a protocol (decks/cycles.prm: CC-CV, rest, stepped ramp, ramp, limit; twice), and
// events that depend on the solution happen when the closed form says.
//
// Lower interface: Z = 0.1 ohm m2 parallel to C = 1000 F/m2 (tau = 100 s); R = 2e-3 ohm m2 in series (electrolyte and
// upper interface).
#include "support/simulate.h"

#include "base/constants.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(protocols)

namespace
{
  constexpr double Z = 0.1, C = 1000, tau = Z * C;
  const double     R = 2e-3 + 2 * 10e-6 / 2.1e7;

  /// Index of the step that ends at this time, to round-off of the sum of the steps before it.
  int step_at(const std::vector<double> &time, const double t)
  {
    const auto it
        = std::find_if(time.begin(), time.end(), [&](const double x) { return std::abs(x - t) <= 1e-11 * t; });
    return it == time.end() ? -1 : int(it - time.begin());
  }

  /// When a limit is first met to its resolution of 1e-6, from row `from` on.
  int met(const std::vector<double> &values, const double limit, const unsigned int from)
  {
    for (unsigned int k = from; k < values.size(); ++k)
      if (std::abs(values[k] - limit) <= 1.001e-6 * std::abs(limit))
        return k;
    return -1;
  }
} // namespace

BOOST_AUTO_TEST_CASE(the_clock_lands_on_every_event)
{
  const auto run  = simulate("convergence/decks/cycles.prm");
  const auto time = run.all("time_s"), v = run.all("voltage_V"), i = run.all("current_density_A_per_m2"),
             cycle  = run.all("cycle");
  unsigned int from = 0;
  for (const int number : {1, 2})
  {
    BOOST_TEST_CONTEXT("cycle " << number)
    {
      // The constant current ends at 0.5 V; none of its steps lies above.
      const int full = met(v, 0.5, from);
      BOOST_REQUIRE(full > 0);
      BOOST_TEST(i[full] == 10, boost::test_tools::tolerance(1e-9));
      BOOST_TEST(*std::max_element(v.begin() + from, v.begin() + full + 1) <= 0.5 * (1 + 1.001e-6));
      // The constant voltage, until 6 A/m2.
      const int cut = met(i, 6, full + 1);
      BOOST_REQUIRE(cut > full);
      for (int k = full + 1; k <= cut; ++k)
        BOOST_TEST(v[k] == 0.5, boost::test_tools::tolerance(1e-12));
      // Fixed durations: rest, three levels with rests between, ramp.
      double     t          = time[cut];
      const auto next_event = [&](const double seconds)
      {
        t += seconds;
        const int k = step_at(time, t);
        BOOST_REQUIRE_MESSAGE(k >= 0, "no step ends at " << t << " s");
        BOOST_TEST(cycle[k] == number);
        return k;
      };
      int before = cut;
      for (const auto &[seconds, level] :
           {std::make_pair(30., 0.), {10., -2.}, {5., 0.}, {10., -4.}, {5., 0.}, {10., -6.}})
      {
        const int k = next_event(seconds);
        for (int row = before + 1; row <= k; ++row)
          BOOST_TEST(std::abs(i[row] - level) < 1e-9 * 10);
        before = k;
      }
      const int top = next_event(50);
      for (int row = before + 1; row <= top; ++row)
        BOOST_TEST(std::abs(i[row] - (-6 + 12 * (time[row] - time[before]) / 50)) < 1e-9 * 10);
      // The last step of the cycle goes on with the next one at its limit.
      const int low = met(v, -0.4, top + 1);
      BOOST_REQUIRE(low > top);
      BOOST_TEST(cycle[low] == number);
      BOOST_TEST((low + 1 == int(time.size()) || cycle[low + 1] == number + 1));
      from = low + 1;
    }
  }
  BOOST_TEST(from == time.size());
  BOOST_TEST(run.verdict.outcome == "survived");
}

BOOST_AUTO_TEST_CASE(limits_are_met_when_the_closed_form_says)
{
  // First charge: V = 10 A/m2 (R + Z (1 - exp(-t/tau))) reaches 0.5 V; then i decays with tau' = C/(1/R + 1/Z) towards
  // 0.5 V/(R + Z). Every step adds an error of at most 1e-6 RT/F to eta; the sum, over the rate of eta at the limit, is
  // the tolerance in time.
  const auto   run        = simulate("convergence/decks/cycles.prm", {"Time/Tolerance=1e-6", "Protocol/Cycles=1"});
  const double step_error = 1e-6 * 298.15 * nadir::constants::gas / nadir::constants::faraday;
  const auto   time = run.all("time_s"), v = run.all("voltage_V"), i = run.all("current_density_A_per_m2");
  const double eta = 0.5 - 10 * R, charged = -tau * std::log(1 - eta / (10 * Z));
  const int    full = met(v, 0.5, 0);
  BOOST_REQUIRE(full > 0);
  BOOST_TEST_MESSAGE("0.5 V after " << time[full] << " s, closed form " << charged << " s");
  BOOST_TEST(std::abs(time[full] - charged) < (full + 1) * step_error * tau / (10 * Z - eta));

  const double tau_v = C / (1 / R + 1 / Z), end = 0.5 / (R + Z), decay = tau_v * std::log((10 - end) / (6 - end));
  const int    cut = met(i, 6, full + 1);
  BOOST_REQUIRE(cut > full);
  BOOST_TEST_MESSAGE("6 A/m2 after another " << time[cut] - time[full] << " s, closed form " << decay << " s");
  BOOST_TEST(std::abs(time[cut] - time[full] - decay) < (cut - full) * step_error / R * tau_v / (6 - end));
}

BOOST_AUTO_TEST_CASE(a_limit_ends_the_run)
{
  const auto run = simulate("convergence/decks/cycles.prm", {"Protocol/Step limited/At a voltage limit=end run"});
  BOOST_TEST(run.verdict.outcome == "voltage limit");
  BOOST_TEST(run.verdict.criterion == "lower voltage -0.4 V in step 'limited'");
  BOOST_TEST(run.last("voltage_V") == -0.4, boost::test_tools::tolerance(1.001e-6));
  BOOST_TEST(run.last("cycle") == 1);
}

BOOST_AUTO_TEST_CASE(capacity_ends_a_ramp)
{
  // 10 A/m2 within an hour have passed 5000 C/m2 after 1 h sqrt(5000/18000); a ramp is exact but for the first step.
  const auto run = simulate("convergence/decks/current_ramp.prm", {"Protocol/Step ramp/Capacity=5000 C/m^2"});
  BOOST_TEST(run.last("capacity_C_per_m2") == 5000, boost::test_tools::tolerance(1.001e-6));
  BOOST_TEST(run.last("time_s") == 3600 * std::sqrt(5. / 18), boost::test_tools::tolerance(1e-4));
}

// Three whole cycles, then the first half of the fourth meets the limit at once.
BOOST_AUTO_TEST_CASE(growing_cycles_find_the_current_that_fails)
{
  const auto run = simulate("convergence/decks/growing_cycles.prm");
  BOOST_TEST(run.verdict.outcome == "voltage limit");
  BOOST_TEST(run.last("current_density_A_per_m2") == 4, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(run.verdict.time == 2 * 600 * (1 + 1 / 2. + 1 / 3.), boost::test_tools::tolerance(1e-4));
}

BOOST_AUTO_TEST_SUITE_END()
