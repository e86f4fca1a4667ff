// The flagship's filament on a coarser mesh: when it begins to grow, and how fast it does at a given current.
#pragma once

#include "convergence/filament_cases.h"

#include <algorithm>

namespace nadir::testing
{
  /// Of 8 um before they are refined.
  inline const Overrides flagship_of_large_cells = {"Geometry/Cells across=8", "Geometry/Layer anode/Cells=1", "Geometry/Layer electrolyte/Cells=6"};

  struct Growth
  {
    double onset, pressure, speed, turns, seconds;
  };

  /// s, at which the crack has grown by so much, between two steps. By its area, which is its length in a plane, without the cells that a tip goes
  /// from and to.
  inline double time_of(const Outcome &run, const double growth)
  {
    const auto area = run.all("crack_area_m2"), time = run.all("time_s");
    BOOST_TEST_REQUIRE(area.back() - area.front() >= growth);
    unsigned int k = 1;
    while (area[k] - area[0] < growth)
      ++k;
    return time[k - 1] + (time[k] - time[k - 1]) * (growth - area[k - 1] + area[0]) / (area[k] - area[k - 1]);
  }

  /// 12 mA/cm2 into the flagship's flaw, until its tip has grown by so much; the speed from 5 um of growth to 1 um before the end, from one place to
  /// another: what counts as the onset is a matter of l. Two cells per length, unless the closure says otherwise.
  inline Growth growth(const Overrides &closure, const double until = 16e-6)
  {
    Overrides settings = closure + flagship_of_large_cells + Overrides{fmt::format("Verdict/Ended by growth={} um", 1e6 * until), "Output/Fields every=0"};
    const std::string cells = "Fracture/Cells per length=";
    if (std::none_of(closure.begin(), closure.end(), [&](const std::string &entry) { return entry.compare(0, cells.size(), cells) == 0; }))
      settings.push_back(cells + "2");
    const auto run = simulate("../inputs/flagship/surface-flaw-short.prm", settings);
    BOOST_TEST(run.verdict.outcome == "crack grows");
    const CrackEvents &flaw = run.verdict.cracks.at(0);
    BOOST_TEST_REQUIRE(flaw.onset.has_value());
    double turns = 0;
    for (const double n : run.all("coupling_turns"))
      turns += n;
    return {*flaw.onset, flaw.onset_pressure, (until - 6e-6) / (time_of(run, until - 1e-6) - time_of(run, 5e-6)), turns / run.history.size(), run.last("wall_time_s")};
  }
} // namespace nadir::testing
