// Plated and stripped sodium: Faraday's law (V13), the sodium inventory of a face, and an anode-free cell.
#include "support/simulate.h"

#include "base/constants.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(plating)

namespace
{
  constexpr double molar_volume = 23.7e-6; ///< m3/mol, shipped sodium

  // The plain cell, decks/cell.prm with decks/linear_interfaces.prm.
  constexpr double kinetics            = 1e-3;                     ///< ohm m2
  const double     others              = 2e-3 + 2 * 10e-6 / 2.1e7; ///< electrolyte, other interface and metals, ohm m2
  constexpr double depletion_thickness = 1e-9;                     ///< m

  /// m from C/m2
  double thickness(const double charge)
  {
    return molar_volume * charge / constants::faraday;
  }
} // namespace

BOOST_AUTO_TEST_CASE(recession_in_one_hour)
{
  // A constant rate is exact in every step of the time scheme; the current is right to the solver's 1e-10.
  const auto strip = [](const std::string &volume)
  {
    return simulate("convergence/decks/constant_current.prm",
                    {"Protocol/Step strip/Current density=5 A/m^2", "Material sodium/Molar volume=" + volume});
  };
  const auto run = strip("23.78 cm^3/mol");
  BOOST_TEST(run.last("lower:mean_plated_thickness_m") == -23.78e-6 * 5 * 3600 / constants::faraday,
             boost::test_tools::tolerance(2e-10));
  BOOST_TEST(run.last("upper:mean_plated_thickness_m") == 23.78e-6 * 5 * 3600 / constants::faraday,
             boost::test_tools::tolerance(2e-10));
  // The reference numbers have five digits.
  BOOST_TEST(run.last("lower:mean_plated_thickness_m") == -4.4363e-6, boost::test_tools::tolerance(1.2e-5));
  BOOST_TEST(strip("23.7 cm^3/mol").last("lower:mean_plated_thickness_m") == -4.4214e-6,
             boost::test_tools::tolerance(1.2e-5));
}

BOOST_AUTO_TEST_CASE(a_face_runs_out_of_sodium)
{
  // 1 um at 10 A/m2. Below the depletion thickness h_0 the reaction slows as h/h_0, so eta = i Z h_0/h and the limit of
  // 0.5 V is met at h = h_0 i Z/(0.5 V - i R). The voltage is met to 1e-6 (the resolution of a limit), h/h_0 too.
  const auto run = simulate(
      "convergence/decks/constant_current.prm",
      {"Interface lower/Sodium inventory=1 um", "Protocol/Step strip/Upper voltage=0.5 V", "Time/Initial step=1 s"});
  const double left    = depletion_thickness * 10 * kinetics / (0.5 - 10 * others);
  const double seconds = (1e-6 - left) / thickness(10);
  BOOST_TEST(run.verdict.outcome == "sodium exhausted");
  BOOST_TEST(run.verdict.place == "lower");
  BOOST_TEST(run.last("voltage_V") == 0.5, boost::test_tools::tolerance(1.1e-6));
  // Time resolves h to 1e-6 of itself on 1 um, i.e. to 2e-11; the solver's 1e-10 counts more.
  BOOST_TEST(run.last("time_s") == seconds, boost::test_tools::tolerance(3e-10));
  BOOST_TEST(run.last("lower:min_plated_thickness_m") == -(1e-6 - left), boost::test_tools::tolerance(3e-10));
  // Nothing slows down before.
  const auto time = run.all("time_s"), v = run.all("voltage_V");
  for (unsigned int k = 0; k < time.size(); ++k)
    if (thickness(10 * time[k]) < 1e-6 - depletion_thickness)
      BOOST_TEST(v[k] == 10 * (kinetics + others), boost::test_tools::tolerance(2e-10));
}

BOOST_AUTO_TEST_CASE(an_exhausted_face_stops_reacting)
{
  // 0.1 um is gone after 4 to 1200 s of one hour. What is stripped is the inventory and no more: the time scheme may
  // overshoot by the time tolerance of 1e-3 of the depletion thickness in a step, and then returns; ten steps' worth
  // allowed.
  for (const std::string voltage : {"1 mV", "30 mV", "300 mV"})
  {
    const auto run = simulate("convergence/decks/constant_voltage.prm",
                              {"Interface lower/Sodium inventory=0.1 um", "Protocol/Step hold/Voltage=" + voltage});
    const auto w   = run.all("lower:min_plated_thickness_m");
    BOOST_TEST_MESSAGE(voltage << ": at most " << -*std::min_element(w.begin(), w.end())
                               << " m stripped of 1e-7 m, current at the end " << run.last("current_density_A_per_m2")
                               << " A/m2");
    BOOST_TEST(run.verdict.outcome == "survived");
    BOOST_TEST(std::abs(run.last("current_density_A_per_m2")) < 1e-8);
    BOOST_TEST(std::abs(thickness(run.last("capacity_C_per_m2")) - 1e-7) < 1e-2 * depletion_thickness);
    BOOST_TEST(*std::min_element(w.begin(), w.end()) > -1e-7 - 1e-2 * depletion_thickness);
  }
}

BOOST_AUTO_TEST_CASE(anode_free_cell_returns_what_was_plated)
{
  // 10 min of plating at 10 A/m2, then stripping until 0.5 V: all but h (see above) comes back, after which time.
  const auto   run    = simulate("convergence/decks/anode_free.prm");
  const double left   = depletion_thickness * 10 * kinetics / (0.5 - 10 * others);
  const auto   plated = run.all("lower:mean_plated_thickness_m");
  BOOST_TEST(run.verdict.outcome == "sodium exhausted");
  BOOST_TEST(*std::max_element(plated.begin(), plated.end()) == thickness(6000), boost::test_tools::tolerance(2e-10));
  // Differences of two thicknesses of 1.5 um, each right to 1e-10: 3e-16 m.
  BOOST_TEST(std::abs(plated.back() - left) < 3e-16);
  BOOST_TEST(run.last("time_s") == 1200 - left / thickness(10), boost::test_tools::tolerance(3e-10));
  BOOST_TEST(std::abs(run.last("capacity_C_per_m2") + left / thickness(1)) < 6000 * 2e-10);
}

BOOST_AUTO_TEST_CASE(nothing_to_strip_at_the_start)
{
  const auto run = simulate("convergence/decks/constant_voltage.prm", {"Interface lower/Sodium inventory=0 um"});
  BOOST_TEST(run.last("lower:mean_plated_thickness_m") == 0.);
  BOOST_TEST(std::abs(run.last("capacity_C_per_m2")) < 1e-12);
}

BOOST_AUTO_TEST_SUITE_END()
