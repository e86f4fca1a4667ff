// The phase field of cracks at given strains: the damage d between its bounds is the minimum of
//
//   int (1 - d)^2 psi+ + G_c/c_w (w(d)/l + l |grad d|^2) - d p N:eps  dV             [J; per m depth in plane strain]
//
// psi+: energy that cracks do not carry. The last term is the work of a pressure p in the crack on its opening (terms/crack_band.h).
#pragma once

#include "terms/term.h"

namespace nadir
{
  /// What drives the damage at the quadrature points of a cell.
  struct CrackDriving
  {
    const double *energy;        ///< psi+, J/m3
    const double *pressure_work; ///< p N:eps, J/m3; null: no pressure
  };

  /// Adds the derivative at d = 0 to the residual and the second derivative to the matrix: the minimum solves matrix d = -residual.
  /// @param toughness G_c, J/m2
  template <int dim>
  void add_crack_surface(const dealii::FEValues<dim> &shape, const std::vector<double> &JxW, const FractureSettings &settings,
                         double toughness, const CrackDriving &driving, LocalSystem &system);

  /// Energy of the crack per volume, G_c/c_w (w(d)/l + l |grad d|^2).
  template <int dim>
  double crack_energy(const FractureSettings &settings, double toughness, double damage, const dealii::Tensor<1, dim> &gradient);
} // namespace nadir
