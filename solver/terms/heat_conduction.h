// Storage and conduction of heat: rho c dT/dt - div(k grad T).
//
//   R_v = int [rho c dT/dt v + k grad(T) . grad(v)] dV        [W]
#pragma once

#include "terms/term.h"

namespace nadir
{
  template <int dim>
  class HeatConductionTerm : public CellTerm<dim>
  {
  public:
    bool applies_to(const Region &region) const override { return region.has(Field::temperature); }
    void add(const CellContext<dim> &context, LocalSystem &system) const override;
  };
} // namespace nadir
