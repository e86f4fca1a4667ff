// Tips of sharp cracks that the mesh resolves, at which the energy release rate is measured (two dimensions).
//
// A crack is where the mesh ends in two faces that meet at the tip (the whole model), or one face in line with a plane of
// symmetry (half of it). Around the tip lie domains, discs of given radii, of one isotropic elastic material; in them the
// mesh may end only in planes along the growth, free, loaded or of symmetry: there the domain integral knows all terms.
#pragma once

#include "space/supports.h"

#include <string>
#include <vector>

namespace nadir
{
  template <int dim>
  struct CrackTip
  {
    std::string            name;
    dealii::Point<dim>     place;
    dealii::Tensor<1, dim> growth;      ///< unit vector
    std::vector<double>    radii;       ///< m, of the domains
    bool                   half;        ///< the crack lies in a plane of symmetry of the model
    double                 modulus;     ///< E/(1 - nu^2), Pa
    double                 front = 1;   ///< length of the crack's front in the model, m (axisymmetric: its circle)
  };

  /// `subsection Crack tip NAME`.
  SectionKind crack_tip_schema();

  /// @throws DeckError for a tip where no crack ends, and for domains that reach where the integral does not hold
  template <int dim>
  std::vector<CrackTip<dim>> find_crack_tips(const Fields<dim> &fields, const Supports<dim> &supports, const Section &root);
} // namespace nadir
