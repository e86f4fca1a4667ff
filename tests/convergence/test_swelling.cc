// Strain of an electrolyte by its salt, (Omega/3)(c - c_ref). Held on all sides and with a concentration that varies across the layer
// alone, the stress across it is that of the mean concentration, which does not change,
//   sigma_yy = -E/(1 - 2 nu) (Omega/3)(<c> - c_ref),    sigma_xx = sigma_zz = sigma_yy - 2 mu eps_yy,
//   eps_yy = 3 K (Omega/3)(c - <c>)/(lambda + 2 mu).
#include "convergence/orders.h"

#include "base/constants.h"

using namespace nadir;
using namespace nadir::testing;
using boost::test_tools::tolerance;

BOOST_AUTO_TEST_SUITE(swelling)

namespace
{
  constexpr double modulus = 1e9, poisson = 0.3, third = 30e-6 / 3;
  constexpr double mean_stress = -modulus / (1 - 2 * poisson) * third * (1000 - 800);

  /// Largest von Mises stress for concentrations that reach `excess` beyond their mean.
  double mises(const double excess)
  {
    const double mu = modulus / (2 * (1 + poisson)), lambda = 2 * mu * poisson / (1 - 2 * poisson);
    return 2 * mu * (3 * lambda + 2 * mu) / (lambda + 2 * mu) * third * excess;
  }
} // namespace

// The steady profile is linear, c - <c> = g (y - L/2) with g = (1 - t+) i/(F D), and the largest stress that of the outermost of
// three Gauss points in ten cells. Elements of degree 2 hold its strain exactly; the rest of the transient after 30 h,
// exp(-pi^2 D t/L^2) = 2e-5, and the tolerances of the solvers remain.
BOOST_AUTO_TEST_CASE(steady_profile)
{
  const auto   run      = simulate("convergence/decks/swelling_salt.prm");
  const double gradient = 0.8 * 10 / (constants::faraday * 1e-11), outermost = 100e-6 * (0.5 - 0.1 * (1 - std::sqrt(0.6)) / 2);
  BOOST_TEST(run.last("lid:pressure_Pa") == -mean_stress, tolerance(1e-7));
  BOOST_TEST(run.last("electrolyte:max_von_mises_stress_Pa") == mises(gradient * outermost), tolerance(1e-4));
}

BOOST_AUTO_TEST_SUITE_END()
