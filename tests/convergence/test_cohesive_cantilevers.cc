// V27: a double cantilever beam whose arms (height h, plane strain) are pulled apart at their ends. The arms bend as beams
// of length a + chi h (Williams), delta = 2 P (a + chi h)^3/(3 E' I) and G = P^2 (a + chi h)^2/(E' I) per width, so with
// G = G_c the load falls as P = sqrt(2/3) (G_c^3 E' I)^(1/4) delta^(-1/2), whatever a is.
// chi^2 = E'/(11 G') [3 - 2 (Gamma/(1 + Gamma))^2], Gamma = 1.18 E'/G'; in plane strain E' = E/(1 - nu^2), G' shears.
#include "convergence/orders.h"

#include <algorithm>

using namespace nadir::testing;
using boost::test_tools::tolerance;

BOOST_AUTO_TEST_SUITE(cohesive_cantilevers)

namespace
{
  constexpr double h = 1e-3, length = 28e-3, crack = 12e-3, young = 80e9, nu = 0.26, toughness = 3;
  const double     modulus = young / (1 - nu * nu), shear = young / 2 / (1 + nu), bending = modulus * h * h * h / 12;

  double chi()
  {
    const double gamma = 1.18 * modulus / shear, ratio = gamma / (1 + gamma);
    return std::sqrt(modulus / shear / 11 * (3 - 2 * ratio * ratio));
  }

  struct Curve
  {
    std::vector<double> opening, load, crack; ///< m, N/m, m (from the dissipated energy)
    double              peak = 0;
  };

  Curve pull(const Overrides &overrides)
  {
    const auto run = simulate("convergence/decks/cohesive_cantilevers.prm", overrides);
    Curve      curve;
    // Each arm is in equilibrium: what pulls at its end is what the interface pulls back.
    for (const double p : run.all("bond:mean_pressure_Pa"))
      curve.load.push_back(-p * length);
    for (const double t : run.all("time_s"))
      curve.opening.push_back(2e-6 * t);
    for (const double energy : run.all("bond:interface_dissipation_J"))
      curve.crack.push_back(energy / toughness);
    curve.peak = *std::max_element(curve.load.begin(), curve.load.end());
    // The zone that is being damaged is short: behind it the bond has failed, and the crack by energy is within it.
    const double failed = run.last("bond:failed_area_fraction") * length;
    BOOST_TEST(curve.crack.back() > failed);
    BOOST_TEST(3 * (curve.crack.back() - failed) < 0.1 * crack);
    return curve;
  }

  void check(const Curve &curve)
  {
    // Elastic at first: a bond of finite stiffness K lengthens the crack by a few (E' h/K)^(1/4)-th parts of h.
    const double slope = 1.5 * bending / std::pow(crack + chi() * h, 3);
    BOOST_TEST(curve.load[0] / curve.opening[0] == slope, tolerance(0.03));
    std::vector<double> softening;
    for (unsigned int k = 0; k < curve.load.size(); ++k)
      if (curve.crack[k] > crack + 0.5e-3) // the damaged zone has its full length
      {
        softening.push_back(k);
        const double law = std::sqrt(2. / 3 / curve.opening[k]) * std::pow(std::pow(toughness, 3) * bending, 0.25);
        const double grown = curve.load[k] * (curve.crack[k] + chi() * h);
        BOOST_TEST(curve.load[k] == law, tolerance(0.01));
        BOOST_TEST(grown * grown / bending == toughness, tolerance(0.03));
      }
    BOOST_REQUIRE(softening.size() > 3u);
    const unsigned int first = softening.front(), last = softening.back();
    const double exponent =
      std::log(curve.load[last] / curve.load[first]) / std::log(curve.opening[last] / curve.opening[first]);
    BOOST_TEST_MESSAGE(fmt::format("peak {:.4g} N/m; crack {:.4g} to {:.4g} mm; P ~ delta^{:.4f}", curve.peak,
                                   1e3 * curve.crack[first], 1e3 * curve.crack[last], exponent));
    BOOST_TEST(std::abs(exponent + 0.5) < 0.02);
  }
} // namespace

BOOST_AUTO_TEST_CASE(softening_and_peak_load)
{
  const std::string finer  = NADIR_SOURCE_DIR "/tests/convergence/decks/meshes/cantilevers_fine.geo";
  const auto        coarse = pull({}), fine = pull({"Geometry/File=" + finer});
  check(coarse);
  check(fine);
  BOOST_TEST(coarse.peak == fine.peak, tolerance(0.005));
}

BOOST_AUTO_TEST_SUITE_END()
