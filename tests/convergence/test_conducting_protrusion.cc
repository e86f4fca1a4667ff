// V9: current focusing at a metal protrusion (conducting_body.h), by uniform and adaptive refinement and in cells.
#include "conducting_body.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(conducting_protrusion)

BOOST_AUTO_TEST_CASE(closed_forms_give_the_known_values)
{
  for (const auto &[aspect, expected] : {std::pair(2., 5.7616), std::pair(5., 17.914), std::pair(10., 49.295)})
    BOOST_TEST((ConductingBody{true, aspect}).gain() == expected,
               boost::test_tools::tolerance(3e-5)); // the digits given
}

// Uniform refinement of a mesh that follows the curve: orders p+1 and p, and a tip gain of order p or better.
BOOST_AUTO_TEST_CASE(orders_at_a_curved_interface)
{
  for (const bool spheroid : {true, false})
    for (const int degree : {1, 2})
    {
      const ConductingBody body{spheroid, 2};
      const auto           coarse = simulate(body.deck(), mesh(degree, 2) + body.settings());
      const auto           fine   = simulate(body.deck(), mesh(degree, 3) + body.settings());
      check_orders(coarse, fine, "potential", degree);
      const auto error = [&](const Outcome &outcome)
      { return std::abs(gain(outcome.last("protrusion:largest_current_density_A_per_m2")) - body.gain()); };
      BOOST_TEST(order(error(coarse), error(fine)) > degree - 0.15);
    }
}

// Adaptive refinement: the gain within 0.3 percent after six cycles, and the error in H1 falls at least as N^(-p/2),
// the best rate that uniform refinement could reach, from the coarsest mesh on. (The interface resistance is 1e-4 of
// the tip's radius of curvature over sigma, which lowers the gain by 2e-4 or so; hanging nodes beside the tip move it
// by 1e-3.)
BOOST_AUTO_TEST_CASE(gain_with_adaptive_refinement)
{
  for (const ConductingBody &body : {ConductingBody{true, 2}, ConductingBody{true, 5}, ConductingBody{true, 10},
                                     ConductingBody{false, 2}, ConductingBody{false, 5}, ConductingBody{false, 10}})
  {
    const double    curvature = body.b() * body.b() / protrusion::a;
    const auto      film      = setting("Interface surface/Charge transfer/Resistance",
                                        1e-4 * curvature / protrusion::conductivity, "ohm m^2");
    const Overrides adaptive  = {"Solver/Degree=2", "Mesh refinement/Initial cycles=6", "Solver/Tolerance=1e-8", film};
    const auto      run       = simulate(body.deck(), body.settings() + adaptive);
    const auto      gains     = run.all("protrusion:largest_current_density_A_per_m2");
    const auto      errors = run.all("potential:error_H1"), unknowns = run.all("unknowns");
    const double    rate = 2 * std::log(errors.front() / errors.back()) / std::log(unknowns.back() / unknowns.front());
    BOOST_TEST_MESSAGE(fmt::format("{} {}: gain {:.4f}, closed form {:.4f}, {} unknowns, rate {:.2f}",
                                   body.spheroid ? "spheroid" : "ellipse", body.aspect, gain(gains.back()), body.gain(),
                                   unknowns.back(), rate));
    BOOST_TEST(gain(gains.back()) == body.gain(), boost::test_tools::tolerance(3e-3));
    BOOST_TEST(std::abs(gain(gains.back()) - body.gain()) < 0.2 * std::abs(gain(gains.front()) - body.gain()));
    BOOST_TEST(rate > 2 - 0.15);
  }
}

// The column for the focusing factor in closed cells with an ideal counter electrode, as wide as high: walls and
// counter electrode act as (a/W)^3 (the image dipoles' field), so sizes that double change the gain by an eighth each
// time, and the limit is the last value plus a seventh of the last change.
BOOST_AUTO_TEST_CASE(focusing_factor_over_three_sizes_of_cell)
{
  std::vector<double> gains;
  for (const double size : {40e-6, 80e-6, 160e-6})
    gains.push_back(
        simulate("convergence/decks/conducting_spheroid_in_cell.prm",
                 {setting("Geometry/Width", size, "m"), setting("Geometry/Layer electrolyte/Thickness", size, "m"),
                  "Mesh refinement/Initial cycles=7"})
            .last("protrusion:focusing_factor"));
  const double limit = gains[2] + (gains[2] - gains[1]) / 7;
  BOOST_TEST_MESSAGE(
      fmt::format("focusing factor {:.4f} {:.4f} {:.4f}, limit {:.4f}", gains[0], gains[1], gains[2], limit));
  BOOST_TEST(limit == (ConductingBody{true, 2}).gain(), boost::test_tools::tolerance(2e-3));
  BOOST_TEST(order(gains[1] - gains[0], gains[2] - gains[1]) == 3., boost::test_tools::tolerance(0.15));
}

BOOST_AUTO_TEST_SUITE_END()
