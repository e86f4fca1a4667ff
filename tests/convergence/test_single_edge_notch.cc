// V24 with the two larger lengths of test_single_edge_notch_long.cc.
#include "convergence/single_edge_notch.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(single_edge_notch)

// The band around a crack softens the body over a length of order l, so the error of the load is of first order in l/a.
BOOST_AUTO_TEST_CASE(peak_load_tends_to_that_of_a_sharp_crack)
{
  const NotchLoad sharp = sharp_notch();
  BOOST_TEST(std::abs(sharp.displacement / 4.558e-6 - 1) < 1e-3); // an independent calculation of the same problem
  BOOST_TEST(std::abs(sharp.force / 645.5e3 - 1) < 2e-3);
  const double coarse = std::abs(peak_load(120).force / sharp.force - 1), fine = std::abs(peak_load(60).force / sharp.force - 1);
  BOOST_TEST_MESSAGE(fmt::format("errors {:.4f}, {:.4f}", coarse, fine));
  BOOST_TEST(fine < 0.2);
  BOOST_TEST(order(coarse, fine) > 0.7);
}

BOOST_AUTO_TEST_SUITE_END()
