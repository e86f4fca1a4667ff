// How the critical current of a filament depends on toughness, interface resistance and depth, found by studies, against the closed form of
// laws/screening.h: i = K_IC/sqrt(pi a)/(R + R T/(F i0) + 0.609 a/sigma), times what the shape of the body decides.
#include "base/constants.h"
#include "support/run_study.h"
#include "support/verification_table.h"

#include <cmath>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(critical_current_study)

namespace
{
  const double kinetic = constants::gas * 298.15 / constants::faraday / 2570; // ohm m2

  nlohmann::json study(const std::string &deck, const std::string &options = "")
  {
    std::string all = " --set 'Protocol/Step plate/Duration=1 h' --set 'Output/Fields=false' " + options;
    for (const char *face : {"plated", "stripped"})
      all += fmt::format(" --set 'Interface {} face/Charge transfer/Exchange current density=2570 A/m^2'", face);
    return run_study("tests/convergence/decks/" + deck, all);
  }

  double ohmic(const double depth) { return 0.609 * depth / 0.1; } // ohm m2
} // namespace

BOOST_AUTO_TEST_CASE(slopes_by_the_study_itself)
{
  VerificationTable table("critical_current_study", "Slopes of the critical current, found by studies",
                          "A filled flaw of 10 um between sides that do not move, brackets of 5 percent, entries times and over 1.5: uncertain by 0.06. The depth with all lengths, from 10 to 15 um, "
                          "where the interface resists 1 ohm cm2 and r is 0.7; its brackets are the same on 1 and 2 ranks.",
                          {"d ln i_CCD/d ln of", "study", "closed form"});
  const auto check = [&](const std::string &name, const double slope, const double wanted) {
    BOOST_TEST(std::abs(slope - wanted) < 0.1, name << ": " << slope << " instead of " << wanted);
    table.row({name, fmt::format("{:.3f}", slope), fmt::format("{:.3f}", wanted)});
  };
  const auto   slopes = study("filament_study.prm", "--set 'Verdict/Ended by growth=1.5 um'")["log_slopes"];
  const double R = 1e-3;
  check("toughness", slopes[0]["slope"], 1);
  check("interface resistance", slopes[1]["slope"], -R / (R + kinetic + ohmic(10e-6)));

  const std::string resistances = "--set 'Interface plated face/Resistance=1 ohm cm^2' --set 'Interface stripped face/Resistance=1 ohm cm^2'";
  const auto        depths = study("filament_depth_study.prm", resistances)["points"],
             on_two = study("filament_depth_study.prm", resistances + " --set 'Study/Launcher=env -u OMPI_MCA_ess mpirun -np 2'")["points"]; // this program has an MPI of its own
  BOOST_TEST_REQUIRE(depths.size() == 2u);
  BOOST_TEST_REQUIRE(on_two.size() == 2u);
  double currents[2];
  for (const unsigned int k : {0, 1})
    {
      const double survives = depths[k]["survives_at_A_per_m2"], fails = depths[k]["fails_at_A_per_m2"];
      BOOST_TEST(survives == on_two[k]["survives_at_A_per_m2"].get<double>());
      BOOST_TEST(fails == on_two[k]["fails_at_A_per_m2"].get<double>());
      currents[k] = std::sqrt(survives * fails);
    }
  const double r = ohmic(10e-6 * std::sqrt(1.5)) / (1e-4 + kinetic);
  check("depth", std::log(currents[1] / currents[0]) / std::log(1.5), -0.5 - r / (1 + r));
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
