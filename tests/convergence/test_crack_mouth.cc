// Metal at the mouth of a crack: under the pressure of the electrode, which pushes metal in where it is the larger, and which does not pull.
#include "convergence/filament_balances.h"
#include "convergence/filament_cases.h"
#include "convergence/orders.h"

#include "simulation.h"

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(crack_mouth)

namespace
{
  struct Filled
  {
    double mouth_pressure, squeezed_out; ///< Pa, m3
    Row    last;
  };

  /// Four seconds, at 0.1 mA/cm2 less than what the stack pressure pushes in.
  Filled fill(const Overrides &more, const double current_density = 1)
  {
    const Deck    deck = read_deck("convergence/decks/crack_flow.prm", more + Overrides{setting("Protocol/Step plate/Current density", current_density, "A/m^2"),
                                                                                   "Protocol/Step plate/Duration=4 s", "Time/Fixed=true", "Time/Initial step=1 s"});
    Simulation<2> simulation(deck);
    simulation.run();
    check_balances(simulation.history());
    const Row &last = simulation.history().back();
    return {simulation.electrochemistry().deposit->mouth_pressure, column(last, "squeezed_out_m3"), last};
  }

  Overrides pressed(const double pressure, const std::string &flow)
  {
    return {"Support top/Type=plate", setting("Protocol/Stack pressure", pressure, "Pa"), "Deposit/Flow=" + flow};
  }
} // namespace

// In a body that cannot widen the stack pressure presses the flaw shut by nu/(1 - nu) = 0.35 of it, and the electrode's metal opens it by all of it: metal comes
// in until it has that pressure everywhere. What the flaw then holds goes as the pressure, since nothing grows. Where nothing resists, all of that is there
// after a step; what the plating needs to get out is below a kPa.
BOOST_AUTO_TEST_CASE(electrode_is_squeezed_in)
{
  const auto low = fill(pressed(30e6, "free")), high = fill(pressed(60e6, "free"));
  for (const auto &[run, pressure] : {std::pair(&low, 30e6), std::pair(&high, 60e6)})
    {
      BOOST_TEST(std::abs(run->mouth_pressure / pressure - 1) < 1e-4);
      BOOST_TEST(std::abs(column(run->last, "flaw:mean_pressure_Pa") / pressure - 1) < 1e-4);
      BOOST_TEST(std::abs(column(run->last, "flaw:peak_pressure_Pa") / pressure - 1) < 1e-4);
      BOOST_TEST(column(run->last, "flaw:empty_m3") == 0);
      BOOST_TEST(run->squeezed_out < -column(run->last, "deposit_m3"));
      BOOST_TEST(column(run->last, "flaw:length_m") < 10e-6);
    }
  const double ratio = column(high.last, "crack_volume_m3") / column(low.last, "crack_volume_m3");
  BOOST_TEST_MESSAGE(fmt::format("{:.4g} m3 came in, of {:.4g}; volumes as {:.5f}", -high.squeezed_out, column(high.last, "crack_volume_m3"), ratio));
  BOOST_TEST(std::abs(ratio / 2 - 1) < 0.01);
}

// A film of some nanometres resists: it lets little in, and the metal in the flaw stays below the pressure at its mouth.
BOOST_AUTO_TEST_CASE(film_resists_what_comes_in)
{
  const auto run = fill(pressed(60e6, "slot") + Overrides{"Region anode/Material=creeping foil"});
  BOOST_TEST(run.squeezed_out < 0);
  BOOST_TEST(-run.squeezed_out < 1e-3 * column(run.last, "deposit_m3"));
  BOOST_TEST(column(run.last, "flaw:peak_pressure_Pa") < run.mouth_pressure);
}

// An electrode that is pulled away does not pull on metal in a crack, nor draws it out: what is plated stays.
BOOST_AUTO_TEST_CASE(mouth_does_not_pull)
{
  const auto run = fill({"Support top/Type=traction", "Support top/Pressure=-5e6", "Deposit/Flow=slot", "Region anode/Material=creeping foil"});
  BOOST_TEST(std::abs(column(run.last, "plated_face:mean_pressure_Pa") / -5e6 - 1) < 0.01);
  BOOST_TEST(run.mouth_pressure == 0);
  BOOST_TEST(column(run.last, "flaw:mean_pressure_Pa") >= 0);
  BOOST_TEST(std::abs(run.squeezed_out) < 1e-6 * column(run.last, "deposit_m3"));
}

// The pull opens the flaw. What is plated fills it, from where there is metal to where there is none, and then comes out as nothing resists it.
BOOST_AUTO_TEST_CASE(metal_fills_what_is_pulled_open)
{
  double opened_by_pull = 0; // which 2 kPa widen by less than 2e-3
  for (const double current_density : {1., 10., 40.})
    {
      const auto   run  = fill({"Support top/Type=traction", "Support top/Pressure=-5e6", "Deposit/Flow=free"}, current_density);
      const double opened = column(run.last, "crack_volume_m3"), held = opened - column(run.last, "flaw:empty_m3");
      if (current_density == 1)
        opened_by_pull = opened;
      BOOST_TEST(run.mouth_pressure == 0);
      BOOST_TEST(column(run.last, "flaw:peak_pressure_Pa") < 2e3);
      BOOST_TEST(std::abs(opened / opened_by_pull - 1) < 3e-3);
      BOOST_TEST((current_density == 1) == (column(run.last, "flaw:empty_m3") > 0.1 * held));
      BOOST_TEST(std::abs(run.squeezed_out - (column(run.last, "deposit_m3") - held)) < 1e-3 * held);
    }
}

// A flaw with a width of its own, which a third of it is full of: metal creeps into the rest, and out of the mouth once that is full.
BOOST_AUTO_TEST_CASE(metal_creeps_into_what_is_empty)
{
  const auto run = simulate("convergence/decks/crack_flow.prm", pressed(2e6, "slot") + Overrides{"Region anode/Material=creeping foil", "Initial crack flaw/Width=50 nm", "Initial crack flaw/Lined=0.35",
                                                                                            "Protocol/Step plate/Current density=4 mA/cm^2", "Protocol/Step plate/Duration=10 s"});
  check_balances(run.history, 0.35 * 50e-9 * 10e-6);
  BOOST_TEST(column(run.history.front(), "flaw:empty_m3") > 0.4 * column(run.history.front(), "crack_volume_m3"));
  BOOST_TEST(run.last("flaw:empty_m3") < 1e-3 * run.last("crack_volume_m3"));
  BOOST_TEST(run.last("flaw:metal_length_m") >= 10e-6);
  BOOST_TEST(run.last("squeezed_out_m3") > 0.1 * run.last("deposit_m3"));
}

BOOST_AUTO_TEST_SUITE_END()
