// inputs/gallery/cool-down.prm: thermal mismatch of sodium and NASICON, elastic, flowing, and on a weak bond.
#include "support/simulate.h"

#include "base/constants.h"

#include <boost/test/unit_test.hpp>

#include <cmath>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(gallery_cool_down)

namespace
{
  const std::string              deck    = "../inputs/gallery/cool-down.prm";
  const std::vector<std::string> elastic = {"Material sodium/Flow/Reference rate=1e-30 1/s"};
  const std::string              wide = "Support rim/Type=plate", plane = "Geometry/Symmetry=plane";
  constexpr double               sodium_h = 20e-6, ceramic_h = 250e-6, radius = 200e-6; // m
  constexpr double               sodium_E = 4.6e9, sodium_nu = 0.41, sodium_expansion = 71e-6;
  constexpr double               ceramic_E = 80e9, ceramic_nu = 0.26, ceramic_expansion = 9e-6;
  constexpr double               drop = 60, duration = 3600; // K, s
  constexpr double               exponent = 5;

  std::vector<std::string> with(std::vector<std::string> list, const std::vector<std::string> &more)
  {
    list.insert(list.end(), more.begin(), more.end());
    return list;
  }

  /// Norton's rate at 1 Pa, 1/s.
  double creep(const double T)
  {
    return 0.53e-30 * std::exp(-44e3 / constants::gas * (1 / T - 1 / 298.15));
  }

  double temperature(const double time)
  {
    return 298.15 - drop * time / duration;
  }

  /// Biaxial stress of the sodium per mismatch of strain; the ceramic yields by the share of the two stiffnesses.
  double stiffness()
  {
    const double sodium = sodium_E / (1 - sodium_nu), ceramic = ceramic_E / (1 - ceramic_nu);
    return sodium / (1 + sodium * sodium_h / (ceramic * ceramic_h));
  }

  /// d(sigma)/dt = M [mismatch rate - (A/2) sigma^n], since the rate in the plane is half of the equivalent one.
  double stress_at_the_end()
  {
    const unsigned int n    = 200000; // the stress answers within seconds: 0.02 s is fine for Runge-Kutta
    const double       h    = duration / n;
    const double       load = (sodium_expansion - ceramic_expansion) * drop / duration;
    const auto         rate = [&](const double t, const double s)
    { return stiffness() * (load - 0.5 * creep(temperature(t)) * std::pow(s, exponent)); };
    double s = 0;
    for (unsigned int i = 0; i < n; ++i)
    {
      const double t = i * h, a = rate(t, s), b = rate(t + h / 2, s + h / 2 * a), c = rate(t + h / 2, s + h / 2 * b),
                   d = rate(t + h, s + h * c);
      s += h / 6 * (a + 2 * b + 2 * c + d);
    }
    return s;
  }
} // namespace

BOOST_AUTO_TEST_CASE(elastic_reference)
{
  // Constant strains, which the elements hold exactly: to the mechanical tolerance of 1e-9, amplified by the ratio of
  // all forces to those of the sodium (about 10).
  const auto   biaxial  = simulate(deck, with(elastic, {wide}));
  const double expected = stiffness() * (sodium_expansion - ceramic_expansion) * drop;
  BOOST_TEST_MESSAGE("elastic: " << biaxial.last("sodium:max_von_mises_stress_Pa") / 1e6 << " MPa, expected "
                                 << expected / 1e6 << " MPa, on a rigid ceramic 29.0 MPa");
  BOOST_TEST(biaxial.last("sodium:max_von_mises_stress_Pa") == expected, boost::test_tools::tolerance(1e-7));
  // The number that is usually quoted holds on a ceramic of any stiffness; here it gives way by 0.6 percent.
  BOOST_TEST(expected == 29.0e6, boost::test_tools::tolerance(0.01));
}

BOOST_AUTO_TEST_CASE(elastic_reference_in_plane_strain)
{
  // No strain along z: sigma_x = E/(1 - nu^2) [e - (1 + nu) alpha dT], e common, and forces along x that balance.
  const auto   run    = simulate(deck, with(elastic, {wide, plane}));
  const double sodium = sodium_E / (1 - sodium_nu * sodium_nu), ceramic = ceramic_E / (1 - ceramic_nu * ceramic_nu);
  const double free_sodium  = -(1 + sodium_nu) * sodium_expansion * drop;
  const double free_ceramic = -(1 + ceramic_nu) * ceramic_expansion * drop;
  const double sodium_force = sodium * sodium_h, ceramic_force = ceramic * ceramic_h; // per strain
  const double e = (sodium_force * free_sodium + ceramic_force * free_ceramic) / (sodium_force + ceramic_force);
  const double x = sodium * (e - free_sodium), z = sodium_nu * x + sodium_E * sodium_expansion * drop;
  const double expected = std::sqrt(x * x - x * z + z * z);
  BOOST_TEST(run.last("sodium:max_von_mises_stress_Pa") == expected, boost::test_tools::tolerance(1e-7));
}

BOOST_AUTO_TEST_CASE(flow_bounds_the_stress)
{
  // A step may err by tolerance * strain scale = 1e-7 in the creep strain, that is M 1e-7 = 0.8 kPa or 0.4 percent of
  // the stress, if nothing of it relaxed within the step.
  const auto   run      = simulate(deck, {wide, "Time/Strain scale=1e-4"});
  const double expected = stress_at_the_end();
  BOOST_TEST_MESSAGE("flowing: " << run.last("sodium:max_von_mises_stress_Pa") / 1e6 << " MPa, integrated "
                                 << expected / 1e6 << " MPa");
  BOOST_TEST(run.last("sodium:max_von_mises_stress_Pa") == expected, boost::test_tools::tolerance(4e-3));
  // Colder sodium is stronger, so the stress lags behind the flow stress at the rate of the mismatch and never passes
  // it.
  const auto   stress = run.all("sodium:max_von_mises_stress_Pa"), time = run.all("time_s");
  const double rate = (sodium_expansion - ceramic_expansion) * drop / duration;
  for (unsigned int k = 0; k < stress.size(); ++k)
    BOOST_TEST(stress[k] < 1.004 * std::pow(2 * rate / creep(temperature(time[k])), 1 / exponent));
  BOOST_TEST(run.last("sodium:max_von_mises_stress_Pa") < 0.21e6); // against 29 MPa
}

BOOST_AUTO_TEST_CASE(a_weak_bond_fails_from_the_rim)
{
  const auto   weak = simulate(deck);
  const double area = std::acos(-1.) * radius * radius, toughness = 0.005;
  const auto   failed = weak.all("bond:failed_area_fraction"), work = weak.all("bond:interface_dissipation_J");
  BOOST_TEST_MESSAGE("weak bond: failed on " << failed.back() << " of the area, " << work.back() / (toughness * area)
                                             << " of its whole energy");
  BOOST_TEST(failed.back() > 0.2);
  BOOST_TEST(failed.back() < 0.9); // the middle holds
  for (unsigned int k = 1; k < failed.size(); ++k)
  {
    BOOST_TEST(failed[k] >= failed[k - 1] - 1e-12);
    BOOST_TEST(work[k] >= work[k - 1] * (1 - 1e-12));
    BOOST_TEST(work[k] >= 0.99 * toughness * area * failed[k] * (1 - 1e-9)); // damage of at least 0.99 there
  }
  BOOST_TEST(work.back() < toughness * area);
}

BOOST_AUTO_TEST_CASE(a_strong_bond_holds)
{
  const std::string bond   = "Interface bond/Opening/Cohesion/";
  const auto        strong = simulate(deck, {bond + "Normal strength=1 MPa", bond + "Shear strength=1 MPa",
                                             bond + "Mode I toughness=1 J/m^2", bond + "Mode II toughness=1 J/m^2"});
  BOOST_TEST(strong.last("bond:max_damage") == 0.);
  BOOST_TEST(strong.last("bond:failed_area_fraction") == 0.);
}

BOOST_AUTO_TEST_CASE(flow_protects_the_bond)
{
  // A bond of 1 MPa and 0.1 J/m2. Elastic sodium stores h M mismatch^2 = 2.1 J/m2 and tears it off nearly everywhere,
  // which relieves its stress; flowing sodium, with at most 0.21 MPa, does not load it beyond its strength.
  const std::string              bond = "Interface bond/Opening/Cohesion/";
  const std::vector<std::string> middle
      = {bond + "Normal strength=1 MPa", bond + "Shear strength=1 MPa", bond + "Mode I toughness=0.1 J/m^2",
         bond + "Mode II toughness=0.1 J/m^2", bond + "Stiffness=1e14 Pa/m"};
  const double mismatch = (sodium_expansion - ceramic_expansion) * drop, toughness = 0.1;
  BOOST_TEST(sodium_h * stiffness() * mismatch * mismatch > 10 * toughness);
  const auto torn = simulate(deck, with(elastic, middle)), held = simulate(deck, middle);
  BOOST_TEST_MESSAGE("elastic sodium: failed on " << torn.last("bond:failed_area_fraction") << " of the area, stress "
                                                  << torn.last("sodium:max_von_mises_stress_Pa") / 1e6 << " MPa left");
  BOOST_TEST(torn.last("bond:failed_area_fraction") > 0.5);
  BOOST_TEST(torn.last("sodium:max_von_mises_stress_Pa") < 0.5 * stiffness() * mismatch);
  BOOST_TEST(torn.last("bond:interface_dissipation_J") < toughness * std::acos(-1.) * radius * radius);
  BOOST_TEST(held.last("bond:max_damage") == 0.);
}

BOOST_AUTO_TEST_SUITE_END()
