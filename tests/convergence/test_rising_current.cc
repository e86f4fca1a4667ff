// Protocols that raise the current level by level: the run ends in the level that takes half of the contact, with the brackets and times of
// the void closure's closed form. At constant current the lost share of contact tends to s = v/(h_v k) as s + (lost - s) exp(-k t), with
// v = V_m i/F and k = k_c p/p_ref.
#include "base/constants.h"
#include "convergence/filament_growth.h"
#include "support/run_study.h"
#include "support/simulate.h"

#include <cmath>
#include <limits>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(rising_current)

namespace
{
  constexpr double limit = 0.5; // default of Verdict/Contact lost below

  double rate(const double pressure) { return 1.228166e-3 * pressure / 9e6; } // 1/s

  double final_loss(const double current, const double pressure) { return 23.7e-6 / constants::faraday * current / (10e-6 * rate(pressure)); }

  /// When a level that begins with `lost` takes more than the limit, s after its begin; never: infinite.
  double time_of_loss(const double lost, const double current, const double pressure)
  {
    const double s = final_loss(current, pressure);
    return s > limit ? std::log((s - lost) / (s - limit)) / rate(pressure) : std::numeric_limits<double>::infinity();
  }

  struct Expected
  {
    double survived = 0, failed = 0, time = 0; ///< A/m2, A/m2, s since the start
  };

  /// Half an hour at 5, 10, ... A/m2.
  Expected stepped(const double pressure)
  {
    Expected e;
    double   lost = 0;
    for (e.failed = 5;; e.survived = e.failed, e.failed += 5, e.time += 1800)
      {
        if (const double t = time_of_loss(lost, e.failed, pressure); t < 1800)
          {
            e.time += t;
            return e;
          }
        const double s = final_loss(e.failed, pressure);
        lost           = s + (lost - s) * std::exp(-rate(pressure) * 1800);
      }
  }

  /// The run ends with the step in which the contact is lost.
  void check_time(const Outcome &run, const double expected)
  {
    const auto   time = run.all("time_s");
    const double step = time.back() - time[time.size() - 2];
    BOOST_TEST_MESSAGE(run.verdict.outcome << " after " << run.verdict.time << " s, step " << step << " s, closed form " << expected << " s");
    BOOST_TEST(run.verdict.time > expected * (1 - 1e-3));
    BOOST_TEST(run.verdict.time < expected * (1 + 1e-3) + step);
  }
} // namespace

BOOST_AUTO_TEST_CASE(stepped_ramp_ends_with_the_level_that_fails)
{
  const auto     run      = simulate("convergence/decks/stepped_stripping.prm");
  const Expected expected = stepped(8e6);
  BOOST_TEST(run.verdict.outcome == "contact lost");
  BOOST_TEST(run.verdict.place == "stripped face");
  BOOST_TEST(run.verdict.electrode == "stripped");
  BOOST_TEST(run.verdict.levels.survived == expected.survived, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(run.verdict.levels.failed == expected.failed, boost::test_tools::tolerance(1e-12));
  check_time(run, expected.time);
}

// Every half-cycle passes the same charge, and plating fills the voids again: each level begins with all of its contact.
BOOST_AUTO_TEST_CASE(growing_cycles_end_with_the_level_that_fails)
{
  constexpr double capacity = 72000, pressure = 8e6; // C/m2, Pa
  Expected         e;
  for (e.failed = 10; time_of_loss(0, e.failed, pressure) > capacity / e.failed; e.survived = e.failed, e.failed += 5)
    e.time += 2 * capacity / e.failed;
  const auto run = simulate("convergence/decks/growing_stripping.prm");
  BOOST_TEST(run.verdict.outcome == "contact lost");
  BOOST_TEST(run.verdict.levels.survived == e.survived, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(run.verdict.levels.failed == e.failed, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(run.verdict.capacity_of_segment == e.failed * (run.verdict.time - e.time), boost::test_tools::tolerance(1e-9));
  check_time(run, e.time + time_of_loss(0, e.failed, pressure));
}

// Looked for at the end only, the run goes through all levels, and where nothing is lost, the largest level has survived.
BOOST_AUTO_TEST_CASE(levels_of_runs_that_come_to_their_end)
{
  const auto at_end = simulate("convergence/decks/stepped_stripping.prm", {"Verdict/Look for failure=at the end"});
  BOOST_TEST(at_end.verdict.outcome == "contact lost");
  BOOST_TEST(at_end.verdict.time == 8 * 1800., boost::test_tools::tolerance(1e-12));
  BOOST_TEST(at_end.verdict.levels.failed == 40., boost::test_tools::tolerance(1e-12));
  const auto kept = simulate("convergence/decks/stepped_stripping.prm", {"Protocol/Stack pressure=20 MPa"});
  BOOST_TEST(kept.verdict.outcome == "survived");
  BOOST_TEST(kept.verdict.levels.survived == 40., boost::test_tools::tolerance(1e-12));
  BOOST_TEST(kept.verdict.levels.failed == 0.);
  // A constant current is no level of a ramp; it ends at once where the deck says so.
  const std::vector<std::string> constant = {"Protocol/Step strip/From=4 mA/cm^2", "Protocol/Step strip/Steps=2", "Verdict/Look for failure=after every step"};
  check_time(simulate("convergence/decks/stepped_stripping.prm", constant), time_of_loss(0, 40, 8e6));
}

// A filament that comes to rest in the first level, and in the rest after it, grows in the second: `Stopped below` of this deck waits.
BOOST_AUTO_TEST_CASE(filament_in_the_level_that_fails)
{
  const auto run = simulate("convergence/decks/filament_ramp.prm", flagship_of_large_cells + Overrides{"Fracture/Cells per length=2", "Verdict/Ended by growth=2 um", "Output/Fields=false"});
  BOOST_TEST(run.verdict.outcome == "crack grows");
  BOOST_TEST(run.verdict.time > 65);
  BOOST_TEST(run.verdict.levels.survived == 40, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(run.verdict.levels.failed == 120, boost::test_tools::tolerance(1e-12));
}

// The study needs no search: each run has its own bracket.
BOOST_AUTO_TEST_CASE(study_of_ramps)
{
  const auto results = run_study("tests/convergence/decks/stepped_stripping.prm");
  double     middle[3];
  for (const auto &[index, pressure] : {std::pair{0, 8e6}, std::pair{1, 8e6 * 1.4}, std::pair{2, 8e6 / 1.4}})
    {
      const Expected expected = stepped(pressure);
      const auto    &point    = results["points"][index];
      BOOST_TEST(point["survives_at_A_per_m2"].get<double>() == expected.survived, boost::test_tools::tolerance(1e-9));
      BOOST_TEST(point["fails_at_A_per_m2"].get<double>() == expected.failed, boost::test_tools::tolerance(1e-9));
      middle[index] = std::sqrt(expected.survived * expected.failed);
      BOOST_TEST(point["critical_current_density_A_per_m2"].get<double>() == middle[index], boost::test_tools::tolerance(1e-9));
    }
  BOOST_TEST(results["log_slopes"][0]["result"] == "critical_current_density_A_per_m2");
  BOOST_TEST(results["log_slopes"][0]["slope"].get<double>() == std::log(middle[1] / middle[2]) / (2 * std::log(1.4)), boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_SUITE_END()
