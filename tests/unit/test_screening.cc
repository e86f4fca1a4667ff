// The closed-form threshold of a surface flaw against independently computed numbers: NZSP with 1 mS/cm, 10 ohm cm2 and
// 1.3 MPa m^0.5.
#include "laws/screening.h"

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace
{
  nadir::FlawEstimate nzsp(const double depth, const double toughness = 1.3e6, const double resistance = 1e-3)
  {
    return nadir::estimate_flaw(toughness, depth, 23.7e-6, resistance, 0.1);
  }
} // namespace

BOOST_AUTO_TEST_SUITE(screening)

BOOST_AUTO_TEST_CASE(critical_current_density_has_the_known_values)
{
  // mA/cm2 with three digits, so half a unit of the last one
  BOOST_TEST(nzsp(1e-6).critical_current_density / 10 == 16.0, boost::test_tools::tolerance(0.005));
  BOOST_TEST(nzsp(10e-6).critical_current_density / 10 == 4.79, boost::test_tools::tolerance(0.002));
  BOOST_TEST(nzsp(50e-6).critical_current_density / 10 == 1.74, boost::test_tools::tolerance(0.004));
  BOOST_TEST(nzsp(100e-6).critical_current_density / 10 == 1.00, boost::test_tools::tolerance(0.006));
}

BOOST_AUTO_TEST_CASE(pressure_and_overpotential_of_a_ten_micrometre_edge_crack)
{
  // V23 gives 207.1 MPa and 50.9 mV with the factor 1.12.
  BOOST_TEST(nzsp(10e-6).critical_pressure == 207.1e6 * 1.12 / 1.1215, boost::test_tools::tolerance(0.001));
  BOOST_TEST(nzsp(10e-6).critical_overpotential == 50.9e-3 * 1.12 / 1.1215, boost::test_tools::tolerance(0.002));
}

BOOST_AUTO_TEST_CASE(logarithmic_slopes)
{
  const double h     = 1e-4;
  const auto   slope = [&](const auto &current) { return (std::log(current(1 + h)) - std::log(current(1 - h))) / (2 * h); };
  const double r     = 0.609 * 10e-6 / (0.1 * 1e-3);
  BOOST_TEST(slope([&](double f) { return nzsp(10e-6, 1.3e6 * f).critical_current_density; }) == 1., boost::test_tools::tolerance(1e-6));
  BOOST_TEST(slope([&](double f) { return nzsp(10e-6, 1.3e6, 1e-3 * f).critical_current_density; }) == -1 / (1 + r),
             boost::test_tools::tolerance(1e-4));
  BOOST_TEST(slope([&](double f) { return nzsp(10e-6 * f).critical_current_density; }) == -0.5 - r / (1 + r),
             boost::test_tools::tolerance(1e-4));
}

BOOST_AUTO_TEST_SUITE_END()
