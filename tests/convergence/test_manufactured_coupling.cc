// Electrochemistry and mechanics in both directions against a manufactured solution: the pressure of the contact in the
// overpotential, the plated thickness in the opening, the salt in the strain. Potentials, concentration and displacements on both
// sides keep the orders p+1 in L2 and p in H1.
#include "orders.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(manufactured_coupling)

namespace
{
  const std::string deck = "convergence/decks/manufactured_coupling.prm";
  const auto        all  = {"electrons", "ions", "salt", "metal", "electrolyte"};

  Overrides both_meshes(const int degree, const int refinements)
  {
    return mesh(degree, refinements) + Overrides{fmt::format("Mechanics/Degree={}", degree)};
  }
} // namespace

BOOST_AUTO_TEST_CASE(orders)
{
  for (const int degree : {1, 2})
    {
      const auto coarse = simulate(deck, both_meshes(degree, 3)), fine = simulate(deck, both_meshes(degree, 4));
      for (const auto &name : all)
        check_orders(coarse, fine, name, degree);
    }
}

// Both ways of solving find the same, to the tolerance of the coupling.
BOOST_AUTO_TEST_CASE(monolithic)
{
  const auto turns    = simulate(deck, both_meshes(1, 2));
  const auto together = simulate(deck, both_meshes(1, 2) + Overrides{"Mechanics/Coupling=monolithic"});
  for (const std::string name : all)
    BOOST_TEST(together.last(name + ":error_L2") == turns.last(name + ":error_L2"), boost::test_tools::tolerance(1e-6));
}

// The sources belong to the deck's couplings: another molar volume of the metal or another swelling is another solution, which
// shows in the field that feels it most.
BOOST_AUTO_TEST_CASE(another_coupling_does_not_converge)
{
  for (const auto &[other, name] : {std::pair<std::string, std::string>("Material electron conductor/Molar volume=1.5e-3 m^3/mol", "ions"),
                                    {"Material polymer/Swelling/Partial molar volume=0.5e-2 m^3/mol", "electrolyte"}})
    {
      const auto coarse = simulate(deck, both_meshes(1, 2) + Overrides{other}), fine = simulate(deck, both_meshes(1, 3) + Overrides{other});
      BOOST_TEST(order(coarse.last(name + ":error_L2"), fine.last(name + ":error_L2")) < 0.5, other << ", " << name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
