// V15: a bar of sodium that relaxes, creeps under load, and is heated; second order in the time step. Perfect plasticity,
// and the power law that tends to it.
#include "base/constants.h"
#include "orders.h"

using namespace nadir::testing;
using nadir::column;
using nadir::Row;

BOOST_AUTO_TEST_SUITE(solid_creep)

namespace
{
  const double E = 4.6e9, n = 5, rate_at_1_MPa = 0.53, Q = 44e3, length = 100e-6;

  Outcome in_steps(const std::string &deck, const double duration, const unsigned int steps)
  {
    return simulate("convergence/decks/" + deck, {setting("Time/Initial step", duration / steps, "s")});
  }

  /// Errors from steps that halve twice: BDF2 errs by C dt^2 (1 + c dt), and its first step, backward Euler, by another dt^2.
  void check_second_order(const std::vector<double> &errors)
  {
    for (unsigned int k = 1; k < errors.size(); ++k)
    {
      const double observed = order(std::abs(errors[k - 1]), std::abs(errors[k]));
      BOOST_TEST_MESSAGE(fmt::format("{:.3e} {:.3e} order {:.3f}", errors[k - 1], errors[k], observed));
      BOOST_TEST(std::abs(observed - 2) < 0.15, "order " << observed << " in the time step");
    }
  }
} // namespace

// sigma^(1-n) = sigma_0^(1-n) + (n-1) E A t. After 0.2 ms a quarter of 1 MPa is gone.
BOOST_AUTO_TEST_CASE(relaxation)
{
  const double A = rate_at_1_MPa / std::pow(1e6, n), t = 2e-4;
  const double exact = std::pow(std::pow(1e6, 1 - n) + (n - 1) * E * A * t, 1 / (1 - n));
  BOOST_TEST(exact < 0.77e6);
  std::vector<double> errors;
  for (const unsigned int steps : {40, 80, 160})
  {
    const auto run = in_steps("solid_bar_relaxation.prm", t, steps);
    BOOST_TEST(run.history.size() == steps);
    BOOST_TEST(run.last("force_balance") < 1e-12);
    errors.push_back(run.last("plate:pressure_Pa") / exact - 1);
  }
  check_second_order(errors);
  // Step 1/160 of the time, in which the stress falls by a quarter: (1/160)^2 = 4e-5 times derivatives of order 1.
  BOOST_TEST(std::abs(errors.back()) < 1e-5);
}

// At constant stress strain is linear in time, which BDF2 and its first step reproduce; the residual is asked for 1e-12, and
// strain answers to stress with the power n and E/sigma times more.
BOOST_AUTO_TEST_CASE(constant_load)
{
  const double stress = 0.4e6, rate = rate_at_1_MPa * std::pow(0.4, n);
  const auto   run = in_steps("solid_bar_load.prm", 1, 20);
  for (const Row &row : run.history)
  {
    const double t = column(row, "time_s"), creep = rate * t;
    BOOST_TEST(column(row, "plate:displacement_m") == -length * (stress / E + creep), boost::test_tools::tolerance(1e-8));
    BOOST_TEST(column(row, "bar:max_creep_strain") == creep, boost::test_tools::tolerance(1e-8));
    BOOST_TEST(column(row, "plate:pressure_Pa") == stress, boost::test_tools::tolerance(1e-11));
    const double volume = std::acos(-1.) * 50e-6 * 50e-6 * length;
    BOOST_TEST(column(row, "bar:creep_dissipation_J") == stress * creep * volume, boost::test_tools::tolerance(1e-8));
  }
}

// Heated linearly in time: strain = int A(T) sigma^n dt with A ~ exp[-(Q/R)(1/T - 1/298.15 K)].
BOOST_AUTO_TEST_CASE(heating)
{
  const double stress = 0.4e6, rate = rate_at_1_MPa * std::pow(0.4, n);
  const auto   factor = [](const double t) {
    return std::exp(-Q / nadir::constants::gas * (1 / (298.15 + 35 * t) - 1 / 298.15));
  };
  const unsigned int pieces = 1000; // Simpson's rule errs by 1e-12 times derivatives of order 10
  double             creep  = 0;
  for (unsigned int k = 0; k < pieces; ++k)
    creep += rate / (6. * pieces) * (factor(k / double(pieces)) + 4 * factor((k + 0.5) / pieces) + factor((k + 1.) / pieces));
  BOOST_TEST(factor(1) > 6);
  std::vector<double> errors;
  for (const unsigned int steps : {20, 40, 80})
    errors.push_back(in_steps("solid_bar_heated.prm", 1, steps).last("plate:displacement_m") / (-length * (stress / E + creep)) - 1);
  check_second_order(errors);
  BOOST_TEST(std::abs(errors.back()) < 5e-4);
}

// Stretched far beyond yield: the stress stays at the yield stress, exactly in uniaxial stress. A power law of exponent 100
// that carries the yield stress at the rate of the stretching ends there, too: what is missing decays with the strain over
// sigma/(n E) = 4e-7, a 2000th of it.
BOOST_AUTO_TEST_CASE(perfect_plasticity)
{
  const double yield = 0.2e6;
  for (const std::string deck : {"solid_bar_plastic.prm", "solid_bar_nearly_plastic.prm"})
  {
    const auto run = in_steps(deck, 1, 50);
    BOOST_TEST_CONTEXT(deck)
    {
      BOOST_TEST(run.last("plate:pressure_Pa") == -yield, boost::test_tools::tolerance(1e-9));
      BOOST_TEST(run.last("bar:max_creep_strain") == 1e-3 - yield / E, boost::test_tools::tolerance(1e-9));
    }
  }
  // Before it yields the bar is elastic.
  const auto early = in_steps("solid_bar_plastic.prm", 1, 50);
  BOOST_TEST(column(early.history.front(), "plate:pressure_Pa") == -E * 1e-3 / 50, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(column(early.history.front(), "bar:max_creep_strain") == 0.);
}

// In plane strain the limit is 2/sqrt(3) of the yield stress, approached as the out-of-plane deviator dies out over strains of
// about sigma/E = 4e-5, a 25th of what is applied: exp(-25) = 1e-11.
BOOST_AUTO_TEST_CASE(perfect_plasticity_in_plane_strain)
{
  BOOST_TEST(in_steps("solid_block_plastic.prm", 1, 50).last("plate:pressure_Pa") == -2 / std::sqrt(3.) * 0.2e6,
             boost::test_tools::tolerance(1e-7));
}

BOOST_AUTO_TEST_SUITE_END()
