// V30: conduction against manufactured solutions: order p+1 in L2 and p in H1, in 2D and 3D with anisotropy, and
// axisymmetric; the coarse layer is graded, so the cells are not all alike.
#include "orders.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(manufactured_conduction)

BOOST_AUTO_TEST_CASE(anisotropic_in_2d)
{
  for (const int degree : {1, 2})
    check_orders("convergence/decks/manufactured_conduction_2d.prm", {"potential"}, degree, 2);
}

BOOST_AUTO_TEST_CASE(axisymmetric)
{
  for (const int degree : {1, 2})
    check_orders("convergence/decks/manufactured_conduction_axisymmetric.prm", {"potential"}, degree, 2);
}

BOOST_AUTO_TEST_CASE(anisotropic_in_3d)
{
  for (const int degree : {1, 2})
    check_orders("convergence/decks/manufactured_conduction_3d.prm", {"potential"}, degree, 1);
}

// A wrong tensor must not pass: the deck's source belongs to its own direction of the planes.
BOOST_AUTO_TEST_CASE(another_tensor_does_not_converge)
{
  const Overrides other  = {"Material conductor/Ionic conduction/Plane normal=1, 0, 2"};
  const auto      deck   = "convergence/decks/manufactured_conduction_2d.prm";
  const auto      coarse = simulate(deck, mesh(1, 2) + other), fine = simulate(deck, mesh(1, 3) + other);
  BOOST_TEST(order(coarse.last("potential:error_L2"), fine.last("potential:error_L2")) < 0.5);
}

BOOST_AUTO_TEST_SUITE_END()
