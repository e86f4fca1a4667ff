// inputs/flagship/surface-flaw-3d.prm in a small body on a coarse mesh: half of a penny that sodium plates into.
#pragma once

#include "convergence/filament_balances.h"
#include "convergence/orders.h"

namespace nadir::testing
{
  inline const std::string half_penny = "../inputs/flagship/surface-flaw-3d.prm";

  /// A flaw of 10 um in 40 by 20 by 20 um of electrolyte. @param length of the phase field, m
  inline Overrides coarse_body(const double length)
  {
    return {setting("Fracture/Length", length, "m"), "Geometry/Width=40 um", "Geometry/Cells across=4", "Geometry/Depth=20 um", "Geometry/Cells deep=2",
            "Geometry/Layer anode/Thickness=10 um", "Geometry/Layer cathode/Thickness=10 um", "Geometry/Layer electrolyte/Thickness=20 um",
            "Geometry/Layer electrolyte/Cells=2", "Initial crack flaw/Centre=20 um, 0 um, 10 um", "Output/Fields every=0"};
  }

  /// @param length of the phase field, m
  inline Outcome coarse_half_penny(const double length, const Overrides &more)
  {
    return simulate(half_penny, coarse_body(length) + Overrides{"Solver/Linear solver/Method=iterative"} + more);
  }
} // namespace nadir::testing
