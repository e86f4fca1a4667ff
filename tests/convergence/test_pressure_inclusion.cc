// A closed pore filled with sodium: a ball (radius a) without any contact to an electrode, in an electrolyte that leaks
// electrons and is held at the radius b. Far away phi_e - phi_i = -10 mV, and once no current is left this is eta_el at the ball: the
// pressure is F |eta_el|/V_m at every point. It takes
//   w = p [1/K_c + a/(3 K_i) + a (b^3/a^3 - 1)/(3 K + 4 G b^3/a^3)]
// of sodium on the ball: contact, compression of the ball (bulk modulus K_i), and widening of the pore in the shell.
#include "convergence/orders.h"

#include "base/constants.h"

#include <algorithm>

using namespace nadir;
using namespace nadir::testing;
using boost::test_tools::tolerance;

BOOST_AUTO_TEST_SUITE(pressure_inclusion)

BOOST_AUTO_TEST_CASE(pressure_and_volume)
{
  const double limit = 10e-3 * constants::faraday / 23.7e-6;
  const auto   run   = simulate("convergence/decks/pressure_inclusion.prm");
  const auto   turns = run.all("coupling_turns");
  const double least = run.last("face:min_pressure_Pa"), largest = run.last("face:max_pressure_Pa");
  BOOST_TEST_MESSAGE(fmt::format("{} turns at most; pressure {:+.1e} to {:+.1e} off",
                                 *std::max_element(turns.begin(), turns.end()), least / limit - 1, largest / limit - 1));
  // The coupling leaves 1e-8 of the current of the start, which moves the pressure by that much of itself.
  BOOST_TEST(least == limit, tolerance(1e-7));
  BOOST_TEST(largest == limit, tolerance(1e-7));

  const double a = 5e-6, cube = 512; // (b/a)^3
  const double ball = 4.6e9 / 3 / (1 - 2 * 0.41), bulk = 80e9 / 3 / (1 - 2 * 0.26), shear = 80e9 / 2 / 1.26;
  const double w = limit * (1 / 1e16 + a / (3 * ball) + a * (cube - 1) / (3 * bulk + 4 * shear * cube));
  // The ball is a polygon of 12 sides per right angle with quadratic elements: its radius is less by up to
  // (pi/48)^2/2 = 2e-3 between the corners, the mean of two thirds of that.
  BOOST_TEST(run.last("face:mean_plated_thickness_m") == w, tolerance(2e-3));
}

// A metal that is one potential only because it conducts well, and a contact so stiff that a picometre of sodium is 0.1 MPa: its
// round-off must not pass for current.
BOOST_AUTO_TEST_CASE(pressure_of_a_floating_metal)
{
  const double limit = 10e-3 * constants::faraday / 23.7e-6;
  const auto   run   = simulate("convergence/decks/pressure_inclusion.prm",
                                {"Region inclusion/Equipotential=false", "Interface face/Opening/Contact stiffness=1e17 Pa/m"});
  const double least = run.last("face:min_pressure_Pa"), largest = run.last("face:max_pressure_Pa");
  BOOST_TEST_MESSAGE(fmt::format("pressure {:+.1e} to {:+.1e} off", least / limit - 1, largest / limit - 1));
  // As above, but here all that the coupling leaves of the sum may sit at one of the 24 faces' points.
  BOOST_TEST(least == limit, tolerance(1e-6));
  BOOST_TEST(largest == limit, tolerance(1e-6));
  const double start = std::abs(run.all("face:current_A").front());
  BOOST_TEST(std::abs(run.last("inclusion:current_A")) < 1e-9 * start);
}

BOOST_AUTO_TEST_SUITE_END()
