// Closed forms against independently computed numbers (the flaw: NZSP with 1 mS/cm, 10 ohm cm2 and 1.3 MPa m^0.5), and what
// `nadir screen` makes of a deck.
#include "laws/screening.h"

#include "base/constants.h"
#include "laws/interfaces/butler_volmer.h"
#include "laws/interfaces/creep_diffusion_refill.h"
#include "laws/mechanics/norton.h"
#include "studies/screening.h"
#include "support/simulate.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <cmath>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(screening)

namespace
{
  nadir::FlawEstimate nzsp(const double depth, const double toughness = 1.3e6, const double resistance = 1e-3)
  {
    return nadir::estimate_flaw(toughness, depth, 23.7e-6, resistance, 0.1);
  }
} // namespace

BOOST_AUTO_TEST_CASE(critical_current_density_has_the_known_values)
{
  // mA/cm2 with three digits, so half a unit of the last one
  BOOST_TEST(nzsp(1e-6).critical_current_density / 10 == 16.0, boost::test_tools::tolerance(0.005));
  BOOST_TEST(nzsp(10e-6).critical_current_density / 10 == 4.79, boost::test_tools::tolerance(0.002));
  BOOST_TEST(nzsp(50e-6).critical_current_density / 10 == 1.74, boost::test_tools::tolerance(0.004));
  BOOST_TEST(nzsp(100e-6).critical_current_density / 10 == 1.00, boost::test_tools::tolerance(0.006));
}

BOOST_AUTO_TEST_CASE(pressure_and_overpotential_of_a_ten_micrometre_edge_crack)
{
  // V23 gives 207.1 MPa and 50.9 mV with the factor 1.12.
  BOOST_TEST(nzsp(10e-6).critical_pressure == 207.1e6 * 1.12 / 1.1215, boost::test_tools::tolerance(0.001));
  BOOST_TEST(nzsp(10e-6).critical_overpotential == 50.9e-3 * 1.12 / 1.1215, boost::test_tools::tolerance(0.002));
}

BOOST_AUTO_TEST_CASE(logarithmic_slopes)
{
  const double h     = 1e-4;
  const auto   slope = [&](const auto &current) { return (std::log(current(1 + h)) - std::log(current(1 - h))) / (2 * h); };
  const double r     = 0.609 * 10e-6 / (0.1 * 1e-3);
  BOOST_TEST(slope([&](double f) { return nzsp(10e-6, 1.3e6 * f).critical_current_density; }) == 1., boost::test_tools::tolerance(1e-6));
  BOOST_TEST(slope([&](double f) { return nzsp(10e-6, 1.3e6, 1e-3 * f).critical_current_density; }) == -1 / (1 + r),
             boost::test_tools::tolerance(1e-4));
  BOOST_TEST(slope([&](double f) { return nzsp(10e-6 * f).critical_current_density; }) == -0.5 - r / (1 + r),
             boost::test_tools::tolerance(1e-4));
}

// Compression adds to the pressure that breaks, whatever the depth; the current rises by what carries it.
BOOST_AUTO_TEST_CASE(compression_across_the_flaw)
{
  const auto free = nzsp(10e-6), pressed = estimate_flaw(1.3e6, 10e-6, 23.7e-6, 1e-3, 0.1, 200e6);
  BOOST_TEST(pressed.critical_pressure - free.critical_pressure == 200e6, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(pressed.critical_current_density / free.critical_current_density == pressed.critical_pressure / free.critical_pressure,
             boost::test_tools::tolerance(1e-12));
}

// V21: 364.3 MPa and 89.5 mV for a penny of 10 um.
BOOST_AUTO_TEST_CASE(disc_inside)
{
  BOOST_TEST(disc_pressure(1.3e6, 10e-6) == 364.3e6, boost::test_tools::tolerance(2e-4));
  BOOST_TEST(23.7e-6 / constants::faraday * disc_pressure(1.3e6, 10e-6) == 89.5e-3, boost::test_tools::tolerance(6e-4));
}

// V17: sodium at 1 mA/cm2 in a slot 10 um deep; three digits.
BOOST_AUTO_TEST_CASE(extrusion_from_a_slot)
{
  const Norton sodium({1e6, 0.53, 5, {44e3, 298.15}});
  const double v = 23.7e-6 * 10 / constants::faraday;
  for (const auto &[width, pressure] : {std::pair{500e-9, 24.0e6}, std::pair{100e-9, 228e6}, std::pair{50e-9, 602e6}})
    BOOST_TEST(extrusion_pressure(sodium, 298.15, v, width, 10e-6) == pressure, boost::test_tools::tolerance(2.5e-3));
}

// V5 and V6.
BOOST_AUTO_TEST_CASE(salt)
{
  BOOST_TEST(limiting_current_density(1e-11, 1000, 0.2, 100e-6) == 24.121, boost::test_tools::tolerance(3e-5));
  BOOST_TEST(sands_time(1e-11, 1000, 0.2, 10) == 1142.44, boost::test_tools::tolerance(5e-6));
  // A negative transference number, as measured for PEO, makes both worse.
  BOOST_TEST(limiting_current_density(1e-11, 1000, -0.2, 100e-6) < limiting_current_density(1e-11, 1000, 0.2, 100e-6));
}

// At theta the refill (1 - theta) h_v [k_c (p/p_ref)^m + k_v] carries the stripping velocity.
BOOST_AUTO_TEST_CASE(stripping_that_the_refill_keeps_up_with)
{
  CreepDiffusionRefill::Parameters p{10e-6, 0.01, 1.4e-4};
  p.pressure_exponent = 2;
  p.vacancy_rate      = 1e-4;
  const CreepDiffusionRefill law(p);
  BOOST_TEST(steady_stripping_velocity(law, 0.5, 3e6, 298.15) == 0.5 * 10e-6 * (1.4e-4 * 9 + 1e-4), boost::test_tools::tolerance(1e-12));
  BOOST_TEST(steady_stripping_velocity(law, 0.5, -3e6, 298.15) == 0.5 * 10e-6 * 1e-4, boost::test_tools::tolerance(1e-12));
}

// (2 R T/F) asinh(i/(2 i0)) + R i, on either side.
BOOST_AUTO_TEST_CASE(drop_over_an_interface)
{
  InterfaceLaws laws;
  laws.charge_transfer = std::make_shared<ButlerVolmer>(ButlerVolmer::Parameters{10, 0.5, 0.5});
  laws.molar_volume    = 23.7e-6;
  laws.resistance      = 1e-3;
  for (const double i : {10., -10., 1e3})
    BOOST_TEST(interface_drop(laws, i, 298.15, 0.1) == 2 * constants::gas * 298.15 / constants::faraday * std::asinh(i / 20) + 1e-3 * i,
               boost::test_tools::tolerance(1e-10));
  laws.sodium_inventory = 0; // an empty face carries no stripping current
  BOOST_CHECK_THROW(interface_drop(laws, 10, 298.15, 0.1), SolveError);
}

namespace
{
  /// The one value with this name at a place that contains a text.
  double value_of(const Screening &s, const std::string &name, const std::string &place = "")
  {
    double       value = 0;
    unsigned int found = 0;
    for (const Estimate &e : s.estimates)
      if (e.form->name.find(name) == 0 && e.place.find(place) != std::string::npos)
        {
          value = e.value;
          ++found;
        }
    BOOST_TEST(found == 1u, name << " at " << place << ": " << found << " values");
    return value;
  }

  std::string why_not(const Screening &s, const std::string &name)
  {
    for (const NotAvailable &n : s.not_available)
      if (n.name.find(name) == 0)
        return n.why;
    return "";
  }
} // namespace

// V1 from a deck, without a mesh: the voltage that the simulation gives.
BOOST_AUTO_TEST_CASE(voltage_of_a_cell)
{
  const auto s = screen(read_deck("convergence/decks/symmetric_cell.prm"));
  BOOST_TEST(value_of(s, "cell voltage") == 0.149454, boost::test_tools::tolerance(4e-6));
  BOOST_TEST(why_not(s, "Sand's time") != "");
  BOOST_TEST(why_not(s, "stripping limit") == "the interface has no `Voids`");
  BOOST_TEST(why_not(s, "critical current density").find("Flaw depths") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(salt_of_a_deck)
{
  const auto below = screen(read_deck("convergence/decks/bruce_vincent.prm"));
  BOOST_TEST(value_of(below, "limiting current density") == 24.121, boost::test_tools::tolerance(3e-5));
  BOOST_TEST(why_not(below, "Sand's time").find("below the limiting current density") != std::string::npos);
  const auto above = screen(read_deck("convergence/decks/bruce_vincent.prm", {"Screening/Current density=40 A/m^2"}));
  BOOST_TEST(value_of(above, "Sand's time") == 1142.44 / 16, boost::test_tools::tolerance(5e-6));
}

// Flaws of a deck and more: the initial crack and the four depths, at the interface that they belong to.
BOOST_AUTO_TEST_CASE(flaws_of_a_deck)
{
  const auto s = screen(read_deck("../inputs/flagship/surface-flaw-short.prm",
                                  {"Screening/Flaw depths=1 um, 50 um, 100 um", "Interface stripped face/Resistance=10 ohm cm^2"}));
  // Z = R T/(F i0) with i0 = 25.7 A/m2 is 9.997 ohm cm2, so the known numbers within their digits.
  for (const auto &[place, current] : {std::pair{"flaw of 1 um at 'plated", 16.0}, std::pair{"'flaw' of 10 um at 'plated", 4.79}, std::pair{"flaw of 50 um at 'plated", 1.74}, std::pair{"flaw of 100 um at 'plated", 1.00}})
    BOOST_TEST(value_of(s, "critical current density", place) == 10 * current, boost::test_tools::tolerance(0.006));
  for (const Estimate &e : s.estimates) // the crack that is filled from the plated face is none of the other's
    BOOST_TEST(!(e.place.find("'flaw'") != std::string::npos && e.place.find("'stripped face'") != std::string::npos));
  // The foil of this deck does not creep, and nothing is said about it instead of a zero.
  BOOST_TEST(why_not(s, "extrusion pressure").find("has no `Flow`") != std::string::npos);
  const auto json = nlohmann::json::parse(as_json(s, "title"));
  BOOST_TEST(json["estimates"].size() == s.estimates.size());
  for (const auto &e : json["estimates"])
    {
      BOOST_TEST(!e["formula"].get<std::string>().empty());
      BOOST_TEST(!e["source"].get<std::string>().empty());
      BOOST_TEST(e["assumptions"].size() > 0u);
    }
}

// The stripping limit of tutorial 2: h_v (1 - 1/2) k(12 MPa) F/V_m with k = 1.228e-3 1/s times 12/9.
BOOST_AUTO_TEST_CASE(stripping_limit_of_a_deck)
{
  const auto s = screen(read_deck("../inputs/tutorials/02-stack-pressure.prm"));
  BOOST_TEST(value_of(s, "stripping limit", "'stripped face'") == 10e-6 * 0.5 * 1.228e-3 * 12 / 9 * constants::faraday / 23.7e-6, boost::test_tools::tolerance(1e-3));
}

BOOST_AUTO_TEST_SUITE_END()
