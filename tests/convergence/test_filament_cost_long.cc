// What the flagship costs while its filament grows, on three meshes.
#include "convergence/filament_growth.h"
#include "support/memory.h"
#include "support/on_every_step.h"
#include "support/verification_table.h"

#include <numeric>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(filament_cost_long)

namespace
{
  /// s, by system, in all steps so far.
  struct Seconds
  {
    double potentials = 0, stress = 0, damage = 0, all = 0;
  };

  double sum(const std::vector<double> &list) { return std::accumulate(list.begin(), list.end(), 0.); }
} // namespace

// Until the crack has grown by 6 um. Turns between potentials, stress and damage stay below 20 a step on the mean, and below 8 where the crack does
// not grow, that is where its area rises by less than a percent; while it grows they still rise with the mesh. Systems
// of this size are solved directly; all the same a turn, with what is measured, repeated and meshed between steps, takes a time that is in proportion to the mesh.
BOOST_AUTO_TEST_CASE(flagship_on_three_meshes)
{
  VerificationTable table("filament_cost", "Cost of the flagship",
                          "inputs/flagship/surface-flaw-short.prm until its crack has grown by 6 um, from cells of 8 um, with 2, 4 and 8 cells per length of the phase field. All solves are direct: Krylov iterations count "
                          "solves, for the potentials per turn, for the stress per step of Newton's method (two), for the damage per active set. Times are of one core and depend on the machine; the memory is the largest of the test so far.",
                          {"cells per length", "cells", "unknowns of the potentials", "steps", "turns per step", "turns per step without growth", "Krylov, potentials",
                           "Krylov, stress", "Krylov, damage", "potentials, s", "stress, s", "damage, s", "all, s", "microseconds per turn and cell", "memory, MB",
                           "onset, s", "mean pressure at the end, MPa"});
  std::vector<double> per_cell;
  for (const unsigned int per_length : {2, 4, 8})
    {
      const Deck    deck = read_deck("../inputs/flagship/surface-flaw-short.prm", flagship_of_large_cells + Overrides{fmt::format("Fracture/Cells per length={}", per_length), "Verdict/Ended by growth=6 um",
                                                                                   "Output/Fields every=0"});
      Simulation<2> simulation(deck);
      Seconds       seconds;
      on_every_step(simulation, [&](const StepView<2> &view) {
        const auto &stress = view.mechanical->system.timing;
        seconds            = {view.system.timing.assembly + view.system.timing.solve, stress.assembly + stress.solve, view.fracture->system.time_spent, view.wall_time};
      });
      const auto verdict = simulation.run();
      BOOST_TEST(verdict.outcome == "crack grows");
      const Outcome run{simulation.history(), verdict};
      const auto    turns = run.all("coupling_turns"), area = run.all("crack_area_m2");
      const auto    per   = [&](const std::string &iterations, const double solves) { return sum(run.all(iterations)) / std::max(solves, 1.); };
      const double  steps = turns.size(), all_turns = sum(turns), cells = run.last("cells");
      double        calm = 0, calm_turns = 0;
      for (unsigned int i = 0; i < area.size(); ++i)
        if (i == 0 || area[i] < 1.01 * area[i - 1])
          {
            calm += 1;
            calm_turns += turns[i];
          }
      per_cell.push_back(1e6 * seconds.all / all_turns / cells);
      table.row({fmt::format("{}", per_length), fmt::format("{}", cells), fmt::format("{}", run.last("unknowns")), fmt::format("{}", steps),
                 fmt::format("{:.1f}", all_turns / steps), fmt::format("{:.1f}", calm_turns / calm), fmt::format("{:.1f}", per("linear_iterations", all_turns)),
                 fmt::format("{:.1f}", per("mechanics_linear_iterations", sum(run.all("mechanics_newton_iterations")))),
                 fmt::format("{:.1f}", per("fracture_linear_iterations", sum(run.all("fracture_active_set_iterations")))), fmt::format("{:.1f}", seconds.potentials),
                 fmt::format("{:.1f}", seconds.stress), fmt::format("{:.1f}", seconds.damage), fmt::format("{:.1f}", seconds.all), fmt::format("{:.0f}", per_cell.back()),
                 fmt::format("{:.0f}", memory_in_megabytes()), fmt::format("{:.2f}", *verdict.cracks.at(0).onset),
                 fmt::format("{:.1f}", 1e-6 * run.last("flaw:mean_pressure_Pa"))});
      BOOST_TEST_MESSAGE(fmt::format("{} cells: {:.3g} turns, {:.3g} without growth, {:.3g} us per turn and cell", cells, all_turns / steps, calm_turns / calm, per_cell.back()));
      BOOST_TEST(all_turns / steps < 20);
      BOOST_TEST(calm_turns / calm < 8);
    }
  table.write();
  BOOST_TEST(per_cell.back() < 1.5 * per_cell.front());
}

BOOST_AUTO_TEST_SUITE_END()
