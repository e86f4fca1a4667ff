// A prescribed volume source f: R_v = -int f v dV, with f in A/m3 (for the concentration f in mol/(m3 s), times F).
#pragma once

#include "terms/term.h"

#include <deal.II/base/function.h>

#include <memory>
#include <string>

namespace nadir
{
  template <int dim>
  class SourceTerm : public CellTerm<dim>
  {
  public:
    SourceTerm(std::string region, Field field, std::shared_ptr<dealii::Function<dim>> density)
      : region(std::move(region))
      , field(field)
      , density(std::move(density))
    {}
    bool applies_to(const Region &r) const override { return r.name == region && r.has(field); }
    void add(const CellContext<dim> &context, LocalSystem &system) const override;

  private:
    const std::string                              region;
    const Field                                    field;
    const std::shared_ptr<dealii::Function<dim>>   density;
  };
} // namespace nadir
