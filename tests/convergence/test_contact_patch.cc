// Contact patch test: blocks of different stiffness pressed together by a plate carry the same stress everywhere, to
// round-off, where cells on one side of the interface are up to four times smaller than those on the other.
#include "convergence/orders.h"

using namespace nadir::testing;
using boost::test_tools::tolerance;

BOOST_AUTO_TEST_SUITE(contact_patch)

namespace
{
  constexpr double p = 10e6, stiffness = 1e15, thickness = 20e-6;
  constexpr double young[2] = {80e9, 4.6e9}, poisson[2] = {0.26, 0.41};

  /// The residual is below 1e-13 of the forces at work; the interface's share of the compliance and one row of cells
  /// more or less divide that by no more than 100.
  constexpr double round_off = 1e-11;

  /// @param base area of the blocks (m2; per m of depth in plane strain)
  void check(const std::string &deck, const bool plane_strain, const double base, const unsigned int coarse_cells,
             const Overrides &overrides)
  {
    const auto run = simulate("convergence/decks/" + deck, overrides);
    BOOST_TEST(run.last("cells") > coarse_cells);
    for (const std::string kind : {"mean", "min", "max"})
      BOOST_TEST(run.last("face:" + kind + "_pressure_Pa") == p, tolerance(round_off));
    BOOST_TEST(run.last("face:overlap_m") == p / stiffness, tolerance(round_off));
    BOOST_TEST(run.last("face:contacted_area_fraction") == 1, tolerance(round_off));
    BOOST_TEST(run.last("press:force_N") == p * base, tolerance(round_off));
    double energy = 0, motion = p / stiffness;
    for (unsigned int i = 0; i < 2; ++i)
    {
      // Uniaxial stress, or plane strain with free sides. Any other distribution of the same mean stores more energy.
      const std::string name  = i == 0 ? "lower" : "upper";
      const double      nu    = poisson[i], along = plane_strain ? -nu * p : 0.; // stress out of the plane
      const double      mises = std::sqrt(p * p - p * -along + along * along);
      const double      compliance = (plane_strain ? 1 - nu * nu : 1.) / young[i];
      BOOST_TEST(run.last(name + ":mean_pressure_Pa") == (p - along) / 3, tolerance(round_off));
      BOOST_TEST(run.last(name + ":max_von_mises_stress_Pa") == mises, tolerance(round_off));
      energy += 0.5 * p * p * compliance * thickness * base;
      motion += p * compliance * thickness;
    }
    BOOST_TEST(run.last("strain_energy_J") == energy, tolerance(round_off));
    BOOST_TEST(run.last("press:displacement_m") == -motion, tolerance(round_off));
  }
} // namespace

BOOST_AUTO_TEST_CASE(plane_strain)
{
  for (const std::string degree : {"1", "2"})
    check("contact_patch.prm", true, 40e-6, 16, {"Mechanics/Degree=" + degree});
}

BOOST_AUTO_TEST_CASE(axisymmetric)
{
  for (const std::string degree : {"1", "2"})
    check("contact_patch.prm", false, 3.14159265358979324 * 40e-6 * 40e-6, 16,
          {"Geometry/Symmetry=axisymmetric", "Mechanics/Degree=" + degree});
}

BOOST_AUTO_TEST_CASE(three_dimensions)
{
  check("contact_patch_3d.prm", false, 40e-6 * 20e-6, 32, {});
}

BOOST_AUTO_TEST_SUITE_END()
