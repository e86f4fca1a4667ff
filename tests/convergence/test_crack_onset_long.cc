// At which pressure a flaw full of sodium begins to grow, for three depths and three lengths of the phase field: against the pressure at which a sharp
// flaw does, by K of a sharp crack under the pressure as computed, and by the energy that growth releases.
#include "convergence/crack_pressure.h"
#include "convergence/released_energy.h"
#include "support/verification_table.h"

#include "laws/screening.h"

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(crack_onset_long)

namespace
{
  constexpr double toughness = 1.3e6, critical_energy_release_rate = toughness * toughness * (1 - 0.26 * 0.26) / 80e9, resistance = 20e-4;

  struct Onset
  {
    double pressure;            ///< Pa, mean on the faces
    double intensity;           ///< of the pressure as computed on a sharp crack as deep, over K_IC
    double intensity_by_energy; ///< the same of one that costs as much
    double released;            ///< per area of crack, over G_c
    double depth, cells, seconds;
  };

  /// @param ratio of the current over the critical one
  Onset onset(const double a, const double per_depth, const double ratio)
  {
    const double current = ratio * estimate_flaw(toughness, a, 23.7e-6, resistance, 0.1).critical_current_density;
    const Deck   deck    = read_deck("convergence/decks/crack_deposit.prm",
                                  edge_flaw(a, per_depth, resistance, current, 400) + Overrides{setting("Verdict/Ended by growth", 2 * a / per_depth, "m")});
    Simulation<2>  simulation(deck);
    ReleasedEnergy released(simulation);
    const auto     verdict = simulation.run();
    BOOST_TEST(verdict.outcome == "crack grows");
    const auto  &history = simulation.history();
    const auto  &last    = history.back();
    const auto   grown   = [&](const std::string &name) { return column(last, name) - column(history.front(), name); };
    const auto   profile = pressure_profile(simulation, 2 * a);
    const double depth   = a + grown("flaw:length_m");
    return {verdict.cracks.at(0).onset_pressure,
            sharp_intensity(profile, depth) / toughness,
            sharp_intensity(profile, a + grown("crack_area_m2")) / toughness,
            released.per_area() / critical_energy_release_rate,
            depth,
            column(last, "cells"),
            column(last, "wall_time_s")};
  }

  /// Of a sharp flaw of this depth in the same body, Pa.
  double sharp_onset_pressure(const double a)
  {
    constexpr double p = 1e8;
    return p * toughness / sharp_intensity({{{0., p}}, {{a, p}}}, a);
  }
} // namespace

BOOST_AUTO_TEST_CASE(onset_pressure)
{
  VerificationTable table("crack_onset", "Onset of a flaw full of sodium",
                          "An edge flaw of depth a in a body 40 a deep, 30 and 5 percent above its critical current, until its tip has advanced by 2 l. K of the pressure as computed on a sharp "
                          "crack as deep as the tip (and by energy: as deep as its cost says) over K_IC, and the work of the metal less the energy that the body stores, per area of crack, over G_c. "
                          "Expected: 1, of K within 10 percent at l = a/10 and 6 percent at l = a/20, of the energy near the critical current within 6 percent. And near the critical current the mean "
                          "pressure in the step before, against the one at which a sharp flaw of the depth a grows (J-integral in the same body), within the same bounds, and against one as deep as the "
                          "tip is at the end. Its error against the first falls with l for the most part because 2 l does; K does not get nearer to K_IC with smaller l.",
                          {"current/critical", "a, um", "a/l", "depth, um", "cells", "K/K_IC", "K/K_IC, depth by energy", "energy released/G_c", "mean pressure, MPa", "sharp, depth a, MPa", "error, percent",
                           "error, depth at the end, percent"});
  for (const double ratio : {1.3, 1.05})
    for (const double a : {5e-6, 10e-6, 20e-6})
      {
        const double sharp = sharp_onset_pressure(a);
        double       last  = 1;
        for (const double per_depth : {5., 10., 20.})
          {
            const Onset  found = onset(a, per_depth, ratio);
            const double most  = per_depth == 20 ? 0.06 : 0.1;
            const double error = found.pressure / sharp - 1, error_at_end = found.pressure / sharp * std::sqrt(found.depth / a) - 1;
            table.row({fmt::format("{}", ratio), fmt::format("{:.0f}", 1e6 * a), fmt::format("{:.0f}", per_depth), fmt::format("{:.3f}", 1e6 * found.depth),
                       fmt::format("{:.0f}", found.cells), fmt::format("{:.4f}", found.intensity), fmt::format("{:.4f}", found.intensity_by_energy), fmt::format("{:.4f}", found.released),
                       fmt::format("{:.1f}", 1e-6 * found.pressure), fmt::format("{:.1f}", 1e-6 * sharp), fmt::format("{:.2f}", 100 * error), fmt::format("{:.2f}", 100 * error_at_end)});
            BOOST_TEST_MESSAGE(fmt::format("{} a {:.3g} a/l {}: K/K_IC {:.4f}, by energy {:.4f}, energy released {:.4f} G_c, {:.4g} MPa for {:.4g} ({:+.2f} %), depth {:.4g} um, {} cells, {:.3g} s",
                                           ratio, 1e6 * a, per_depth, found.intensity, found.intensity_by_energy, found.released, 1e-6 * found.pressure, 1e-6 * sharp, 100 * error,
                                           1e6 * found.depth, found.cells, found.seconds));
            BOOST_TEST(std::abs(found.intensity - 1) < most);
            if (ratio > 1.05)
              continue;
            BOOST_TEST(std::abs(found.released - 1) < 0.06);
            BOOST_TEST(std::abs(error) < (per_depth == 5 ? 0.2 : most));
            BOOST_TEST(std::abs(error) < last);
            BOOST_TEST(std::abs(error_at_end) < 0.06);
            last = std::abs(error);
          }
      }
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
