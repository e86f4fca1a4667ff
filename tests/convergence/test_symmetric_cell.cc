// V1: a symmetric cell in one dimension, V = i L/sigma + 2 (2 R T/F) asinh(i/(2 i0)).
// The solution is linear in the electrolyte, so the mesh adds no error: the tolerance is the solver's.
#include "support/simulate.h"

#include <boost/test/unit_test.hpp>

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(symmetric_cell)

BOOST_AUTO_TEST_CASE(voltage_is_the_closed_form)
{
  const auto low = simulate("convergence/decks/symmetric_cell.prm");
  BOOST_TEST(low.last("voltage_V") == 0.14945429493597, boost::test_tools::tolerance(1e-9));
  const auto high = simulate("convergence/decks/symmetric_cell.prm", {"Material ion conductor/Ionic conduction/Conductivity=0.5 S/m"});
  BOOST_TEST(high.last("voltage_V") == 0.06945429493597, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_SUITE_END()
