// The double layer: charge transfer Z parallel to a capacitance C, a film in series (decks/double_layer.prm).
//
//   linear kinetics, current step:   eta = i Z (1 - exp(-t/tau)),  V = eta + i R_series,  tau = Z C = 10 ms
//   Butler-Volmer at rest (a = 1/2): tanh(F eta/(4RT)) = tanh(F eta_0/(4RT)) exp(-i0 F t/(R T C))
//
// Sodium follows the faradaic current only: what is plated plus what is stored is what has passed.
#include "support/simulate.h"

#include "base/constants.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(double_layer)

namespace
{
  constexpr double current = 10, resistance = 0.1, capacitance = 0.1, tau = 0.01; ///< A/m2, ohm m2, F/m2, s
  constexpr double molar_volume = 23.7e-6;
  const double     series = 2e-3 + 2e-3 + 2 * 10e-6 / 2.1e7; ///< film, electrolyte and other interface, metals; ohm m2
  const double     thermal_voltage = constants::gas * 298.15 / constants::faraday;

  /// Overpotential in decks/double_layer.prm: 30 ms of current, then rest.
  double closed_form(const double t)
  {
    const double end = current * resistance * (1 - std::exp(-0.03 / tau));
    return t <= 0.03 * (1 + 1e-12) ? current * resistance * (1 - std::exp(-t / tau))
                                   : end * std::exp(-(t - 0.03) / tau);
  }

  /// Largest error of the overpotential over all steps, V.
  double largest_error(const Outcome &run)
  {
    const auto time = run.all("time_s"), eta = run.all("lower:max_overpotential_V");
    double     error = 0;
    for (unsigned int k = 0; k < time.size(); ++k)
      error = std::max(error, std::abs(eta[k] - closed_form(time[k])));
    return error;
  }
} // namespace

BOOST_AUTO_TEST_CASE(order_in_time)
{
  std::vector<double> errors;
  for (const std::string step : {"0.5 ms", "0.25 ms", "0.125 ms"})
    errors.push_back(largest_error(simulate("convergence/decks/double_layer.prm", {"Time/Initial step=" + step})));
  BOOST_TEST_MESSAGE("current step: errors " << errors[0] << ' ' << errors[1] << ' ' << errors[2] << " V, orders "
                                             << order(errors[0], errors[1]) << ' ' << order(errors[1], errors[2]));
  BOOST_TEST(std::abs(order(errors[1], errors[2]) - 2) < 0.1);
  BOOST_TEST(errors[2] < 1e-3 * current * resistance);
}

BOOST_AUTO_TEST_CASE(voltage_is_the_film_and_the_cell_more)
{
  const auto run  = simulate("convergence/decks/double_layer.prm");
  const auto time = run.all("time_s"), v = run.all("voltage_V"), eta = run.all("lower:max_overpotential_V"),
             i = run.all("current_density_A_per_m2");
  for (unsigned int k = 0; k < time.size(); ++k)
    BOOST_TEST(std::abs(v[k] - eta[k] - i[k] * series)
               < 2e-10 * current * (resistance + series)); // the solver's tolerance
}

BOOST_AUTO_TEST_CASE(stored_and_plated_charge_add_up)
{
  const auto run      = simulate("convergence/decks/double_layer.prm");
  const auto capacity = run.all("capacity_C_per_m2"), eta = run.all("lower:max_overpotential_V"),
             w = run.all("lower:mean_plated_thickness_m");
  for (unsigned int k = 0; k < eta.size(); ++k)
  {
    // Charge through the reaction strips, the rest is stored; one quadrature for all, so to the solver's tolerance.
    const double faradaic = -w[k] * constants::faraday / molar_volume;
    BOOST_TEST(std::abs(capacity[k] - faradaic - capacitance * eta[k]) < 2e-10 * current * 0.06);
  }
  // After three time constants at rest, the charge stored at the end of the current has gone through the reaction, but
  // 5 %.
  BOOST_TEST(capacitance * eta[29] > 0.3 * capacity[29]);
  BOOST_TEST(capacity.back() == current * 0.03, boost::test_tools::tolerance(2e-10));
  const auto balance = run.all("sodium_balance");
  BOOST_TEST(*std::max_element(balance.begin(), balance.end()) < 1e-9);
}

BOOST_AUTO_TEST_CASE(adaptive_steps_meet_the_tolerance)
{
  // The errors of the steps are below the tolerance (in RT/F) each and add up at worst. The sum shrinks as the power
  // 2/3 of the tolerance (order 2 in the step, which goes as the power 1/3): a hundredth for a thousandth.
  std::vector<double> errors;
  for (const double tolerance : {1e-2, 1e-3, 1e-4, 1e-5})
  {
    const auto run = simulate("convergence/decks/double_layer.prm", {"Time/Fixed=false", "Time/Initial step=10 us",
                                                                     "Time/Tolerance=" + std::to_string(tolerance)});
    errors.push_back(largest_error(run));
    BOOST_TEST_MESSAGE("tolerance " << tolerance << ": error " << errors.back() / thermal_voltage << " RT/F in "
                                    << run.history.size() << " steps");
    BOOST_TEST(errors.back() < run.history.size() * tolerance * thermal_voltage);
  }
  BOOST_TEST(errors[3] < 2e-2 * errors[0]);
}

BOOST_AUTO_TEST_CASE(order_in_time_of_a_nonlinear_discharge)
{
  const double rate  = 0.1 / (thermal_voltage * 0.1); // i0/(RT/F C), 1/s
  const auto   error = [&](const char *step)
  {
    const auto run
        = simulate("convergence/decks/double_layer_relaxation.prm", {std::string("Time/Initial step=") + step});
    const auto time = run.all("time_s"), eta = run.all("lower:max_overpotential_V");
    const auto start
        = std::find_if(time.begin(), time.end(), [](const double t) { return t > 0.01 * (1 - 1e-12); }) - time.begin();
    double worst = 0;
    for (unsigned int k = start; k < time.size(); ++k)
    {
      const double decay = std::exp(-rate * (time[k] - time[start]));
      const double exact = 4 * thermal_voltage * std::atanh(std::tanh(eta[start] / (4 * thermal_voltage)) * decay);
      worst              = std::max(worst, std::abs(eta[k] - exact));
    }
    BOOST_TEST(eta[start] > 2.5 * thermal_voltage); // well into the nonlinear range
    return worst;
  };
  const double coarse = error("0.5 ms"), middle = error("0.25 ms"), fine = error("0.125 ms");
  BOOST_TEST_MESSAGE("discharge: errors " << coarse << ' ' << middle << ' ' << fine << " V, orders "
                                          << order(coarse, middle) << ' ' << order(middle, fine));
  BOOST_TEST(std::abs(order(middle, fine) - 2) < 0.15);
}

BOOST_AUTO_TEST_SUITE_END()
