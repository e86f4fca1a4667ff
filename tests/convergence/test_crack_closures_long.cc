// How fast a filament grows at a given current must be decided by physics, not by what closes the model: every closure twice and half as
// large.
#include "convergence/filament_cases.h"
#include "support/verification_table.h"

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(crack_closures_long)

namespace
{
  struct Growth
  {
    double onset, pressure, speed, turns, seconds;
  };

  /// 12 mA/cm2 into the flagship's flaw, until it has grown by 15 um.
  Growth growth(const Overrides &closure)
  {
    const auto run = simulate("../inputs/flagship/surface-flaw-short.prm", closure + Overrides{"Verdict/Ended by growth=15 um", "Output/Fields every=0"});
    BOOST_TEST(run.verdict.outcome == "crack grows");
    const CrackEvents &flaw = run.verdict.cracks.at(0);
    BOOST_TEST_REQUIRE(flaw.onset.has_value());
    double turns = 0;
    for (const double n : run.all("coupling_turns"))
      turns += n;
    return {*flaw.onset, flaw.onset_pressure, flaw.speed(), turns / run.history.size(), run.last("wall_time_s")};
  }
} // namespace

BOOST_AUTO_TEST_CASE(closures)
{
  struct Closure
  {
    std::string entry, unit;
    double      value, lower, upper;
    bool        counts; ///< for the speed, and the theory says why
  };
  const std::vector<Closure> closures = {{"Deposit/Reacts above", "", 0.4, 0.2, 0.8, false},
                                         {"Deposit/Evening out", "", 1e4, 0.5e4, 2e4, false},
                                         {"Deposit/Leakage", "S/m", 1e-8, 0.5e-8, 2e-8, false},
                                         {"Deposit/Percolation thickness", "nm", 1, 0.5, 2, false},
                                         {"Deposit/Reach", "um", 2, 1, 4, true},
                                         {"Deposit/Metal conductivity", "S/m", 1000, 500, 2000, false},
                                         {"Deposit/Electronic resistance", "ohm cm^2", 1e-4, 0.5e-4, 2e-4, false},
                                         {"Fracture/Length", "um", 2, 1, 0, false},
                                         {"Fracture/Cells per length", "", 2, 0, 4, false}};
  VerificationTable table("crack_closures", "What closes the model of a filament",
                          "The filament of inputs/flagship/surface-flaw-short.prm, until it has grown by 15 um, with every closure half and twice as large. Expected: a speed "
                          "that changes by less than 10 percent, except where the theory says that a closure counts.",
                          {"closure", "value", "onset, s", "pressure at onset, MPa", "speed, um/s", "change of the speed, percent", "turns per step"});
  const auto add = [&](const std::string &name, const std::string &value, const Growth &g, const double change) {
    BOOST_TEST_MESSAGE(fmt::format("{} = {}: onset {:.4g} s at {:.4g} MPa, {:.4g} um/s ({:+.1f} %), {:.2g} turns, {:.3g} s", name, value, g.onset, 1e-6 * g.pressure,
                                   1e6 * g.speed, 100 * change, g.turns, g.seconds));
    table.row({name, value, fmt::format("{:.2f}", g.onset), fmt::format("{:.1f}", 1e-6 * g.pressure), fmt::format("{:.4f}", 1e6 * g.speed), fmt::format("{:.1f}", 100 * change),
               fmt::format("{:.1f}", g.turns)});
  };
  const Growth usual = growth({});
  add("none", "", usual, 0);
  for (const Closure &c : closures)
    for (const double value : {c.lower, c.upper})
      if (value > 0)
        {
          const Growth g      = growth({fmt::format("{}={:g} {}", c.entry, value, c.unit)});
          const double change = g.speed / usual.speed - 1;
          add(c.entry, fmt::format("{:g} {} ({:g})", value, c.unit, c.value), g, change);
          if (!c.counts)
            BOOST_TEST(std::abs(change) < 0.1);
        }
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
