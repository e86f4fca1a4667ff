// Conduction of charge: div i = 0 with i = -K grad phi, for ions in a single-ion conductor or for electrons.
//
//   R_v = int K grad(phi) . grad(v) dV        [A]
//   K   = sigma(T) [I - (1 - across_ratio) n n^T], S/m
#pragma once

#include "terms/term.h"

#include <deal.II/base/symmetric_tensor.h>

namespace nadir
{
  /// The conductivity tensor in dim dimensions; its last axis is the stacking axis (y in 2D, z in 3D).
  template <int dim>
  dealii::SymmetricTensor<2, dim> conductivity_tensor(const Conduction &conduction, double temperature);

  template <int dim>
  class ConductionTerm : public CellTerm<dim>
  {
  public:
    explicit ConductionTerm(Field field)
      : field(field)
    {}
    bool applies_to(const Region &region) const override;
    void add(const CellContext<dim> &context, LocalSystem &system) const override;

  private:
    const Field field; ///< ionic or electronic potential
  };
} // namespace nadir
