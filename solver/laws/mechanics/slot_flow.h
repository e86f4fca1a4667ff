// Metal that creeps along a slot between two faces to which it sticks, driven by a gradient of pressure.
//
// Stress in the slot is pure shear, tau = G y from the middle, and the shear rate sqrt(3) times the equivalent creep rate at sqrt(3) tau.
// Where the rate goes as tau^n, the flux per depth is
//
//   q = 2 rate_w (w/2)^2/(n + 2)           rate_w: shear rate at the wall, tau = G w/2
//
// exact for Norton's law; other laws use their exponent at the wall. For B tau^n this is 2 B G^n (w/2)^(n+2)/(n+2).
#pragma once

#include "laws/mechanics/flow.h"

namespace nadir
{
  struct SlotFlow
  {
    double flux  = 0; ///< m2/s per depth, along the fall of the pressure
    double slope = 0; ///< d(flux)/d(gradient), m3/(Pa s)
  };

  /// @param width w, m; @param gradient G, not negative, Pa/m; @throws SolveError where the law has no rate at that stress
  SlotFlow slot_flow(const FlowLaw &law, double temperature, double width, double gradient);
} // namespace nadir
