// The critical current density of either electrode of one cell, found by a study: for the plated one that of a flaw in a half-plane
// (laws/screening.h), for the stripped one that at which half of the contact is lost when the charge Q has passed,
//   1/2 = v/(h_v k) [1 - exp(-k Q/i)],   v = V_m i/F,   k = k_c p/p_ref.
#include "base/constants.h"
#include "support/run_study.h"
#include "support/verification_table.h"

#include <cmath>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(plating_and_stripping)

namespace
{
  /// A/m2, by bisection.
  double stripping_limit(const double pressure)
  {
    constexpr double charge = 7.2e4, void_height = 10e-6; // C/m2, m
    const double     k      = 1.228166e-3 * pressure / 9e6;
    const auto       lost   = [&](const double i) { return 23.7e-6 * i / constants::faraday / (void_height * k) * (1 - std::exp(-k * charge / i)); };
    double           low = 0.01, high = 1000;
    while (high / low > 1 + 1e-12)
      (lost(std::sqrt(low * high)) < 0.5 ? low : high) = std::sqrt(low * high);
    return low;
  }
} // namespace

BOOST_AUTO_TEST_CASE(study_of_both_electrodes)
{
  const auto        results = run_study("inputs/studies/plating-and-stripping.prm");
  VerificationTable table("plating_and_stripping", "Critical current density of either electrode",
                          "`nadir study inputs/studies/plating-and-stripping.prm`: a flaw of 43 um on the side that is plated, the void closure of inputs/interfaces on the side that is stripped, 2 "
                          "mAh/cm2; brackets of 5 percent against the closed forms of a half-plane and of the closure; mA/cm2.",
                          {"electrode", "stack pressure, MPa", "survives", "fails", "closed form", "outcome", "place"});
  BOOST_TEST_REQUIRE(results["points"].size() == 4u);
  std::vector<double> plated;
  for (const auto &point : results["points"])
    {
      const std::string electrode = point["electrode_looked_for"];
      const double      survives = point["survives_at_A_per_m2"], fails = point["fails_at_A_per_m2"], pressure = point["stack_pressure_Pa"];
      const bool        is_plated = electrode == "plated";
      const double      closed    = is_plated ? point["screening_critical_current_density_A_per_m2"].get<double>() : stripping_limit(pressure);
      BOOST_TEST(point["electrode"] == electrode);
      BOOST_TEST(point["outcome"] == (is_plated ? "crack grows" : "contact lost"));
      BOOST_TEST(fails / survives - 1 <= 0.05);
      // The flaw is one of five lengths of the phase field; time steps err by less than a quarter of the bracket.
      const double error = is_plated ? 0.2 : 0.0125;
      BOOST_TEST(survives < closed * (1 + error));
      BOOST_TEST(fails > closed * (1 - error));
      if (is_plated)
        plated.push_back(std::sqrt(survives * fails));
      table.row({electrode, fmt::format("{:.3g}", pressure / 1e6), fmt::format("{:.3f}", survives / 10), fmt::format("{:.3f}", fails / 10), fmt::format("{:.3f}", closed / 10), point["outcome"],
                 point["place"]});
    }
  // The stack's pressure is small against that in the flaw.
  BOOST_TEST(std::abs(plated[1] / plated[0] - 1) < 0.1);
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
