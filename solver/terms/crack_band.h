// The smeared crack as pressure and deposit see it, at the quadrature points of the damage.
//
//   o = 1 - (1 - d)^2  share of a point that has opened; it lost as much of its stiffness
//   |grad f|           area of crack faces per volume: its integral across the band is two, one per face; f rises from 0 to 1 where the
//                      damage is enough for a face (terms/crack_deposit.h)
//   N                  projector onto the crack's normal: the fourth power of d^4 (1 - d)^2 (grad d)(grad d) smoothed over l, over its trace
//   o N:eps            opened volume per volume; -p o N is the stress of a pressure p in the crack
//
// For a sharp crack with the normal n and the opening [u], eps = (n [u] + [u] n)/2 delta, so the opened volume is [u].n per area, and the
// divergence of the stress is the traction p n on both faces. Neither knows of a rigid motion, whatever p does across the band. Beside
// the crack the solid is compressed by p as if it were intact: (1 - d)^2 sigma(eps) - p o N = -p N for sigma(eps) = -p N.
#pragma once

#include "laws/mechanics/mandel.h"

#include <deal.II/base/symmetric_tensor.h>

#include <algorithm>
#include <vector>

namespace nadir
{
  /// By active cell index times points per cell plus point.
  struct CrackBand
  {
    std::vector<double> damage;
    std::vector<double> opened; ///< o
    std::vector<double> area;   ///< |grad f|, 1/m
    std::vector<Mandel> normal; ///< N
  };

  /// From 0 at 0 to 1 at 1, with no slope there.
  inline double smooth_step(const double x)
  {
    const double t = std::clamp(x, 0., 1.);
    return t * t * (3 - 2 * t);
  }

  inline double opened_share(const double damage) { return 1 - (1 - damage) * (1 - damage); }

  // Symmetric tensors of the plane (3D: of space) in Mandel's order; other components are zero.
  template <int dim>
  dealii::SymmetricTensor<2, dim> tensor_of(const Mandel &a);
  template <int dim>
  Mandel mandel_of(const dealii::SymmetricTensor<2, dim> &a);
} // namespace nadir
