// V16: closure of a cylindrical and a spherical hole in sodium under a far pressure, steady after the elastic stresses have
// given way. Rings from the hole to five of its radii as polygons; a tube to 20 radii.
#include "orders.h"

using namespace nadir::testing;
using nadir::column;

BOOST_AUTO_TEST_SUITE(solid_holes)

namespace
{
  const double n = 5, A = 0.53, p = 1, radius = 10e-6; // 1/s at 1 MPa; MPa; m

  double cylinder(const double b_over_a)
  {
    return std::sqrt(3.) / 2 * A * std::pow(std::sqrt(3.) * p / n / (1 - std::pow(b_over_a, -2 / n)), n);
  }

  double sphere(const double b_over_a)
  {
    return A / 2 * std::pow(3 * p / (2 * n) / (1 - std::pow(b_over_a, -3 / n)), n);
  }

  /// Error of the closure rate in the last step; no point moves as fast as those of the hole.
  double error(const Outcome &run, const double exact)
  {
    const auto rate = [&](const std::size_t k) {
      const auto u = run.all("max_displacement_m"), t = run.all("time_s");
      return (u[k] - u[k - 1]) / (t[k] - t[k - 1]) / radius;
    };
    const std::size_t last = run.history.size() - 1;
    BOOST_TEST(rate(last) == rate(last - 3), boost::test_tools::tolerance(1e-5)); // steady
    return rate(last) / exact - 1;
  }

  /// The mesh of the ring has so many cells around its quarter.
  double error_on_ring(const std::string &deck, const int degree, const int around, const double exact)
  {
    return error(simulate("convergence/decks/" + deck,
                          {fmt::format("Mechanics/Degree={}", degree),
                           fmt::format("Geometry/File={}/tests/convergence/decks/meshes/quarter_ring_{}.geo", NADIR_SOURCE_DIR, around)}),
                 exact);
  }

  /// A polygon in place of the circle, and cells of degree 1, err by h^2; the next terms of the expansion are powers of the
  /// angle of a cell (0.13 and 0.065 for degree 1) times n, by which stress enters: order 2 within 0.3.
  void check_ring(const std::string &deck, const double exact)
  {
    for (const auto &[degree, around, largest] : {std::tuple(1, 12, 8e-3), std::tuple(2, 6, 4e-3)})
    {
      const double coarse = error_on_ring(deck, degree, around, exact), fine = error_on_ring(deck, degree, 2 * around, exact);
      const double observed = order(std::abs(coarse), std::abs(fine));
      BOOST_TEST_MESSAGE(fmt::format("{} degree {}: {:.3e} {:.3e} order {:.2f}", deck, degree, coarse, fine, observed));
      BOOST_TEST(std::abs(observed - 2) < 0.3, "order " << observed);
      BOOST_TEST(std::abs(fine) < largest);
    }
  }
} // namespace

BOOST_AUTO_TEST_CASE(closed_forms) // physics.md, V16
{
  BOOST_TEST(sphere(1e30) == 6.4395e-4, boost::test_tools::tolerance(1e-4));
  BOOST_TEST(cylinder(1e30) == 2.2896e-3, boost::test_tools::tolerance(1e-4));
  BOOST_TEST(sphere(20) / sphere(1e30) == 2.4743, boost::test_tools::tolerance(1e-4));
  BOOST_TEST(cylinder(20) / cylinder(1e30) == 6.0231, boost::test_tools::tolerance(1e-4));
}

BOOST_AUTO_TEST_CASE(cylindrical_hole_in_plane_strain) { check_ring("solid_hole_cylinder.prm", cylinder(5)); }

BOOST_AUTO_TEST_CASE(spherical_hole) { check_ring("solid_hole_sphere.prm", sphere(5)); }

// The cylinder as a body of revolution: one row of 10, 20 and 40 cells along the radius, no polygon. Flow to the hole is
// purely radial and isochoric: the case in which elements lock, degree 2 without its projected dilatation by 73 percent.
BOOST_AUTO_TEST_CASE(hole_of_a_tube)
{
  for (const auto &[degree, least_order, largest] : {std::tuple(1, 1.8, 6e-3), std::tuple(2, 2.8, 2e-5)})
  {
    std::vector<double> errors;
    for (const int refinements : {0, 1, 2})
      errors.push_back(std::abs(error(simulate("convergence/decks/solid_hole_tube.prm",
                                               {fmt::format("Mechanics/Degree={}", degree),
                                                fmt::format("Mesh refinement/Initial refinements={}", refinements)}),
                                      cylinder(20))));
    BOOST_TEST_MESSAGE(fmt::format("tube degree {}: {:.3e} {:.3e} {:.3e}", degree, errors[0], errors[1], errors[2]));
    BOOST_TEST(order(errors[0], errors[1]) > least_order);
    BOOST_TEST(order(errors[1], errors[2]) > least_order);
    BOOST_TEST(errors[2] < largest);
  }
}

BOOST_AUTO_TEST_SUITE_END()
