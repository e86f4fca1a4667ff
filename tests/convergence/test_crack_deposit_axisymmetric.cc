// Sodium in cracks around an axis: what it weighs, and what pressure stops it.
#include "convergence/filament_cases.h"

#include "base/constants.h"
#include "simulation.h"

#include <algorithm>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(crack_deposit_axisymmetric)

namespace
{
  constexpr double a = 10e-6, molar_volume = 23.7e-6, young = 80e9, poisson = 0.26;

  /// 20 ohm cm2 on the electrodes, a hundred times NZSP's conductivity for ions, and a leakage of 1 mS/m, which fills the penny within seconds.
  Deck penny(const std::string &deck, const double current_density)
  {
    return read_deck("convergence/decks/" + deck,
                     linear_resistance(20e-4) +
                       Overrides{setting("Protocol/Step plate/Current density", current_density, "A/m^2"), "Protocol/Step plate/Duration=100 s", "Deposit/Leakage=1e-3 S/m",
                                 "Material Na3Zr2Si2PO12/Ionic conduction/Conductivity=10 S/m"});
  }

  /// What was plated is what electrons brought, and opens the cracks: turns between potentials and stress end with 1e-5 of the cell's current left, of which a
  /// crack that leakage feeds gets little.
  void check(const std::vector<Row> &history, const std::vector<std::string> &cracks)
  {
    for (const Row &row : history)
      {
        double deposit = 0, empty = 0;
        for (const auto &name : cracks)
          {
            deposit += column(row, name + ":deposit_m3");
            empty += column(row, name + ":empty_m3");
          }
        BOOST_TEST(column(row, "deposit_balance") < 1e-6);
        BOOST_TEST(column(row, "charge_balance") < 1e-8);
        BOOST_TEST(std::abs(deposit * constants::faraday / molar_volume / column(row, "deposit_charge_C") - 1) < 1e-12);
        BOOST_TEST(std::abs(column(row, "crack_volume_m3") - deposit - empty) <
                   1e-5 * std::abs(column(row, "current_A")) * column(row, "step_size_s") * molar_volume / constants::faraday);
      }
  }

  /// Pressure times V_m/F over the overpotential, less 1: the largest on the faces of cracks that conduct.
  double worst_point(Simulation<2> &simulation)
  {
    const auto  &deposit = *simulation.electrochemistry().deposit;
    double       worst   = 0;
    unsigned int points  = 0;
    for (const auto &cell : simulation.electrochemistry().fields.triangulation.active_cell_iterators())
      if (const unsigned int c = cell->active_cell_index(); deposit.in_band(c))
        for (unsigned int q = 0; q < deposit.memory.rule.size(); ++q)
          if (const auto p = deposit.point(c, q); deposit.band.area[p] > 1e5 && deposit.conducts(p))
            {
              worst = std::max(worst, std::abs(deposit.pressure[p] * molar_volume / (-constants::faraday * deposit.drop[p]) - 1));
              ++points;
            }
    BOOST_TEST(points > 50);
    return worst;
  }
} // namespace

// Both electrodes resist alike: ions are at half of the voltage V. Electrons leak in a potential that rises evenly, to which a flat penny that lies across does nothing:
// its metal is at V h/L, and plating stops at p = F V (1/2 - h/L)/V_m. A penny holds 16 (1 - nu2) p a3/(3 E) in an endless body; its radius is known to a third of
// a cell, and so the volume to a tenth.
BOOST_AUTO_TEST_CASE(penny_that_nothing_touches)
{
  const Deck    deck = penny("crack_deposit_penny.prm", 40);
  Simulation<2> simulation(deck);
  simulation.run();
  check(simulation.history(), {"flaw"});
  const Row   &last     = simulation.history().back();
  const double stops_at = constants::faraday / molar_volume * column(last, "voltage_V") * (0.5 - 32.5 / 128), p = column(last, "flaw:mean_pressure_Pa"), worst = worst_point(simulation),
               volume = 16 * (1 - poisson * poisson) * p * a * a * a / (3 * young);
  BOOST_TEST_MESSAGE(fmt::format("{:.4g} MPa, expected {:.4g}; worst point {:.3g}; {:.4g} of a sharp penny's volume", 1e-6 * p, 1e-6 * stops_at, worst,
                                 column(last, "deposit_m3") / volume));
  BOOST_TEST(std::abs(p / stops_at - 1) < 0.01);
  BOOST_TEST(worst < 0.01);
  BOOST_TEST(std::abs(column(last, "deposit_m3") / volume - 1) < 0.15);
  BOOST_TEST(column(last, "flaw:length_m") < 10.5e-6);
  BOOST_TEST(column(last, "dead_m3") == column(last, "deposit_m3")); // no electrode touches it
  BOOST_TEST(std::abs(column(last, "flaw:current_A")) < 1e-3 * column(simulation.history().front(), "flaw:current_A"));
}

// Beside it a ring that begins at the electrode: its metal is at the electrode's potential, and stops at p = F V/(2 V_m). Each has its own columns.
BOOST_AUTO_TEST_CASE(penny_and_ring)
{
  const Deck    deck = penny("crack_deposit_penny_and_ring.prm", 15);
  Simulation<2> simulation(deck);
  simulation.run();
  const auto  &history  = simulation.history();
  const Row   &last     = history.back();
  const double stops_at = constants::faraday / molar_volume * column(last, "voltage_V") / 2, worst = worst_point(simulation);
  BOOST_TEST_MESSAGE(fmt::format("ring {:.4g} MPa, expected {:.4g}; penny {:.4g} MPa; worst point {:.3g}", 1e-6 * column(last, "ring:mean_pressure_Pa"), 1e-6 * stops_at,
                                 1e-6 * column(last, "flaw:mean_pressure_Pa"), worst));
  BOOST_TEST(std::abs(column(last, "ring:mean_pressure_Pa") / stops_at - 1) < 0.01);
  BOOST_TEST(worst < 0.01);
  check(history, {"flaw", "ring"});
  BOOST_TEST(column(last, "dead_m3") == column(last, "flaw:deposit_m3"));
}

BOOST_AUTO_TEST_SUITE_END()
