// The phase field of cracks at given strains: the damage d between its bounds is the minimum of
//
//   int (1 - d)^2 psi+ + G_c/c_w (w(d)/l + l |grad d|^2) + p u . grad d  dV          [J; per m depth in plane strain]
//
// psi+: energy that cracks do not carry, and the work p N:eps of metal in them (terms/crack_band.h). The last term is the work that a given pressure p on the faces of the crack does on the displacement
// u: -grad d is the measure of the faces, with their normal, smeared over the band (B. Bourdin, C. Chukwudozie, K. Yoshioka, SPE 159154
// (2012), doi 10.2118/159154-MS).
#pragma once

#include "terms/term.h"

namespace nadir
{
  /// What drives the damage at the quadrature points of a cell.
  template <int dim>
  struct CrackDriving
  {
    const double                 *energy;   ///< psi+ + p N:eps, J/m3
    const dealii::Tensor<1, dim> *pressure_work; ///< p u of a given pressure, N/m; null: none
  };

  /// Adds the derivative at d = 0 to the residual and the second derivative to the matrix: the minimum solves matrix d = -residual.
  /// @param toughness G_c, J/m2
  template <int dim>
  void add_crack_surface(const dealii::FEValues<dim> &shape, const std::vector<double> &JxW, const FractureSettings &settings,
                         double toughness, const CrackDriving<dim> &driving, LocalSystem &system);

  /// Energy of the crack per volume, G_c/c_w (w(d)/l + l |grad d|^2).
  template <int dim>
  double crack_energy(const FractureSettings &settings, double toughness, double damage, const dealii::Tensor<1, dim> &gradient);
} // namespace nadir
