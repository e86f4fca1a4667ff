// The smeared crack as pressure and deposit see it, at the quadrature points of the damage.
//
//   N        projector onto the crack's normal: int |grad d|^2 n n, smoothed over a part of l, over its trace
//   |grad d| area of crack faces per volume: its integral across the band is two, one per face
//   d N:eps  opened volume per volume; -p d N is the stress of a pressure p in the crack
//
// For a sharp crack of the normal n and the opening [u], eps = (n [u] + [u] n)/2 delta, so the opened volume is [u].n per area, and the
// divergence of the stress is the traction p n on both faces. Neither knows of a rigid motion, whatever p does across the band.
#pragma once

#include "laws/mechanics/mandel.h"

#include <deal.II/base/symmetric_tensor.h>

#include <vector>

namespace nadir
{
  /// By active cell index times points per cell plus point.
  struct CrackBand
  {
    std::vector<double> damage;
    std::vector<double> area;   ///< |grad d|, 1/m
    std::vector<Mandel> normal; ///< N
  };

  // Symmetric tensors of the plane (3D: of space) in Mandel's order; other components are zero.
  template <int dim>
  dealii::SymmetricTensor<2, dim> tensor_of(const Mandel &a);
  template <int dim>
  Mandel mandel_of(const dealii::SymmetricTensor<2, dim> &a);
} // namespace nadir
