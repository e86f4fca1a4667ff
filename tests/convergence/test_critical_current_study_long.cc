// How the critical current of a filament depends on toughness, interface resistance and depth, found by studies, against the closed form of
// laws/screening.h: i = K_IC/sqrt(pi a)/(R + R T/(F i0) + 0.609 a/sigma), times what the shape of the body decides.
#include "base/constants.h"
#include "support/run_study.h"
#include "support/verification_table.h"

#include <array>
#include <cmath>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(critical_current_study)

namespace
{
  const double exchange = 2.57e5, kinetic = constants::gas * 298.15 / constants::faraday / exchange; // A/m2, ohm m2: next to nothing

  /// @param resistance of both interfaces, ohm cm2; that of the plated one where `options` say so
  nlohmann::json study(const std::string &deck, const double resistance, const std::string &options)
  {
    std::string all = " --set 'Protocol/Step plate/Duration=1 h' --set 'Output/Fields=false' --set 'Study/Critical current/Start from closed form=true' " + options;
    for (const char *face : {"plated", "stripped"})
      all += fmt::format(" --set 'Interface {} face/Charge transfer/Exchange current density={} A/m^2'", face, exchange);
    all += fmt::format(" --set 'Interface stripped face/Resistance={} ohm cm^2'", resistance);
    return run_study("tests/convergence/decks/" + deck, all);
  }

  /// Focusing over interface. @param resistance ohm cm2
  double ratio(const double resistance, const double depth) { return 0.609 * depth / 0.1 / (1e-4 * resistance + kinetic); }

  using Bracket = std::array<double, 2>; ///< A/m2

  std::array<Bracket, 2> brackets_of_depths(const double resistance, const std::string &options = "")
  {
    const auto points = study("filament_depth_study.prm", resistance, fmt::format("--set 'Interface plated face/Resistance={} ohm cm^2' ", resistance) + options)["points"];
    BOOST_TEST_REQUIRE(points.size() == 2u);
    std::array<Bracket, 2> brackets;
    for (const unsigned int k : {0, 1})
      brackets[k] = {points[k]["survives_at_A_per_m2"], points[k]["fails_at_A_per_m2"]};
    return brackets;
  }
} // namespace

BOOST_AUTO_TEST_CASE(slopes_by_the_study_itself)
{
  VerificationTable table("critical_current_study", "Slopes of the critical current, found by studies",
                          "A filled flaw of 10 um between sides that do not move, until it has grown by 1.5 um; brackets of 5 percent, toughness and interface resistance times and over 1.5: uncertain by 0.06. "
                          "The depth with all lengths, from 10 to 15 um: uncertain by 0.12; where r is 0.6 its brackets are the same on 1 and 2 ranks. r = 0.609 a/(sigma Z), between the two ends of each slope.",
                          {"r", "interface resistance, ohm cm2", "d ln i_CCD/d ln of", "study", "closed form"});
  const auto check = [&](const double r, const double resistance, const std::string &name, const double slope, const double wanted) {
    BOOST_TEST(std::abs(slope - wanted) < 0.1, name << " at r = " << r << ": " << slope << " instead of " << wanted);
    BOOST_TEST_MESSAGE(fmt::format("r {:.3g}, {}: {:.3f} ({:.3f})", r, name, slope, wanted));
    table.row({fmt::format("{:.2g}", r), fmt::format("{}", resistance), name, fmt::format("{:.3f}", slope), fmt::format("{:.3f}", wanted)});
  };
  for (const double resistance : {20., 0.6, 0.02})
    {
      const auto   slopes = study("filament_study.prm", resistance, fmt::format("--set 'Verdict/Ended by growth=1.5 um' --set 'Study/Vary resistance/Values={} ohm cm^2'", resistance))["log_slopes"];
      const double r      = ratio(resistance, 10e-6);
      check(r, resistance, "toughness", slopes[0]["slope"], 1);
      check(r, resistance, "interface resistance", slopes[1]["slope"], -1 / (1 + r));

      const auto depths = brackets_of_depths(resistance);
      if (resistance == 0.6) // this program has an MPI of its own
        BOOST_TEST((brackets_of_depths(resistance, "--set 'Study/Launcher=env -u OMPI_MCA_ess mpirun -np 2'") == depths));
      const double between = ratio(resistance, 10e-6 * std::sqrt(1.5));
      check(between, resistance, "depth", std::log(depths[1][0] * depths[1][1] / (depths[0][0] * depths[0][1])) / (2 * std::log(1.5)), -0.5 - between / (1 + between));
    }
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
