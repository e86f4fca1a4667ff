// Principal values of a symmetric tensor, and tensors that share its axes.
#pragma once

#include "laws/mechanics/mandel.h"

namespace nadir
{
  using PrincipalValues = std::array<double, 3>;

  struct PrincipalAxes
  {
    PrincipalValues       values; ///< largest first
    std::array<Mandel, 6> basis;  ///< unit tensors: n1 n1, n2 n2, n3 n3, and sqrt2 sym(n2 n3), sqrt2 sym(n1 n3), sqrt2 sym(n1 n2)
  };

  PrincipalAxes principal_axes(const Mandel &tensor);

  /// The tensor sum_i s_i n_i n_i whose principal values s are functions of those of `axes`, slopes[i][j] = d s_i/d value_j.
  /// @param tangent 36 numbers, its derivative by the tensor that the axes belong to; may be null
  Mandel isotropic_function(const PrincipalAxes &axes, const PrincipalValues &s, const std::array<PrincipalValues, 3> &slopes,
                            double *tangent);
} // namespace nadir
