// How the critical current of a filament depends on toughness and interface resistance, found by a study, against the closed form of
// laws/screening.h: d ln i/d ln K_IC = 1 and d ln i/d ln R = -R/(R + R T/(F i0) + 0.609 a/sigma).
#include "base/constants.h"
#include "support/run_study.h"
#include "support/verification_table.h"

#include <cmath>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(critical_current_study)

BOOST_AUTO_TEST_CASE(slopes_by_the_study_itself)
{
  const auto results = run_study("tests/convergence/decks/filament_study.prm", "--set 'Interface plated face/Charge transfer/Exchange current density=2570 A/m^2'"
                                                                               " --set 'Interface stripped face/Charge transfer/Exchange current density=2570 A/m^2'"
                                                                               " --set 'Protocol/Step plate/Duration=1 h' --set 'Output/Fields=false' --set 'Verdict/Ended by growth=1.5 um'");
  const double R = 1e-3, kinetic = constants::gas * 298.15 / constants::faraday / 2570, ohmic = 0.609 * 10e-6 / 0.1;
  VerificationTable table("critical_current_study", "Slopes of the critical current, found by a study",
                          "A filled flaw of 10 um between sides that do not move, brackets of 5 percent, entries times and over 1.5: uncertain by 0.06.",
                          {"d ln i_CCD/d ln of", "study", "closed form"});
  for (const auto &[index, name, wanted] : {std::tuple{0, "toughness", 1.}, std::tuple{1, "interface resistance", -R / (R + kinetic + ohmic)}})
    {
      const double slope = results["log_slopes"][index]["slope"];
      BOOST_TEST(std::abs(slope - wanted) < 0.1, name << ": " << slope << " instead of " << wanted);
      table.row({name, fmt::format("{:.3f}", slope), fmt::format("{:.3f}", wanted)});
    }
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
