// V2 and its relatives: everything in series in one dimension, where the voltage is a sum of closed forms.
//
//   V = U_lower - U_upper + i (L/sigma + sum of films and planes + 2 L_metal/sigma_metal) + eta_lower + eta_upper
//
// The potentials are linear in every layer, so the mesh adds no error. Tolerance: the residuals of a step add up to at
// most 1e-10 of the current (Solver/Tolerance), so each resistance in series sees a current wrong by at most 1e-10 and
// the voltage is right to 1e-10; 2e-10 leaves room for the round-off of potentials next to a metal.
#include "support/simulate.h"

#include "base/constants.h"

#include <boost/test/unit_test.hpp>

#include <cmath>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(series_resistance)

namespace
{
  const auto solver = boost::test_tools::tolerance(2e-10);

  const double thermal_voltage = constants::gas * 298.15 / constants::faraday;
  const double metal           = 1 / 2.1e7; ///< resistivity of the shipped sodium, ohm m

  // The plain cell, decks/cell.prm with decks/linear_interfaces.prm.
  constexpr double current = 10, electrolyte = 1e-3, kinetics = 1e-3; ///< A/m2, ohm m2
  const double     metals = 2 * 10e-6 * metal;                        ///< ohm m2

  /// Voltage at the end of the rest in decks/open_circuit.prm.
  double voltage_at_rest(const std::vector<std::string> &overrides)
  {
    const auto run = simulate("convergence/decks/open_circuit.prm", overrides);
    for (const Row &row : run.history)
      if (column(row, "time_s") == 3600)
      {
        // Nothing reacts: far below an atom.
        BOOST_TEST(std::abs(column(row, "lower:mean_plated_thickness_m")) < 1e-15);
        return column(row, "voltage_V");
      }
    BOOST_FAIL("no step ends with the rest");
    return 0;
  }

  double voltage(const std::vector<std::string> &overrides)
  {
    return simulate("convergence/decks/constant_current.prm", overrides).last("voltage_V");
  }
} // namespace

BOOST_AUTO_TEST_CASE(films_and_planes_add_up)
{
  const auto   run      = simulate("convergence/decks/resistive_planes.prm");
  const double reaction = 2 * thermal_voltage * std::asinh(0.5);
  const double expected = 10 * (1e-3 / 0.1 + 2 * 1e-3 + 3 * 2e-3 + 2 * 20e-6 * metal) + 2 * reaction;
  BOOST_TEST(run.last("voltage_V") == expected, solver);
  BOOST_TEST(run.last("first_plane:max_current_density_A_per_m2") == 10., solver);
  // The drop over the film is not part of the overpotential of the reaction.
  BOOST_TEST(run.last("lower:max_overpotential_V") == reaction, solver);
  BOOST_TEST(run.last("lower:mean_film_drop_V") == 10 * 1e-3, solver);

  // A plane that outweighs everything else 50 times.
  const auto one = simulate("convergence/decks/resistive_planes.prm", {"Interface second plane/Resistance=1 ohm m^2"});
  BOOST_TEST(one.last("voltage_V") == expected + 10 * (1 - 2e-3), solver);
}

BOOST_AUTO_TEST_CASE(linear_kinetics)
{
  BOOST_TEST(voltage({}) == current * (electrolyte + metals + 2 * kinetics), solver);
  // From an exchange current density: Z = RT/(F i0).
  const auto run = simulate("convergence/decks/symmetric_cell.prm", {"Interface lower/Charge transfer/Law=linear",
                                                                     "Interface upper/Charge transfer/Law=linear"});
  BOOST_TEST(run.last("voltage_V") == 10 * (1e-3 / 0.1 + 2 * 20e-6 * metal) + 2 * thermal_voltage, solver);
}

BOOST_AUTO_TEST_CASE(tafel_kinetics)
{
  // |i| = i0 exp(a F |eta|/RT), with a_a on the stripped and a_c on the plated side, and the other way round.
  const double ohmic = current * (electrolyte + metals),
               eta   = thermal_voltage * std::log(10 / 0.5) * (1 / 0.6 + 1 / 0.3);
  const auto strip   = simulate("convergence/decks/tafel_kinetics.prm");
  BOOST_TEST(strip.last("voltage_V") == ohmic + eta, solver);
  BOOST_TEST(strip.last("upper:max_overpotential_V") == thermal_voltage * std::log(20.) / 0.3, solver);
  const auto plate
      = simulate("convergence/decks/tafel_kinetics.prm", {"Protocol/Step strip/Current density=-10 A/m^2"});
  BOOST_TEST(plate.last("voltage_V") == -ohmic - eta, solver);
  BOOST_TEST(plate.last("lower:max_overpotential_V") == thermal_voltage * std::log(20.) / 0.3, solver);
}

BOOST_AUTO_TEST_CASE(open_circuit_potentials)
{
  const std::vector<std::string> hosts
      = {"Interface lower/Open-circuit potential=3.2 V", "Interface upper/Open-circuit potential=0.1 V"};
  BOOST_TEST(voltage_at_rest(hosts) == 3.1, solver);
  BOOST_TEST(voltage(hosts) == 3.1 + current * (electrolyte + metals + 2 * kinetics), solver);
}

BOOST_AUTO_TEST_CASE(contact_fraction_scales_conductances_and_not_the_equilibrium)
{
  const std::vector<std::string> contact
      = {"Interface lower/Contact fraction=0.25", "Interface lower/Resistance=2e-3 ohm m^2",
         "Interface lower/Open-circuit potential=0.5 V"};
  BOOST_TEST(voltage_at_rest(contact) == 0.5, solver);
  BOOST_TEST(voltage(contact) == 0.5 + current * (electrolyte + metals + kinetics + (kinetics + 2e-3) / 0.25), solver);

  // Butler-Volmer, where the exchange current is what shrinks: eta = (2 R T/F) asinh(i/(2 theta i0)).
  const auto run = simulate("convergence/decks/symmetric_cell.prm", {"Interface upper/Contact fraction=0.1"});
  BOOST_TEST(run.last("voltage_V")
                 == 10 * (1e-3 / 0.1 + 2 * 20e-6 * metal)
                        + 2 * thermal_voltage * (std::asinh(0.5) + std::asinh(0.5 / 0.1)),
             solver);
}

BOOST_AUTO_TEST_CASE(constriction_of_small_contacts)
{
  // R = pi b (1 - sqrt(theta))^1.5/(4 sigma sqrt(theta)) with b = 5 um, theta = 0.09, in series with Z/theta.
  const double constriction = std::acos(-1.) * 5e-6 * std::pow(1 - 0.3, 1.5) / (4 * 0.1 * 0.3);
  BOOST_TEST(voltage({"Interface lower/Contact fraction=0.09", "Interface lower/Constriction/Law=Ortmann",
                      "Interface lower/Constriction/Half contact spacing=5 um"})
                 == current * (electrolyte + metals + kinetics + kinetics / 0.09 + constriction),
             solver);
}

BOOST_AUTO_TEST_CASE(conductivity_follows_the_temperature)
{
  // 30 kJ/mol, sigma T = A exp(-Ea/RT), heated by 40 K in 1 h between two holds of 10 min.
  const auto   run  = simulate("convergence/decks/temperature_ramp.prm");
  const auto   time = run.all("time_s"), temperature = run.all("temperature_K"), v = run.all("voltage_V");
  unsigned int heating = 0;
  for (unsigned int k = 0; k < time.size(); ++k)
  {
    const double T = 298.15 + 40 * std::min(std::max((time[k] - 600) / 3600, 0.), 1.);
    BOOST_TEST(temperature[k] == T, boost::test_tools::tolerance(1e-13));
    const double sigma = 0.1 * 298.15 / T * std::exp(-30e3 / constants::gas * (1 / T - 1 / 298.15));
    BOOST_TEST(v[k] == current * (100e-6 / sigma + metals + 2 * kinetics), solver);
    heating += T > 298.15 && T < 338.15;
  }
  BOOST_TEST(heating >= 20u);
  BOOST_TEST(temperature.back() == 338.15);
}

BOOST_AUTO_TEST_SUITE_END()
