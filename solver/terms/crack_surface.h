// The phase field of cracks at given strains: the damage d between its bounds is the minimum of
//
//   int (1 - d)^2 (psi+ + p N:eps) + G_c/c_w (w(d)/l + l |grad d|^2) dV             [J; per m depth in plane strain]
//
// psi+: energy that cracks do not carry. p N:eps: a pressure in the crack does work on what has opened (terms/crack_band.h), from which a
// constant is left out here.
#pragma once

#include "terms/term.h"

namespace nadir
{
  /// Adds the derivative at d = 0 to the residual and the second derivative to the matrix: the minimum solves matrix d = -residual.
  /// @param toughness G_c, J/m2; @param energy psi+ + p N:eps at the points, J/m3
  template <int dim>
  void add_crack_surface(const dealii::FEValues<dim> &shape, const std::vector<double> &JxW, const FractureSettings &settings,
                         double toughness, const double *energy, LocalSystem &system);

  /// Energy of the crack per volume, G_c/c_w (w(d)/l + l |grad d|^2).
  template <int dim>
  double crack_energy(const FractureSettings &settings, double toughness, double damage, const dealii::Tensor<1, dim> &gradient);
} // namespace nadir
