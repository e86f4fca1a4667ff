// V24: the largest load of single_edge_notch.prm against that at which its sharp crack (single_edge_notch_sharp.prm) would grow.
#pragma once

#include "convergence/orders.h"

#include <algorithm>

namespace nadir::testing
{
  struct NotchLoad
  {
    double displacement, force; ///< m, N/m
  };

  /// Of the sharp crack: J grows with the square of the displacement. Half of the body is modelled, pulled by half of 5 um.
  inline NotchLoad sharp_notch()
  {
    const auto   run   = simulate("convergence/decks/single_edge_notch_sharp.prm");
    const double scale = 24.9615e6 / run.last("tip:stress_intensity_Pa_sqrt_m");
    return {5e-6 * scale, 2 * 2 * run.last("strain_energy_J") / 5e-6 * scale};
  }

  /// Largest load of the phase field. @param length l, um
  inline NotchLoad peak_load(const double length)
  {
    const auto run   = simulate("convergence/decks/single_edge_notch.prm", {setting("Fracture/Length", length, "um"), setting("Verdict/Ended by growth", std::max(0.2 * length, 12.), "um")});
    const auto force = run.all("pulled:force_N"), displacement = run.all("pulled:displacement_m");
    const auto peak  = std::min_element(force.begin(), force.end()) - force.begin(); // a pull is negative
    BOOST_TEST(std::size_t(peak) + 1 < force.size());
    return {displacement[peak], -force[peak]};
  }
} // namespace nadir::testing
