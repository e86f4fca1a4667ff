// Energy of a cohesive interface inside the finite-element model: blocks are pulled apart by a given motion until the bond
// has failed. The work of the traction (for a plate: of its force), the dissipation that the interface reports and the
// toughness of Benzeggagh and Kenane times the area agree.
#include "convergence/orders.h"

#include <functional>

using namespace nadir::testing;
using boost::test_tools::tolerance;

BOOST_AUTO_TEST_SUITE(cohesive_plate)

namespace
{
  constexpr double area = 20e-6, K = 1e15, compliance = 20e-6 / 80e9; ///< of both blocks, m/Pa
  constexpr double strength_I = 10e6, strength_II = 16e6, toughness_I = 1, toughness_II = 3, exponent = 1.7;

  /// The law at a share B of shear, and the motion of the outer face at its peak and end.
  struct Mode
  {
    explicit Mode(const double share)
      : toughness(toughness_I + (toughness_II - toughness_I) * std::pow(share, exponent))
      , strength(std::sqrt(strength_I * strength_I +
                           (strength_II * strength_II - strength_I * strength_I) * std::pow(share, exponent)))
      , peak(strength / K + strength * compliance)
      , end(2 * toughness / strength)
      , length(toughness / strength - strength / K / 2)
    {}
    const double toughness, strength, peak, end;
    const double length; ///< of the exponential law
  };

  std::string number(const double value) { return fmt::format("({:.17g})", value); }

  /// Straight to `peak` in `first` steps, then on in steps of `step`.
  std::string motion(const double peak, const unsigned int first, const double step)
  {
    return fmt::format("if(t < {0}.5, {1}*t/{0}, {1} + {2}*(t-{0}))", first, number(peak), number(step));
  }

  Overrides steps(const unsigned int n) { return {fmt::format("Protocol/Step pull/Duration={} s", n)}; }

  /// Trapezoidal rule of the force against the motion.
  double work(const std::vector<double> &force, const std::vector<double> &motion)
  {
    double sum = 0.5 * force[0] * motion[0];
    for (unsigned int k = 1; k < force.size(); ++k)
      sum += 0.5 * (force[k] + force[k - 1]) * (motion[k] - motion[k - 1]);
    return sum;
  }

  Outcome pull(const std::string &formula, const unsigned int n, const Overrides &more = {})
  {
    return simulate("convergence/decks/cohesive_plate.prm",
                    Overrides{"Support pull/Displacement=" + formula} + steps(n) + more);
  }

  /// N, pulling
  std::vector<double> pulls(const Outcome &run)
  {
    auto list = run.all("pull:force_N");
    for (double &f : list)
      f = -f;
    return list;
  }
} // namespace

BOOST_AUTO_TEST_CASE(steps_on_peak_and_end_give_the_toughness)
{
  const Mode mode(0);
  const auto run = pull(motion(mode.peak, 2, (mode.end - mode.peak) / 4), 7);
  const auto force = pulls(run);
  BOOST_TEST(force[1] == mode.strength * area, tolerance(1e-9));
  // Residual stress is below 1e-10 of 1 MPa or of the stress at work.
  BOOST_TEST(work(force, run.all("pull:displacement_m")) == mode.toughness * area, tolerance(1e-9));
  BOOST_TEST(run.last("face:interface_dissipation_J") == mode.toughness * area, tolerance(1e-9));
  BOOST_TEST(run.last("face:failed_area_fraction") == 1., tolerance(1e-12));
  BOOST_TEST(run.all("face:interface_dissipation_J")[1] < 1e-10 * area); // nothing is lost up to the peak
}

BOOST_AUTO_TEST_CASE(steps_across_peak_and_end_are_second_order)
{
  // A kink with a change D of the slope inside a step of length h, at the share s of it, adds D s(1-s) h^2/2 to the rule.
  const Mode   mode(0);
  const double far = 1.3 * mode.end, rise = mode.strength / mode.peak, fall = mode.strength / (mode.end - mode.peak);
  for (const unsigned int n : {20u, 40u, 80u})
  {
    const double h        = far / n;
    const auto   error_at = [&](const double place, const double change) {
      const double s = place / h - std::floor(place / h);
      return change * s * (1 - s) * h * h / 2;
    };
    const double expected = error_at(mode.peak, -rise - fall) + error_at(mode.end, fall);
    const auto   run      = pull(motion(h, 1, h), n);
    const double error    = work(pulls(run), run.all("pull:displacement_m")) / area - mode.toughness;
    BOOST_TEST_MESSAGE(fmt::format("{} steps: {:.6e}, expected {:.6e} J/m2", n, error, expected));
    BOOST_TEST(std::abs(expected) > 1e-5);
    BOOST_TEST(error == expected, tolerance(1e-5)); // round-off of the work, 1e-10, over the error
    BOOST_TEST(run.last("face:interface_dissipation_J") == mode.toughness * area, tolerance(1e-9));
  }
}

BOOST_AUTO_TEST_CASE(mixed_modes)
{
  for (const double share : {0., 0.2, 0.5, 0.93, 1.})
    BOOST_TEST_CONTEXT("share of shear " << share)
    {
      const Mode   mode(share);
      const double normal = std::sqrt(1 - share), shear = std::sqrt(share);
      const auto   formula = motion(mode.peak, 2, (mode.end - mode.peak) / 4);
      const auto   run     = simulate("convergence/decks/cohesive_modes.prm",
                                      Overrides{"Support pull/X=" + number(shear) + "*" + formula,
                                                "Support pull/Y=" + number(normal) + "*" + formula} + steps(7));
      auto tension = run.all("face:mean_pressure_Pa"), sideways = run.all("face:max_shear_traction_Pa");
      auto up = tension, aside = tension;
      for (unsigned int k = 0; k < up.size(); ++k)
      {
        const double t = k + 1, far = t < 2.5 ? mode.peak * t / 2 : mode.peak + (mode.end - mode.peak) / 4 * (t - 2);
        tension[k] *= -1;
        up[k] = normal * far, aside[k] = shear * far;
      }
      BOOST_TEST(std::hypot(tension[1], sideways[1]) == mode.strength, tolerance(1e-9));
      BOOST_TEST(work(tension, up) + work(sideways, aside) == mode.toughness, tolerance(1e-9));
      BOOST_TEST(run.last("face:interface_dissipation_J") == mode.toughness * area, tolerance(1e-9));
    }
}

BOOST_AUTO_TEST_CASE(exponential_and_its_tail)
{
  const Mode mode(0);
  double     coarser = 0;
  for (const unsigned int n : {40u, 80u})
  {
    const auto   run   = pull(motion(mode.peak, 1, 8 * mode.length / n), n + 1,
                              {"Interface face/Opening/Cohesion/Law=exponential"});
    const auto   force = pulls(run);
    const double t = force.back() / area, opening = mode.peak + 8 * mode.length - t * compliance;
    // What the bond has stored comes back on unloading, and the tail beyond is t times its length.
    BOOST_TEST(t == mode.strength * std::exp(-(opening - mode.strength / K) / mode.length), tolerance(1e-9));
    BOOST_TEST(run.last("face:interface_dissipation_J") / area + t * (opening / 2 + mode.length) == mode.toughness,
               tolerance(1e-9));
    const double error =
      std::abs(work(force, run.all("pull:displacement_m")) / area - t * t * compliance / 2 + t * mode.length - mode.toughness);
    BOOST_TEST_MESSAGE(fmt::format("{} steps: {:.3e} J/m2", n, error));
    // h^2/12 times the change of slope, strength/length, for the softening part.
    const double h = 8 * mode.length / n;
    BOOST_TEST(error == h * h / 12 * mode.strength / mode.length, tolerance(0.05));
    if (coarser > 0)
      BOOST_TEST(coarser / error == 4., tolerance(0.05));
    coarser = error;
  }
}

BOOST_AUTO_TEST_SUITE_END()
