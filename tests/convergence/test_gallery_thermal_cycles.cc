// inputs/gallery/thermal-cycles.prm: the front of a failing bond over thermal cycles, and the energy it takes.
#include "support/simulate.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(gallery_thermal_cycles)

namespace
{
  constexpr double radius = 200e-6, strength = 0.05e6, toughness = 0.005, stiffness = 1e12; // m, Pa, J/m2, Pa/m
  const double     area = std::acos(-1.) * radius * radius;
} // namespace

BOOST_AUTO_TEST_CASE(the_front_advances_and_saturates)
{
  const auto run    = simulate("../inputs/gallery/thermal-cycles.prm");
  const auto failed = run.all("bond:failed_area_fraction"), work = run.all("bond:interface_dissipation_J"),
             cycle = run.all("cycle"), creep = run.all("sodium:creep_dissipation_J"), T = run.all("temperature_K");
  BOOST_TEST(run.verdict.outcome == "survived");

  // The bilinear law dissipates (1/2) K lambda^2 integrated over the damage: of damage d and of the separation at
  // failure f = 2 toughness/strength, onset o = strength/K, lambda = o f/(f - d (f - o)), hence G = (1/2) K o f d
  // lambda(d).
  const double f = 2 * toughness / strength, o = strength / stiffness;
  const auto   spent = [&](const double d) { return 0.5 * stiffness * o * d * o * f / (f - d * (f - o)); };
  BOOST_TEST(spent(1) == toughness, boost::test_tools::tolerance(1e-12));

  double first = 0;
  for (unsigned int k = 0; k < failed.size(); ++k)
  {
    // What counts as failed has a damage of at least 0.99; all else has at most as much.
    BOOST_TEST(work[k] >= spent(0.99) * area * failed[k] * (1 - 1e-9));
    BOOST_TEST(work[k] <= area * (toughness * failed[k] + spent(0.99) * (1 - failed[k])) * (1 + 1e-9));
    if (k > 0)
    {
      BOOST_TEST(failed[k] >= failed[k - 1] - 1e-12);
      BOOST_TEST(work[k] >= work[k - 1] * (1 - 1e-12));
      BOOST_TEST(creep[k] >= creep[k - 1]);
    }
    if (cycle[k] == 1)
      first = failed[k];
  }
  BOOST_TEST_MESSAGE("failed after the first cycle " << first << ", at the end " << failed.back()
                                                     << " of the area; dissipated " << work.back() / (toughness * area)
                                                     << " of the energy of the whole bond");
  BOOST_TEST(first > 0.3);
  BOOST_TEST(first < 1);
  // It saturates: later cycles add less than a twentieth. Sodium that has come off is no longer strained, so creep all
  // but ends too: a tenth of what the first cycle dissipated, at most.
  BOOST_TEST(failed.back() - first < 0.05 * first);
  BOOST_TEST(creep.back() < 1.1 * creep[std::count(cycle.begin(), cycle.end(), 1.) - 1]);
}

BOOST_AUTO_TEST_SUITE_END()
