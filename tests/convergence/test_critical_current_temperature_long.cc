// The critical current of a surface flaw against temperature, found by a study, against the closed form of laws/screening.h, and the activation
// energy that an experimenter would read from it.
#include "base/constants.h"
#include "support/run_study.h"
#include "support/verification_table.h"

#include <cmath>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(critical_current_temperature)

BOOST_AUTO_TEST_CASE(study_of_temperatures)
{
  const auto results = run_study("inputs/studies/temperature.prm");
  VerificationTable table("critical_current_temperature", "Critical current of a surface flaw against temperature",
                          "Na | Na3Zr2Si2PO12 | Na, a flaw of 43 um, `nadir study inputs/studies/temperature.prm`: bracket of 10 percent against the closed form of a half-plane. Ions cross the electrolyte "
                          "with 0.325 eV (sigma T) and its face with 0.3 eV; mA/cm2.",
                          {"T, K", "survives", "fails", "closed form", "simulated over closed form"});
  std::vector<double> temperatures, ratios, currents, closed_forms;
  for (const auto &point : results["points"])
    {
      const double survives = point["survives_at_A_per_m2"], fails = point["fails_at_A_per_m2"];
      closed_forms.push_back(point["screening_critical_current_density_A_per_m2"]);
      temperatures.push_back(point["temperature_K"]);
      currents.push_back(std::sqrt(survives * fails));
      ratios.push_back(currents.back() / closed_forms.back());
      BOOST_TEST(point["outcome"] == "crack grows");
      BOOST_TEST(std::abs(std::log(ratios.back())) < 0.2);
      table.row({fmt::format("{:.2f}", temperatures.back()), fmt::format("{:.3f}", survives / 10), fmt::format("{:.3f}", fails / 10), fmt::format("{:.3f}", closed_forms.back() / 10),
                 fmt::format("{:.3f}", ratios.back())});
    }
  // The flaw, its mesh and its sides are the same at all temperatures: what is left of the ratio's variation is the bracket's.
  for (const double ratio : ratios)
    BOOST_TEST(std::abs(std::log(ratio / ratios.front())) < std::log(1.1));
  const double span       = 1 / temperatures.front() - 1 / temperatures.back();
  const auto   activation = [&](const std::vector<double> &i) { return constants::gas / constants::faraday * std::log(i.back() / i.front()) / span; };
  BOOST_TEST(std::abs(activation(currents) - activation(closed_forms)) < constants::gas / constants::faraday * std::log(1.1) / span);
  table.row({"apparent activation energy, eV", fmt::format("{:.3f}", activation(currents)), "", fmt::format("{:.3f}", activation(closed_forms)), ""});
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
