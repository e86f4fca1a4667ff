// V12: the constriction resistance of an equipotential disc of radius a on a half-space, R = 1/(4 sigma a), from
// tubes of three radii b, because a tube's constriction is smaller by about 1.4 a/b. With e = a/b, the tube's
// constriction over R is fitted by A - k e + m e^3, and A must be 1. (That there is no term in e^2 is an assumption,
// which A confirms.)
//
// The current density is infinite at the disc's edge, as 1/sqrt(distance): adaptive meshes against uniform ones.
#include "orders.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(disc_constriction)

namespace
{
  constexpr double conductivity = 0.1, unit = 1e-4, tube = 40 * unit, length = 120 * unit;

  /// Constriction resistance of a disc of the given radius over 1/(4 sigma a), from the current at 1 V.
  double relative_resistance(const double current, const double radius)
  {
    const double bulk = length / (conductivity * M_PI * tube * tube);
    return (1 / std::abs(current) - bulk) * 4 * conductivity * radius;
  }

  const std::string column = "far_electrode:current_A";
} // namespace

BOOST_AUTO_TEST_CASE(half_space_from_three_tubes)
{
  const Overrides adaptive = {"Mesh refinement/Initial cycles=9", "Mesh refinement/Fraction refined=0.08",
                              "Mesh refinement/Fraction coarsened=0"};
  const auto      tube_of  = [&](const std::string &deck, const double radius)
  { return relative_resistance(simulate("convergence/decks/" + deck, adaptive).last(column), radius); };
  const double e  = 1. / 40;
  const double y1 = tube_of("disc_constriction.prm", unit), y2 = tube_of("disc_constriction_20.prm", 2 * unit),
               y4 = tube_of("disc_constriction_10.prm", 4 * unit);
  const double A = (16 * y1 - 10 * y2 + y4) / 7, me3 = (2 * y1 - 3 * y2 + y4) / 42;
  const double k = (A + me3 - y1) / e;
  BOOST_TEST_MESSAGE(fmt::format("tubes {:.5f} {:.5f} {:.5f}, half-space {:.5f}, slope {:.4f}", y1, y2, y4, A, k));
  // Each tube's error is some 2e-4 (what the last three cycles change); the extrapolation multiplies it by 27/7.
  BOOST_TEST(A == 1., boost::test_tools::tolerance(2e-3));
  BOOST_TEST(k == 1.4, boost::test_tools::tolerance(0.03));
}

// With elements of degree 1 the error of the current falls as h on uniform meshes (the singularity's rate), that is as
// N^(-1/2), and as N^(-1) on meshes that follow the jumps of the flux. The finest solution of degree 2 is the
// reference.
BOOST_AUTO_TEST_CASE(adaptive_beats_uniform_at_a_singular_edge)
{
  const std::string deck = "convergence/decks/disc_constriction.prm";
  const double reference = simulate(deck, {"Mesh refinement/Initial cycles=11", "Mesh refinement/Fraction refined=0.08",
                                           "Mesh refinement/Fraction coarsened=0"})
                               .last(column);
  const auto uniform  = simulate(deck, mesh(1, 2));
  const auto adaptive = simulate(
      deck, mesh(1, 0) + Overrides{"Mesh refinement/Initial cycles=6", "Mesh refinement/Fraction refined=0.2"});
  const auto unknowns = adaptive.all("unknowns"), currents = adaptive.all(column);

  // The last adaptive mesh that has no more unknowns than the uniform one.
  std::size_t last = 0;
  while (last + 1 < unknowns.size() && unknowns[last + 1] <= uniform.last("unknowns"))
    ++last;
  const auto error = [&](const double current) { return std::abs(current / reference - 1); };
  BOOST_TEST_MESSAGE(fmt::format("uniform {} unknowns {:.2e}, adaptive {} unknowns {:.2e}", uniform.last("unknowns"),
                                 error(uniform.last(column)), unknowns[last], error(currents[last])));
  BOOST_TEST(error(currents[last]) < 0.25 * error(uniform.last(column)));

  // Between N^(-1/2), which uniform meshes reach, and N^(-1).
  const double rate
      = std::log(error(currents.front()) / error(currents[last])) / std::log(unknowns[last] / unknowns.front());
  BOOST_TEST(rate > 0.85);
}

BOOST_AUTO_TEST_SUITE_END()
