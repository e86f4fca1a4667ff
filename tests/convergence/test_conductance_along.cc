// Electrons along a plane inside a mixed conductor against a closed form (decks/conductance_along.prm).
#include "orders.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(conductance_along)

// Without the plane the potential at its height would be 0.55 in place of 0.25. Second order in the size of cells, also with hanging nodes on it.
BOOST_AUTO_TEST_CASE(plane_in_a_mixed_conductor)
{
  check_orders("convergence/decks/conductance_along.prm", {"below", "above"}, 1, 1);
  check_orders("convergence/decks/conductance_along.prm", {"below", "above"}, 2, 0);
  const auto run = simulate("convergence/decks/conductance_along.prm", mesh(1, 1) + Overrides{"Mesh refinement/Fine place half/Cell size=4 um"}),
             plain = simulate("convergence/decks/conductance_along.prm", mesh(1, 1));
  BOOST_TEST(run.last("below:error_L2") < plain.last("below:error_L2"));
}

BOOST_AUTO_TEST_SUITE_END()
