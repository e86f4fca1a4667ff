// inputs/gallery/squeezed-foil.prm: a foil that sticks to its plates against bounds for a Norton solid, and one that
// slides against the relaxation of a bar (V15).
#include "support/simulate.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(gallery_squeezed_foil)

namespace
{
  const std::string deck = "../inputs/gallery/squeezed-foil.prm";

  // Units: MPa, mm, s. Half of the foil has the thickness b.
  constexpr double A = 0.53, n = 5, E = 4600, nu = 0.41, R = 2, b = 0.1, squeeze = 10, peak = 3;
  constexpr double bulk = E / (3 * (1 - 2 * nu));

  /// Pressure on the plate at unit velocity from the field v_z = -g(z), v_r = r g'/2 with g' = c (1 - (z/b)^m), which
  /// sticks at z = b: by virtual work, an upper bound for an incompressible Norton solid, least over m.
  double pressure_at_unit_velocity()
  {
    double least = 1e300;
    for (int m = 2; m < 15; ++m)
    {
      const int    N     = 200;
      const double c     = (m + 1) / (m * b);
      double       power = 0;
      for (int j = 0; j < N; ++j)
        for (int i = 0; i < N; ++i)
        {
          const double z = (j + 0.5) / N, r = (i + 0.5) / N * R;
          const double g1 = c * (1 - std::pow(z, m)), g2 = c * m / b * std::pow(z, m - 1);
          power += std::pow(g1 * g1 + r * r * g2 * g2 / 12, 0.5 * (1 + 1 / n)) * 2 * r * R / N * b / N;
        }
      least = std::min(least, power * std::pow(A, -1 / n) / (R * R));
    }
    return least;
  }

  /// Relaxation of a foil in which pressure drives a lubrication flow, k |p'|^n, out of its own compression:
  /// (1/r) (r k |F'|^n)' = F, F(1) = 0, separable in time. Returns d(mean p)/dt over that of a flow with the uniform
  /// divergence of a moving plate.
  double share_of_the_uniform_rate()
  {
    double low = 0, high = 10, mean = 0;
    for (int trial = 0; trial < 60; ++trial)
    {
      const int N = 2000;
      double    F = 0.5 * (low + high), Q = 0;
      mean = 0;
      for (int i = 0; i < N; ++i)
      {
        const double r = (i + 0.5) / N, middle = Q + r * F / (2 * N);
        F -= std::pow(middle / r, 1 / n) / N;
        Q += r * F / N;
        mean += 2 * r * F / N;
      }
      (F > 0 ? high : low) = 0.5 * (low + high);
    }
    return std::pow(mean, 1 - n) / (2 * std::pow((3 * n + 1) / n, n));
  }

  double relaxed(const double modulus, const double rate, const double time)
  {
    return std::pow(std::pow(peak, 1 - n) + (n - 1) * modulus * rate * time, -1 / (n - 1));
  }
} // namespace

BOOST_AUTO_TEST_CASE(a_foil_that_sticks)
{
  const auto run  = simulate(deck);
  const auto time = run.all("time_s"), pressure = run.all("plate:pressure_Pa"),
             motion = run.all("plate:displacement_m");
  const auto after  = std::find_if(time.begin(), time.end(), [](const double t) { return t > squeeze * (1 - 1e-9); });
  const auto last   = after - time.begin();
  BOOST_TEST(pressure[last] == peak * 1e6, boost::test_tools::tolerance(1e-8));

  // The plate's velocity without its elastic share (pressure rate over the bulk modulus: shear stresses are small). The
  // bound is within a few percent for a trial field that contains both sliding limits; the mesh is too stiff by less
  // than its cells are wide, and in pressure a fifth of that counts.
  const double p  = 0.5e-6 * (pressure[last] + pressure[last - 1]);
  const double dt = time[last] - time[last - 1];
  const double rate
      = ((motion[last - 1] - motion[last]) * 1e3 / b - (pressure[last] - pressure[last - 1]) * 1e-6 / bulk) / dt;
  const double bound = pressure_at_unit_velocity() * std::pow(rate * b, 1 / n);
  const double lubrication
      = n / (3 * n + 1) * R / b * std::pow(rate * R / b * (n + 2) / (2 * A * std::pow(3, (n + 1) / 2)), 1 / n);
  BOOST_TEST_MESSAGE("squeezing at " << p << " MPa and " << rate << " 1/s: upper bound " << bound
                                     << " MPa, lubrication alone " << lubrication << " MPa");
  BOOST_TEST(p < 1.01 * bound);
  BOOST_TEST(p > 0.97 * bound);
  BOOST_TEST(p > lubrication); // which leaves out the normal stresses

  // Relaxation of the mean pressure, dp/dt = -K C p^n: with the profile of the squeezing (C from the bound) as fast as
  // it can be, with that of a lubrication flow from the foil's own compression as slow as in the limit of a thin foil.
  const double fast = 1 / (std::pow(pressure_at_unit_velocity(), n) * b), slow = fast * share_of_the_uniform_rate();
  double       passed = 0;
  for (unsigned int k = 0; k < time.size(); ++k)
    if (const double t = time[k] - squeeze; t > 30) // the profile has settled
    {
      BOOST_TEST(pressure[k] > 1e6 * relaxed(bulk, fast, t));
      BOOST_TEST(pressure[k] < 1e6 * relaxed(bulk, slow, t));
      if (passed == 0 && pressure[k] < 0.27e6)
        passed = t;
    }
  BOOST_TEST_MESSAGE("after an hour " << run.last("plate:pressure_Pa") / 1e6 << " MPa (" << relaxed(bulk, fast, 3600)
                                      << " to " << relaxed(bulk, slow, 3600)
                                      << " expected); the measured 0.27 MPa are passed after " << passed << " s");
  BOOST_TEST(passed > 60); // minutes, as in an experiment
  BOOST_TEST(passed < 3600);
}

BOOST_AUTO_TEST_CASE(a_foil_that_slides)
{
  // Uniaxial: a homogeneous state. During the squeeze the creep strain is A p^n dt integrated, in the hold V15 follows.
  constexpr double squeezed = 0.2e-3; // s
  const auto       run
      = simulate(deck, {"Support plate/Held=false", "Protocol/Step squeeze/Duration=0.2 ms", "Geometry/Cells across=2",
                        "Geometry/Layer foil/Cells=1", "Time/Initial step=0.01e-6 s", "Time/Strain scale=1e-5"});
  const auto time = run.all("time_s"), pressure = run.all("plate:pressure_Pa"),
             creep = run.all("sodium:max_creep_strain");
  // A step may err by tolerance * strain scale = 1e-8 in the creep strain, E 1e-8 = 46 Pa; the first three of the hold
  // are backward Euler and not controlled: h^2/2 of the second derivative of creep, (n/2) (E/p) (A p^n h)^2. An error
  // decays as p^n.
  const double h = 1e-8, euler = 3 * n / 2 * E / peak * std::pow(A * std::pow(peak, n) * h, 2) * E * 1e6;
  double       allowed = 0;
  for (unsigned int k = 1; k < time.size(); ++k)
    if (time[k] > squeezed * (1 + 1e-9))
    {
      if (allowed == 0)
        allowed = euler;
      allowed = allowed * std::pow(pressure[k] / pressure[k - 1], n) + E * 1e-2;
      BOOST_TEST(std::abs(pressure[k] - 1e6 * relaxed(E, A, time[k] - squeezed)) < allowed);
    }
    else if (time[k] > squeezed * (1 - 1e-9))
      BOOST_TEST(std::abs(creep[k] - A * std::pow(peak, n) * squeezed / (n + 1))
                 < 2 * k * 1e-8); // the estimate lags behind t^6
  BOOST_TEST_MESSAGE("sliding: after an hour " << pressure.back() << " Pa, expected "
                                               << 1e6 * relaxed(E, A, time.back() - squeezed) << " Pa within "
                                               << allowed << " Pa");
  BOOST_TEST(run.last("plate:pressure_Pa") < 0.02e6); // far below the measured 0.27 MPa
}

BOOST_AUTO_TEST_SUITE_END()
