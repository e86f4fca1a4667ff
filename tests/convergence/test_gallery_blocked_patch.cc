// inputs/gallery/blocked-patch.prm: a disc-shaped gap that closes by creep, linear against the penny-shaped crack, n =
// 5 below a rigorous bound, and the current that returns.
#include "support/simulate.h"

#include "base/constants.h"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <string>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(gallery_blocked_patch)

namespace
{
  const std::string deck = "../inputs/gallery/blocked-patch.prm";

  constexpr double radius = 10e-6, depth = 0.1e-6, outer = 80e-6, pressure = 1e6, molar_volume = 23.7e-6, current = 1;
  const double     pi = std::acos(-1.);

  /// Volume that closes per time while the gap falls from 0.8 to 0.5 of its depth, m3/s: sodium does not change its
  /// volume under a constant load, so the plate's motion tells it, less what is stripped.
  double closing_rate(const Outcome &outcome)
  {
    const auto gap = outcome.all("face:max_gap_m"), motion = outcome.all("plate:displacement_m"),
               time = outcome.all("time_s");
    unsigned int a = 0, b = 0;
    for (unsigned int k = 0; k < gap.size(); ++k)
    {
      a = gap[k] > 0.8 * depth ? k : a;
      b = gap[k] > 0.5 * depth ? k : b;
    }
    BOOST_REQUIRE(b > a + 2);
    return pi * outer * outer
           * ((motion[a] - motion[b]) / (time[b] - time[a]) - molar_volume * current / constants::faraday);
  }
} // namespace

BOOST_AUTO_TEST_CASE(linear_creep_closes_a_penny)
{
  // With n = 1 the opening 8 (1 - nu^2) p sqrt(a^2 - r^2)/(pi E) of a pressurised penny (V21) becomes a rate with 1/E
  // -> A and nu = 1/2: half of it closes a volume of 2 A p a^3 per time, at any depth. The walls, eight radii away, add
  // 0.2 percent (the factor of a sphere). Cells at the edge are a/8 wide, the numerical edge lies within half of one,
  // and the volume goes with the cube of the radius: 3/16.
  const auto linear = simulate(deck, {"Material sodium/Flow/Exponent=1", "Material sodium/Flow/Reference rate=1e-3 1/s",
                                      "Protocol/Step strip/Duration=8 s"});
  const double rate = closing_rate(linear), expected = 2 * 1e-3 * radius * radius * radius;
  BOOST_TEST_MESSAGE("n = 1: closes " << rate << " m3/s, penny " << expected);
  BOOST_TEST(rate == expected, boost::test_tools::tolerance(3. / 16));
}

BOOST_AUTO_TEST_CASE(sodium_closes_the_gap_and_the_current_returns)
{
  // The stress field of a hollow sphere about the disc (radii a and the distance of the walls, hydrostatic beyond) is
  // in equilibrium with the plate's pressure, so by the theorem of complementary power the disc closes at most as fast
  // as half of that sphere (V16). A tenth of it is asserted from below: for n = 1 the ratio is 4/(3 pi) = 0.42.
  const double n = 5, A = 0.53e-30;
  const double bound = 2 * pi * std::pow(radius, 3) * 0.5 * A
                       * std::pow(1.5 * pressure / n / (1 - std::pow(radius / outer, 3 / n)), n);
  const auto   sodium = simulate(deck, {"Protocol/Step strip/Duration=20 s"});
  const double rate   = closing_rate(sodium);
  BOOST_TEST_MESSAGE("n = 5: closes " << rate << " m3/s, half of a sphere " << bound << "; at the end contact on "
                                      << sodium.last("face:contacted_area_fraction") << ", largest current density "
                                      << sodium.last("face:max_current_density_A_per_m2") << " A/m2");
  BOOST_TEST(rate < bound);
  BOOST_TEST(rate > 0.1 * bound);

  const auto gap = sodium.all("face:max_gap_m");
  for (unsigned int k = 1; k < gap.size(); ++k)
    BOOST_TEST(gap[k] < gap[k - 1]);
  const auto conducting = sodium.all("face:conducting_fraction"),
             largest    = sodium.all("face:max_current_density_A_per_m2");
  // The patch blocks 1/64 of the face at first, but for its shallow rim: exp(-g/10 nm) averaged over a lens of 100 nm
  // is the integral of 2 s exp(-10 s) over s from 0 to 1, 0.02.
  BOOST_TEST(1 - conducting.front() == std::pow(radius / outer, 2), boost::test_tools::tolerance(0.1));
  BOOST_TEST(largest.front() > 1.3 * current); // at least what the blocked disc alone does (V11: 1.38)
  BOOST_TEST(conducting.back() > 0.9995);
  BOOST_TEST(largest.back() == current, boost::test_tools::tolerance(0.1));
}

BOOST_AUTO_TEST_SUITE_END()
