// How fast a filament grows at a given current must be decided by physics, not by what closes the model: every closure twice and half as
// large.
#include "convergence/filament_growth.h"
#include "support/verification_table.h"

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(crack_closures_long)

// Faces are counted from `Reacts above` on, which lies ahead of the tip by a share of l, and what is plated there wedges where that does most: at
// least that falls with l.
BOOST_AUTO_TEST_CASE(closures)
{
  struct Closure
  {
    std::string entry, unit;
    double      value, lower, upper;
    double      most = 0.1; ///< change of the speed that is expected, a share
    std::string why  = "";  ///< it may be more than a tenth
  };
  const std::string ahead = "how far ahead of the tip metal wedges, a share of l, decides the pressure that growth needs";
  const std::vector<Closure> closures = {{"Deposit/Reacts above", "", 0.4, 0.2, 0.8, 0.3, ahead},
                                         {"Deposit/Blocked above", "", 0.9, 0.8, 0.95},
                                         {"Deposit/Evening out", "", 1e4, 0.5e4, 2e4},
                                         {"Deposit/Leakage", "S/m", 1e-8, 0.5e-8, 2e-8},
                                         {"Deposit/Percolation thickness", "nm", 1, 0.5, 2},
                                         {"Deposit/Reach", "um", 2, 1, 4},
                                         {"Deposit/Metal conductivity", "S/m", 1000, 500, 2000},
                                         {"Deposit/Electronic resistance", "ohm cm^2", 1e-4, 0.5e-4, 2e-4},
                                         {"Fracture/Length", "um", 2, 1, 0, 0.15, ahead},
                                         {"Fracture/Cells per length", "", 2, 0, 4}};
  VerificationTable table("crack_closures", "What closes the model of a filament",
                          "The filament of inputs/flagship/surface-flaw-short.prm, on a coarser mesh (two cells per length), until its tip has grown by 16 um, with every closure half and twice as large (or as far as it goes). Expected: a speed, "
                          "from 5 to 15 um of growth by area, that changes by less than 10 percent, or why not. Faces count from `Reacts above` on, which is ahead of the tip by a share of the length l of the phase "
                          "field, and metal there wedges most, so growth needs 1 percent less pressure at 0.2 and 5 percent more at 0.8. The flaw is 1.5 times above its critical current: most of the "
                          "overpotential goes into that pressure, and the rest is the current. The last rows show that this falls with l. On which share of the opening strain the pressure works is no closure: it is what the degraded energy, (1-d)^2, lets open.",
                          {"closure", "value", "onset, s", "pressure at onset, MPa", "speed, um/s", "change of the speed, percent", "turns per step", "why"});
  const auto add = [&](const std::string &name, const std::string &value, const Growth &g, const double change, const std::string &why = "") {
    BOOST_TEST_MESSAGE(fmt::format("{} = {}: onset {:.4g} s at {:.4g} MPa, {:.4g} um/s ({:+.1f} %), {:.2g} turns, {:.3g} s", name, value, g.onset, 1e-6 * g.pressure,
                                   1e6 * g.speed, 100 * change, g.turns, g.seconds));
    table.row({name, value, fmt::format("{:.2f}", g.onset), fmt::format("{:.1f}", 1e-6 * g.pressure), fmt::format("{:.4f}", 1e6 * g.speed), fmt::format("{:.1f}", 100 * change),
               fmt::format("{:.1f}", g.turns), why});
  };
  std::vector<double> at_usual_length;
  const Growth        usual = growth({});
  add("none", "", usual, 0);
  for (const Closure &c : closures)
    for (const double value : {c.lower, c.upper})
      if (value > 0)
        {
          const Growth g      = growth({fmt::format("{}={:g} {}", c.entry, value, c.unit)});
          const double change = g.speed / usual.speed - 1;
          add(c.entry, fmt::format("{:g} {} ({:g})", value, c.unit, c.value), g, change, c.why);
          BOOST_TEST(std::abs(change) < c.most, c.entry);
          if (c.entry == "Deposit/Reacts above")
            at_usual_length.push_back(std::abs(change));
        }
  const Growth fine = growth({"Fracture/Length=1 um"});
  for (const auto &[k, value] : {std::pair{0, 0.2}, {1, 0.8}})
    {
      const Growth g      = growth({"Fracture/Length=1 um", fmt::format("Deposit/Reacts above={}", value)});
      const double change = g.speed / fine.speed - 1;
      add("Deposit/Reacts above, at l = 1 um", fmt::format("{} (0.4)", value), g, change, ahead);
      BOOST_TEST(std::abs(change) < 0.9 * at_usual_length[k]);
    }
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
