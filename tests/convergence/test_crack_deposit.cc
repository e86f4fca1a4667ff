// Sodium that plates into a crack: what it weighs, what pressure stops it, when the crack grows, and how the run ends.
#include "convergence/crack_pressure.h"

#include "base/constants.h"

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(crack_deposit)

namespace
{
  constexpr double a = 10e-6, toughness = 1.3e6, molar_volume = 23.7e-6;
  constexpr double growing_for = 20; // s, at 4 mA/cm2
  const std::string edge = "convergence/decks/crack_deposit.prm", thin = "convergence/decks/filament.prm";

  Overrides plate(const double current_density, const double duration)
  {
    return {setting("Protocol/Step plate/Current density", current_density, "A/m^2"), setting("Protocol/Step plate/Duration", duration, "s")};
  }

  /// What has opened is filled; charge, sodium, and electrons into the crack balance.
  void check_balances(const std::vector<Row> &history)
  {
    for (const Row &row : history)
      {
        const double deposit = column(row, "deposit_m3") - column(row, "squeezed_out_m3"), opened = column(row, "crack_volume_m3"), empty = column(row, "flaw:empty_m3");
        BOOST_TEST(std::abs(opened - deposit - empty) < 1e-4 * opened);
        BOOST_TEST(column(row, "deposit_balance") < 1e-6);
        BOOST_TEST(column(row, "charge_balance") < 1e-8);
        BOOST_TEST(std::abs(column(row, "deposit_m3") * constants::faraday / molar_volume / column(row, "deposit_charge_C") - 1) < 1e-12);
      }
  }
} // namespace

// A flaw that does not grow fills until the pressure takes up the overpotential everywhere on its faces, p = F eta/V_m, which rises
// from the mouth to the tip with the ohmic drop. Within 1 percent where metal is squeezed: the closure is smooth over the band.
BOOST_AUTO_TEST_CASE(pressure_stops_plating)
{
  const Deck    deck = read_deck(edge, plate(20, 240));
  Simulation<2> simulation(deck);
  simulation.run();
  check_balances(simulation.history());
  const auto  &deposit = *simulation.electrochemistry().deposit;
  unsigned int points  = 0;
  double       worst   = 0, least = 1e99, largest = 0;
  for (const auto &cell : simulation.electrochemistry().fields.triangulation.active_cell_iterators())
    if (const unsigned int c = cell->active_cell_index(); deposit.in_band(c))
      for (unsigned int q = 0; q < deposit.memory.rule.size(); ++q)
        if (const auto p = deposit.point(c, q); deposit.band.area[p] > 1e5 && deposit.conducts(p))
          {
            const double limit = -constants::faraday * deposit.drop[p] / molar_volume;
            worst              = std::max(worst, std::abs(deposit.pressure[p] / limit - 1));
            least              = std::min(least, limit);
            largest            = std::max(largest, limit);
            ++points;
          }
  BOOST_TEST_MESSAGE(fmt::format("{} points, {:.4g} to {:.4g} MPa, off by {:.3g} at most", points, 1e-6 * least, 1e-6 * largest, worst));
  BOOST_TEST(points > 50);
  BOOST_TEST(worst < 0.01);
  BOOST_TEST(largest > 1.01 * least);
  const auto &last = simulation.history().back();
  BOOST_TEST(column(last, "flaw:length_m") < 10.5e-6);
  BOOST_TEST(std::abs(column(last, "flaw:current_A")) < 1e-3 * column(simulation.history().front(), "flaw:current_A"));
}

// The decisive test of a model of filaments: the pressure as computed, put on a sharp crack of the same length, must give the toughness
// while the crack grows. l = a/5: the depth, by the energy of the crack, is uncertain by a cell (l/3), and K by half of that share.
BOOST_AUTO_TEST_CASE(growth_costs_the_toughness)
{
  const Deck    deck = read_deck(edge, plate(40, growing_for));
  Simulation<2> simulation(deck);
  simulation.run();
  const auto  &history = simulation.history();
  const double depth   = a + column(history.back(), "crack_area_m2") - column(history.front(), "crack_area_m2");
  const double K       = sharp_intensity(pressure_profile(simulation, 20e-6), depth);
  BOOST_TEST_MESSAGE(fmt::format("{:.4g} um deep: mean pressure {:.4g} MPa, K/K_IC = {:.4f}", 1e6 * depth,
                                 1e-6 * column(history.back(), "flaw:mean_pressure_Pa"), K / toughness));
  BOOST_TEST(depth > 12e-6);
  BOOST_TEST(std::abs(K / toughness - 1) < 0.05);
  check_balances(history);
}

// Above the critical current the metal reaches the other electrode: electrons carry the current, and the voltage collapses. Below it the
// pressure stops the plating.
BOOST_AUTO_TEST_CASE(short_circuit_and_stop)
{
  const auto shorted = simulate(thin, plate(120, 600));
  BOOST_TEST(shorted.verdict.outcome == "short circuit");
  BOOST_TEST(shorted.verdict.place == "flaw");
  BOOST_TEST(shorted.last("bridged_by_metal") == 1);
  BOOST_TEST(shorted.last("voltage_V") < 0.6 * column(shorted.history.front(), "voltage_V"));
  BOOST_TEST(shorted.verdict.cracks.at(0).onset.has_value());
  BOOST_TEST(shorted.verdict.decided_by.at(0).value >= 0.5);
  BOOST_TEST(shorted.verdict.position.value()[1] > 30e-6); // metal has reached the far side of the electrolyte, at 32 um
  const auto stopped = simulate(thin, plate(26, 600) + Overrides{"Verdict/Stopped below=0.01"});
  BOOST_TEST(stopped.verdict.outcome == "survived"); // the flaw was filled, and did not grow
  BOOST_TEST(stopped.last("flaw:length_m") < 10.5e-6);
  BOOST_TEST(stopped.verdict.time < 600);
}

// In-plane compression of 200 MPa adds to the pressure that it takes (Fincher et al., Joule 6 (2022) 2794): the flaw that grows without
// it (above) stays where it is.
BOOST_AUTO_TEST_CASE(compression_stops_growth)
{
  const auto held = simulate(edge, plate(40, growing_for) + Overrides{"Support right/Pressure=200e6"});
  BOOST_TEST(held.verdict.cracks.at(0).length < 10.5e-6);
  BOOST_TEST(held.last("flaw:peak_pressure_Pa") > 200e6);
}

// The crack runs ahead of its metal: of a flaw of which the outer third is lined, the metal wedges the dry rest open until it grows. How long the
// dry stretch stays depends on the metal that a face needs before it conducts: 100 nm leave more than five lengths of the phase field, behind
// 2 nm the metal follows to the tip. A load on the mouth alone must be the larger, as K of an edge crack says: without metal near the tip the
// mean pressure at the onset is more than one and a half times as large.
BOOST_AUTO_TEST_CASE(dry_stretch)
{
  const double l   = 1e-6;
  const auto   run = [&](const std::string &thickness) {
    return simulate(thin, plate(240, 600) + Overrides{"Fracture/Length=1 um", "Initial crack flaw/Lined=0.35", "Verdict/Ended by growth=1.5 um",
                                                      "Deposit/Percolation thickness=" + thickness});
  };
  const auto dry = run("100 nm"), wet = run("2 nm");
  for (const auto *r : {&dry, &wet})
    {
      BOOST_TEST(r->verdict.outcome == "crack grows");
      check_balances(r->history);
    }
  BOOST_TEST(dry.last("flaw:length_m") - dry.last("flaw:metal_length_m") > 5 * l);
  BOOST_TEST(dry.last("flaw:metal_length_m") > column(dry.history.front(), "flaw:metal_length_m") + l);
  BOOST_TEST(wet.last("flaw:metal_length_m") > wet.last("flaw:length_m"));
  BOOST_TEST(dry.last("flaw:mean_pressure_Pa") > 1.5 * wet.last("flaw:mean_pressure_Pa"));
}

// A tip that reaches towards the other electrode is fed better than the mouth by the ohmic drop beside the flaw, 0.683 i a/sigma in a half plane
// (the tip's share of it that counts for K) and of the order of i a/sigma in all: less of it, and less current for the flaw, at ten times the conductivity.
BOOST_AUTO_TEST_CASE(conductivity_takes_from_the_tip)
{
  const auto run = [](const std::string &conductivity) {
    return simulate("convergence/decks/filament.prm", plate(40, 1) + Overrides{"Time/Fixed=true", "Material Na3Zr2Si2PO12/Ionic conduction/Conductivity=" + conductivity});
  };
  const auto   poor = run("1 mS/cm"), good = run("10 mS/cm");
  const double drop = 40 * a / 0.1, gained = good.last("flaw:tip_overpotential_V") - poor.last("flaw:tip_overpotential_V");
  BOOST_TEST(good.last("flaw:current_share") < poor.last("flaw:current_share"));
  BOOST_TEST(gained > 0.3 * drop);
  BOOST_TEST(gained < drop);
}

BOOST_AUTO_TEST_SUITE_END()
