// A warm cell bears a current density that a cold one does not, as the closed form says; the study over four temperatures is in
// test_critical_current_temperature_long.cc.
#include "studies/study_tables.h"
#include "support/simulate.h"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(critical_current_temperature)

BOOST_AUTO_TEST_CASE(warm_and_cold)
{
  const std::string deck    = "../inputs/studies/temperature.prm";
  const auto        closed  = [&](const std::string &temperature) { return *closed_form_current(screen_point(read_deck(deck, {"Protocol/Temperature=" + temperature}))); };
  const auto        outcome = [&](const std::string &temperature, const double current) {
    return simulate(deck, {"Protocol/Temperature=" + temperature, fmt::format("Protocol/Step plate/Current density={} A/m^2", current), "Output/Fields=false"}).verdict.outcome;
  };
  // The critical current of this body is 0.9 times the closed form of a half-plane.
  BOOST_TEST(outcome("25 degC", 1.05 * closed("25 degC")) == "crack grows");
  BOOST_TEST(outcome("60 degC", 0.8 * closed("60 degC")) == "survived");
  BOOST_TEST(0.8 * closed("60 degC") > 2.5 * 1.05 * closed("25 degC"));
}

BOOST_AUTO_TEST_SUITE_END()
