// A binary electrolyte with constant properties: salt concentration c and potential phi measured against sodium.
//
//   i   = -kappa grad(phi) + kappa_D grad(c)/c,   kappa_D = (2 kappa R T/F) (1 + dlnf/dlnc) (1 - t+)
//   N_- = -D grad(c) - (1 - t+) i/F               flux of anions, which no boundary lets through
//   div i = 0,   dc/dt + div N_- = 0
//
//   R_phi = -int i . grad(v) dV                        [A]
//   R_c   = F int [dc/dt v - N_- . grad(v)] dV         [A]
//
// Balancing anions makes the zero-flux condition natural at every boundary and interface; with electroneutrality it is
// the balance of Na+ (Newman and Thomas-Alyea, Electrochemical Systems, 3rd ed., chapter 11-12).
#pragma once

#include "terms/term.h"

namespace nadir
{
  template <int dim>
  class BinaryElectrolyteTerm : public CellTerm<dim>
  {
  public:
    bool applies_to(const Region &region) const override { return region.material.salt.has_value(); }
    void add(const CellContext<dim> &context, LocalSystem &system) const override;
  };
} // namespace nadir
