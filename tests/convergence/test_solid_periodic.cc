// Periodic sides, also where nodes hang on them.
#include "orders.h"

#include <algorithm>

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(solid_periodic)

// A laminate sheared by d_x and stretched by d_y across its layers (thickness h), and warmer by dT: with e = alpha dT
//   tau = d_x/sum(h/mu),    sigma_yy = [d_y - sum(h 3K e/M)]/sum(h/M), M = lambda + 2 mu,    eps_yy = (sigma_yy + 3K e)/M,
//   sigma_xx = sigma_zz = lambda eps_yy - 3K e
// in every layer. The displacement is linear in each, so that nothing but the solver's tolerance remains on any mesh.
BOOST_AUTO_TEST_CASE(laminate)
{
  struct Layer
  {
    std::string name;
    double      thickness, modulus, poisson, expansion, y0, mu, lambda, swell; // e0 times 3K
  };
  Layer layers[] = {{"soft", 10e-6, 2.6e9, 0.3, 70e-6, 0, 0, 0, 0}, {"stiff", 20e-6, 60e9, 0.25, 10e-6, 10e-6, 0, 0, 0}};
  double compliance = 0, shear_compliance = 0, free_strain = 0;
  for (Layer &l : layers)
    {
      l.mu     = l.modulus / (2 * (1 + l.poisson));
      l.lambda = l.modulus * l.poisson / ((1 + l.poisson) * (1 - 2 * l.poisson));
      l.swell  = (3 * l.lambda + 2 * l.mu) * l.expansion * 100;
      compliance += l.thickness / (l.lambda + 2 * l.mu);
      shear_compliance += l.thickness / l.mu;
      free_strain += l.thickness * l.swell / (l.lambda + 2 * l.mu);
    }
  const double tau = 2e-9 / shear_compliance, across = (1e-9 - free_strain) / compliance;
  for (const int degree : {1, 2})
    {
      const auto plain = simulate("convergence/decks/periodic_laminate.prm", {"Mesh refinement/Fine place side/Cell size=1 mm"});
      const auto run   = simulate("convergence/decks/periodic_laminate.prm", {fmt::format("Mechanics/Degree={}", degree)});
      BOOST_TEST(run.last("cells") > plain.last("cells")); // or there would be no hanging nodes
      for (const Layer &l : layers)
        {
          const double strain   = (across + l.swell) / (l.lambda + 2 * l.mu);
          const double along    = l.lambda * strain - l.swell;
          const double pressure = -(across + 2 * along) / 3, mises = std::sqrt((across - along) * (across - along) + 3 * tau * tau);
          const auto   close    = boost::test_tools::tolerance(1e-8); // residual forces of 1e-9
          BOOST_TEST(run.last(l.name + ":max_von_mises_stress_Pa") == mises, close);
          BOOST_TEST(run.last(l.name + ":mean_pressure_Pa") == pressure, close);
        }
    }
}

// A solution that is no mirror image on either side keeps the orders p+1 in L2 and p in H1; cells beside one side are finer.
BOOST_AUTO_TEST_CASE(manufactured)
{
  const std::string deck = "convergence/decks/periodic_manufactured.prm";
  const auto        at   = [](const int degree, const int refinements, const bool finer_place) {
    const double diagonal = 0.25 * std::sqrt(2.) / (1 << refinements);
    return mesh(1, refinements) + Overrides{fmt::format("Mechanics/Degree={}", degree),
                                            setting("Mesh refinement/Fine place side/Cell size", finer_place ? 0.8 * diagonal : 1., "m")};
  };
  for (const int degree : {1, 2})
    {
      const auto plain  = simulate(deck, at(degree, 3, false));
      const auto coarse = simulate(deck, at(degree, 3, true)), fine = simulate(deck, at(degree, 4, true));
      BOOST_TEST(coarse.last("cells") > plain.last("cells")); // or there would be no hanging nodes
      check_orders(coarse, fine, "solution", degree);
    }
}

BOOST_AUTO_TEST_SUITE_END()
