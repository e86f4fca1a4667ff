// Where filaments go: into weak grain boundaries, and not into a layer that is too tough.
#include "convergence/filament_cases.h"

#include "simulation.h"

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(filament_paths)

// A filament that meets a grain boundary across its way turns into it if it is weak enough, and otherwise goes through. Between two equal
// solids it turns where the boundary's G_c is below a quarter of the grains' (M. Y. He, J. W. Hutchinson, Int. J. Solids Struct. 25 (1989) 1053,
// doi 10.1016/0020-7683(89)90021-8). Here it is 0.2 (0.3^2 within l of the boundary, where seven eighths of a crack's energy lie) and 1.
BOOST_AUTO_TEST_CASE(grain_boundary_across)
{
  for (const bool weak : {true, false})
    {
      const Deck    deck = read_deck("convergence/decks/filament_joint.prm",
                                     Overrides{"Verdict/Ended by growth=4 um", "Protocol/Step plate/Current density=12 mA/cm^2"} +
                                       (weak ? Overrides{} : Overrides{"Interface toughness boundary/Factor=0.999"}));
      Simulation<2> simulation(deck);
      BOOST_TEST(simulation.run().outcome == "crack grows");
      const auto &deposit = *simulation.electrochemistry().deposit;
      double      highest = 0, aside = 0;
      for (const auto &cell : simulation.electrochemistry().fields.triangulation.active_cell_iterators())
        if (const unsigned int c = cell->active_cell_index(); deposit.in_band(c) && cell->center()[1] > 17e-6)
          for (unsigned int q = 0; q < deposit.memory.rule.size(); ++q)
            if (deposit.band.damage[deposit.point(c, q)] > 0.9)
              {
                highest = std::max(highest, cell->center()[1]);
                aside   = std::max(aside, std::abs(cell->center()[0] - 32e-6));
              }
      BOOST_TEST_MESSAGE(fmt::format("broken up to {:.3g} um, {:.3g} um aside", 1e6 * highest, 1e6 * aside));
      BOOST_TEST((weak ? highest < 21e-6 : highest > 21.5e-6));
      BOOST_TEST((weak ? aside > 3e-6 : aside < 2e-6));
    }
}

// Grain boundaries that resist ions, on a mesh with hanging nodes: charge, sodium and electrons balance, and what has opened is filled.
BOOST_AUTO_TEST_CASE(polycrystal)
{
  const auto run = simulate("convergence/decks/filament_grains.prm", {"Protocol/Step plate/Duration=1 s"});
  BOOST_TEST(run.last("time_s") == 1);
  BOOST_TEST(run.last("deposit_m3") > 0);
  BOOST_TEST(run.last("deposit_balance") < 1e-6);
  BOOST_TEST(run.last("charge_balance") < 1e-8);
  BOOST_TEST(std::abs(run.last("crack_volume_m3") - run.last("deposit_m3") - run.last("flaw:empty_m3")) < 1e-4 * run.last("crack_volume_m3"));
}

// A current that breaks the electrolyte but not the buffer within it, twice as tough: the filament stops there. The pressure that stops plating
// is 383 MPa at 5 mA/cm2 (50 mV over the film, 44 mV of overpotential); the flaw takes 250 MPa, and 455 MPa once it has reached the buffer.
BOOST_AUTO_TEST_CASE(buffer_layer)
{
  const std::string plating = "Protocol/Step plate/Current density=5 mA/cm^2";
  const auto        stopped = simulate("convergence/decks/filament_buffer.prm", {plating});
  BOOST_TEST(stopped.verdict.outcome == "stopped");
  BOOST_TEST(stopped.verdict.cracks.at(0).length > 10.5e-6);
  BOOST_TEST(stopped.verdict.cracks.at(0).length < 14e-6);
  const auto        through = simulate("convergence/decks/filament_buffer.prm", {plating, "Region buffer/Material=Na3Zr2Si2PO12"});
  BOOST_TEST(through.verdict.outcome == "short circuit");
}

BOOST_AUTO_TEST_SUITE_END()
