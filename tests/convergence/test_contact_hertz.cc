// Hertz: bodies of revolution with a gap r^2/(2R), pressed together without friction. Contact radius and peak pressure
// follow from the force on the plate, a = [3 P R/(4 E*)]^(1/3) and p0 = 3 P/(2 pi a^2), with
// 1/E* = (1 - nu1^2)/E1 + (1 - nu2^2)/E2. The bodies are 20 contact radii wide and high.
#include "convergence/orders.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(contact_hertz)

namespace
{
  constexpr double pi = 3.14159265358979324, radius = 1e-3, width = 200e-6;

  void check(const double upper_modulus, const double upper_poisson, const double push)
  {
    const auto run = simulate("convergence/decks/contact_hertz.prm",
                              {setting("Material upper solid/Elasticity/Young's modulus", upper_modulus, "Pa"),
                               setting("Material upper solid/Elasticity/Poisson's ratio", upper_poisson),
                               "Support press/Displacement=" + fmt::format("{:.17g}", -push)});
    const double force    = run.last("press:force_N");
    const double modulus  = 1 / ((1 - 0.26 * 0.26) / 80e9 + (1 - upper_poisson * upper_poisson) / upper_modulus);
    const double a        = std::cbrt(0.75 * force * radius / modulus), peak = 1.5 * force / (pi * a * a);
    const double measured = std::sqrt(run.last("face:contacted_area_fraction")) * width;
    const double highest  = run.last("face:max_pressure_Pa");
    BOOST_TEST_MESSAGE(fmt::format("a = {:.4g} um: {:+.2e} off; p0 = {:.4g} MPa: {:+.2e} off; {} cells", 1e6 * a,
                                   measured / a - 1, 1e-6 * peak, highest / peak - 1, run.last("cells")));
    BOOST_TEST(a < width / 20);
    // Cells of 0.31 um, two points each: the edge is known to half their distance, 0.8 percent of a; the penalty's
    // overlap, p0/K = 0.4 percent of the approach a^2/R, widens the contact by half of that.
    BOOST_TEST(std::abs(measured / a - 1) < 0.012);
    // The overlap (0.4 percent), the mean over a cell, and the finite size (a/L)^2 = 0.25 percent.
    BOOST_TEST(std::abs(highest / peak - 1) < 0.008);
  }
} // namespace

BOOST_AUTO_TEST_CASE(two_elastic_bodies) { check(200e9, 0.3, 9e-8); }

BOOST_AUTO_TEST_CASE(a_nearly_rigid_body) { check(80e13, 0.26, 9e-8); }

BOOST_AUTO_TEST_SUITE_END()
