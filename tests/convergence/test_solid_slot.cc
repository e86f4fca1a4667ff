// V17: sodium plated onto the walls of a slot is squeezed out of its mouth (Norton flow that sticks to the walls).
#include "base/constants.h"
#include "orders.h"

using namespace nadir::testing;
using nadir::column;

BOOST_AUTO_TEST_SUITE(solid_slot)

namespace
{
  const double n = 5, w = 0.5e-6;

  /// p_tip - p_mouth = [2 v (n+2)/(w B (w/2)^(n+1))]^(1/n) n/(n+1) c^((n+1)/n), B = A 3^((n+1)/2), v = V_m i/F (physics.md, 5).
  double lubrication(const double c, const double width)
  {
    const double B = 0.53 / std::pow(1e6, n) * std::pow(3., (n + 1) / 2), v = 23.7e-6 * 10 / nadir::constants::faraday;
    return std::pow(2 * v * (n + 2) / (width * B * std::pow(width / 2, n + 1)), 1 / n) * n / (n + 1) * std::pow(c, (n + 1) / n);
  }
} // namespace

BOOST_AUTO_TEST_CASE(closed_form) // physics.md: 24.0, 228, 602 MPa for a slot of 10 um
{
  BOOST_TEST(lubrication(10e-6, 500e-9) == 24.0e6, boost::test_tools::tolerance(5e-3));
  BOOST_TEST(lubrication(10e-6, 100e-9) == 228e6, boost::test_tools::tolerance(5e-3));
  BOOST_TEST(lubrication(10e-6, 50e-9) == 602e6, boost::test_tools::tolerance(5e-3));
}

// The formula neglects stresses along the slot, of the order of the flow stress s, against p = s c/w: its error is k w/c with
// k of order 1. Over c/w = 5, 10, 20 the difference halves (order 1 within 0.15, since (w/c)^2 = 0.04 comes next), and
// extrapolated to long slots it vanishes to some (w/c)^2 = 0.0025.
BOOST_AUTO_TEST_CASE(pressure_at_the_tip)
{
  std::vector<double> errors;
  for (const int ratio : {5, 10, 20})
  {
    const double c   = ratio * w;
    const auto   run = simulate("convergence/decks/solid_slot.prm",
                                {setting("Geometry/Width", c, "m"), fmt::format("Geometry/Cells across={}", 2 * ratio)});
    const double tip = run.last("tip:pressure_Pa");
    BOOST_TEST(column(run.history[run.history.size() - 3], "tip:pressure_Pa") == tip, boost::test_tools::tolerance(1e-6)); // steady
    BOOST_TEST(run.last("force_balance") < 1e-8);
    errors.push_back(tip / lubrication(c, w) - 1);
    BOOST_TEST_MESSAGE(fmt::format("c/w {}: {:.4f} MPa, {:.4f} of the formula more", ratio, tip / 1e6, errors.back()));
    BOOST_TEST(std::abs(errors.back()) < 1. / ratio);
  }
  for (const int k : {1, 2})
    BOOST_TEST(std::abs(order(std::abs(errors[k - 1]), std::abs(errors[k])) - 1) < 0.15);
  BOOST_TEST(std::abs(2 * errors[2] - errors[1]) < 2.5e-3);
}

BOOST_AUTO_TEST_SUITE_END()
