// Ions and electrons in parallel through a mixed conductor, in one dimension:
//   i_ion = V/(L/kappa + 2 Z), i_electron = V/(L/sigma_e + 2 R_e)
// Both are linear in space, so only the solver's tolerance remains. Leaked electrons plate nothing.
#include "support/simulate.h"

#include <boost/test/unit_test.hpp>

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(leakage)

BOOST_AUTO_TEST_CASE(ions_and_electrons_flow_in_parallel)
{
  const auto   run      = simulate("convergence/decks/leakage.prm");
  const double area     = 100e-6; // per metre of depth
  const double ion      = 10e-3 / (100e-6 / 0.1 + 2e-3) * area;
  const double electron = 10e-3 / (100e-6 / 1e-4 + 2.) * area;
  BOOST_TEST(run.last("lower:current_A") == ion, boost::test_tools::tolerance(1e-8));
  BOOST_TEST(run.last("lower:electronic_current_A") == electron, boost::test_tools::tolerance(1e-6));
  BOOST_TEST(run.last("current_A") == ion + electron, boost::test_tools::tolerance(1e-8));
  BOOST_TEST(run.last("sodium_balance") < 1e-8);
  // V_m/F times the ionic charge alone
  BOOST_TEST(run.last("upper:mean_plated_thickness_m") == 23.7e-6 / 96485.33 * ion / area * 600, boost::test_tools::tolerance(1e-6));
}

BOOST_AUTO_TEST_SUITE_END()
