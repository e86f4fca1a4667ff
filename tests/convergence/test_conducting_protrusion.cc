// V9: current focusing at half a metal spheroid (axisymmetric) or elliptic cylinder on a flat metal electrode, aspect
// ratio a/b, in current that is uniform far away; by symmetry the whole body in unbounded electrolyte. With the height Y
// over the electrode, c^2 = a^2 - b^2, zeta = (r1 + r2)/(2c) from the distances to the foci, zeta0 = a/c:
//
//   spheroid  phi = E Y [1 - g(zeta)/g(zeta0)], g = artanh(1/zeta) - 1/zeta;   tip gain 5.7616, 17.914, 49.295 at a/b = 2, 5, 10
//   ellipse   phi = E Y [1 - zeta0 (a+b)/c (zeta - sqrt(zeta^2 - 1))/zeta];    tip gain 1 + a/b
//
// The exact potential stands on the outer boundary. (Stratton, Electromagnetic Theory, section 3.25 ff.)
#include "orders.h"

using namespace nadir::testing;

namespace
{
  constexpr double a = 10e-6, electrode = 10e-6, far_field = 10, conductivity = 0.1;

  struct Body
  {
    bool   spheroid;
    double aspect;

    std::string deck() const
    {
      return fmt::format("convergence/decks/conducting_{}.prm", spheroid ? "spheroid" : "ellipse");
    }

    double b() const { return a / aspect; }
    double c() const { return std::sqrt(a * a - b() * b()); }

    double gain() const
    {
      if (!spheroid)
        return 1 + aspect;
      const double zeta = a / c();
      return 1 / ((zeta * zeta - 1) * (zeta * std::atanh(1 / zeta) - 1));
    }

    std::string potential() const
    {
      const std::string height = fmt::format("(y-{:.17g})", electrode);
      const std::string zeta   = fmt::format("((sqrt(x^2+({0}+{1:.17g})^2)+sqrt(x^2+({0}-{1:.17g})^2))/{2:.17g})", height, c(), 2 * c());
      const double      zeta_0 = a / c();
      const std::string rest =
        spheroid ?
          fmt::format("(atanh(1/{0})-1/{0})/{1:.17g}", zeta, std::atanh(1 / zeta_0) - 1 / zeta_0) :
          fmt::format("{1:.17g}*({0}-sqrt({0}^2-1))/{0}", zeta, zeta_0 * (a + b()) / c());
      return fmt::format("{:.17g}*{}*(1-{})", far_field, height, rest);
    }

    Overrides settings() const
    {
      return {"Boundary value top/Expression=" + potential(), "Boundary value right/Expression=" + potential(),
              "Exact solution potential/Expression=" + potential(), setting("Geometry/Defect protrusion/Half width", b(), "m")};
    }
  };

  double gain(const double current_density) { return std::abs(current_density) / (conductivity * far_field); }
} // namespace

BOOST_AUTO_TEST_SUITE(conducting_protrusion)

BOOST_AUTO_TEST_CASE(closed_forms_are_the_published_ones)
{
  for (const auto &[aspect, expected] : {std::pair(2., 5.7616), std::pair(5., 17.914), std::pair(10., 49.295)})
    BOOST_TEST((Body{true, aspect}).gain() == expected, boost::test_tools::tolerance(3e-5)); // the digits given
}

// Uniform refinement of a mesh that follows the curve: orders p+1 and p, and a tip gain of order p or better.
BOOST_AUTO_TEST_CASE(orders_at_a_curved_interface)
{
  for (const bool spheroid : {true, false})
    for (const int degree : {1, 2})
      {
        const Body body{spheroid, 2};
        const auto coarse = simulate(body.deck(), mesh(degree, 2) + body.settings());
        const auto fine   = simulate(body.deck(), mesh(degree, 3) + body.settings());
        check_orders(coarse, fine, "potential", degree);
        const auto error = [&](const Outcome &outcome) {
          return std::abs(gain(outcome.last("protrusion:largest_current_density_A_per_m2")) - body.gain());
        };
        BOOST_TEST(order(error(coarse), error(fine)) > degree - 0.15);
      }
}

// Adaptive refinement: the gain within 0.3 percent after six cycles, and the error in H1 falls at least as N^(-p/2), the
// best rate that uniform refinement could reach, from the coarsest mesh on. (The interface resistance is 1e-4 of the tip's
// radius of curvature over sigma, which lowers the gain by 2e-4 or so; hanging nodes beside the tip move it by 1e-3.)
BOOST_AUTO_TEST_CASE(gain_with_adaptive_refinement)
{
  for (const Body &body : {Body{true, 2}, Body{true, 5}, Body{true, 10}, Body{false, 2}, Body{false, 5}, Body{false, 10}})
    {
      const double curvature = body.b() * body.b() / a;
      const auto   run       = simulate(body.deck(),
                                        body.settings() + Overrides{"Solver/Degree=2", "Mesh refinement/Initial cycles=6", "Solver/Tolerance=1e-8",
                                                                    setting("Interface surface/Charge transfer/Resistance",
                                                                            1e-4 * curvature / conductivity, "ohm m^2")});
      const auto   gains     = run.all("protrusion:largest_current_density_A_per_m2");
      const auto   errors = run.all("potential:error_H1"), unknowns = run.all("unknowns");
      const double rate = 2 * std::log(errors.front() / errors.back()) / std::log(unknowns.back() / unknowns.front());
      BOOST_TEST_MESSAGE(fmt::format("{} {}: gain {:.4f}, closed form {:.4f}, {} unknowns, rate {:.2f}",
                                     body.spheroid ? "spheroid" : "ellipse", body.aspect, gain(gains.back()), body.gain(),
                                     unknowns.back(), rate));
      BOOST_TEST(gain(gains.back()) == body.gain(), boost::test_tools::tolerance(3e-3));
      BOOST_TEST(std::abs(gain(gains.back()) - body.gain()) < 0.2 * std::abs(gain(gains.front()) - body.gain()));
      BOOST_TEST(rate > 2 - 0.15);
    }
}

BOOST_AUTO_TEST_SUITE_END()
