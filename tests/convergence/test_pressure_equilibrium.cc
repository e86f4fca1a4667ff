// V4: without current, sodium under a pressure p is at -(V_m p - Omega_+ p_e)/F against an electrode without pressure,
// -24.6 mV at 100 MPa, whether it is bonded to the electrolyte or touches it.
#include "convergence/orders.h"

#include "base/constants.h"

using namespace nadir;
using namespace nadir::testing;
using boost::test_tools::tolerance;

BOOST_AUTO_TEST_SUITE(pressure_equilibrium)

namespace
{
  constexpr double molar_volume = 23.7e-6, p = 100e6;

  /// Nothing flows; what limits are the residual forces (1e-12) on p and the residual current on the potential: both
  /// divided by no more than 10 on the way.
  constexpr double solver = 1e-10;
} // namespace

BOOST_AUTO_TEST_CASE(rigid_framework)
{
  for (const std::string deck : {"pressure_equilibrium.prm", "pressure_equilibrium_bonded.prm"})
  {
    const auto run = simulate("convergence/decks/" + deck);
    BOOST_TEST(run.last("face:mean_pressure_Pa") == p, tolerance(solver));
    for (const double v : run.all("voltage_V"))
      BOOST_TEST(v == -molar_volume * p / constants::faraday, tolerance(solver));
    BOOST_TEST(run.last("voltage_V") == -24.6e-3, tolerance(2e-3)); // the reference number has three digits
    // No current: nothing is plated, to the residual current of a potential that is right to 1e-10.
    BOOST_TEST(std::abs(run.last("capacity_C_per_m2")) < 1e-6);
  }
}

BOOST_AUTO_TEST_CASE(cation_with_a_volume)
{
  // Sides held: p_e = -tr(sigma)/3 = p (1 + nu)/(3 (1 - nu)) in the electrolyte.
  const double volume = 10e-6, nu = 0.26, mean = p * (1 + nu) / (3 * (1 - nu));
  for (const std::string deck : {"pressure_equilibrium.prm", "pressure_equilibrium_bonded.prm"})
  {
    const auto run = simulate("convergence/decks/" + deck,
                              {setting("Material ion conductor/Cation volume", volume, "m^3/mol")});
    BOOST_TEST(run.last("electrolyte:mean_pressure_Pa") == mean, tolerance(solver));
    BOOST_TEST(run.last("voltage_V") == -(molar_volume * p - volume * mean) / constants::faraday, tolerance(solver));
  }
}

BOOST_AUTO_TEST_CASE(a_ramp_of_the_pressure_is_followed)
{
  // The protocol's own stack pressure, from nothing to 100 MPa and half way back, at every step of the run.
  const auto run = simulate("convergence/decks/pressure_ramp.prm");
  const auto time = run.all("time_s"), v = run.all("voltage_V");
  for (unsigned int k = 0; k < time.size(); ++k)
  {
    const double now = time[k] <= 600 ? p * time[k] / 600 : p * (1 - 0.5 * (time[k] - 600) / 600);
    BOOST_TEST(v[k] == -molar_volume * now / constants::faraday, tolerance(solver));
  }
}

BOOST_AUTO_TEST_SUITE_END()
