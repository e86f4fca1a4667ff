// V28: a growing interphase at constant current, V(t) = i (R_0 + delta(t)/kappa), with the sodium it consumes; and the
// order of the time scheme where the film makes the problem nonlinear (constant voltage).
//
// Growth is integrated in closed form over each step, so at constant temperature every step of any size is exact: the
// tolerance is the solver's (1e-10 of the current, see test_series_resistance.cc).
#include "support/simulate.h"

#include "base/constants.h"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <functional>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(interphase)

namespace
{
  const auto solver = boost::test_tools::tolerance(2e-10);

  constexpr double current = 10, molar_volume = 23.7e-6, kappa = 1e-6, content = 2e4; ///< A/m2, m3/mol, S/m, mol/m3
  const double     cell = 3e-3 + 2 * 10e-6 / 2.1e7;                                   ///< ohm m2, the plain cell

  /// Compare every row with the closed form of delta(t).
  void check(const std::vector<std::string> &law, const double initial, const std::function<double(double)> &delta)
  {
    std::vector<std::string> overrides
        = {"Interface lower/Resistance=5e-4 ohm m^2", "Interface lower/Interphase/Conductivity=1e-6 S/m",
           "Interface lower/Interphase/Sodium content=2e4 mol/m^3",
           "Interface lower/Interphase/Initial thickness=" + std::to_string(initial * 1e9) + " nm"};
    for (const auto &entry : law)
      overrides.push_back("Interface lower/Interphase/" + entry);
    const auto run  = simulate("convergence/decks/constant_current.prm", overrides);
    const auto time = run.all("time_s"), v = run.all("voltage_V"), film = run.all("lower:mean_interphase_thickness_m"),
               plated = run.all("lower:mean_plated_thickness_m"), other = run.all("upper:mean_plated_thickness_m");
    BOOST_TEST(time.size() >= 20u);
    for (unsigned int k = 0; k < time.size(); ++k)
    {
      const double d = delta(time[k]), faraday = molar_volume * current * time[k] / constants::faraday;
      BOOST_TEST(film[k] == d, boost::test_tools::tolerance(1e-12));
      BOOST_TEST(v[k] == current * (cell + 5e-4 + d / kappa), solver);
      BOOST_TEST(plated[k] == -faraday - molar_volume * content * (d - initial), solver);
      BOOST_TEST(other[k] == faraday, solver);
    }
    BOOST_TEST(film.back() > 2e-9); // the film outweighs the cell, or the comparison would say little
  }
} // namespace

BOOST_AUTO_TEST_CASE(parabolic)
{
  const std::vector<std::string> law = {"Law=parabolic", "Parabolic constant=1e-20 m^2/s"};
  check(law, 0, [](const double t) { return std::sqrt(1e-20 * t); });
  check(law, 2e-9, [](const double t) { return std::sqrt(4e-18 + 1e-20 * t); });
}

BOOST_AUTO_TEST_CASE(linear)
{
  const std::vector<std::string> law = {"Law=linear", "Linear constant=1e-12 m/s"};
  check(law, 0, [](const double t) { return 1e-12 * t; });
  check(law, 2e-9, [](const double t) { return 2e-9 + 1e-12 * t; });
}

BOOST_AUTO_TEST_CASE(series)
{
  // delta^2/k_p + delta/k_l = t + const
  const double k_p = 1e-20, k_l = 2e-12;
  const auto   closed_form = [=](const double d0)
  {
    return [=](const double t)
    {
      const double c = d0 * d0 / k_p + d0 / k_l + t;
      return 2 * c / (1 / k_l + std::sqrt(1 / (k_l * k_l) + 4 * c / k_p));
    };
  };
  const std::vector<std::string> law = {"Law=series", "Parabolic constant=1e-20 m^2/s", "Linear constant=2e-12 m/s"};
  check(law, 0, closed_form(0));
  check(law, 2e-9, closed_form(2e-9));
}

BOOST_AUTO_TEST_CASE(time_order_at_constant_voltage)
{
  // i = V/(R + k t/kappa): the charge is V kappa/k ln(1 + k t/(kappa R)). The film grows from 0 to 1.2 R in an hour.
  const double k = 1e-12, exact = 0.03 * kappa / k * std::log(1 + k * 3600 / (kappa * cell));
  const auto   error = [&](const char *step)
  {
    const auto run = simulate(
        "convergence/decks/constant_voltage.prm",
        {"Time/Fixed=true", std::string("Time/Initial step=") + step, "Interface lower/Interphase/Law=linear",
         "Interface lower/Interphase/Linear constant=1e-12 m/s", "Interface lower/Interphase/Conductivity=1e-6 S/m"});
    BOOST_TEST(run.last("current_density_A_per_m2") == 0.03 / (cell + k * 3600 / kappa), solver);
    BOOST_TEST(-run.last("lower:mean_plated_thickness_m") * constants::faraday / molar_volume
                   == run.last("capacity_C_per_m2"),
               solver);
    return run.last("capacity_C_per_m2") - exact;
  };
  const double coarse = error("3 min"), middle = error("90 s"), fine = error("45 s");
  BOOST_TEST_MESSAGE("charge at constant voltage: errors " << coarse << ' ' << middle << ' ' << fine << " C/m2, orders "
                                                           << order(coarse, middle) << ' ' << order(middle, fine));
  BOOST_TEST(std::abs(order(middle, fine) - 2) < 0.1);
  BOOST_TEST(std::abs(fine) < 2e-4 * exact);
}

BOOST_AUTO_TEST_SUITE_END()
