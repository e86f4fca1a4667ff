// V30: the interface term against manufactured solutions: order p+1 in L2 and p in H1 on both of its sides, with
// nonlinear Butler-Volmer kinetics in 2D and linear kinetics in 3D, also where a part of the interface is refined once
// more, so that the faces of its two sides and the hanging nodes on it differ along it.
#include "orders.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(manufactured_interface)

namespace
{
  const std::vector<std::string> both = {"metal", "electrolyte"};

  /// Cells near a place of the interface one level finer than elsewhere. @param diagonal of the coarse mesh's cells, m
  Overrides finer_place(const double diagonal, const int refinements)
  {
    return {setting("Mesh refinement/Fine place interface/Cell size", 0.8 * diagonal / (1 << refinements), "m")};
  }

  void check_hanging_nodes(const std::string &deck, const double diagonal, const int degree, const int level)
  {
    const auto plain  = simulate(deck, mesh(degree, level));
    const auto coarse = simulate(deck, mesh(degree, level) + finer_place(diagonal, level));
    const auto fine   = simulate(deck, mesh(degree, level + 1) + finer_place(diagonal, level + 1));
    BOOST_TEST(coarse.last("cells") > plain.last("cells")); // or there would be no hanging nodes
    for (const auto &name : both)
      check_orders(coarse, fine, name, degree);
  }
} // namespace

BOOST_AUTO_TEST_CASE(butler_volmer_in_2d)
{
  for (const int degree : {1, 2})
    check_orders("convergence/decks/manufactured_interface_2d.prm", both, degree, 2);
}

BOOST_AUTO_TEST_CASE(butler_volmer_with_hanging_nodes)
{
  for (const int degree : {1, 2})
    check_hanging_nodes("convergence/decks/manufactured_interface_2d.prm", 0.25 * std::sqrt(2.), degree, 2);
}

BOOST_AUTO_TEST_CASE(linear_in_3d)
{
  for (const int degree : {1, 2})
    check_orders("convergence/decks/manufactured_interface_3d.prm", both, degree, 1);
}

BOOST_AUTO_TEST_CASE(linear_in_3d_with_hanging_nodes)
{
  check_hanging_nodes("convergence/decks/manufactured_interface_3d.prm", 0.5 * std::sqrt(3.), 1, 1);
}

BOOST_AUTO_TEST_SUITE_END()
