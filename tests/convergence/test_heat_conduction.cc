// The heat equation without currents or with a given uniform one: a parabola, a cooling mode in time, manufactured solutions,
// and the thermal strain of a temperature field.
#include "orders.h"

#include "base/errors.h"

#include <algorithm>
#include <cmath>

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(heat_conduction)

namespace
{
  const double pi = std::acos(-1.);

  Overrides heat_mesh(const int degree, const int refinements)
  {
    return mesh(1, refinements) + Overrides{fmt::format("Heat/Degree={}", degree)};
  }
} // namespace

BOOST_AUTO_TEST_CASE(uniform_joule_heat_makes_a_parabola)
{
  // q = 0.1 S/m (3 V/100 um)^2 = 9e7 W/m3; T_max - T_0 = q L^2/(8 k) = 0.225 K. Elements of degree 1 are exact at the nodes
  // in one dimension, those of degree 2 everywhere; round-off of 298 K is 6e-14 K, conduction amplifies it by the number of
  // cells.
  const double q = 0.1 * std::pow(3 / 100e-6, 2), rise = q * 1e-8 / (8 * 0.5);
  for (const int degree : {1, 2})
  {
    const auto run = simulate("convergence/decks/heat_slab.prm", {fmt::format("Heat/Degree={}", degree)});
    BOOST_TEST_MESSAGE("rise of degree " << degree << ": " << run.last("middle:temperature_K") - 298.15 << " K, exact " << rise);
    BOOST_TEST(std::abs(run.last("middle:temperature_K") - 298.15 - rise) < 1e-11);
    BOOST_TEST(std::abs(run.last("max_temperature_K") - 298.15 - rise) < 1e-11);
    // All of it leaves, half through each side.
    const double power = q * 100e-6 * 20e-6;
    BOOST_TEST(run.last("joule_heat_W") == power, boost::test_tools::tolerance(1e-11));
    BOOST_TEST(run.last("below:heat_outflow_W") == power / 2, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(run.last("above:heat_outflow_W") == power / 2, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(run.last("heat_balance") < 1e-9);
    // The L2 norm of an error of 1e-11 K, over an area of 2e-9 m2.
    if (degree == 2)
      BOOST_TEST(run.last("heat:error_L2") < 1e-11 * std::sqrt(2e-9));
  }
}

BOOST_AUTO_TEST_CASE(a_cooling_mode_decays_to_second_order_in_time)
{
  // tau = rho c L^2/(k pi^2) = 4.05 ms; 20, 40 and 80 steps over 4 ms. The mesh (64 cells of degree 2) errs by about
  // (pi/64)^3/150 of the mode, 1e-6, the steps by 3e-5 or more.
  std::vector<double> errors;
  for (const double step : {0.2, 0.1, 0.05})
  {
    const auto run = simulate("convergence/decks/heat_decay.prm", {setting("Time/Initial step", step, "ms")});
    errors.push_back(run.last("mode:error_L2"));
    const auto balance = run.all("heat_balance");
    BOOST_TEST(*std::max_element(balance.begin(), balance.end()) < 1e-9);
    // What has left is what is missing: stored energy of 10 K sin(pi y/L), 2/pi of it.
    const double full = 2e6 * 10 * 2 / pi * 100e-6 * 20e-6;
    const double left = std::exp(-4e-3 * 0.5 * std::pow(pi / 100e-6, 2) / 2e6);
    BOOST_TEST(run.last("stored_heat_J") == full * (left - 1), boost::test_tools::tolerance(2e-3));
  }
  const double first = order(errors[0], errors[1]), second = order(errors[1], errors[2]);
  BOOST_TEST_MESSAGE("decay: errors " << errors[0] << ' ' << errors[1] << ' ' << errors[2] << ", orders " << first << ' ' << second);
  // One step of backward Euler adds a term of the same order; the next order is step/tau, 5 % and 2.5 %.
  BOOST_TEST(std::abs(first - 2) < 0.15);
  BOOST_TEST(std::abs(second - 2) < 0.1);
}

BOOST_AUTO_TEST_CASE(steps_follow_the_error_of_the_temperature)
{
  // With adaptive steps the estimate keeps every step's error below the tolerance of 1 mK; the sum over the run, damped by
  // the decay, stays below their number times that.
  const auto run = simulate("convergence/decks/heat_decay.prm",
                            {"Time/Fixed=false", "Time/Initial step=1 us", "Time/Tolerance=1e-3"});
  const double exact = 10 * std::exp(-4e-3 * 0.5 * std::pow(pi / 100e-6, 2) / 2e6);
  const double error = std::abs(run.last("max_temperature_K") - 298.15 - exact);
  BOOST_TEST_MESSAGE("adaptive decay: " << run.history.size() << " steps, error " << error << " K");
  BOOST_TEST(run.history.size() > 20); // a step is at most a twentieth of the segment: the tolerance asks for more
  BOOST_TEST(error < 1e-3 * run.history.size());
}

BOOST_AUTO_TEST_CASE(manufactured_in_2d)
{
  for (const int degree : {1, 2})
  {
    const auto coarse = simulate("convergence/decks/heat_manufactured_2d.prm", heat_mesh(degree, 2)),
               fine   = simulate("convergence/decks/heat_manufactured_2d.prm", heat_mesh(degree, 3));
    check_orders(coarse, fine, "heat", degree);
  }
}

BOOST_AUTO_TEST_CASE(manufactured_axisymmetric)
{
  for (const int degree : {1, 2})
  {
    const auto coarse = simulate("convergence/decks/heat_manufactured_axisymmetric.prm", heat_mesh(degree, 2)),
               fine   = simulate("convergence/decks/heat_manufactured_axisymmetric.prm", heat_mesh(degree, 3));
    check_orders(coarse, fine, "heat", degree);
  }
}

BOOST_AUTO_TEST_CASE(another_conductivity_does_not_converge)
{
  const Overrides other  = {"Material conductor/Thermal/Thermal conductivity=2.1 W/m/K"};
  const auto      coarse = simulate("convergence/decks/heat_manufactured_2d.prm", heat_mesh(1, 2) + other),
             fine        = simulate("convergence/decks/heat_manufactured_2d.prm", heat_mesh(1, 3) + other);
  BOOST_TEST(order(coarse.last("heat:error_L2"), fine.last("heat:error_L2")) < 0.5);
}

BOOST_AUTO_TEST_CASE(a_run_that_loses_heat_fails)
{
  // A linear system solved to a tenth is not solved: what the residual lacks is missing in the balance.
  const Overrides careless = {"Solver/Tolerance=1e-3", "Solver/Linear solver/Method=iterative", "Solver/Linear solver/Tolerance=0.1"};
  BOOST_CHECK_EXCEPTION(simulate("convergence/decks/heat_decay.prm", careless), nadir::SolveError, [](const nadir::SolveError &e) {
    return std::string(e.what()).find("balance of heat") != std::string::npos;
  });
}

BOOST_AUTO_TEST_CASE(thermal_strain_follows_the_field)
{
  // Held at its sides, T rises by 40 K from bottom to top: u = alpha (1 + nu)/(1 - nu) 40 K L/2. Degree 1 is exact at the
  // nodes; mechanics solves to 1e-9 of the forces at work.
  const auto   run   = simulate("convergence/decks/heat_strain.prm");
  const double exact = 9e-6 * 1.25 / 0.75 * 40 * 100e-6 / 2;
  BOOST_TEST_MESSAGE("displacement of the top " << run.last("max_displacement_m") << " m, exact " << exact);
  BOOST_TEST(run.last("max_displacement_m") == exact, boost::test_tools::tolerance(1e-7));
}

BOOST_AUTO_TEST_SUITE_END()
