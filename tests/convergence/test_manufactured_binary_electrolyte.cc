// V30: a binary electrolyte, its concentration and potential coupled and varying in time, against a manufactured
// solution: order p+1 in L2 and p in H1 in space, and order 2 in time with fixed steps of BDF2.
#include "orders.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(manufactured_binary_electrolyte)

namespace
{
  const std::string deck = "convergence/decks/manufactured_binary_electrolyte.prm";

  Overrides step(const double seconds)
  {
    return {setting("Time/Initial step", seconds, "s")};
  }
} // namespace

// The error of 80 steps is 6e-8 in the norm of the concentration, a tenth of the fine mesh's.
BOOST_AUTO_TEST_CASE(order_in_space_with_degree_2)
{
  const auto coarse = simulate(deck, mesh(2, 1) + step(12.5)), fine = simulate(deck, mesh(2, 2) + step(12.5));
  for (const auto &name : {"salt", "potential"})
    check_orders(coarse, fine, name, 2);
}

// Steps that halve with the cells keep both errors of order 2.
BOOST_AUTO_TEST_CASE(order_in_space_with_degree_1)
{
  const auto coarse = simulate(deck, mesh(1, 3) + step(50)), fine = simulate(deck, mesh(1, 4) + step(25));
  for (const auto &name : {"salt", "potential"})
    check_orders(coarse, fine, name, 1);
}

// On this mesh the error of 80 steps is still above that of space (L2), which does not fall with the step.
BOOST_AUTO_TEST_CASE(order_in_time)
{
  const auto coarse = simulate(deck, mesh(2, 3) + step(100)), fine = simulate(deck, mesh(2, 3) + step(50));
  for (const std::string name : {"salt", "potential"})
  {
    const double observed = order(coarse.last(name + ":error_L2"), fine.last(name + ":error_L2"));
    BOOST_TEST(std::abs(observed - 2) < 0.15, name << ": order " << observed << " in time instead of 2");
  }
}

BOOST_AUTO_TEST_SUITE_END()
