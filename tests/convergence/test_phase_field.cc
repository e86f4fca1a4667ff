// Cracks as a phase field: strength, closed cracks, pressurised cracks and their growth, the energy that growth costs.
#include "orders.h"

#include "base/errors.h"

#include <numeric>

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(phase_field)

namespace
{
  // NZSP as its material file has it.
  const double young = 80e9, poisson = 0.26, toughness = 1.3e6, plane_strain = young / (1 - poisson * poisson), a = 10e-6;
  const double pi = std::acos(-1.);
} // namespace

// V26. A bar so short that damage is uniform answers to the strain e in closed form, with G_c = K^2/E:
//   AT1  1 - d = 3 G_c/(8 l E e^2) once that is below 1, strength sqrt(3 E G_c/(8 l))
//   AT2  d = e^2/(e^2 + G_c/(l E)),                      strength 9/16 sqrt(E G_c/(3 l)) at e = sqrt(G_c/(3 l E))
// No discretisation errs; turns end at changes of the damage of 1e-10, and a contraction of at worst one half (AT2 at the end
// of the branch) leaves 1e-9 of the stress; its square is the residual stiffness of 1e-12.
BOOST_AUTO_TEST_CASE(strength_of_a_bar)
{
  const double E = 80e9, l = 10e-6, Gc = toughness * toughness / E, ratio = Gc / (l * E);
  for (const std::string density : {"AT1", "AT2"})
  {
    const auto run = simulate("convergence/decks/phase_field_bar.prm", {"Fracture/Crack density=" + density, "Fracture/Residual stiffness=1e-12"});
    double     peak = 0;
    for (const auto &row : run.history)
    {
      const double e      = 1e-2 * column(row, "time_s");
      const double intact = density == "AT1" ? std::min(1., 3. / 8 * ratio / (e * e)) : ratio / (e * e + ratio);
      const double stress = -column(row, "plate:pressure_Pa"), expected = intact * intact * E * e;
      BOOST_TEST(std::abs(stress / expected - 1) < 1e-7);
      peak = std::max(peak, stress);
    }
    const double strength = density == "AT1" ? std::sqrt(3. / 8 * E * Gc / l) : 9. / 16 * std::sqrt(E * Gc / (3 * l));
    BOOST_TEST(peak < strength * (1 + 1e-7));
    BOOST_TEST(peak > 0.9 * strength); // steps land within 0.16 of the strain of the peak
  }
}

// A bar that is broken across its whole section carries compression as if it were whole, for every split but two: `none`, and
// `volumetric-deviatoric`, which keeps only what resists the change of volume, K = E/3 of the E of a bar that cannot widen. In
// tension nothing is left but the residual stiffness of 1e-6, of which a part more than 1e-9 lies in the whole half.
BOOST_AUTO_TEST_CASE(closed_crack_carries_compression)
{
  const std::vector<std::string> broken = {"Initial crack cut/From=0 um, 1 um", "Initial crack cut/To=1 um, 1 um", "Protocol/Step pull/Duration=0.05 s"};
  const double                   E = 80e9, strain = 5e-4;
  for (const std::string split : {"none", "spectral", "no tension", "volumetric-deviatoric"})
    for (const double sign : {1., -1.})
    {
      const auto   run    = simulate("convergence/decks/phase_field_bar.prm",
                                     broken + Overrides{"Fracture/Energy split=" + split, setting("Support plate/Displacement", sign * 2e-8) + "*t"});
      const double stress = -run.last("plate:pressure_Pa") / (sign * E * strain);
      BOOST_TEST(run.last("largest_damage") == 1);
      if (sign < 0 && (split == "spectral" || split == "no tension"))
        BOOST_TEST(std::abs(stress - 1) < 1e-9);
      else if (sign < 0 && split == "volumetric-deviatoric")
        BOOST_TEST((stress > 1. / 3 && stress < 1));
      else
        BOOST_TEST((stress > 0 && stress < 1e-5));
    }
}

namespace
{
  /// Length of the crack in the line deck, m: its area without what the ends of a band of zero length already count.
  double excess(const Outcome &run) { return column(run.history.front(), "crack_area_m2") - 2 * a; }
} // namespace
BOOST_AUTO_TEST_SUITE_END()
