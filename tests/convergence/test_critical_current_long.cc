// How the critical current density depends on resistance and depth, from where the interface limits it to where focusing does.
#include "convergence/critical_current.h"
#include "support/verification_table.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(critical_current_long)

BOOST_AUTO_TEST_CASE(slopes_of_the_critical_current)
{
  VerificationTable table("critical_current", "Critical current density of a surface flaw",
                          "A flaw of 10 um in a body of 40 depths: its pressure when plating has stopped, on a sharp crack of the same depth. r = 0.609 a/(sigma Z). "
                          "Expected: the closed form of a half plane, i_c = (V_m/F) K_IC/sqrt(pi a)/(1.1215 Z + 0.683 a/sigma), and its logarithmic slopes -1/(1+r) in Z and "
                          "-1/2 - r/(1+r) in a, over a fifth.",
                          {"a/l", "r", "Z, ohm cm2", "i_c closed, mA/cm2", "i_c, mA/cm2", "slope in Z, expected", "slope in Z", "slope in a, expected", "slope in a"});
  for (const auto &[per_depth, r] : {std::pair{5, 0.03}, {5, 1.}, {5, 30.}, {10, 0.03}, {10, 1.}, {10, 30.}})
    {
      const double a = 10e-6, Z = resistance_for(r, a), closed = nadir::estimate_flaw(1.3e6, a, 23.7e-6, Z, 0.1).critical_current_density;
      const Slopes found = slopes(r, a, per_depth);
      // The slopes over a step are those at its geometric middle.
      const double in_Z = -1 / (1 + r / std::sqrt(1.2)), in_a = -0.5 - r * std::sqrt(1.2) / (1 + r * std::sqrt(1.2));
      table.row({fmt::format("{}", per_depth), fmt::format("{}", r), fmt::format("{:.4g}", 1e4 * Z), fmt::format("{:.4g}", 0.1 * closed), fmt::format("{:.4g}", 0.1 * found.current),
                 fmt::format("{:.3f}", in_Z), fmt::format("{:.3f}", found.in_resistance), fmt::format("{:.3f}", in_a), fmt::format("{:.3f}", found.in_depth)});
      BOOST_TEST_MESSAGE(fmt::format("a/l {}, r {}: {:.4g} (closed {:.4g}) mA/cm2, slopes {:.3f} ({:.3f}), {:.3f} ({:.3f})", per_depth, r, 0.1 * found.current, 0.1 * closed,
                                     found.in_resistance, in_Z, found.in_depth, in_a));
      BOOST_TEST(std::abs(found.in_resistance - in_Z) < 0.1);
      BOOST_TEST(std::abs(found.in_depth - in_a) < 0.1);
    }
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
