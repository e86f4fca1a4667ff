// V24: the peak load of a notched square tends to that of a sharp crack as l goes to 0.
#include "convergence/single_edge_notch.h"
#include "support/verification_table.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(single_edge_notch_long)

BOOST_AUTO_TEST_CASE(peak_load_tends_to_that_of_a_sharp_crack)
{
  VerificationTable table("single_edge_notch", "Single-edge notch under tension",
                          "A square of 1 mm (lambda 121.15 GPa, mu 80.77 GPa, G_c 2.7 N/mm) with a crack to its middle, pulled between grips: largest load of the phase "
                          "field (AT1, spectral split, cells of l/3) against the load at which the sharp crack grows (J-integral).",
                          {"l, um", "displacement, um", "load, N/mm", "sharp, um", "sharp, N/mm", "error of the load, percent"});
  const NotchLoad sharp = sharp_notch();
  BOOST_TEST(std::abs(sharp.displacement / 4.558e-6 - 1) < 1e-3);
  BOOST_TEST(std::abs(sharp.force / 645.5e3 - 1) < 2e-3);
  double before = 0;
  for (const double l : {120., 60., 30.})
    {
      const NotchLoad found = peak_load(l);
      const double    error = std::abs(found.force / sharp.force - 1);
      table.row({fmt::format("{}", l), fmt::format("{:.3f}", 1e6 * found.displacement), fmt::format("{:.1f}", 1e-3 * found.force),
                 fmt::format("{:.3f}", 1e6 * sharp.displacement), fmt::format("{:.1f}", 1e-3 * sharp.force), fmt::format("{:.2f}", 100 * error)});
      if (before > 0)
        BOOST_TEST(order(before, error) > 0.7);
      before = error;
    }
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
