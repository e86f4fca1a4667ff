// V11: a blocked disc of radius a on a flat electrode with linear kinetics Z: the current density at its edge over that
// far away, 1.057, 1.379, 1.842, 2.859 at a/(sigma Z) = 0.1, 1, 3, 10 (Roy, Fleck, Deshpande 2021), each to 1 percent.
//
// Beside the edge the current falls as r ln(r), so cells at the edge must be small: 5 nm, a two-hundredth of the
// radius.
#include "orders.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(blocked_disc)

namespace
{
  constexpr double a = 1e-6, conductivity = 0.1, gap = 60e-6;

  double edge_gain(const double ratio, const double cell_size)
  {
    const double z = a / (conductivity * ratio);
    const auto   run
        = simulate("convergence/decks/blocked_disc.prm",
                   {setting("Interface surface/Charge transfer/Resistance", z, "ohm m^2"),
                    setting("Mesh refinement/Fine place edge/Cell size", cell_size, "m"), "Solver/Degree=2"});
    return std::abs(run.last("surface:min_current_density_A_per_m2")) / (1 / (z + gap / conductivity));
  }
} // namespace

BOOST_AUTO_TEST_CASE(edge_gain_at_four_ratios)
{
  for (const auto &[ratio, expected] :
       {std::pair(0.1, 1.057), std::pair(1., 1.379), std::pair(3., 1.842), std::pair(10., 2.859)})
  {
    const double coarse = edge_gain(ratio, 80e-9), fine = edge_gain(ratio, 5e-9);
    BOOST_TEST_MESSAGE(fmt::format("a/(sigma Z) = {}: {:.4f} {:.4f}, expected {}", ratio, coarse, fine, expected));
    BOOST_TEST(fine == expected, boost::test_tools::tolerance(0.01));
    BOOST_TEST(std::abs(fine - expected) < std::abs(coarse - expected));
  }
}

// The same where the disc has delaminated: broken from the start, and open by a gap that lets exp(-10) of the conductance through. Cells of
// 20 nm at the edge: their error falls in proportion from that at 80 nm to within 1 percent at 5 nm.
BOOST_AUTO_TEST_CASE(delaminated_disc)
{
  const double z   = a / conductivity;
  const auto   run = simulate("convergence/decks/delaminated_disc.prm", {"Mesh refinement/Fine place edge/Cell size=20 nm", "Solver/Degree=2"});
  BOOST_TEST(std::abs(run.last("surface:min_current_density_A_per_m2")) / (1 / (z + gap / conductivity)) == 1.379, boost::test_tools::tolerance(0.03));
  BOOST_TEST(run.last("surface:conducting_fraction") == 1 - std::pow(1. / 60, 2), boost::test_tools::tolerance(1e-4));
  BOOST_TEST(run.last("surface:max_gap_m") == 100e-9, boost::test_tools::tolerance(1e-3));
  BOOST_TEST(run.last("surface:max_damage") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
