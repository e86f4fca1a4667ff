// The critical stripping current that a study finds, against the closed form of the void closure: at constant current
// 1 - theta = v/(h_v k) [1 - exp(-k t)] with v = V_m i/F, so that half of the contact is lost at t = 1 h by
//   i = (F/V_m) h_v k/2/[1 - exp(-k t)],   k = k_c p/p_ref.
#include "base/constants.h"
#include "support/run_study.h"
#include "support/verification_table.h"

#include <cmath>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(critical_stripping)

BOOST_AUTO_TEST_CASE(study_of_tutorial_five)
{
  constexpr double tolerance = 0.01, factor = 1.2, base = 12e6;
  const auto       exact     = [](const double pressure) {
    const double k = 1.228166e-3 * pressure / 9e6;
    return constants::faraday / 23.7e-6 * 10e-6 * k / 2 / (1 - std::exp(-k * 3600));
  };
  const auto results = run_study("inputs/tutorials/05-critical-current.prm", fmt::format("--set 'Study/Design=one at a time' --set 'Study/Factor={}' "
                                                                                         "--set 'Study/Vary pressure/Values=12 MPa' --set 'Study/Critical current/Tolerance={}'",
                                                                                         factor, tolerance));
  VerificationTable table("critical_stripping", "Critical stripping current of a study",
                          "Sodium on beta''-alumina with the void closure of inputs/interfaces, stripped for an hour: lower and upper end of the bracket of 1 percent, against the closed form; "
                          "mA/cm2.",
                          {"stack pressure, MPa", "survives", "fails", "closed form", "closed form without time (screening)", "runs"});
  for (const auto &[index, pressure] : {std::pair{0, base}, std::pair{1, base * factor}, std::pair{2, base / factor}})
    {
      const auto  &point    = results["points"][index];
      const double survives = point["survives_at_A_per_m2"], fails = point["fails_at_A_per_m2"];
      BOOST_TEST(point["outcome"] == "contact lost");
      BOOST_TEST(fails / survives - 1 <= tolerance);
      // The time steps err by less than a quarter of the bracket.
      BOOST_TEST(survives < exact(pressure) * (1 + tolerance / 4));
      BOOST_TEST(fails > exact(pressure) * (1 - tolerance / 4));
      table.row({fmt::format("{:.3g}", pressure / 1e6), fmt::format("{:.4g}", survives / 10), fmt::format("{:.4g}", fails / 10), fmt::format("{:.4g}", exact(pressure) / 10),
                 fmt::format("{:.4g}", point["screening_stripping_limit_A_per_m2"].get<double>() / 10), fmt::format("{}", point["trials"].get<int>())});
    }
  // The slope is that of the two outer brackets, each uncertain by half its width.
  const double slope = results["log_slopes"][0]["slope"], wanted = std::log(exact(base * factor) / exact(base / factor)) / (2 * std::log(factor));
  BOOST_TEST(std::abs(slope - wanted) < tolerance / (2 * std::log(factor)));
  table.row({fmt::format("logarithmic slope: {:.3f}", slope), "", "", fmt::format("{:.3f}", wanted), "1", ""});
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
