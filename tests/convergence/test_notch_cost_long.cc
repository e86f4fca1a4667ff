// What cracks without metal cost: the notched square under tension and under shear, on a mesh that follows.
#include "convergence/orders.h"
#include "support/memory.h"
#include "support/on_every_step.h"
#include "support/verification_table.h"

#include <algorithm>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(notch_cost_long)

namespace
{
  struct Cost
  {
    double force = 0; ///< N/m, of a unit displacement's scale: twice the energy over the displacement
    double cells = 0, unknowns = 0, turns = 0, newton = 0, krylov_stress = 0, krylov_damage = 0, sets = 0;
  };

  struct Costs
  {
    std::vector<Cost> steps;
    double            stress = 0, damage = 0, all = 0; ///< s
  };

  Costs costs_of(const std::string &deck_file, const Overrides &overrides)
  {
    const Deck    deck = read_deck("convergence/decks/" + deck_file, overrides);
    Simulation<2> simulation(deck);
    Costs         costs;
    on_every_step(simulation, [&](const StepView<2> &view) {
      const auto &m = *view.mechanical;
      const auto &f = *view.fracture;
      costs.steps.push_back({m.supports.plates().empty() ? 2 * view.measured.mechanics->strain_energy / (1e-7 * view.step.time) : -m.system.plate_forces()[0],
                             double(f.fields.triangulation.n_global_active_cells()), double(m.fields.dof_handler.n_dofs() + f.fields.dof_handler.n_dofs()),
                             double(f.turns), double(m.newton_iterations), double(m.system.linear_iterations), double(f.linear_iterations),
                             double(f.changes_of_set)});
      costs.stress = m.system.timing.assembly + m.system.timing.solve;
      costs.damage = f.system.time_spent;
      costs.all    = view.wall_time;
    });
    simulation.run();
    return costs;
  }

  double mean(const std::vector<Cost> &steps, const size_t from, const size_t to, double Cost::*entry)
  {
    double sum = 0;
    for (size_t i = from; i < to; ++i)
      sum += steps[i].*entry;
    return to > from ? sum / (to - from) : 0.;
  }
} // namespace

// Away from the onset, that is up to 95 percent of the largest load, stress and damage agree within eight turns on the mean.
BOOST_AUTO_TEST_CASE(tension_and_shear_for_three_lengths)
{
  VerificationTable table("notch_cost", "Cost of a notched square",
                          "tests/convergence/decks/single_edge_notch.prm (AT1) until its crack has grown by a fifth of the length l, and single_edge_notch_shear.prm (AT2) up to "
                          "10 um, both with `Every = 1`. Turns between stress and damage and Newton iterations are means per step, before the load has reached 95 percent of its "
                          "largest value and from then on; Krylov iterations are those per solve (1: direct). Times are of one core and depend on the machine; the largest "
                          "memory so far is that of the whole test.",
                          {"load", "l, um", "cells", "unknowns", "steps", "turns before", "turns after", "most turns", "Newton iterations per turn", "Krylov, stress",
                           "Krylov, damage", "stress, s", "damage, s", "all, s", "memory, MB"});
  for (const std::string load : {"tension", "shear"})
    for (const double l : {120., 60., 30.})
      {
        const bool      shear     = load == "shear";
        const Overrides overrides = shear ? Overrides{"Protocol/Step move/Duration=100 s"} :
                                            Overrides{"Mesh refinement/Every=1", setting("Verdict/Ended by growth", 0.2 * l, "um")};
        const Costs     costs     = costs_of(shear ? "single_edge_notch_shear.prm" : "single_edge_notch.prm", overrides + Overrides{setting("Fracture/Length", l, "um")});
        const auto     &steps     = costs.steps;
        const double    largest   = std::max_element(steps.begin(), steps.end(), [](const Cost &a, const Cost &b) { return a.force < b.force; })->force;
        const size_t    onset     = std::find_if(steps.begin(), steps.end(), [&](const Cost &c) { return c.force > 0.95 * largest; }) - steps.begin();
        const double    turns     = mean(steps, 0, steps.size(), &Cost::turns), newton = mean(steps, 0, steps.size(), &Cost::newton);
        const double    before    = mean(steps, 0, onset, &Cost::turns);
        table.row({load, fmt::format("{}", l), fmt::format("{}", steps.back().cells), fmt::format("{}", steps.back().unknowns), fmt::format("{}", steps.size()),
                   fmt::format("{:.1f}", before), fmt::format("{:.1f}", mean(steps, onset, steps.size(), &Cost::turns)),
                   fmt::format("{}", std::max_element(steps.begin(), steps.end(), [](const Cost &a, const Cost &b) { return a.turns < b.turns; })->turns),
                   fmt::format("{:.1f}", newton / turns), fmt::format("{:.1f}", mean(steps, 0, steps.size(), &Cost::krylov_stress) / newton),
                   fmt::format("{:.1f}", mean(steps, 0, steps.size(), &Cost::krylov_damage) / mean(steps, 0, steps.size(), &Cost::sets)),
                   fmt::format("{:.1f}", costs.stress), fmt::format("{:.1f}", costs.damage), fmt::format("{:.1f}", costs.all), fmt::format("{:.0f}", memory_in_megabytes())});
        BOOST_TEST_MESSAGE(fmt::format("{} {}: {} cells, {:.1f} turns before, {:.1f} in all, {:.0f} s", load, l, steps.back().cells, before, turns, costs.all));
        BOOST_TEST(before < 8);
      }
  table.write();
}

BOOST_AUTO_TEST_SUITE_END()
