#include "terms/source.h"

#include "base/constants.h"

namespace nadir
{
  template <int dim>
  void SourceTerm<dim>::add(const CellContext<dim> &context, LocalSystem &system) const
  {
    density->set_time(context.step.time);
    const double       unit  = field == Field::concentration ? constants::faraday : 1.;
    const unsigned int start = context.start[unsigned(field)];
    for (unsigned int q = 0; q < context.JxW.size(); ++q)
      {
        const double f = unit * density->value(context.shape.quadrature_point(q)) * context.JxW[q];
        for (unsigned int i = 0; i < context.n(); ++i)
          system.residual(start + i) -= f * context.shape.shape_value(i, q);
      }
  }

  template class SourceTerm<2>;
  template class SourceTerm<3>;
} // namespace nadir
