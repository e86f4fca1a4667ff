// A dilute binary electrolyte between sodium electrodes, in one dimension: the limiting current of Bruce and Vincent
// (V5), the depletion at Sand's time (V6), and the time order on a manufactured concentration.
//
// With D = 1e-11 m2/s, c0 = 1000 mol/m3, t+ = 0.2:
//
//   steady: c' = -i (1 - t+)/(F D), limit 2 F D c0/((1 - t+) L) = 24.121 A/m2 for L = 100 um
//   Sand:   c(0, t) = c0 - (2 i (1 - t+)/F) sqrt(t/(pi D)),
//           zero after pi D (F c0/(2 i (1 - t+)))^2 = 1142.44 s at i = 10 A/m2
#include "support/simulate.h"

#include "base/constants.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(binary_electrolyte)

namespace
{
  constexpr double D = 1e-11, c0 = 1000, anion = 0.8, current = 10;
  const double     thermal_voltage = constants::gas * 298.15 / constants::faraday;

  double surface_concentration(const double t)
  {
    return c0 - 2 * current * anion / constants::faraday * std::sqrt(t / (std::acos(-1.) * D));
  }

  Outcome bruce_vincent(const unsigned int cells)
  {
    return simulate("convergence/decks/bruce_vincent.prm",
                    {"Geometry/Layer electrolyte/Cells=" + std::to_string(cells)});
  }
} // namespace

BOOST_AUTO_TEST_CASE(limiting_current)
{
  // The steady profile is linear, which the elements represent: to the solver's tolerance of 1e-10 of the current,
  // times c0/(c_max - c_min) = 1.2; the slowest transient has decayed by exp(-100).
  const auto   run   = bruce_vincent(8);
  const double least = run.last("min_concentration_mol_per_m3"), largest = run.last("max_concentration_mol_per_m3");
  const double limit   = 2 * constants::faraday * D * c0 / (anion * 100e-6);
  const double limited = current * (least + largest) / (largest - least); // where the smaller one would reach zero
  BOOST_TEST(limited == limit, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(limited == 24.121, boost::test_tools::tolerance(2.1e-5)); // five digits
  BOOST_TEST(least == c0 * (1 - current / limit), boost::test_tools::tolerance(1e-9));

  // Salt is conserved at every step (sodium_balance includes it).
  const auto balance = run.all("sodium_balance");
  BOOST_TEST(*std::max_element(balance.begin(), balance.end()) < 1e-9);
  BOOST_TEST(0.5 * (least + largest) == c0, boost::test_tools::tolerance(1e-10));
}

BOOST_AUTO_TEST_CASE(voltage_in_the_steady_state)
{
  // V = i L/kappa + (2RT/F)(1 - t+) ln(c_max/c_min) + 2 i Z + metals. In one dimension the elements of order 1
  // are of order 4 where the voltage is read (at a node).
  const double ratio = 10 / 24.1213325;
  const double exact
      = 10 * (1e-3 + 2e-3 + 2 * 10e-6 / 2.1e7) + 2 * thermal_voltage * anion * std::log((1 + ratio) / (1 - ratio));
  const double coarse = bruce_vincent(8).last("voltage_V") - exact, fine = bruce_vincent(16).last("voltage_V") - exact;
  BOOST_TEST_MESSAGE("steady voltage: errors " << coarse << ' ' << fine << " V, order " << order(coarse, fine));
  BOOST_TEST(std::abs(fine) < 1e-6 * exact);
  BOOST_TEST(std::abs(order(coarse, fine) - 4) < 0.2);
}

BOOST_AUTO_TEST_CASE(concentration_until_sand_time)
{
  // Reported: the mesh (below) and the time tolerance of 1e-5 c0 per step each leave less than 1e-3 c0.
  const auto run  = simulate("convergence/decks/sand.prm");
  const auto time = run.all("time_s"), c = run.all("min_concentration_mol_per_m3");
  double     worst = 0;
  for (unsigned int k = 0; k < time.size(); ++k)
    if (time[k] > 1)
      worst = std::max(worst, std::abs(c[k] - surface_concentration(time[k])));
  const auto   far = std::find_if(time.begin(), time.end(), [](const double t) { return t > 300; }) - time.begin();
  const double r1 = std::sqrt(time[far]), r2 = std::sqrt(time.back());
  const double tau = std::pow(r2 + c.back() * (r2 - r1) / (c[far] - c.back()), 2); // c is linear in sqrt(t)
  BOOST_TEST_MESSAGE("Sand: largest error " << worst << " mol/m3, extrapolated time " << tau << " s");
  BOOST_TEST(worst < 1e-3 * c0);
  BOOST_TEST(tau == 1142.44, boost::test_tools::tolerance(1e-3));
  const auto balance = run.all("sodium_balance");
  BOOST_TEST(*std::max_element(balance.begin(), balance.end()) < 1e-9);
}

BOOST_AUTO_TEST_CASE(sand_order_in_the_cell_size)
{
  // The same fixed steps on meshes of 16, 32 and 64 cells: the differences contain the error of the mesh only.
  std::vector<double> c;
  for (const char *cells : {"16", "32", "64"})
    c.push_back(simulate("convergence/decks/sand.prm", {std::string("Geometry/Layer electrolyte/Cells=") + cells,
                                                        "Time/Fixed=true", "Time/Initial step=10 s"})
                    .last("min_concentration_mol_per_m3"));
  const double observed = order(std::abs(c[0] - c[1]), std::abs(c[1] - c[2]));
  BOOST_TEST_MESSAGE("Sand: concentrations " << c[0] << ' ' << c[1] << ' ' << c[2] << ", order in h " << observed);
  BOOST_TEST(std::abs(observed - 2) < 0.2);
}

BOOST_AUTO_TEST_CASE(sand_order_in_the_time_step)
{
  // At a time well after the jump of the flux, the start-up by one step of backward Euler does not lower the order.
  std::vector<double> c;
  for (const char *step : {"40 s", "20 s", "10 s"})
    c.push_back(simulate("convergence/decks/sand.prm", {"Time/Fixed=true", std::string("Time/Initial step=") + step})
                    .last("min_concentration_mol_per_m3"));
  const double observed = order(std::abs(c[0] - c[1]), std::abs(c[1] - c[2]));
  BOOST_TEST_MESSAGE("Sand: concentrations " << c[0] << ' ' << c[1] << ' ' << c[2] << ", order in dt " << observed);
  BOOST_TEST(std::abs(observed - 2) < 0.2);
}

BOOST_AUTO_TEST_CASE(manufactured_order_in_the_time_step)
{
  // Linear in space, sinusoidal in time: only the time scheme errs.
  std::vector<double> errors;
  for (const char *step : {"1 s", "0.5 s", "0.25 s"})
    errors.push_back(simulate("convergence/decks/salt_in_time.prm", {std::string("Time/Initial step=") + step})
                         .last("salt:error_L2"));
  BOOST_TEST_MESSAGE("manufactured: errors " << errors[0] << ' ' << errors[1] << ' ' << errors[2] << ", orders "
                                             << order(errors[0], errors[1]) << ' ' << order(errors[1], errors[2]));
  BOOST_TEST(std::abs(order(errors[1], errors[2]) - 2) < 0.1);
  // In 100 um by 10 um (norm of 1: 3.2e-5 m), below one thousandth of the amplitude of 400 mol/m3.
  BOOST_TEST(errors[2] < 1e-3 * 400 * std::sqrt(100e-6 * 10e-6));
}

BOOST_AUTO_TEST_SUITE_END()
