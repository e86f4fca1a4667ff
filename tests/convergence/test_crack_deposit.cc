// Sodium that plates into a crack: what it weighs, what pressure stops it, when the crack grows, and how the run ends.
#include "convergence/crack_onset.h"

#include "base/constants.h"

#include <algorithm>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(crack_deposit)

namespace
{
  constexpr double a = 10e-6, molar_volume = 23.7e-6;
  constexpr double growing_for = 20; // s, at 4 mA/cm2
  const std::string edge = "convergence/decks/crack_deposit.prm", thin = "convergence/decks/filament.prm";

  Overrides plate(const double current_density, const double duration)
  {
    return {setting("Protocol/Step plate/Current density", current_density, "A/m^2"), setting("Protocol/Step plate/Duration", duration, "s")};
  }
} // namespace

// Multigrid for the solid and a direct solve for the pressure in its cracks find what MUMPS finds, in a few iterations, and in few more on half the mesh
// width: within what the turns of stress and potentials leave open.
BOOST_AUTO_TEST_CASE(iterative_solves)
{
  const auto fill = [](const std::string &method, const double length) {
    return simulate(thin, plate(40, 2) + Overrides{"Time/Fixed=true", "Solver/Linear solver/Method=" + method, "Solver/Linear solver/Direct below=0",
                                                 fmt::format("Fracture/Length={} um", length)});
  };
  const auto per_solve = [](const Outcome &run) { return run.last("mechanics_linear_iterations") / run.last("mechanics_newton_iterations"); };
  const auto direct = fill("direct", 2), coarse = fill("iterative", 2), fine = fill("iterative", 1);
  for (const char *name : {"deposit_m3", "flaw:mean_pressure_Pa", "strain_energy_J"})
    BOOST_TEST(std::abs(coarse.last(name) / direct.last(name) - 1) < 1e-6);
  BOOST_TEST_MESSAGE(fmt::format("{:.3g} and {:.3g} iterations per solve", per_solve(coarse), per_solve(fine)));
  BOOST_TEST(per_solve(coarse) < 20);
  BOOST_TEST(per_solve(fine) < 1.5 * per_solve(coarse));
  const auto automatic = fill("automatic", 2); // direct in the plane, at any size
  for (const char *name : {"linear_iterations", "mechanics_linear_iterations", "fracture_linear_iterations"})
    BOOST_TEST(automatic.last(name) == direct.last(name));
}

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
  // Far below what AT1 bears without a crack, of a toughness that is corrected for cells of 800/20/64 um.
  const auto  &flaw  = simulation.measurements().fracture->cracks.at(0);
  const double l = 2e-6, bears = Onset::toughness * std::sqrt(3 / (8 * l) / (1 + 3 * 0.625e-6 / (8 * l)));
  BOOST_TEST(std::abs(flaw.strength / bears - 1) < 1e-12);
  BOOST_TEST(CrackStory::above_strength(simulation.measurements()).empty());
  BOOST_TEST(column(last, "flaw:length_m") < 10.5e-6);
  BOOST_TEST(std::abs(column(last, "flaw:current_A")) < 1e-3 * column(simulation.history().front(), "flaw:current_A"));
}

// The decisive test of a model of filaments: the pressure as computed, put on a sharp crack of the same length, must give the toughness
// while the crack grows. l = a/5: the depth, by the energy of the crack, is uncertain by a cell (l/3), and K by half of that share.
BOOST_AUTO_TEST_CASE(growth_costs_the_toughness)
{
  const Deck    deck = read_deck(edge, plate(40, growing_for));
  Simulation<2>  simulation(deck);
  ReleasedEnergy released(simulation);
  simulation.run();
  const auto  &history = simulation.history();
  const double depth   = a + column(history.back(), "crack_area_m2") - column(history.front(), "crack_area_m2");
  const double K       = sharp_intensity(pressure_profile(simulation, 20e-6), depth);
  BOOST_TEST_MESSAGE(fmt::format("{:.4g} um deep: mean pressure {:.4g} MPa, K/K_IC = {:.4f}", 1e6 * depth,
                                 1e-6 * column(history.back(), "flaw:mean_pressure_Pa"), K / Onset::toughness));
  // So does the energy: the metal's work, less what the body has stored, is G_c for every area of crack. (The trapezoidal rule over some twenty steps.)
  const double released_share = released.per_area() / Onset::critical_energy_release_rate;
  BOOST_TEST_MESSAGE(fmt::format("energy released: {:.4f} G_c", released_share));
  BOOST_TEST(std::abs(released_share - 1) < 0.06);
  BOOST_TEST(depth > 12e-6);
  BOOST_TEST(std::abs(K / Onset::toughness - 1) < 0.05);
  check_balances(history);
}

// With elements of degree 2 and slowly, 5 percent above the critical current, more closely.
BOOST_AUTO_TEST_CASE(slow_growth_costs_the_toughness)
{
  const Onset found = onset(a, 5, 1.05, 2);
  BOOST_TEST_MESSAGE(fmt::format("{:.4g} um deep: K/K_IC = {:.4f}, by energy {:.4f}; energy released: {:.4f} G_c; {:.3g} s", 1e6 * found.depth, found.intensity,
                                 found.intensity_by_energy, found.released, found.seconds));
  BOOST_TEST(found.depth > 13.9e-6);
  BOOST_TEST(std::abs(found.intensity - 1) < 0.02);
  BOOST_TEST(std::abs(found.intensity_by_energy - 1) < 0.02);
  BOOST_TEST(std::abs(found.released - 1) < 0.04);
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
  BOOST_TEST(stopped.verdict.outcome == "stopped");
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
// dry stretch stays depends on the metal that a face needs before it conducts: 100 nm leave more than five lengths of the phase field, and while the tip
// advances by five more the metal falls behind by two of them; behind 2 nm the metal follows to the tip. A load on the mouth alone must be the larger, as K of an
// edge crack says: without metal near the tip the mean pressure is more than one and a half times as large when the tip has advanced as far.
BOOST_AUTO_TEST_CASE(dry_stretch)
{
  const double l   = 1e-6;
  const auto   run = [&](const std::string &thickness, const std::string &growth) {
    return simulate(thin, plate(240, 600) + Overrides{"Fracture/Length=1 um", "Fracture/Largest advance=1 um", "Initial crack flaw/Lined=0.35", "Verdict/Ended by growth=" + growth,
                                                      "Deposit/Percolation thickness=" + thickness});
  };
  const auto dry = run("100 nm", "5.1 um"), wet = run("2 nm", "1.5 um");
  for (const auto *r : {&dry, &wet})
    {
      BOOST_TEST(r->verdict.outcome == "crack grows");
      check_balances(r->history);
    }
  const auto tip = dry.all("flaw:length_m"), metal = dry.all("flaw:metal_length_m"), pressure = dry.all("flaw:mean_pressure_Pa");
  const auto k = std::size_t(std::find_if(tip.begin(), tip.end(), [&](const double x) { return x > tip[0] + 0.5 * l; }) - tip.begin()), // it has begun to grow,
             n = std::size_t(std::find_if(tip.begin(), tip.end(), [&](const double x) { return x >= tip[0] + 1.5 * l; }) - tip.begin()); // and gone as far as the other
  BOOST_TEST(tip[n] - metal[n] > 5 * l);
  BOOST_TEST(metal[n] > metal[0] + l);
  BOOST_TEST(tip.back() - tip[0] > 5 * l);
  BOOST_TEST(tip.back() - metal.back() > tip[0] - metal[0] + l);
  BOOST_TEST(tip.back() - metal.back() > tip[k] - metal[k] + 2 * l);
  BOOST_TEST(metal.back() > metal[k] + l);
  BOOST_TEST(wet.last("flaw:metal_length_m") > wet.last("flaw:length_m"));
  BOOST_TEST(pressure[n] > 1.5 * wet.last("flaw:mean_pressure_Pa"));
  BOOST_TEST(dry.last("flaw:mean_pressure_Pa") > 1.5 * wet.last("flaw:mean_pressure_Pa"));
  BOOST_TEST_MESSAGE(fmt::format("dry: {:.3g} l at the start, {:.3g} l when it grows, {:.3g} l after {:.3g} l; {:.4g} MPa, {:.4g} MPa", (tip[0] - metal[0]) / l,
                                 (tip[k] - metal[k]) / l, (tip.back() - metal.back()) / l, (tip.back() - tip[0]) / l, 1e-6 * pressure[n], 1e-6 * wet.last("flaw:mean_pressure_Pa")));
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

// Half of the cell, cut along the flaw, gets half of its current. The half's columns are half as wide: a broken row of cells is cut in half,
// too. What differs is the ohmic drop beside the flaw in cells of another shape, which falls with the size of the cells: within 1 percent at a
// quarter of l.
BOOST_AUTO_TEST_CASE(half_a_cell)
{
  std::array<double, 2> errors;
  for (const unsigned int k : {0, 1})
    {
      const auto run = [&](const Overrides &model, const double cells) {
        return simulate(thin, plate(20, 0.5) + model + Overrides{"Time/Fixed=true", "Time/Initial step=0.5 s", fmt::format("Fracture/Cells per length={}", cells)});
      };
      const auto whole = run({}, 2 << k),
                 half  = run({"Geometry/Width=32 um", "Initial crack flaw/From=0 um, 8 um", "Initial crack flaw/To=0 um, 18 um"}, 0.8 * (2 << k));
      errors[k]        = std::abs(2 * half.last("flaw:current_A") / whole.last("flaw:current_A") - 1);
    }
  BOOST_TEST_MESSAGE(fmt::format("off by {:.3g} and {:.3g}", errors[0], errors[1]));
  BOOST_TEST(errors[1] < 0.01);
  BOOST_TEST(errors[1] < 0.7 * errors[0]);
}

// Stripped again, metal in a crack runs out first where there is least of it: at the tip, and in the stiff layer that the flaw crosses, where it
// has hardly opened. What lies behind that is dead from then on: it is counted, and no more of it reacts than what leaks to it. The 1 nm over which
// a face is used up is a hundredth of what was plated: no metal is dead before nine tenths are gone.
BOOST_AUTO_TEST_CASE(stripping_leaves_dead_sodium)
{
  const auto run = simulate("convergence/decks/filament_strip.prm", {"Verdict/Stopped below=0", "Initial crack flaw/To=32 um, 27 um", "Time/Tolerance=1e-2"});
  check_balances(run.history);
  const auto   deposit = run.all("deposit_m3"), dead = run.all("dead_m3"), metal = run.all("flaw:metal_length_m");
  const double plated = *std::max_element(deposit.begin(), deposit.end());
  bool         cut_off = false; // while other metal still strips
  for (std::size_t k = 0; k < deposit.size(); ++k)
    {
      if (deposit[k] > 0.1 * plated)
        BOOST_TEST(dead[k] == 0);
      cut_off = cut_off || (dead[k] > 0.3 * deposit[k] && metal[k] > 11e-6 && column(run.history[k], "flaw:current_A") < -1e-5);
    }
  BOOST_TEST(cut_off);
  BOOST_TEST(dead.back() > 0.99 * deposit.back());
  BOOST_TEST(deposit.back() > 1e-3 * plated);
  BOOST_TEST(std::abs(run.last("flaw:current_A")) < 1e-4 * std::abs(column(run.history.front(), "flaw:current_A")));
}

BOOST_AUTO_TEST_SUITE_END()
