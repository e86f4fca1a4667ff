// Plating into a space that does not give way, in one dimension with confined moduli: w of plated sodium raises the pressure
// to p = (p0 + k w)/(1 + k C), with C the compliance of the layers and the contact and k, p0 those of the fixture behind
// a plate (k infinite: fixed plates, p = w/C). At a voltage V plating follows i = (V + V_m p/F)/Z, so the pressure tends to
// p* = -F V/V_m as exp(-t/tau), tau = Z (F/V_m)^2 (C + 1/k).
#include "convergence/orders.h"

#include "base/constants.h"

#include <algorithm>
#include <limits>

using namespace nadir;
using namespace nadir::testing;
using boost::test_tools::tolerance;

BOOST_AUTO_TEST_SUITE(pressure_confined)

namespace
{
  constexpr double per_charge = 23.7e-6 / constants::faraday; ///< V_m/F, m3/C

  constexpr double confined_modulus(const double E, const double nu) { return E * (1 - nu) / ((1 + nu) * (1 - 2 * nu)); }

  /// m/Pa
  constexpr double compliance = 10e-6 / confined_modulus(4.6e9, 0.41) + 100e-6 / confined_modulus(80e9, 0.26) + 1e-15;
  constexpr double Z          = 1e-3 + 100e-6 / 0.1 + 10e-6 / 2.1e7; ///< ohm m2
  constexpr double voltage    = -10e-3, limit = -voltage / per_charge;

  struct Fixture
  {
    std::string deck;
    double      start, slope; ///< p = start + slope w, Pa and Pa/m

    double rate() const { return per_charge * per_charge * slope / Z; } ///< 1/tau
    double exact(const double t) const { return limit + (start - limit) * std::exp(-rate() * t); }

    /// The time scheme on its own: backward Euler once, then BDF2 with equal steps.
    std::vector<double> scheme(const double h, const unsigned int n) const
    {
      std::vector<double> p = {start, (start + h * rate() * limit) / (1 + h * rate())};
      for (unsigned int k = 2; k <= n; ++k)
        p.push_back((4 * p[k - 1] - p[k - 2] + 2 * h * rate() * limit) / (3 + 2 * h * rate()));
      return p;
    }
  };

  const double  stiffness = 5e14, load = 1e6; ///< of pressure_fixture.prm
  const Fixture plates{"pressure_confined.prm", 0, 1 / compliance};
  const Fixture spring{"pressure_fixture.prm", load / (1 + stiffness * compliance),
                       stiffness / (1 + stiffness * compliance)};

  Outcome plate(const Fixture &fixture, const double h, const unsigned int n, const Overrides &more = {})
  {
    return simulate("convergence/decks/" + fixture.deck,
                    Overrides{setting("Time/Initial step", h, "s"),
                              setting("Protocol/Step plate/Duration", n * h, "s")} + more);
  }
} // namespace

BOOST_AUTO_TEST_CASE(constant_current)
{
  // Pressure and voltage are linear in time, which the scheme resolves exactly: solver tolerances remain (coupling 1e-8
  // of the current, which is 5e-9 of the voltage at the start).
  const auto run = simulate("convergence/decks/pressure_current.prm");
  const auto time = run.all("time_s"), v = run.all("voltage_V"), p = run.all("face:mean_pressure_Pa");
  for (unsigned int k = 0; k < time.size(); ++k)
  {
    const double pressure = per_charge * time[k] / compliance; // 1 A/m2
    BOOST_TEST(p[k] == pressure, tolerance(2e-8));
    BOOST_TEST(v[k] == -Z - per_charge * pressure, tolerance(2e-8));
  }
}

BOOST_AUTO_TEST_CASE(second_order_in_time)
{
  for (const Fixture &fixture : {plates, spring})
  {
    double coarser = 0;
    for (const double h : {2.5, 1.25})
    {
      const unsigned int n   = 150 / h;
      const auto         run = plate(fixture, h, n);
      const auto         p = run.all("face:mean_pressure_Pa"), current = run.all("current_density_A_per_m2");
      const auto         scheme = fixture.scheme(h, n);
      double             error  = 0;
      for (unsigned int k = 0; k < n; ++k)
      {
        // The coupling leaves 1e-8 of the largest current; ten times that on what is left of it.
        BOOST_TEST(p[k] == scheme[k + 1], tolerance(1e-7));
        BOOST_TEST(current[k] == (voltage + per_charge * scheme[k + 1]) / Z, tolerance(1e-6));
        if (std::fmod((k + 1) * h, 2.5) == 0) // times that both runs have
          error = std::max(error, std::abs(p[k] - fixture.exact((k + 1) * h)));
      }
      BOOST_TEST_MESSAGE(fmt::format("{} h = {} s: {:.4e} Pa", fixture.deck, h, error));
      // C h^2 (1 + c h/tau) with c of about 3 (the first step is of first order); h/tau = 0.013 to 0.026.
      if (coarser > 0)
        BOOST_TEST(std::abs(order(coarser, error) - 2) < 0.15);
      coarser = error;
    }
  }
}

BOOST_AUTO_TEST_CASE(accelerations_agree)
{
  std::vector<double> first;
  for (const std::string kind : {"Anderson", "Aitken", "none"})
  {
    const auto run   = plate(spring, 20, 10, {"Mechanics/Acceleration=" + kind});
    const auto p     = run.all("face:mean_pressure_Pa");
    const auto turns = run.all("coupling_turns");
    BOOST_TEST_MESSAGE(kind << ": " << *std::max_element(turns.begin(), turns.end()) << " turns at most");
    if (first.empty())
      first = p;
    for (unsigned int k = 0; k < p.size(); ++k)
      BOOST_TEST(p[k] == first[k], tolerance(1e-8)); // the tolerance of the coupling
  }
}

BOOST_AUTO_TEST_CASE(large_steps_find_the_limit)
{
  // Steps of up to 200 times tau: pressure answers to plating 200 times more strongly than plating can follow. Every step
  // takes backward Euler's or BDF2's own value; after ten the limit F |V|/V_m is left.
  for (const double h : {200., 20000.})
    for (const std::string kind : {"Anderson", "Aitken", "none"})
    {
      const auto run    = plate(plates, h, 10, {"Mechanics/Acceleration=" + kind});
      const auto p      = run.all("face:mean_pressure_Pa"), turns = run.all("coupling_turns");
      const auto scheme = plates.scheme(h, 10);
      for (unsigned int k = 0; k < p.size(); ++k)
        BOOST_TEST(p[k] == scheme[k + 1], tolerance(1e-7));
      if (h > 1000)
        BOOST_TEST(run.last("face:mean_pressure_Pa") == limit, tolerance(1e-7));
      const double most = *std::max_element(turns.begin(), turns.end());
      BOOST_TEST_MESSAGE(fmt::format("h = {} s, {}: {} turns at most", h, kind, most));
      BOOST_TEST(most < 20);
    }
}

BOOST_AUTO_TEST_SUITE_END()
