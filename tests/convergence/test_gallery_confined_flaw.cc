// inputs/gallery/confined-flaw.prm: plating into a confined flaw stops where the pressure takes up the overpotential.
#include "support/simulate.h"

#include "base/constants.h"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <string>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(gallery_confined_flaw)

namespace
{
  constexpr double molar_volume = 23.7e-6, kinetics = 1e-3, contact_stiffness = 1e15;            // m3/mol, ohm m2, Pa/m
  constexpr double width = 20e-6, anode = 5e-6, electrolyte = 30e-6, depth = 10e-6, half = 2e-6; // m
  constexpr double per_volt = constants::faraday / molar_volume;                                 // Pa/V
} // namespace

BOOST_AUTO_TEST_CASE(pressure_at_the_stop)
{
  for (const double volts : {0.02, 0.04})
  {
    const auto   run = simulate("../inputs/gallery/confined-flaw.prm",
                                {"Protocol/Step plate/Voltage=-" + std::to_string(volts) + " V"});
    const double p   = per_volt * volts;
    // At every point p = (F/V_m)(|phi_e - phi_i| - Z |i|): what is left of the current and of the ohmic drop bounds the
    // distance to the stop, and both have died out.
    const double left = per_volt
                        * (kinetics * std::abs(run.last("plated_face:min_current_density_A_per_m2"))
                           + std::abs(run.last("min_ionic_potential_V")));
    const double least = run.last("plated_face:min_pressure_Pa"), largest = run.last("plated_face:max_pressure_Pa");
    BOOST_TEST_MESSAGE(volts * 1e3 << " mV: pressure " << least / 1e6 << " to " << largest / 1e6 << " MPa, F eta/V_m = "
                                   << p / 1e6 << " MPa, residual current worth " << left << " Pa");
    BOOST_TEST(left < 1e-5 * p);
    BOOST_TEST(least >= p - left * (1 + 1e-6) - 1e-7 * p);
    BOOST_TEST(largest <= p * (1 + 1e-7));

    // The charge that it took: sodium compressed to p, the overlap of the penalty along the face, and the room that the
    // ceramic gives; the latter as if it were a flat layer (confined modulus) plus, at most, a tenth of the whole for
    // the flaw, whose flanks it yields to more.
    const double pi = std::acos(-1.), h3 = std::pow((depth - half) / (depth + half), 2);
    const double arc
        = 0.25 * pi * (depth + half) * (1 + 3 * h3 / (10 + std::sqrt(4 - 3 * h3))); // quarter ellipse, Ramanujan
    const double sodium  = (width * anode + 0.25 * pi * depth * half) * p / (4.6e9 / (3 * (1 - 2 * 0.41)));
    const double overlap = (width - half + arc) * p / contact_stiffness;
    const double ceramic = width * electrolyte * p * (1 + 0.26) * (1 - 2 * 0.26) / (80e9 * (1 - 0.26));
    const double plated  = -run.last("capacity_C_per_m2") * width / constants::faraday * molar_volume;
    BOOST_TEST_MESSAGE("plated " << plated << " m2: sodium " << sodium << ", overlap " << overlap << ", flat ceramic "
                                 << ceramic);
    BOOST_TEST(plated > 0.98 * (sodium + overlap + ceramic)); // the ellipse is meshed with few cells
    BOOST_TEST(plated < 1.1 * (sodium + overlap + ceramic));
    BOOST_TEST(run.last("anode:max_von_mises_stress_Pa") < 0.001 * p); // sodium has flowed to a hydrostatic state
  }
}

BOOST_AUTO_TEST_CASE(a_plate_that_yields_relieves_the_flaw)
{
  // The same under a constant stack pressure of 5 MPa: the flaw is wide, so its sodium flows out of the mouth, the
  // pressure stays near that of the plate and the current goes on.
  const auto run = simulate(
      "../inputs/gallery/confined-flaw.prm",
      {"Support plate/Control=pressure", "Protocol/Stack pressure=5 MPa", "Protocol/Step plate/Duration=20 s"});
  BOOST_TEST_MESSAGE("yielding plate: pressure up to " << run.last("plated_face:max_pressure_Pa") / 1e6 << " MPa at "
                                                       << run.last("current_density_A_per_m2") << " A/m2");
  BOOST_TEST(run.last("plated_face:mean_pressure_Pa") > 5e6 * (1 - 1e-6));
  BOOST_TEST(run.last("plated_face:max_pressure_Pa") < 0.2 * per_volt * 0.02);
  BOOST_TEST(run.last("current_density_A_per_m2") < -10.);
}

BOOST_AUTO_TEST_SUITE_END()
