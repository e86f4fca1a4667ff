// inputs/gallery/stripping-voids.prm: contact fraction and voltage against the closure integrated by hand.
#include "support/simulate.h"

#include "base/constants.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <string>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(gallery_stripping_voids)

namespace
{
  constexpr double molar_volume = 23.7e-6, void_height = 10e-6, creep_rate = 1.228166e-3, reference_pressure = 9e6;
  constexpr double kinetics = 5e-4, electrolyte_thickness = 1e-3, metal = 200e-6 / 2.1e7; // ohm m2, m, ohm m2
  constexpr double boltzmann_eV = 8.617333262e-5;
  const double     thermal      = constants::gas * 298.15 / constants::faraday;

  struct Case
  {
    double milliamperes, megapascals;

    double current() const { return 10 * milliamperes; }                                // A/m2
    double rate() const { return creep_rate * 1e6 * megapascals / reference_pressure; } // 1/s
    double steady() const { return 1 - molar_volume * current() / (constants::faraday * void_height * rate()); }
    double contact(const double t) const { return 1 - (1 - steady()) * (1 - std::exp(-rate() * t)); }
  };

  constexpr double tolerance = 1e-4;

  Outcome run(const Case &c)
  {
    return simulate("../inputs/gallery/stripping-voids.prm",
                    {"Protocol/Step strip/Current density=" + std::to_string(c.milliamperes) + " mA/cm^2",
                     "Protocol/Stack pressure=" + std::to_string(c.megapascals) + " MPa",
                     "Time/Tolerance=" + std::to_string(tolerance)});
  }
} // namespace

BOOST_AUTO_TEST_CASE(contact_and_voltage)
{
  const double sigma = 8.537e5 / 298.15 * std::exp(-0.20 / (boltzmann_eV * 298.15)); // S/m, Heinz 2021
  const double rest  = kinetics + electrolyte_thickness / sigma + 2 * metal;
  for (const Case c : {Case{0.5, 1}, Case{0.5, 10}, Case{1, 3}, Case{1, 10}, Case{2.5, 9}, Case{3, 10}})
  {
    const auto outcome = run(c);
    const auto time = outcome.all("time_s"), theta = outcome.all("stripped_face:mean_contact_fraction"),
               v = outcome.all("voltage_V");
    double worst = 0, allowed = 0;
    for (unsigned int k = 0; k < time.size(); ++k)
    {
      // A step may err by 1e-4 RT/F in the voltage i Z/theta, hence by that times theta^2/(i Z) in theta; twice that,
      // since the estimate lags behind. Errors fade with exp(-rate t).
      const double exact = c.contact(time[k]), h = k > 0 ? time[k] - time[k - 1] : time[k];
      allowed = allowed * std::exp(-c.rate() * h) + 2 * tolerance * thermal * exact * exact / (c.current() * kinetics);
      BOOST_TEST(std::abs(theta[k] - exact) < allowed);
      worst = std::max(worst, std::abs(theta[k] - exact));
      // The material file states the conductivity to eight digits at 300 K.
      BOOST_TEST(v[k] == c.current() * (kinetics / theta[k] + rest), boost::test_tools::tolerance(1e-6));
    }
    BOOST_TEST_MESSAGE(c.milliamperes << " mA/cm2, " << c.megapascals << " MPa: contact " << theta.back() << " (steady "
                                      << c.steady() << "), largest error in time " << worst << ", voltage " << v.back()
                                      << " V");
    // 20 h are 9.8 time constants at 1 MPa and 29 or more above.
    BOOST_TEST(theta.back() == c.steady(), boost::test_tools::tolerance(c.megapascals < 3 ? 1e-3 : 1e-6));
  }
}

BOOST_AUTO_TEST_CASE(current_against_pressure)
{
  const auto contact = [](const Case &c) { return run(c).last("stripped_face:mean_contact_fraction"); };
  const auto voltage = [](const Case &c) { return run(c).last("voltage_V") / c.current(); };
  BOOST_TEST(contact({3, 10}) < contact({1, 10}));
  BOOST_TEST(contact({1, 3}) < contact({1, 10}));
  BOOST_TEST(voltage({3, 10}) > voltage({1, 10}));
  BOOST_TEST(voltage({1, 3}) > voltage({1, 10}));
  // Spencer Jolly's line: the pressure that keeps half of the contact is linear in the current.
  for (const double current : {0.5, 1., 2.5})
    BOOST_TEST(contact({current, 9 * current / 2.5}) == 0.5, boost::test_tools::tolerance(1e-3));
  // Without a steady state the contact falls to the closure's least value.
  BOOST_TEST(Case({3, 1}).steady() < 0);
  BOOST_TEST(contact({3, 1}) == 0.01, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_SUITE_END()
