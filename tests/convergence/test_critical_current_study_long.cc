// How the critical current of a filament depends on toughness, interface resistance and depth, found by studies, against the closed form of
// laws/screening.h: i = K_IC/sqrt(pi a)/(R + R T/(F i0) + 0.609 a/sigma), times what the shape of the body decides.
#include "base/constants.h"
#include "support/run_study.h"
#include "support/verification_table.h"

#include <array>
#include <cmath>
#include <vector>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(critical_current_study)

namespace
{
  const double exchange = 2.57e5, kinetic = constants::gas * 298.15 / constants::faraday / exchange; // A/m2, ohm m2: next to nothing

  /// @param resistance of both interfaces, ohm cm2; that of the plated one where `options` say so
  nlohmann::json study(const std::string &deck, const double resistance, const std::string &options)
  {
    std::string all = " --set 'Protocol/Step plate/Duration=1 h' --set 'Output/Fields=false' --set 'Study/Critical current/Start from closed form=true' --set 'Study/Critical current/Tolerance=0.02' " + options;
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
  struct Found
  {
    double resistance, current, toughness, interface, depth; ///< ohm cm2, A/m2, slopes
  };
  const double       a = 10e-6, ohmic = 0.609 * a / 0.1; // m, ohm m2
  std::vector<Found> found;
  for (const double resistance : {20., 0.6, 0.02})
    {
      const auto slopes = study("filament_study.prm", resistance, fmt::format("--set 'Verdict/Ended by growth=1.5 um' --set 'Study/Vary resistance/Values={} ohm cm^2'", resistance));
      const auto depths = brackets_of_depths(resistance);
      if (resistance == 0.6) // this program has an MPI of its own
        BOOST_TEST((brackets_of_depths(resistance, "--set 'Study/Launcher=env -u OMPI_MCA_ess mpirun -np 2'") == depths));
      found.push_back({resistance, slopes["points"][0]["critical_current_density_A_per_m2"], slopes["log_slopes"][0]["slope"], slopes["log_slopes"][1]["slope"],
                       std::log(depths[1][0] * depths[1][1] / (depths[0][0] * depths[0][1])) / (2 * std::log(1.5))});
    }
  // 1/i goes as Z + share 0.609 a/sigma, with a share of its own where the body is no half-plane: by the ends, which the middle must agree with.
  const auto   Z     = [](const Found &f) { return 1e-4 * f.resistance + kinetic; };
  const Found &first = found.front(), &last = found.back();
  const double share = (first.current * Z(first) - last.current * Z(last)) / (ohmic * (last.current - first.current));
  BOOST_TEST(share > 1); // sides that do not move hold the mouth, where the pressure is low
  BOOST_TEST(share < 2);
  BOOST_TEST(std::abs(found[1].current / (first.current * (Z(first) + share * ohmic) / (Z(found[1]) + share * ohmic)) - 1) < 0.05);

  VerificationTable table("critical_current_study", "Slopes of the critical current, found by studies",
                          fmt::format("A filled flaw of 10 um between sides that do not move, until it has grown by 1.5 um; brackets of 2 percent, toughness and interface resistance times and over 1.5: uncertain "
                                      "by 0.025. The depth with all lengths, from 10 to 15 um: uncertain by 0.05; where r is 1 its brackets are the same on 1 and 2 ranks. r = 0.609 a/(sigma Z), between the two ends "
                                      "of each slope. In a half-plane slopes are 1, -1/(1+r), -1/2 - r/(1+r); this body's own r is {:.2f} times as large, by the critical currents at both ends of r.",
                                      share),
                          {"r", "interface resistance, ohm cm2", "i_c, mA/cm2", "d ln i_c/d ln of", "study", "with this body's own r", "half-plane"});
  const auto check = [&](const Found &f, const double r, const std::string &name, const double slope, const auto &form) {
    BOOST_TEST_MESSAGE(fmt::format("r {:.3g}, {}: {:.3f} ({:.3f}, half-plane {:.3f})", r, name, slope, form(share * r), form(r)));
    BOOST_TEST(std::abs(slope - form(share * r)) < 0.1, name << " at r = " << r << ": " << slope << " instead of " << form(share * r));
    table.row({fmt::format("{:.2g}", r), fmt::format("{}", f.resistance), fmt::format("{:.3g}", f.current / 10), name, fmt::format("{:.3f}", slope), fmt::format("{:.3f}", form(share * r)),
               fmt::format("{:.3f}", form(r))});
  };
  for (const Found &f : found)
    {
      check(f, ratio(f.resistance, a), "toughness", f.toughness, [](double) { return 1.; });
      check(f, ratio(f.resistance, a), "interface resistance", f.interface, [](const double r) { return -1 / (1 + r); });
      check(f, ratio(f.resistance, a * std::sqrt(1.5)), "depth", f.depth, [](const double r) { return -0.5 - r / (1 + r); });
    }
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
