// At which pressure a flaw full of sodium begins to grow: K of a sharp crack under the pressure as computed, when the tip has advanced
// by two lengths of the phase field, for three depths and three lengths.
#include "convergence/crack_pressure.h"
#include "support/verification_table.h"

#include "laws/screening.h"

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(crack_onset_long)

namespace
{
  constexpr double toughness = 1.3e6, resistance = 20e-4;

  struct Onset
  {
    double intensity, intensity_by_energy, mean_pressure, depth, cells, seconds, depth_by_compliance, intensity_by_compliance;
  };

  Onset onset(const double a, const double per_depth)
  {
    const double current = 1.3 * estimate_flaw(toughness, a, 23.7e-6, resistance, 0.1).critical_current_density;
    const Deck   deck    = read_deck("convergence/decks/crack_deposit.prm",
                                  edge_flaw(a, per_depth, resistance, current) + Overrides{setting("Verdict/Ended by growth", 2 * a / per_depth, "m")});
    Simulation<2> simulation(deck);
    const auto    verdict = simulation.run();
    BOOST_TEST(verdict.outcome == "crack grows");
    const auto  &history = simulation.history();
    const auto  &last    = history.back();
    const auto   grown   = [&](const std::string &name) { return column(last, name) - column(history.front(), name); };
    const auto   profile = pressure_profile(simulation, 2 * a);
    const double depth   = a + grown("flaw:length_m");
    double       compliant = depth;
    const double K         = as_compliant(profile, column(last, "strain_energy_J"), compliant).intensity;
    return {sharp_intensity(profile, depth) / toughness, sharp_intensity(profile, a + grown("crack_area_m2")) / toughness,
            column(last, "flaw:mean_pressure_Pa"), depth, column(last, "cells"), column(last, "wall_time_s"), compliant, K / toughness};
  }
} // namespace

BOOST_AUTO_TEST_CASE(onset_pressure)
{
  VerificationTable table("crack_onset", "Onset of a flaw full of sodium",
                          "An edge flaw of depth a in a body 40 a deep, 30 percent above its critical current; when its tip has advanced by 2 l the pressure as "
                          "computed is put on a sharp crack of the same depth (by energy: the depth whose crack costs as much, process zone included). Expected: K/K_IC = 1, within 10 percent at l = a/10 and 6 percent at l = a/20.",
                          {"a, um", "a/l", "depth, um", "mean pressure, MPa", "cells", "K/K_IC", "K/K_IC, depth by energy", "error, percent"});
  for (const double a : {5e-6, 10e-6, 20e-6})
    {
      for (const double per_depth : {5., 10., 20.})
        {
          const Onset  found = onset(a, per_depth);
          const double error = std::abs(found.intensity - 1);
          table.row({fmt::format("{:.0f}", 1e6 * a), fmt::format("{:.0f}", per_depth), fmt::format("{:.3f}", 1e6 * found.depth),
                     fmt::format("{:.1f}", 1e-6 * found.mean_pressure), fmt::format("{:.0f}", found.cells), fmt::format("{:.4f}", found.intensity),
                     fmt::format("{:.4f}", found.intensity_by_energy), fmt::format("{:.2f}", 100 * error)});
          BOOST_TEST_MESSAGE(fmt::format("a {:.3g} a/l {}: {:.4f}, by energy {:.4f}, {:.3g} MPa, depth {:.4g} um, {} cells, {:.3g} s", 1e6 * a, per_depth, found.intensity, found.intensity_by_energy,
                                         1e-6 * found.mean_pressure, 1e6 * found.depth, found.cells, found.seconds));
          BOOST_TEST_MESSAGE(fmt::format("   by compliance {:.4g} um: {:.4f}", 1e6 * found.depth_by_compliance, found.intensity_by_compliance));
          BOOST_TEST(error < (per_depth == 20 ? 0.06 : 0.1));
        }
    }
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
