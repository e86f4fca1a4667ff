// V30: elasticity against manufactured solutions: order p+1 in L2 and p in H1 in plane strain (with a traction), axisymmetric
// and in 3D. The volumetric strain is projected onto one degree less in every cell, which keeps these orders.
#include "orders.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(solid_manufactured)

namespace
{
  Overrides solid_mesh(const int degree, const int refinements)
  {
    return mesh(1, refinements) + Overrides{fmt::format("Mechanics/Degree={}", degree)};
  }

  void check_both_degrees(const std::string &deck, const int level)
  {
    for (const int degree : {1, 2})
      check_orders(simulate(deck, solid_mesh(degree, level)), simulate(deck, solid_mesh(degree, level + 1)), "solution", degree);
  }
} // namespace

BOOST_AUTO_TEST_CASE(plane_strain) { check_both_degrees("convergence/decks/solid_manufactured_2d.prm", 3); }

BOOST_AUTO_TEST_CASE(axisymmetric) { check_both_degrees("convergence/decks/solid_manufactured_axisymmetric.prm", 3); }

// For degree 2 the projected dilatation adds an error that is the larger one on coarse meshes and falls faster (in H1, by
// 2^2.6 per refinement in 2D), so that with four and eight cells across orders still lie between p and p + 1.
BOOST_AUTO_TEST_CASE(three_dimensions)
{
  const auto deck = "convergence/decks/solid_manufactured_3d.prm";
  check_orders(simulate(deck, solid_mesh(1, 1)), simulate(deck, solid_mesh(1, 2)), "solution", 1);
  const auto coarse = simulate(deck, solid_mesh(2, 1)), fine = simulate(deck, solid_mesh(2, 2));
  for (const auto &[norm, expected] : {std::pair("L2", 3), std::pair("H1", 2)})
  {
    const std::string name     = std::string("solution:error_") + norm;
    const double      observed = order(coarse.last(name), fine.last(name));
    BOOST_TEST_MESSAGE(fmt::format("{} degree 2: {:.3e} {:.3e} order {:.3f}", name, coarse.last(name), fine.last(name), observed));
    BOOST_TEST(observed > expected - 0.15, norm << ": order " << observed);
    BOOST_TEST(observed < expected + 0.7, norm << ": order " << observed);
  }
}

// Another Poisson's ratio must not pass: the body force belongs to the deck's own.
BOOST_AUTO_TEST_CASE(another_material_does_not_converge)
{
  const auto      deck  = "convergence/decks/solid_manufactured_2d.prm";
  const Overrides other = {"Material elastic/Elasticity/Poisson's ratio=0.38"};
  const auto      coarse = simulate(deck, solid_mesh(1, 2) + other), fine = simulate(deck, solid_mesh(1, 3) + other);
  BOOST_TEST(order(coarse.last("solution:error_L2"), fine.last("solution:error_L2")) < 0.5);
}

BOOST_AUTO_TEST_SUITE_END()
