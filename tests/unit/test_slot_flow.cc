// Creep along a slot: what it takes to squeeze out what is plated.
#include "base/constants.h"
#include "laws/mechanics/norton.h"
#include "laws/mechanics/slot_flow.h"

#include <boost/test/unit_test.hpp>

#include <cmath>

using namespace nadir;

BOOST_AUTO_TEST_SUITE(slot)

// A uniform plating velocity v on both faces of a slot that is closed at its tip: q = 2 v x, the gradient rises as x^(1/n), and the pressure
// over the length c by G c n/(n + 1): 24.0, 228 and 602 MPa for slots of 500, 100 and 50 nm, 10 um long, at 1 mA/cm2 in sodium.
BOOST_AUTO_TEST_CASE(norton_in_a_slot)
{
  const double n = 5, v = 23.7e-6 * 10 / constants::faraday, c = 10e-6;
  for (const auto &[rate, temperature] : {std::pair{0.53, 298.15}, std::pair{0.53, 320.}})
    {
      const Norton law({1e6, rate, n, {44e3, 298.15}});
      const double A = rate * std::exp(-44e3 / constants::gas * (1 / temperature - 1 / 298.15)) / std::pow(1e6, n);
      const double B = A * std::pow(3., (n + 1) / 2);
      for (const auto &[w, pressure] : {std::pair{500e-9, 24.0e6}, std::pair{100e-9, 228e6}, std::pair{50e-9, 602e6}})
        {
          const double gradient = std::pow(2 * v * c * (n + 2) / (w * B * std::pow(w / 2, n + 1)), 1 / n);
          const auto   flow     = slot_flow(law, temperature, w, gradient);
          BOOST_TEST(std::abs(flow.flux / (2 * v * c) - 1) < 1e-10);
          if (temperature == 298.15)
            BOOST_TEST(std::abs(gradient * c * n / (n + 1) / pressure - 1) < 2.5e-3); // three digits
          BOOST_TEST(std::abs(flow.slope / (n * flow.flux / gradient) - 1) < 1e-10);
        }
    }
  BOOST_TEST(slot_flow(Norton({1e6, 0.53, n, {44e3, 298.15}}), 298.15, 1e-7, 0).flux == 0);
}

BOOST_AUTO_TEST_SUITE_END()
