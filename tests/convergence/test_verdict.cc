// Warnings where the deposit or a gap outgrows small displacements, and the verdict of lost contact: just above and just below
// their thresholds, with place and time from closed forms.
#include "support/simulate.h"

#include "base/constants.h"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(verdict)

namespace
{
  using Overrides = std::vector<std::string>;

  constexpr double per_charge = 23.7e-6 / constants::faraday; ///< m3/C of sodium
  constexpr double large      = 0.05;                         ///< default of Verdict/Large thickness

  /// Names of the places that are warned of for this thing ("plated" or "gap"), in order.
  std::vector<std::string> warned(const Outcome &run, const std::string &thing)
  {
    std::vector<std::string> places;
    for (const std::string &text : run.verdict.warnings)
      if (text.find(thing) != std::string::npos)
        {
          const auto first = text.find('\'') + 1;
          places.push_back(text.substr(first, text.find('\'', first) - first));
        }
    return places;
  }

  using Places = std::vector<std::string>;
} // namespace

// Na | conductor | Na with 10 um of metal on either side: the thinner layer beside both interfaces. Faraday's law is exact to
// the solver's 1e-10.
BOOST_AUTO_TEST_CASE(a_deposit_that_is_thick_for_its_layer)
{
  const double limit = large * 10e-6 / (per_charge * 10); // s at 10 A/m2
  const auto   strip = [](const double seconds, const Overrides &more = {}) {
    Overrides list = {fmt::format("Protocol/Step strip/Duration={:.17g} s", seconds), "Time/Initial step=10 s"};
    list.insert(list.end(), more.begin(), more.end());
    return simulate("convergence/decks/constant_current.prm", list);
  };
  const auto above = strip(1.001 * limit), below = strip(0.999 * limit);
  BOOST_TEST(warned(above, "plated or stripped") == (Places{"lower", "upper"}), boost::test_tools::per_element());
  BOOST_TEST(above.verdict.warnings.size() == 2u); // said once, however many steps follow
  BOOST_TEST(above.verdict.warnings.at(0).find("5 % of the thinner layer beside it") != std::string::npos);
  BOOST_TEST(above.verdict.outcome == "survived");
  BOOST_TEST(below.verdict.warnings.empty());
  // The threshold is the deck's.
  BOOST_TEST(warned(strip(0.999 * limit, {"Verdict/Large thickness=0.04"}), "4 %").size() == 2u);
  BOOST_TEST(strip(1.001 * limit, {"Verdict/Large thickness=0.06"}).verdict.warnings.empty());
}

// The metal of 10 um is pulled off by a plate while very little is stripped; the gap is the sum of both. The weak spring across
// it, 1 Pa per micrometre, strains nothing by more than 1e-9. (So little stress is round-off to the deck's mechanical tolerance.)
BOOST_AUTO_TEST_CASE(a_gap_that_is_wide_for_its_layer)
{
  const double stripped = per_charge * 1 * 100; // m in 100 s at 1 A/m2
  const auto   pull     = [&](const double gap) {
    return simulate("convergence/decks/pressure_current.prm",
                    {"Protocol/Step plate/Current density=1 A/m^2", "Interface face/Opening/Conduction gap=1 mm", "Mechanics/Tolerance=1e-9",
                     fmt::format("Support press/Displacement={:.17g}*t/100", gap - stripped)});
  };
  const auto above = pull(1.001 * large * 10e-6), below = pull(0.999 * large * 10e-6);
  BOOST_TEST(above.last("face:max_gap_m") == 1.001 * large * 10e-6, boost::test_tools::tolerance(1e-6));
  BOOST_TEST(warned(above, "the gap") == Places{"face"}, boost::test_tools::per_element());
  BOOST_TEST(above.verdict.warnings.size() == 1u); // what is stripped is thin
  BOOST_TEST(below.verdict.warnings.empty());
}

// The radius of curvature of an ellipse at its tip is w^2/h = 0.4 um. Of all points of the flaw the one with the largest current
// density plates most, at a constant rate.
BOOST_AUTO_TEST_CASE(a_deposit_that_is_thick_for_a_defect)
{
  const double feature = 2e-6 * 2e-6 / 10e-6;
  const auto   rate    = per_charge * std::abs(simulate("convergence/decks/verdict_flaw.prm").last("flaw:largest_current_density_A_per_m2"));
  const auto   plate   = [](const double seconds) {
    return simulate("convergence/decks/verdict_flaw.prm", {fmt::format("Protocol/Step plate/Duration={:.17g} s", seconds)});
  };
  const double limit = large * feature / rate;
  BOOST_TEST(limit < 0.5 * large * 5e-6 / rate); // the layer of 5 um comes much later
  const auto above = plate(1.001 * limit), below = plate(0.999 * limit);
  BOOST_TEST(warned(above, "plated or stripped") == Places{"flaw"}, boost::test_tools::per_element());
  BOOST_TEST(above.verdict.warnings.at(0).find("the defect's smallest dimension or radius of curvature") != std::string::npos);
  BOOST_TEST(below.verdict.warnings.empty());
}

// A plate lifts the metal off the flaw, vertically: the gap is the lift at the tip and less where the flaw is steep, so a lift
// below the threshold is not warned of. The few points of this mesh lie beside the tip, where a third of the lift is normal
// to the surface: four times the threshold is. That is still not wide for the layer of 5 um.
BOOST_AUTO_TEST_CASE(a_gap_that_is_wide_for_a_defect)
{
  const double threshold = large * 2e-6 * 2e-6 / 10e-6;
  const auto   lift      = [&](const double gap) {
    return simulate("convergence/decks/verdict_open_flaw.prm",
                    {fmt::format("Support metal/Displacement={:.17g}*t", gap)});
  };
  BOOST_TEST(4 * threshold < 0.5 * large * 5e-6);
  const auto above = lift(4 * threshold), below = lift(0.99 * threshold);
  BOOST_TEST_MESSAGE("gaps: " << above.last("face:max_gap_m") << " m and " << below.last("face:max_gap_m") << " m");
  BOOST_TEST(warned(above, "the gap") == Places{"flaw"}, boost::test_tools::per_element());
  BOOST_TEST(above.verdict.warnings.size() == 1u);
  BOOST_TEST(below.verdict.warnings.empty());
}

// Sodium between fixed plates is stripped and recedes from its electrolyte: g = V_m i t/F. The face conducts exp(-g/g_c), so
// V = i [R + Z exp(g/g_c)] meets the limit at t = g_c ln[(V/i - R)/Z]/(V_m i/F), when Z/(V/i - R) of the conductance is left.
BOOST_AUTO_TEST_CASE(contact_is_lost_at_a_voltage_limit)
{
  const double i = 1, Z = 1e-3, R = 100e-6 / 0.1 + 10e-6 / 2.1e7, V = 10e-3, gap = 10e-9;
  const double time = gap * std::log((V / i - R) / Z) / (per_charge * i), left = Z / (V / i - R);
  const auto   strip = [](const Overrides &more = {}) {
    Overrides list = {"Protocol/Step plate/Current density=1 A/m^2", "Protocol/Step plate/Upper voltage=10 mV"};
    list.insert(list.end(), more.begin(), more.end());
    return simulate("convergence/decks/pressure_current.prm", list);
  };
  const auto lost = strip();
  BOOST_TEST_MESSAGE(lost.verdict.outcome << " at " << lost.verdict.time << " s: " << lost.verdict.criterion);
  BOOST_TEST(lost.verdict.outcome == "contact lost");
  BOOST_TEST(lost.verdict.place == "face");
  // A limit is met to 1e-6 of its value, which is worth half of that in time.
  BOOST_TEST(lost.verdict.time == time, boost::test_tools::tolerance(2e-6));
  BOOST_TEST(lost.last("face:retained_contact") == left, boost::test_tools::tolerance(4e-6));
  BOOST_TEST(lost.verdict.criterion.find(fmt::format("{:.3g} % of the conductance of the interface is left; a gap has opened on 100 % "
                                                     "of its area",
                                                     100 * left)) == 0u);
  BOOST_TEST(lost.verdict.criterion.find("upper voltage") != std::string::npos); // what ended the run
  // A share that is still left of what is asked for: the limit itself is the verdict.
  BOOST_TEST(strip({"Verdict/Contact lost below=0.1"}).verdict.outcome == "voltage limit");
}

// The same at the end of the protocol, where only the verdict's threshold decides.
BOOST_AUTO_TEST_CASE(contact_is_lost_at_the_end_of_the_protocol)
{
  const double time = 50, left = std::exp(-per_charge * time / 10e-9); // 0.29
  const auto   strip = [&](const double threshold) {
    return simulate("convergence/decks/pressure_current.prm",
                    {"Protocol/Step plate/Current density=1 A/m^2", "Protocol/Step plate/Duration=50 s",
                     fmt::format("Verdict/Contact lost below={:.17g}", threshold)});
  };
  const auto lost = strip(1.01 * left), kept = strip(0.99 * left);
  BOOST_TEST(lost.verdict.outcome == "contact lost");
  BOOST_TEST(lost.verdict.place == "face");
  BOOST_TEST(lost.verdict.time == time, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(kept.verdict.outcome == "survived");
  BOOST_TEST(kept.verdict.place == "");
  BOOST_TEST(kept.last("face:retained_contact") == left, boost::test_tools::tolerance(1e-6));
}

// A gap that was there from the start is no contact that was lost: of the conductance of a gap of 10 nm, exp(-1), so much more
// is left as the sodium's recession leaves.
BOOST_AUTO_TEST_CASE(contact_that_never_was_is_not_lost)
{
  const auto run = simulate("convergence/decks/pressure_current.prm",
                            {"Protocol/Step plate/Current density=1 A/m^2", "Protocol/Step plate/Duration=20 s",
                             "Interface face/Opening/Initial gap=1e-8"});
  const double left = std::exp(-per_charge * 20 / 10e-9); // 0.61; together with the first gap 0.23
  BOOST_TEST(run.last("face:conducting_fraction") == left * std::exp(-1.), boost::test_tools::tolerance(1e-6));
  BOOST_TEST(run.last("face:retained_contact") == left, boost::test_tools::tolerance(1e-6));
  BOOST_TEST(run.verdict.outcome == "survived");
}

// Where the contact is lost, and what decided: the coordinates lie on the face, the value is what history.csv says.
BOOST_AUTO_TEST_CASE(a_verdict_names_its_place_and_its_numbers)
{
  const auto lost = simulate("convergence/decks/pressure_current.prm",
                             {"Protocol/Step plate/Current density=1 A/m^2", "Protocol/Step plate/Duration=50 s"});
  BOOST_TEST(lost.verdict.outcome == "contact lost");
  const auto &contact = lost.verdict.decided_by.at(0);
  BOOST_TEST(contact.value == lost.last("face:retained_contact"));
  BOOST_TEST(contact.threshold == 0.5);
  BOOST_TEST(contact.entry == "Verdict/Contact lost below");
  BOOST_TEST(lost.verdict.position.value()[1] == 10e-6, boost::test_tools::tolerance(1e-12)); // above 10 um of metal
  BOOST_TEST(lost.verdict.capacity == 50, boost::test_tools::tolerance(1e-9));
}

// Of two potentials that are linear across the electrolyte, phi_i - phi_e is largest at the plated face: at the last Gauss point of the last of
// three cells. Under a pressure p0 along the stack the reaction lifts phi_i by V_m p0/F, and the nucleus has to push against
// p = p0 (1 + 2 nu/(1 - nu))/3 of a solid that is held sideways.
BOOST_AUTO_TEST_CASE(sodium_that_nucleates_inside)
{
  const double R_e = 1e-3, i = 10e-3 / (100e-6 / 0.1 + 2e-3), i_e = 10e-3 / (100e-6 / 1e-4 + 2 * R_e);
  const double inwards = 100e-6 / 3 * (1 - 1 / std::sqrt(3.)) / 2;
  const double drive   = i * 1e-3 - i_e * R_e - (i_e / 1e-4 - i / 0.1) * inwards;
  const double p0 = 10e6, nu = 0.25, pressed = drive + per_charge * p0 * (1 - (1 + 2 * nu / (1 - nu)) / 3);
  std::ostringstream text;
  text << std::ifstream(NADIR_SOURCE_DIR "/tests/convergence/decks/leakage.prm").rdbuf();
  std::string under_pressure = text.str();
  const auto  material       = under_pressure.find("  subsection Thermal");
  under_pressure.insert(material, "  subsection Elasticity\n set Young's modulus = 80 GPa\n set Poisson's ratio = 0.25\n end\n");
  under_pressure += "subsection Mechanics\nend\n";
  for (const char *side : {"left", "right", "bottom"})
    under_pressure += fmt::format("subsection Support {0}\n set Type = symmetry\n set Boundary = {0}\nend\n", side);
  under_pressure += "subsection Support press\n set Type = plate\n set Boundary = top\nend\n";
  under_pressure.insert(under_pressure.find("  subsection Step hold"), "  set Stack pressure = 10 MPa\n");
  const auto hold = [&](const std::string &deck, const double threshold) {
    return simulate_text(deck, {"Interface lower/Electronic resistance=1e-3 ohm m^2", "Interface upper/Electronic resistance=1e-3 ohm m^2",
                                fmt::format("Verdict/Nucleation overpotential={:.17g} V", threshold)});
  };
  for (const auto &[deck, expected] : {std::pair{text.str(), drive}, std::pair{under_pressure, pressed}})
    {
      const auto nucleates = hold(deck, 0.999 * expected), holds = hold(deck, 1.001 * expected);
      BOOST_TEST(nucleates.verdict.outcome == "nucleated inside");
      BOOST_TEST(nucleates.verdict.decided_by.at(0).value == expected, boost::test_tools::tolerance(1e-5));
      BOOST_TEST(nucleates.verdict.position.value()[1] == 110e-6 - inwards, boost::test_tools::tolerance(1e-9));
      BOOST_TEST(nucleates.verdict.time < 600);
      BOOST_TEST(holds.verdict.outcome == "survived");
      BOOST_TEST(holds.verdict.time == 600);
    }
}

// A crack that connects both electrodes, and one that ends inside.
BOOST_AUTO_TEST_CASE(a_crack_from_electrode_to_electrode)
{
  const auto through = simulate("convergence/decks/verdict_crack.prm"), inside = simulate("convergence/decks/verdict_crack.prm", {"Initial crack flaw/To=20 um, 35 um"});
  BOOST_TEST(through.verdict.outcome == "fracture through");
  BOOST_TEST(through.verdict.place == "flaw");
  BOOST_TEST(through.verdict.position.value()[1] > 45e-6);
  BOOST_TEST(inside.verdict.outcome == "survived");
}

BOOST_AUTO_TEST_SUITE_END()
