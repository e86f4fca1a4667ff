// One Newton iteration for stress and electrochemistry (monolithic) against taking turns: the same answer.
#include "support/simulate.h"

#include <boost/test/unit_test.hpp>

#include <cmath>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(coupling_methods)

// Sodium plated between plates in an elastic fixture until the pressure almost stops it: every unknown takes part.
BOOST_AUTO_TEST_CASE(monolithic_and_staggered_agree)
{
  for (const std::string deck : {"pressure_fixture", "pressure_confined"})
    {
      const std::string path      = "convergence/decks/" + deck + ".prm";
      const auto        staggered = simulate(path), monolithic = simulate(path, {"Mechanics/Coupling=monolithic"});
      BOOST_REQUIRE_EQUAL(staggered.history.size(), monolithic.history.size());
      for (const std::string column : {"current_density_A_per_m2", "voltage_V", "face:mean_pressure_Pa", "face:mean_plated_thickness_m"})
        {
          const auto a = staggered.all(column), b = monolithic.all(column);
          // Both stop at residuals of 1e-8 to 1e-10 of the largest current; the answers may differ by a hundred times that.
          double scale = 0;
          for (const double value : a)
            scale = std::max(scale, std::abs(value));
          for (unsigned int i = 0; i < a.size(); ++i)
            BOOST_TEST(std::abs(a[i] - b[i]) < 1e-6 * scale, deck << " " << column << " in row " << i << ": " << a[i] << " and " << b[i]);
        }
      for (const double turns : monolithic.all("coupling_turns"))
        BOOST_TEST(turns == 1);
    }
}

BOOST_AUTO_TEST_SUITE_END()
