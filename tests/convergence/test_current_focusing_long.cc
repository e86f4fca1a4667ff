// V9 on finer meshes than the first tier's, with a table of gains, errors and unknowns.
#include "conducting_body.h"
#include "support/verification_table.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(current_focusing_long)

// Uniform refinement of meshes that follow the curve, degree 2: the gain to 0.1 percent, or 0.5 percent at aspect 10,
// whose finest cells are larger against the tip's radius; the error of the last refinement falls with order 1.85 or
// better.
BOOST_AUTO_TEST_CASE(tip_gain)
{
  VerificationTable table(
      "current_focusing", "Current focusing at a metal protrusion",
      "Half a spheroid (axisymmetric) or elliptic cylinder of metal on a flat metal electrode in unbounded "
      "electrolyte, "
      "interface resistance 1e-5 of the tip's radius of curvature over the conductivity, the exact potential on the "
      "outer "
      "boundary; elements of degree 2, uniform refinement. Gain: largest current density over that far away.",
      {"body", "aspect a/b", "closed form", "unknowns", "gain", "error, percent", "order"});
  for (const bool spheroid : {true, false})
    for (const double aspect : {2., 5., 10.})
    {
      const ConductingBody body{spheroid, aspect};
      const double         radius = body.b() * body.b() / protrusion::a;
      const double         z      = 1e-5 * radius / protrusion::conductivity;
      const Overrides      film
          = {"Solver/Tolerance=1e-8", setting("Interface surface/Charge transfer/Resistance", z, "ohm m^2")};
      double error = 0, last_order = 0;
      for (const int level : {2, 3, 4})
      {
        const auto   run    = simulate(body.deck(), mesh(2, level) + body.settings() + film);
        const double value  = gain(run.last("protrusion:largest_current_density_A_per_m2"));
        const double before = error;
        error               = std::abs(value / body.gain() - 1);
        last_order          = before > 0 ? order(before, error) : 0;
        table.row({spheroid ? "spheroid" : "ellipse", fmt::format("{}", aspect), fmt::format("{:.4f}", body.gain()),
                   fmt::format("{}", run.last("unknowns")), fmt::format("{:.4f}", value),
                   fmt::format("{:.3f}", 100 * error), before > 0 ? fmt::format("{:.2f}", last_order) : ""});
      }
      BOOST_TEST(error < (aspect < 10 ? 1e-3 : 5e-3));
      BOOST_TEST((last_order > 1.85 || error < 1e-4)); // below that the interface resistance shows
    }
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
