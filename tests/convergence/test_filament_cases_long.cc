// Forty small runs with a filament: none fails, and far from the critical current each ends as the closed form says.
#include "convergence/filament_cases.h"
#include "support/verification_table.h"

#include "base/errors.h"

#include <fmt/ranges.h>

#include <chrono>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(filament_cases_long)

BOOST_AUTO_TEST_CASE(forty_runs)
{
  VerificationTable table("filament_cases", "Forty runs with a filament",
                          "A flaw of depth a in an electrolyte of 2.4 a; corners, then a Latin hypercube (seeded) over the current over the critical one, "
                          "depth, toughness, resistance, temperature and a/l. Critical: of a sharp crack in the same body.",
                          {"current over critical", "a, um", "K_IC, MPa m^0.5", "Z, ohm cm2", "T, K", "a/l", "outcome", "time, s", "length, um", "steps"});
  const double factor = confined_factor();
  unsigned int shorted = 0, stopped = 0;
  for (const FilamentCase &c : filament_cases())
    {
      const auto              start = std::chrono::steady_clock::now();
      std::vector<std::string> row  = {fmt::format("{:.3f}", c.ratio), fmt::format("{:.2f}", 1e6 * c.depth), fmt::format("{:.3f}", 1e-6 * c.toughness),
                                       fmt::format("{:.2f}", 1e4 * c.resistance), fmt::format("{:.1f}", c.temperature), fmt::format("{:.1f}", c.depth_in_lengths)};
      std::string             outcome = "numerical failure";
      try
        {
          const auto run = simulate("convergence/decks/filament.prm", settings(c, c.ratio * critical_current_density(c, factor)));
          outcome        = run.verdict.outcome;
          for (const auto &text : {outcome, fmt::format("{:.4g}", run.verdict.time), fmt::format("{:.2f}", 1e6 * run.verdict.cracks.at(0).length),
                                   fmt::format("{}", run.last("step"))})
            row.push_back(text);
        }
      catch (const SolveError &error)
        {
          BOOST_ERROR(error.what());
          row.resize(10, outcome);
        }
      shorted += outcome == "short circuit";
      stopped += outcome == "stopped";
      table.row(row);
      BOOST_TEST_MESSAGE(fmt::format("{}: {:.0f} s", fmt::join(row, ", "), std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()));
      if (c.ratio < 0.5)
        BOOST_TEST(outcome == "stopped");
      if (c.ratio > 2)
        BOOST_TEST(outcome == "short circuit");
    }
  BOOST_TEST(shorted >= 10);
  BOOST_TEST(stopped >= 10);
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
