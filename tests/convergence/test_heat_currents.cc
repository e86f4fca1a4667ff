// Currents heat the cell and the temperature acts back on them: interface heat, reversible heat, exchange with the
// surroundings, adiabatic heating, and the fixed point of an Arrhenius conductivity, against closed forms or an ordinary
// differential equation that the test integrates itself.
#include "orders.h"

#include "base/constants.h"

#include <algorithm>
#include <cmath>
#include <functional>

using namespace nadir::testing;
using nadir::constants::faraday;
using nadir::constants::gas;

BOOST_AUTO_TEST_SUITE(heat_currents)

namespace
{
  // heat_cell.prm: layers of 50, 100, 50 um; 1000 A/m2; linear kinetics Z on both sides.
  constexpr double j = 1000, Z = 1e-3, kappa = 0.1, sigma = 2.1e7, d = 50e-6, L = 100e-6, width = 20e-6, T0 = 298.15;
  constexpr double k_metal = 142, k_electrolyte = 0.5;
  constexpr double metal_heat = j * j * d / sigma, bulk_heat = j * j * L / kappa; // W/m2 of one layer
  constexpr double power = 2 * metal_heat + bulk_heat + 2 * j * j * Z;           // W/m2

  /// Arrhenius conductivity of the decks, sigma T = A exp(-Ea/RT).
  double arrhenius(const double T) { return 0.1 * T0 / T * std::exp(-30e3 / gas * (1 / T - 1 / T0)); }

  double integral(const std::function<double(double)> &f, const double a, const double b)
  {
    const int    n   = 2000; // Simpson
    const double h   = (b - a) / n;
    double       sum = f(a) + f(b);
    for (int i = 1; i < n; ++i)
      sum += (i % 2 ? 4 : 2) * f(a + i * h);
    return sum * h / 3;
  }

  /// What the walls add to the protocol's temperature.
  Overrides walls(const double offset)
  {
    return {setting("Thermal boundary lower wall/Offset", offset, "K"), setting("Thermal boundary upper wall/Offset", offset, "K")};
  }

  double largest(const std::vector<double> &list) { return *std::max_element(list.begin(), list.end()); }
} // namespace

BOOST_AUTO_TEST_CASE(heat_of_the_interfaces_and_the_bulk)
{
  const auto   run    = simulate("convergence/decks/heat_cell_walls.prm");
  const double metals = run.last("current_A") * run.last("voltage_V");
  // All heat is current times voltage: to the tolerance of 1e-10 of the residuals, of the current and of the heat.
  BOOST_TEST(run.last("generated_heat_W") == metals, boost::test_tools::tolerance(1e-8));
  BOOST_TEST(run.last("generated_heat_W") == power * width, boost::test_tools::tolerance(1e-8));
  BOOST_TEST(run.last("interface_heat_W") == 2 * j * j * Z * width, boost::test_tools::tolerance(1e-8));
  BOOST_TEST(run.last("joule_heat_W") == (bulk_heat + 2 * metal_heat) * width, boost::test_tools::tolerance(1e-8));
  BOOST_TEST(run.last("reversible_heat_W") == 0);
  BOOST_TEST(largest(run.all("heat_balance")) < 1e-9);

  // By symmetry half of it leaves through each wall; parabolas in all layers, exact at the nodes. The transient of the slowest
  // mode (8 ms) is gone after 1 s.
  const double flux = power / 2, at_interface = (flux - metal_heat / 2) * d / k_metal;
  const double lower = run.last("lower_interface:temperature_K") - T0, beside = run.last("beside_the_interface:temperature_K") - T0;
  BOOST_TEST(run.last("lower_wall:heat_outflow_W") == flux * width, boost::test_tools::tolerance(1e-7));
  BOOST_TEST(run.last("upper_wall:heat_outflow_W") == flux * width, boost::test_tools::tolerance(1e-7));
  BOOST_TEST(lower == at_interface, boost::test_tools::tolerance(1e-7));
  BOOST_TEST(run.last("max_temperature_K") - T0 == at_interface + bulk_heat * L / (8 * k_electrolyte), boost::test_tools::tolerance(1e-7));

  // The flux jumps at the interface by i (drop - U) = Z j^2 (1000 of the 1500 W/m2): from the temperatures at the wall, at the
  // interface and one node (12.5 um) above it. 6e-14 K of round-off in a difference of 5e-4 K leave 1e-9.
  const double h    = 12.5e-6;
  const double down = k_metal * lower / d + metal_heat / 2 - metal_heat; // at the interface, into the metal
  const double up   = -k_electrolyte * (beside - lower) / h - bulk_heat / L * h / 2;
  BOOST_TEST_MESSAGE("jump of the flux " << down + up << " W/m2, closed form " << Z * j * j);
  BOOST_TEST(down + up == Z * j * j, boost::test_tools::tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(reversible_heat_changes_sign_with_the_current)
{
  // dU/dT = 1 mV/K at the lower interface only: stripping there sets free P = j T dU/dT beside the irreversible heat. The plane
  // source P divides between the two walls as the resistances.
  const double down = d / k_metal, up = L / k_electrolyte + d / k_metal, parallel = down * up / (down + up);
  for (const double sign : {1., -1.})
  {
    const auto   run   = simulate("convergence/decks/heat_cell_walls.prm", {"Interface lower/Entropy coefficient=1 mV/K",
                                                                            setting("Protocol/Step hold/Current density", sign * j, "A/m^2")});
    const double rise  = (power / 2 - metal_heat / 2) * d / k_metal; // without P
    const double slope = sign * j * 1e-3;                          // P = slope T
    const double T     = (T0 + rise) / (1 - slope * parallel);
    BOOST_TEST(run.last("lower_interface:temperature_K") - T0 == T - T0, boost::test_tools::tolerance(1e-6));
    BOOST_TEST(run.last("reversible_heat_W") == slope * T * width, boost::test_tools::tolerance(1e-8));
    // Current times voltage and the reversible part.
    BOOST_TEST(run.last("generated_heat_W") == run.last("current_A") * run.last("voltage_V") + slope * T * width,
               boost::test_tools::tolerance(1e-8));
    BOOST_TEST(run.last("heat_outflow_W") == power * width + slope * T * width, boost::test_tools::tolerance(1e-7));
    BOOST_TEST(largest(run.all("heat_balance")) < 1e-9);
  }
}

BOOST_AUTO_TEST_CASE(adiabatic_heating)
{
  // Nothing leaves: the mean temperature rises as I V t/C, linear in time, which the time scheme integrates exactly.
  const auto   run  = simulate("convergence/decks/heat_cell.prm");
  const auto   time = run.all("time_s"), mean = run.all("mean_temperature_K");
  const double capacity = 2 * d * 1.2e6 + L * 2e6; // J/(m2 K)
  for (unsigned int k = 0; k < time.size(); ++k)
    BOOST_TEST(mean[k] - T0 == power * time[k] / capacity, boost::test_tools::tolerance(1e-8));
  BOOST_TEST(run.last("stored_heat_J") == power * width, boost::test_tools::tolerance(1e-8));
  BOOST_TEST(run.last("heat_outflow_W") == 0);
  BOOST_TEST(largest(run.all("heat_balance")) < 1e-9);
}

BOOST_AUTO_TEST_CASE(the_double_layer_stores_and_does_not_heat)
{
  // C Z = 0.1 s: the energy that came in, less C eta^2/2 on either side, is in the heat. The voltage is
  // j (L/kappa + 2 d/sigma) + 2 eta, eta = j Z (1 - exp(-t/CZ)); the heat of the interfaces eta^2/Z each.
  const double C = 100, tau = C * Z, t = 0.2;
  const auto   error_with = [&](const double step) {
    const auto   run = simulate("convergence/decks/heat_cell.prm",
                                {"Interface lower/Double layer capacitance=100 F/m^2", "Interface upper/Double layer capacitance=100 F/m^2",
                                 setting("Protocol/Step hold/Duration", t, "s"), setting("Time/Initial step", step, "s")});
    const double charged = 1 - std::exp(-t / tau), eta = j * Z * charged;
    // int eta^2/Z dt = j^2 Z (t - 2 tau (1 - e) + tau/2 (1 - e^2)) with e = exp(-t/tau)
    const double e = 1 - charged;
    const double lost = j * j * Z * (t - 2 * tau * (1 - e) + tau / 2 * (1 - e * e)) * 2 + (bulk_heat + 2 * metal_heat) * t;
    // Energy: int j V dt = lost + 2 C eta^2/2.
    const double came = j * j * (L / kappa + 2 * d / sigma) * t + 2 * j * j * Z * (t - tau * (1 - e));
    BOOST_TEST(came == lost + C * eta * eta, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(largest(run.all("heat_balance")) < 1e-9);
    return std::abs(run.last("stored_heat_J") / width - lost) / lost;
  };
  const double coarse = error_with(10e-3), fine = error_with(5e-3);
  BOOST_TEST_MESSAGE("heat with double layers: errors " << coarse << ' ' << fine << ", order " << order(coarse, fine));
  BOOST_TEST(fine < 1e-3);
  BOOST_TEST(std::abs(order(coarse, fine) - 2) < 0.2); // step/tau = 5 %
}

BOOST_AUTO_TEST_CASE(exchange_with_the_surroundings)
{
  // All heat leaves through the lower wall, which is then I V/(h A) warmer than the surroundings; C/h = 0.32 s.
  const auto run = simulate("convergence/decks/heat_cell_exchange.prm", {"Protocol/Step hold/Duration=10 s", "Time/Initial step=0.1 s"});
  BOOST_TEST(run.last("cooling:heat_outflow_W") == power * width, boost::test_tools::tolerance(1e-8));
  BOOST_TEST(run.last("lower_wall:temperature_K") - T0 == power / 1000, boost::test_tools::tolerance(1e-8));
  BOOST_TEST(largest(run.all("heat_balance")) < 1e-9);
  // While it warms up: what is stored is what was made and has not left. The trapezoidal rule errs by (step/(C/h))^2/12 of
  // that, the first step (backward Euler) by (step/(C/h))^2/2; step/(C/h) = 0.016.
  const auto warming = simulate("convergence/decks/heat_cell_exchange.prm", {"Time/Initial step=5 ms"});
  const auto time = warming.all("time_s"), stored = warming.all("stored_heat_J"), outflow = warming.all("cooling:heat_outflow_W");
  double     left = 0.5 * time[0] * outflow[0];
  for (unsigned int k = 1; k < time.size(); ++k)
    left += 0.5 * (time[k] - time[k - 1]) * (outflow[k] + outflow[k - 1]);
  BOOST_TEST(stored.back() == power * width * time.back() - left, boost::test_tools::tolerance(3e-4));
}

BOOST_AUTO_TEST_CASE(a_given_flux_heats)
{
  // 500 W/m2 into the insulated cell without current.
  const auto   run      = simulate("convergence/decks/heat_cell_flux.prm", {"Protocol/Step hold/Current density=0 A/m^2"});
  const double capacity = 2 * d * 1.2e6 + L * 2e6;
  BOOST_TEST(run.last("mean_temperature_K") - T0 == 500 / capacity, boost::test_tools::tolerance(1e-8));
  BOOST_TEST(run.last("heat_outflow_W") == -500 * width, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(conductivity_and_kinetics_at_the_local_temperature)
{
  // 30 K across the cell, linear in each layer; j = 0.01 A/m2 heats it by less than 1e-9 K.
  const auto   run        = simulate("convergence/decks/heat_gradient.prm");
  const double resistance = 2 * d / k_metal + L / k_electrolyte, flux = 30 / resistance;
  const double lower = T0 + flux * d / k_metal, upper = T0 + 30 - flux * d / k_metal, current = 0.01;
  BOOST_TEST(run.last("lower_interface:temperature_K") - T0 == lower - T0, boost::test_tools::tolerance(1e-7));
  BOOST_TEST(run.last("upper_interface:temperature_K") - T0 == upper - T0, boost::test_tools::tolerance(1e-8));

  // Symmetric Butler-Volmer: eta = (2 R T/F) asinh(j/(2 i0)).
  const auto eta = [&](const double T) {
    const double i0 = 10 * std::exp(-50e3 / gas * (1 / T - 1 / T0));
    return 2 * gas * T / faraday * std::asinh(current / (2 * i0));
  };
  const double bulk  = integral([&](const double y) { return 1 / arrhenius(lower + (upper - lower) * y / L); }, 0, L);
  const double exact = eta(lower) + eta(upper) + current * (bulk + 2 * d / sigma);
  BOOST_TEST_MESSAGE("voltage over 30 K: " << run.last("voltage_V") << " V, exact " << exact << "; at the lower temperature "
                                           << 2 * eta(T0) + current * L / 0.1);
  // The 8 cells of degree 2 err by h^4 of the conductivity's logarithm: (30 K/8 cells times 4 %/K)^4/720 = 7e-7.
  BOOST_TEST(run.last("voltage_V") == exact, boost::test_tools::tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(a_binary_electrolyte_turns_all_power_into_heat)
{
  // Also while its profile builds up: -i . grad(phi) counts what is stored in gradients of concentration as heat of mixing.
  const auto run = simulate("convergence/decks/heat_binary.prm", {"Protocol/Step hold/Duration=1 h"});
  const auto heat = run.all("generated_heat_W"), current = run.all("current_A"), voltage = run.all("voltage_V");
  for (unsigned int k = 0; k < heat.size(); ++k)
    BOOST_TEST(heat[k] == current[k] * voltage[k], boost::test_tools::tolerance(1e-8));
  BOOST_TEST(largest(run.all("heat_balance")) < 1e-9);
}

BOOST_AUTO_TEST_CASE(a_uniform_field_is_a_temperature)
{
  // Walls 30 K above the protocol against a protocol that is 30 K higher, without heat: diffusion potentials follow the local
  // temperature. The cell is warm after a second, its own heat (0.03 W/m2) raises it by 1e-5 K of 300 K.
  const Overrides hour = {"Protocol/Step hold/Duration=1 h", "Time/Tolerance=1e-5"};
  const auto field  = simulate("convergence/decks/heat_binary.prm", walls(30) + hour);
  const auto number = simulate("convergence/decks/bruce_vincent.prm", hour + Overrides{"Protocol/Temperature=328.15 K"});
  const auto cold   = simulate("convergence/decks/bruce_vincent.prm", hour);
  BOOST_TEST_MESSAGE("voltage at 328.15 K: field " << field.last("voltage_V") << ", number " << number.last("voltage_V")
                                                   << "; at 298.15 K " << cold.last("voltage_V"));
  BOOST_TEST(field.last("voltage_V") == number.last("voltage_V"), boost::test_tools::tolerance(1e-5));
  BOOST_TEST(number.last("voltage_V") - cold.last("voltage_V") > 1e-3);
}

BOOST_AUTO_TEST_CASE(leaking_electrons_heat)
{
  const auto run = simulate("convergence/decks/heat_leakage.prm");
  BOOST_TEST(run.last("current_A") * run.last("voltage_V") > 0);
  BOOST_TEST(run.last("generated_heat_W") == run.last("current_A") * run.last("voltage_V"), boost::test_tools::tolerance(1e-8));
}

BOOST_AUTO_TEST_CASE(fixed_point_of_current_and_temperature)
{
  // k T'' = -i^2/sigma(T), T(0) = T(L) = T0: shooting from the middle with classical Runge-Kutta steps.
  const double i = 30e3, k = 0.5;
  const auto   shoot = [&](const double middle, double &volts) {
    const int    n = 4000;
    const double h = 0.5 * L / n;
    double       T = middle, slope = 0;
    volts          = 0;
    const auto f   = [&](const double t) { return -i * i / (k * arrhenius(t)); };
    for (int s = 0; s < n; ++s)
    {
      const double k1 = slope, l1 = f(T), k2 = slope + h / 2 * l1, l2 = f(T + h / 2 * k1), k3 = slope + h / 2 * l2,
                   l3 = f(T + h / 2 * k2), k4 = slope + h * l3, l4 = f(T + h * k3);
      const double half = T + h / 2 * k2;
      const double next = T + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
      volts += 2 * i * h / 6 * (1 / arrhenius(T) + 4 / arrhenius(half) + 1 / arrhenius(next));
      slope += h / 6 * (l1 + 2 * l2 + 2 * l3 + l4);
      T = next;
    }
    return T - T0;
  };
  double low = T0, high = T0 + 30, volts = 0;
  while (high - low > 1e-11)
  {
    const double middle = 0.5 * (low + high);
    (shoot(middle, volts) < 0 ? low : high) = middle;
  }
  const double exact = low;

  std::vector<double> errors, voltage_errors;
  for (const char *cells : {"8", "16", "32"})
  {
    const auto run = simulate("convergence/decks/heat_arrhenius.prm", {std::string("Geometry/Layer electrolyte/Cells=") + cells});
    errors.push_back(std::abs(run.last("middle:temperature_K") - exact));
    voltage_errors.push_back(std::abs(run.last("voltage_V") - volts) / volts);
    BOOST_TEST(run.last("generated_heat_W") == run.last("current_A") * run.last("voltage_V"), boost::test_tools::tolerance(1e-8));
    BOOST_TEST(run.last("heat_outflow_W") == run.last("generated_heat_W"), boost::test_tools::tolerance(1e-7));
    BOOST_TEST(largest(run.all("heat_balance")) < 1e-8);
    BOOST_TEST(largest(run.all("heat_iterations")) < 12);
  }
  BOOST_TEST_MESSAGE("middle: exact " << exact << " K (" << T0 + i * i * L * L / (8 * k * 0.1) << " K at constant conductivity), errors "
                                      << errors[0] << ' ' << errors[1] << ' ' << errors[2] << " K; voltage " << volts << " V, "
                                      << voltage_errors[0] << ' ' << voltage_errors[1] << ' ' << voltage_errors[2]);
  // Elements of degree 2 are of order 4 at their nodes: (4 %/K 7 K h/L)^4 of the rise for h = L/32 is 1e-7 of 15 K.
  BOOST_TEST(errors[2] < 5e-6);
  BOOST_TEST(voltage_errors[2] < 1e-6);
  for (const auto &list : {errors, voltage_errors})
    BOOST_TEST(std::abs(order(list[0], list[1]) - 4) < 0.3);
}

BOOST_AUTO_TEST_SUITE_END()
