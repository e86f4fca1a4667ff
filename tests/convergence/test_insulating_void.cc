// V10: current around an insulating sphere (3/2 of the far field at its equator) and an insulating ellipse with half
// axis a across the flow and b along it (1 + a/b at the ends of a), far field 1 V/m along y, Y the height over the
// centre:
//
//   sphere   phi = Y [1 + a^3/(2 r^3)]
//   ellipse  phi = Y [1 + a (a+b)/c^2 (zeta - sqrt(zeta^2 - 1))/sqrt(zeta^2 - 1)], c^2 = a^2 - b^2, zeta = (r1 +
//   r2)/(2c)
//
// The exact potential stands on the outer boundary. The field at the equator is a probe's potential over its height,
// just outside the body.
#include "orders.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(insulating_void)

namespace
{
  constexpr double a = 10e-6, centre = 30e-6;

  /// Exact mean field below a point at the equator (1 + excess, times the far field).
  double ellipse_gain(const double x, const double y, const double b)
  {
    const double c = std::sqrt(a * a - b * b), zeta = (std::hypot(x - c, y) + std::hypot(x + c, y)) / (2 * c),
                 root = std::sqrt(zeta * zeta - 1);
    return 1 + a * (a + b) / (c * c) * (zeta - root) / root;
  }

  Overrides ellipse(const double b)
  {
    const double      c    = std::sqrt(a * a - b * b);
    const std::string zeta = fmt::format(
        "((sqrt((x-{0:.17g})^2+(y-{1:.17g})^2)+sqrt((x+{0:.17g})^2+(y-{1:.17g})^2))/{2:.17g})", c, centre, 2 * c);
    const std::string phi = fmt::format("(y-{0:.17g})*(1+{1:.17g}*({2}-sqrt({2}^2-1))/sqrt({2}^2-1))", centre,
                                        a * (a + b) / (c * c), zeta);
    return {"Boundary value top/Expression=" + phi, "Boundary value bottom/Expression=" + phi,
            "Boundary value right/Expression=" + phi, "Exact solution potential/Expression=" + phi,
            setting("Geometry/Defect void/Half height", b, "m")};
  }

  /// A probe 1e-4 of the radius outside the end of the axis a, at 3 degrees of the ellipse's own angle.
  struct Equator
  {
    double x, y;
    explicit Equator(const double b)
        : x(1.0001 * a * std::cos(3 * M_PI / 180)), y(1.0001 * b * std::sin(3 * M_PI / 180))
    {
    }
    std::string position() const { return fmt::format("Probe equator/Position={:.17g} m, {:.17g} m", x, centre + y); }
  };

  void check(const std::string &deck, const Overrides &body, const Equator &equator, const double exact,
             const double at_surface)
  {
    // The probe's place differs so little from the end of the axis that this is the textbook's value.
    BOOST_TEST(exact == at_surface, boost::test_tools::tolerance(5e-3));
    const Overrides probe = {equator.position()};
    for (const int degree : {1, 2})
      check_orders(simulate(deck, mesh(degree, 2) + body + probe), simulate(deck, mesh(degree, 3) + body + probe),
                   "potential", degree);
    const auto error
        = [&](const Outcome &outcome) { return std::abs(outcome.last("equator:potential_V") / equator.y / exact - 1); };
    const auto fine = simulate(deck, mesh(2, 4) + body + probe);
    BOOST_TEST_MESSAGE(
        fmt::format("{}: gain {:.5f}, error {:.2e}", deck, fine.last("equator:potential_V") / equator.y, error(fine)));
    // A probe on the curve itself sees the mesh's own approximation of it too, of order 3 in cells of a fiftieth of the
    // quarter's arc: some 1e-5, and more where the ellipse is sharp.
    BOOST_TEST(error(fine) < 1e-4);
  }
} // namespace

BOOST_AUTO_TEST_CASE(sphere)
{
  check("convergence/decks/insulating_sphere.prm", {}, Equator(a), 1 + 0.5 / std::pow(1.0001, 3), 1.5);
}

BOOST_AUTO_TEST_CASE(ellipse_across_the_flow)
{
  for (const double aspect : {2., 5.})
  {
    const double  b = a / aspect;
    const Equator equator(b);
    check("convergence/decks/insulating_ellipse.prm", ellipse(b), equator, ellipse_gain(equator.x, equator.y, b),
          1 + aspect);
  }
}

BOOST_AUTO_TEST_SUITE_END()
