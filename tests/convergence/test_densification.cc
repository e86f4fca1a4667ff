// Narrower micro-cracks at a pore are full sooner: at a current density that the wider ones bear they grow. The study of pores, spacing and
// micro-cracks is in test_densification_long.cc.
#include "support/simulate.h"

#include <boost/test/unit_test.hpp>

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(densification)

BOOST_AUTO_TEST_CASE(width_of_micro_cracks)
{
  const auto outcome = [](const std::string &width) {
    return simulate("../inputs/studies/densification.prm", {"Protocol/Step plate/Current density=1.28 mA/cm^2", "Protocol/Step plate/Capacity=0.06 mA h/cm^2", "Initial crack pore/Half axes=6 um, 6 um", "Initial crack pore/Centre=32 um, 18 um", "Micro-cracks rim/Lined=0",
                                                            "Micro-cracks rim/Length=6 um", "Micro-cracks rim/Width=" + width, "Output/Fields=false"})
      .verdict.outcome;
  };
  BOOST_TEST(outcome("400 nm") == "survived");
  BOOST_TEST(outcome("100 nm") == "crack grows");
}

BOOST_AUTO_TEST_SUITE_END()
