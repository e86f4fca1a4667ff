// Slow growth of a filament through half of its layer: the pressure as computed, put on a sharp crack of the same length, gives the toughness.
#include "convergence/crack_pressure.h"
#include "support/verification_table.h"

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(crack_growth_long)

BOOST_AUTO_TEST_CASE(half_of_the_layer)
{
  constexpr double  toughness = 1.3e6, mouth = 8e-6, half = 20e-6;
  VerificationTable table("crack_growth", "A filament that grows through half of its layer",
                          "A flaw of 10 um in a body of 40 by 80 um between sides that do not move, NZSP on a backing as stiff, until it is 20 um deep by the energy of the crack. "
                          "Expected: K/K_IC = 1 within 10 percent, of a sharp crack of that depth under the pressure as computed, where growth is slow (3 mA/cm2); nearer with smaller l and with slower growth, and at l = 2 um with elements of degree 2.",
                          {"current density, mA/cm2", "l, um", "degree", "time, s", "depth, um", "mean pressure, MPa", "cells", "K/K_IC", "error, percent"});
  std::vector<double> errors;
  // 30 A/m2 is slow, and takes eleven times as long: pressure evens out along the crack. At 80 A/m2 metal is plated faster near the tip.
  for (const auto &[current_density, length, degree, most] : std::vector<std::array<double, 4>>{{{80, 2, 1, 0.15}}, {{80, 1, 1, 0.1}}, {{30, 2, 1, 0.1}}, {{30, 1, 1, 0.1}}, {{30, 2, 2, 0.07}}, {{30, 1, 2, 0.05}}})
    {
      const Deck deck = read_deck("convergence/decks/filament.prm",
                                  Overrides{"Region cathode/Material=backing", "Geometry/Width=80 um", "Geometry/Layer electrolyte/Thickness=36 um", "Geometry/Layer electrolyte/Cells=4",
                                            "Geometry/Layer cathode/Thickness=4 um", "Initial crack flaw/From=40 um, 8 um", "Initial crack flaw/To=40 um, 18 um",
                                            fmt::format("Fracture/Length={} um", length), "Verdict/Ended by growth=9 um",
                                            setting("Protocol/Step plate/Current density", current_density, "A/m^2"), setting("Protocol/Step plate/Duration", 20 * 4000 / current_density, "s")} + elements_of_degree(degree));
      Simulation<2> simulation(deck);
      const auto    verdict = simulation.run();
      BOOST_TEST(verdict.outcome == "crack grows");
      const auto  &last  = simulation.history().back();
      const double depth = 10e-6 + column(last, "crack_area_m2") - column(simulation.history().front(), "crack_area_m2");
      BOOST_TEST(std::abs(depth / half - 1) < 0.05);
      const double K = sharp_intensity(pressure_profile(simulation, mouth), depth,
                                       {"Geometry/File=" NADIR_SOURCE_DIR "/tests/convergence/decks/meshes/edge_crack_half_through.geo", "Support far/Type=symmetry"});
      const double error = std::abs(K / toughness - 1);
      BOOST_TEST_MESSAGE(fmt::format("{} A/m2, l {} um, degree {}: {:.4g} s, {:.4g} um, K/K_IC {:.4f}, {:.3g} s", current_density, length, degree, verdict.time, 1e6 * depth, K / toughness, column(last, "wall_time_s")));
      table.row({fmt::format("{:.1f}", 0.1 * current_density), fmt::format("{:.0f}", length), fmt::format("{}", degree), fmt::format("{:.1f}", verdict.time), fmt::format("{:.2f}", 1e6 * depth),
                 fmt::format("{:.1f}", 1e-6 * column(last, "flaw:mean_pressure_Pa")), fmt::format("{:.0f}", column(last, "cells")), fmt::format("{:.4f}", K / toughness),
                 fmt::format("{:.1f}", 100 * error)});
      BOOST_TEST(error < most);
      errors.push_back(error);
    }
  BOOST_TEST(errors[1] < errors[0]);
  BOOST_TEST(errors[3] < errors[2]);
  BOOST_TEST(errors[2] < errors[0]);
  BOOST_TEST(errors[3] < errors[1]);
  BOOST_TEST(errors[4] < errors[2]);
  BOOST_TEST(errors[5] < errors[4]);
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
