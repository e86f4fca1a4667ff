// Values of single laws against closed forms and limits.
#include "base/constants.h"
#include "base/errors.h"
#include "base/registry.h"
#include "laws/interfaces/butler_volmer.h"
#include "laws/interfaces/interphase_growth.h"
#include "laws/interfaces/linear_transfer.h"
#include "laws/interfaces/ortmann.h"
#include "laws/interfaces/tafel.h"
#include "laws/transport/arrhenius.h"
#include "laws/transport/tabulated.h"
#include "laws/transport/vtf.h"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <functional>

using namespace nadir;

BOOST_AUTO_TEST_SUITE(law_values)

namespace
{
  const double T = 298.15, RT_F = constants::gas * T / constants::faraday;

  struct Response
  {
    double i, slope;
  };

  Response current(const ChargeTransferLaw &law, const double eta, const double temperature = T)
  {
    const double in[2] = {eta, temperature};
    double       i, d[2];
    law.evaluate(in, &i, d);
    return {i, d[0]};
  }

  double grown(const InterphaseLaw &law, const double delta, const double dt, const double temperature = T)
  {
    const double in[3] = {delta, temperature, dt};
    double       out;
    law.evaluate(in, &out, nullptr);
    return out;
  }

  double resistance(const ConstrictionLaw &law, const double theta, const double sigma)
  {
    const double in[2] = {theta, sigma};
    double       out;
    law.evaluate(in, &out, nullptr);
    return out;
  }

  std::string failure(const std::function<void()> &action)
  {
    try
      {
        action();
      }
    catch (const SolveError &e)
      {
        return e.what();
      }
    return "no failure";
  }
} // namespace

BOOST_AUTO_TEST_CASE(butler_volmer_small_signal_and_inverse)
{
  const ButlerVolmer law({10.});
  BOOST_TEST(1. / current(law, 0.).slope == RT_F / 10., boost::test_tools::tolerance(1e-14));
  // a_a = a_c = 1/2: i = 2 i0 sinh(eta F/(2RT)), so eta = (2RT/F) asinh(i/(2 i0)); also where i is tiny.
  for (const double i : {-500., -10., -1e-9, 1e-9, 10., 500.})
    BOOST_TEST(current(law, 2. * RT_F * std::asinh(i / 20.)).i == i, boost::test_tools::tolerance(1e-13));
}

BOOST_AUTO_TEST_CASE(butler_volmer_guard)
{
  const ButlerVolmer law({10., 0.4, 0.6, {}, {5.}});
  for (const double sign : {-1., 1.})
    {
      const double at    = sign * 5. * RT_F / (sign > 0 ? 0.4 : 0.6); // where the exponent is the largest
      const auto   below = current(law, at * (1. - 1e-9)), above = current(law, at * (1. + 1e-9));
      BOOST_TEST(below.i == above.i, boost::test_tools::tolerance(1e-7));
      BOOST_TEST(below.slope == above.slope, boost::test_tools::tolerance(1e-7));
      BOOST_TEST(!law.limited(at * 0.999, T));
      BOOST_TEST(law.limited(at * 1.001, T));
      const auto far = current(law, sign * 1000.);
      BOOST_TEST(std::isfinite(far.i));
      BOOST_TEST(std::abs(far.i) > std::abs(above.i));
      BOOST_TEST(far.slope > 0.);
    }
  BOOST_TEST(std::isfinite(current(ButlerVolmer({10.}), 1e6).i));
}

BOOST_AUTO_TEST_CASE(butler_volmer_activation)
{
  const ButlerVolmer law({10., 0.5, 0.5, {30000., T}});
  const double       ratio = std::exp(-30000. / constants::gas * (1. / 333.15 - 1. / T));
  const double       i0    = current(law, 0., 333.15).slope * constants::gas * 333.15 / constants::faraday;
  BOOST_TEST(i0 == 10. * ratio, boost::test_tools::tolerance(1e-14));
  BOOST_TEST(ratio > 3.5); // a higher temperature is faster
}

BOOST_AUTO_TEST_CASE(linear_laws)
{
  const auto by_i0 = LinearTransfer::from_exchange_current_density(10.);
  BOOST_TEST(current(by_i0, 0.).slope == current(ButlerVolmer({10.}), 0.).slope, boost::test_tools::tolerance(1e-14));
  const auto by_z = LinearTransfer::from_resistance(1e-3, {30000., T});
  BOOST_TEST(current(by_z, -0.02).i == -20., boost::test_tools::tolerance(1e-14));
  BOOST_TEST(current(by_z, 0.02, 333.15).i > 60.);
}

BOOST_AUTO_TEST_CASE(tafel_lines)
{
  const Tafel law({10., 0.3, 0.7});
  BOOST_TEST(current(law, 0.2).i == 10. * std::exp(0.3 * 0.2 / RT_F), boost::test_tools::tolerance(1e-14));
  BOOST_TEST(current(law, -0.2).i == -10. * std::exp(0.7 * 0.2 / RT_F), boost::test_tools::tolerance(1e-14));
  BOOST_TEST(current(law, 0.).i == 0.);
  // Far from equilibrium it is Butler-Volmer.
  BOOST_TEST(current(law, 0.6).i == current(ButlerVolmer({10., 0.3, 0.7}), 0.6).i, boost::test_tools::tolerance(1e-9));
  // C1 where the straight piece ends, and monotone throughout.
  const double joint = RT_F / 0.3;
  BOOST_TEST(current(law, joint * (1. - 1e-10)).i == current(law, joint * (1. + 1e-10)).i,
             boost::test_tools::tolerance(1e-9));
  BOOST_TEST(current(law, joint * (1. - 1e-10)).slope == current(law, joint * (1. + 1e-10)).slope,
             boost::test_tools::tolerance(1e-9));
  for (double eta = -0.5; eta < 0.5; eta += 0.003)
    BOOST_TEST(current(law, eta + 0.003).i > current(law, eta).i);
}

BOOST_AUTO_TEST_CASE(conductivity_forms)
{
  const ArrheniusConductivity with_T({0.02, 27890.}), plain({0.02, 27890., T, ArrheniusConductivity::Form::sigma});
  BOOST_TEST(with_T(T) == 0.02);
  BOOST_TEST(plain(T) == 0.02);
  // sigma T (or sigma) is a straight line over 1/T with the slope -Ea/R.
  const double hot = 400., slope = -27890. / constants::gas * (1. / hot - 1. / T);
  BOOST_TEST(std::log(with_T(hot) * hot / (0.02 * T)) == slope, boost::test_tools::tolerance(1e-13));
  BOOST_TEST(std::log(plain(hot) / 0.02) == slope, boost::test_tools::tolerance(1e-13));

  // VTF: A T^(-1/2) exp(-B/(T - T0)).
  const VTFConductivity vtf({0.001, 1200., 200.});
  const double          A = 0.001 * std::sqrt(T) * std::exp(1200. / (T - 200.));
  BOOST_TEST(vtf(T) == 0.001);
  BOOST_TEST(vtf(333.15) == A / std::sqrt(333.15) * std::exp(-1200. / 133.15), boost::test_tools::tolerance(1e-13));
  BOOST_TEST(failure([&] { vtf(200.); }) ==
             "VTF conductivity: the temperature 200 K is not above the Vogel temperature "
             "200 K, where the law ends.");
}

BOOST_AUTO_TEST_CASE(tables)
{
  // Points of an Arrhenius law: between them both interpolations are that law.
  const ArrheniusConductivity exact({0.1, 30000., T, ArrheniusConductivity::Form::sigma});
  const std::vector<double>   temperatures = {273.15, 298.15, 323.15, 353.15};
  std::vector<double>         conductivities;
  for (const double t : temperatures)
    conductivities.push_back(exact(t));
  for (const bool cubic : {false, true})
    {
      const TabulatedConductivity table({temperatures, conductivities, cubic});
      for (const double t : {273.15, 280., 298.15, 310., 340., 353.15})
        BOOST_TEST(table(t) == exact(t), boost::test_tools::tolerance(1e-13));
      BOOST_TEST(failure([&] { table(353.2); }) ==
                 "tabulated conductivity: the temperature 353.2 K is outside the table, which ends at 273.15 K and "
                 "353.15 K; there is no extrapolation.");
      BOOST_TEST(failure([&] { table(200.); }) != "no failure");
      BOOST_TEST(failure([&] { table(std::nan("")); }) != "no failure");
    }

  // A plateau: the cubic does not overshoot.
  const TabulatedConductivity step({{273.15, 298.15, 323.15, 353.15}, {0.01, 0.1, 0.1, 1.}, true});
  for (double t = 273.15; t < 353.15; t += 0.5)
    {
      BOOST_TEST(step(t) >= 0.01 * (1. - 1e-12));
      BOOST_TEST(step(t) <= 1. + 1e-12);
      if (t >= 298.15 && t <= 323.15)
        BOOST_TEST(step(t) == 0.1, boost::test_tools::tolerance(1e-13));
    }
}

BOOST_AUTO_TEST_CASE(interphase_closed_forms)
{
  const double          k_p = 3e-18, k_l = 2e-12, t = 7200.;
  const ParabolicGrowth parabolic({k_p});
  const LinearGrowth    linear({k_l});
  const SeriesGrowth    series({k_p}, {k_l});

  BOOST_TEST(grown(parabolic, 0., t) == std::sqrt(k_p * t), boost::test_tools::tolerance(1e-15));
  BOOST_TEST(grown(linear, 1e-9, t) == 1e-9 + k_l * t, boost::test_tools::tolerance(1e-15));
  for (const double delta : {0., 3e-9, 1e-6})
    {
      const double after = grown(series, delta, t);
      BOOST_TEST(after * after / k_p + after / k_l - delta * delta / k_p - delta / k_l == t,
                 boost::test_tools::tolerance(1e-10));
      BOOST_TEST(after < grown(parabolic, delta, t));
      BOOST_TEST(after < grown(linear, delta, t));
    }
  // The slower of the two decides.
  BOOST_TEST(grown(SeriesGrowth({k_p}, {1.}), 0., t) == grown(parabolic, 0., t), boost::test_tools::tolerance(1e-6));
  BOOST_TEST(grown(SeriesGrowth({1.}, {k_l}), 0., t) == grown(linear, 0., t), boost::test_tools::tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(interphase_steps_compose)
{
  for (const auto &entry : Registry<InterphaseLaw>::all())
    for (const auto &law : entry.samples())
      for (const double delta : {0., 5e-9, 2e-6})
        BOOST_TEST_CONTEXT(entry.name)
        {
          const double half = grown(*law, delta, 1800., 320.);
          BOOST_TEST(grown(*law, half, 1800., 320.) == grown(*law, delta, 3600., 320.),
                     boost::test_tools::tolerance(1e-14));
          BOOST_TEST(grown(*law, delta, 0., 320.) == delta);
        }
}

BOOST_AUTO_TEST_CASE(constriction_limits)
{
  const OrtmannConstriction law({10e-6});
  const double              pi = std::acos(-1.);
  BOOST_TEST(resistance(law, 0.25, 0.1) == pi * 10e-6 * std::pow(0.5, 1.5) / (4. * 0.1 * 0.5),
             boost::test_tools::tolerance(1e-14));
  BOOST_TEST(resistance(law, 1., 0.1) == 0.);
  // A small spot of radius a = b sqrt(theta) has 1/(4 sigma a), here times the nominal area pi b^2 (V12).
  const double theta = 1e-10, a = 10e-6 * std::sqrt(theta);
  BOOST_TEST(resistance(law, theta, 0.1) == pi * 10e-6 * 10e-6 / (4. * 0.1 * a), boost::test_tools::tolerance(2e-5));
  BOOST_TEST(failure([&] { resistance(law, 0., 0.1); }) ==
             "constriction: the contact fraction is 0; without contact the resistance is infinite.");
}

BOOST_AUTO_TEST_SUITE_END()
