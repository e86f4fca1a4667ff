// What the flagship costs while its filament grows, on three meshes.
#include "convergence/orders.h"
#include "support/verification_table.h"

#include <numeric>

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(filament_cost_long)

// Until the crack has grown by 6 um. Turns between potentials, stress and damage stay below 20 a step on the mean, and below 8 where the crack does
// not grow; while it grows they still rise with the mesh.
BOOST_AUTO_TEST_CASE(flagship_on_three_meshes)
{
  VerificationTable table("filament_cost", "Cost of the flagship",
                          "inputs/flagship/surface-flaw-short.prm until its crack has grown by 6 um, with 2, 4 and 8 cells per length of the phase field. Times are of "
                          "one core and depend on the machine.",
                          {"cells per length", "cells", "unknowns of the potentials", "steps", "turns per step", "turns per step without growth",
                           "Krylov iterations per solve of the damage", "seconds per step", "microseconds per step, turn and cell", "onset, s", "mean pressure at the end, MPa"});
  for (const unsigned int per_length : {2, 4, 8})
    {
      const auto run = simulate("../inputs/flagship/surface-flaw-short.prm", {fmt::format("Fracture/Cells per length={}", per_length), "Verdict/Ended by growth=6 um",
                                                                              "Output/Fields every=0"});
      BOOST_TEST(run.verdict.outcome == "crack grows");
      const auto   turns = run.all("coupling_turns"), damage = run.all("fracture_linear_iterations"), sets = run.all("fracture_active_set_iterations"),
                 length = run.all("flaw:length_m");
      const double steps = turns.size(), all_turns = std::accumulate(turns.begin(), turns.end(), 0.), onset = *run.verdict.cracks.at(0).onset;
      double       calm = 0, calm_turns = 0;
      for (unsigned int i = 0; i < length.size(); ++i)
        if (i == 0 || length[i] == length[i - 1])
          {
            calm += 1;
            calm_turns += turns[i];
          }
      const double seconds = run.last("wall_time_s");
      table.row({fmt::format("{}", per_length), fmt::format("{}", run.last("cells")), fmt::format("{}", run.last("unknowns")), fmt::format("{}", steps),
                 fmt::format("{:.1f}", all_turns / steps), fmt::format("{:.1f}", calm_turns / calm),
                 fmt::format("{:.1f}", std::accumulate(damage.begin(), damage.end(), 0.) / std::max(std::accumulate(sets.begin(), sets.end(), 0.), 1.)),
                 fmt::format("{:.2f}", seconds / steps), fmt::format("{:.0f}", 1e6 * seconds / all_turns / run.last("cells")), fmt::format("{:.2f}", onset),
                 fmt::format("{:.1f}", 1e-6 * run.last("flaw:mean_pressure_Pa"))});
      BOOST_TEST(all_turns / steps < 20);
      BOOST_TEST(calm_turns / calm < 8);
    }
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
