// At which pressure a flaw full of sodium begins to grow, for three depths and three lengths of the phase field: against the pressure at which a sharp
// flaw does, by K of a sharp crack under the pressure as computed, and by the energy that growth releases.
#include "convergence/crack_onset.h"
#include "support/verification_table.h"

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(crack_onset_long)

namespace
{
  /// Of a sharp flaw of this depth in the same body, Pa.
  double sharp_onset_pressure(const double a)
  {
    constexpr double p = 1e8;
    return p * Onset::toughness / sharp_intensity({{{0., p}}, {{a, p}}}, a);
  }

  std::string percent(const double ratio) { return fmt::format("{:.2f}", 100 * (ratio - 1)); }

  /// Of |K/K_IC - 1|: elements of degree 2 do better, and so does slow growth.
  double largest_error(const unsigned int degree, const double ratio, const double per_depth)
  {
    if (degree == 1)
      return per_depth == 20 ? 0.06 : 0.1;
    return ratio == 1.05 ? 0.02 : 0.05;
  }
} // namespace

BOOST_AUTO_TEST_CASE(onset_pressure)
{
  VerificationTable table("crack_onset", "Onset of a flaw full of sodium",
                          "An edge flaw of depth a in a body 40 a deep, 5 and 30 percent above its critical current, until its tip has advanced by 2 l. K of the pressure as computed on a sharp crack as "
                          "deep as the tip (and by energy: as deep as its cost says) over K_IC, and the work of the metal less the energy that the body stores, per area of crack, over G_c. "
                          "Expected: 1; of K within 2 percent with elements of degree 2 near the critical current, 5 percent above it, and with degree 1 within 10 percent at l = a/10 and 6 percent at l = a/20; "
                          "of the energy within 4 percent with degree 2, 6 with degree 1. And near the critical current the mean pressure in the step before, against the one at which a sharp flaw of the depth a "
                          "grows (J-integral in the same body), within 20, 10 and 6 percent at l = a/5, a/10 and a/20, falling with l, and against one as deep as the tip is at the end within 6 percent. "
                          "The first falls with l for the most part because 2 l does; what the limit is, K says, which is near to K_IC at every l and not nearer at smaller l.",
                          {"degree", "current/critical", "a, um", "a/l", "depth, um", "cells", "K/K_IC", "K/K_IC, depth by energy", "energy released/G_c", "mean pressure, MPa", "sharp, depth a, MPa", "error, percent",
                           "error, depth at the end, percent", "wall-clock time, s"});
  std::vector<double>                    errors_of_K;
  std::vector<std::pair<double, double>> flaws; // depth, and the pressure at which a sharp one grows
  for (const double a : {5e-6, 10e-6, 20e-6})
    flaws.emplace_back(a, sharp_onset_pressure(a));
  for (const unsigned int degree : {1, 2})
    for (const double ratio : {1.05, 1.3})
      for (const auto &[a, sharp] : flaws)
        {
          double last = 1;
          for (const double per_depth : {5., 10., 20.})
            {
              const Onset  found  = onset(a, per_depth, ratio, degree);
              const double before = found.mean_pressure / sharp, at_end = before * std::sqrt(found.depth / a), error = std::abs(before - 1);
              table.row({fmt::format("{}", degree), fmt::format("{}", ratio), fmt::format("{:.0f}", 1e6 * a), fmt::format("{:.0f}", per_depth), fmt::format("{:.3f}", 1e6 * found.depth),
                         fmt::format("{:.0f}", found.cells), fmt::format("{:.4f}", found.intensity), fmt::format("{:.4f}", found.intensity_by_energy), fmt::format("{:.4f}", found.released),
                         fmt::format("{:.1f}", 1e-6 * found.mean_pressure), fmt::format("{:.1f}", 1e-6 * sharp), percent(before), percent(at_end), fmt::format("{:.0f}", found.seconds)});
              BOOST_TEST_MESSAGE(fmt::format("degree {} {} a {:.3g} a/l {}: K/K_IC {:.4f}, by energy {:.4f}, energy released {:.4f} G_c, {} and {} percent, depth {:.4g} um, {} cells, {:.3g} s", degree,
                                             ratio, 1e6 * a, per_depth, found.intensity, found.intensity_by_energy, found.released, percent(before), percent(at_end), 1e6 * found.depth,
                                             found.cells, found.seconds));
              errors_of_K.push_back(std::abs(found.intensity - 1));
              BOOST_TEST(errors_of_K.back() < largest_error(degree, ratio, per_depth));
              BOOST_TEST(std::abs(found.released - 1) < (degree == 1 ? 0.06 : 0.04));
              if (ratio > 1.05)
                continue;
              BOOST_TEST(error < (per_depth == 5 ? 0.2 : per_depth == 10 ? 0.1 : 0.06));
              BOOST_TEST(error < last);
              BOOST_TEST(std::abs(at_end - 1) < 0.06);
              last = error;
            }
        }
  for (std::size_t k = 0; k < errors_of_K.size() / 2; ++k)
    BOOST_TEST(errors_of_K[k + errors_of_K.size() / 2] < errors_of_K[k]);
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
