// V20: a sphere that is too large for its hole. V18: a strip of two metals that bends when it cools.
#include "orders.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(solid_misfit)

// The pressure in the sphere is uniform. In a free ball of radius R around it the displacement of the matrix is A r + B/r^2:
//   p = (e/3)/[1/(3 K_i) + (x/(3 K) + 1/(4 mu))/(1 - x)],  x = (a/R)^3, which tends to 4 mu K_i e/(3 K_i + 4 mu).
// Cells of degree 1, and a polygon in place of the circle, err by h^2. With equal shear moduli the dilatation inside an isotropic
// misfit does not depend on its shape (Crum's theorem), so the polygon counts little, and degree 2 errs by less than (h/a)^3,
// h the length of a side: (pi/32)^3 = 1e-3 for the finer one; a hundredth of that is asked for.
BOOST_AUTO_TEST_CASE(sphere_in_a_ball)
{
  const auto   bulk = [](const double E, const double nu) { return E / (3 * (1 - 2 * nu)); };
  const double e = 3e-3, inner = bulk(4.6e9, 0.41), outer = bulk(80e9, 0.26), mu = 80e9 / (2 * 1.26);
  const auto   pressure = [&](const double x) {
    return e / 3 / (1 / (3 * inner) + (x / (3 * outer) + 1 / (4 * mu)) / (1 - x));
  };
  BOOST_TEST(pressure(0) == 4 * mu * inner * e / (3 * inner + 4 * mu), boost::test_tools::tolerance(1e-14));
  for (const auto &[degree, largest] : {std::pair(1, 1e-3), std::pair(2, 1e-5)})
  {
    std::vector<double> errors;
    for (const int around : {8, 16})
    {
      const auto run = simulate("convergence/decks/solid_misfit_sphere.prm",
                                {fmt::format("Mechanics/Degree={}", degree),
                                 fmt::format("Geometry/File={}/tests/convergence/decks/meshes/sphere_in_matrix_{}.geo", NADIR_SOURCE_DIR, around)});
      errors.push_back(run.last("inclusion:mean_pressure_Pa") / pressure(std::pow(4., -3)) - 1);
      BOOST_TEST(run.last("force_balance") < 1e-9);
    }
    BOOST_TEST_MESSAGE(fmt::format("degree {}: {:.3e} {:.3e}", degree, errors[0], errors[1]));
    BOOST_TEST(order(std::abs(errors[0]), std::abs(errors[1])) > 1.7);
    BOOST_TEST(std::abs(errors[1]) < largest);
  }
}

namespace
{
  /// Plane strain: sigma_xx = M (eps_xx - a dT) with M = E/(1 - nu^2), a = (1 + nu) alpha.
  struct Strip
  {
    double E, nu, alpha, thickness;
    double modulus() const { return E / (1 - nu * nu); }
    double expansion() const { return (1 + nu) * alpha; }

    /// eps_yy where sigma_yy = 0: nu/(1 - nu) of eps_xx goes into it, and the thermal strain of the other two directions.
    double across(const double along, const double change) const
    {
      return -nu / (1 - nu) * along + (1 + nu) / (1 - nu) * alpha * change;
    }
  };

  const Strip  lower = {4.6e9, 0.41, 71e-6, 20e-6}, upper = {80e9, 0.26, 9e-6, 50e-6};
  const double cooling = -60, length = 400e-6;

  /// Curvature after Timoshenko (J. Opt. Soc. Am. 11 (1925) 233), positive where the lower layer becomes longer.
  double timoshenko()
  {
    const double m = lower.thickness / upper.thickness, n = lower.modulus() / upper.modulus();
    const double h = lower.thickness + upper.thickness, misfit = (lower.expansion() - upper.expansion()) * cooling;
    return 6 * misfit * (1 + m) * (1 + m) / (h * (3 * (1 + m) * (1 + m) + (1 + m * n) * (m * m + 1 / (m * n))));
  }

  /// Strain eps_xx = base - curvature y from the balance of forces, y from the interface.
  double base_strain()
  {
    const double a = lower.modulus() * lower.thickness, b = upper.modulus() * upper.thickness;
    return ((a * lower.expansion() + b * upper.expansion()) * cooling +
            timoshenko() * (b * upper.thickness - a * lower.thickness) / 2) /
           (a + b);
  }
} // namespace

// The interior of a long strip: sigma_xx is linear in y in each layer, nothing else acts, and displacements are quadratic, which
// cells of degree 2 contain. With the tractions of that state at the right end (of no force and no moment) the strip must bend
// by Timoshenko's curvature, to round-off, on any mesh.
BOOST_AUTO_TEST_CASE(strip_bends_as_timoshenko_says)
{
  const double curvature = timoshenko(), base = base_strain();
  BOOST_TEST(std::abs(curvature) > 1); // 1/m: a strip of 0.4 mm deflects by its thousandth or more
  // A quadratic in y of each layer, and the displacement across that belongs to it.
  const auto stress = [&](const Strip &s) {
    return fmt::format("{:.17g}*({:.17g} - {:.17g}*(y - 20e-6))", s.modulus(), base - s.expansion() * cooling, curvature);
  };
  const auto across = [&](const Strip &s) {
    return fmt::format("{:.17g}*(y - 20e-6) + {:.17g}*(y - 20e-6)^2", s.across(base, cooling), s.nu / (1 - s.nu) * curvature / 2);
  };
  const auto both = [](const std::string &below, const std::string &above) {
    return fmt::format("if(y < 20e-6, {}, {})", below, above);
  };
  const std::string along = fmt::format("({:.17g} - {:.17g}*(y - 20e-6))*x", base, curvature),
                    bent  = fmt::format(" + {:.17g}*x^2", curvature / 2);
  std::string more = "subsection Exact displacement sodium\n  set Region = sodium layer\n  set X = " + along + "\n  set Y = " +
                     across(lower) + bent + "\nend\nsubsection Exact displacement ceramic\n  set Region = ceramic layer\n  set X = " +
                     along + "\n  set Y = " + across(upper) + bent + "\nend\n";
  const auto run = simulate_text(fmt::format("include {}/tests/convergence/decks/solid_strip.prm\n", NADIR_SOURCE_DIR) + more,
                                 {"Support left/Y=" + both(across(lower), across(upper)),
                                  "Support right/X=" + both(stress(lower), stress(upper))});
  // Displacements of up to curvature length^2/2, a condition number of 1e6 and double precision; area below 1e-7 m2.
  const double deflection = curvature * length * length / 2;
  for (const std::string part : {"sodium", "ceramic"})
  {
    BOOST_TEST_MESSAGE(fmt::format("{}: error {:.3e} of {:.3e}", part, run.last(part + ":error_L2"), deflection));
    BOOST_TEST(run.last(part + ":error_L2") < 1e-9 * std::abs(deflection) * std::sqrt(3e-8));
  }
}

// Clamped and free ends disturb the strip over about its thickness: the deflection differs by a constant and a rotation that do
// not grow with length, so that the second difference over the lengths L, 2 L, 3 L is curvature L^2 up to exp(-2 L/h) or so.
BOOST_AUTO_TEST_CASE(strip_with_ends)
{
  std::vector<double> tips;
  for (const int k : {1, 2, 3})
    tips.push_back(simulate("convergence/decks/solid_strip.prm", {setting("Geometry/Width", k * length, "m"),
                                                                  fmt::format("Geometry/Cells across={}", 16 * k)})
                     .last("max_displacement_m"));
  const double expected = std::abs(timoshenko()) * length * length;
  BOOST_TEST_MESSAGE(fmt::format("second difference {:.6e}, expected {:.6e}", tips[2] - 2 * tips[1] + tips[0], expected));
  BOOST_TEST(tips[2] - 2 * tips[1] + tips[0] == expected, boost::test_tools::tolerance(1e-3));
}

BOOST_AUTO_TEST_SUITE_END()
