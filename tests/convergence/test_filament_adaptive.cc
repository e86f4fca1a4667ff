// A filament on a mesh that changes between its steps, too, as fluxes and energy ask for: the short circuit of the mesh that only follows the crack.
#include "convergence/filament_balances.h"
#include "convergence/filament_cases.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(filament_adaptive)

BOOST_AUTO_TEST_CASE(the_same_filament_on_another_mesh)
{
  const Overrides current  = {"Protocol/Step plate/Current density=12 mA/cm^2"};
  const auto      followed = simulate("convergence/decks/filament.prm", current);
  const auto      adapted  = simulate("convergence/decks/filament.prm",
                                      current + Overrides{"Mesh refinement/Every=2", "Mesh refinement/Fraction refined=0.02", "Mesh refinement/Fraction coarsened=0.2"});
  for (const Outcome *run : {&followed, &adapted})
    {
      BOOST_TEST(run->verdict.outcome == "short circuit");
      check_balances(run->history);
      const auto area = run->all("crack_area_m2"); // nothing heals
      for (unsigned int k = 1; k < area.size(); ++k)
        BOOST_TEST(area[k] > area[k - 1] * (1 - 1e-10));
    }
  const auto   cells   = adapted.all("cells");
  unsigned int changes = 0;
  for (unsigned int k = 1; k < cells.size(); ++k)
    changes += cells[k] != cells[k - 1];
  BOOST_TEST_MESSAGE(cells.front() << " to " << cells.back() << " cells, of " << followed.last("cells") << "; " << changes << " changes");
  BOOST_TEST(changes > cells.size() / 4);
  BOOST_TEST(cells.back() > 1.05 * followed.last("cells"));
  const auto &a = followed.verdict.cracks.at(0), &b = adapted.verdict.cracks.at(0);
  BOOST_TEST_REQUIRE((a.onset && b.onset));
  BOOST_TEST(std::abs(*b.onset / *a.onset - 1) < 0.01);
  BOOST_TEST(std::abs(b.onset_pressure / a.onset_pressure - 1) < 0.01);
  BOOST_TEST(std::abs(adapted.verdict.time / followed.verdict.time - 1) < 0.01);
}

BOOST_AUTO_TEST_SUITE_END()
