#include "terms/heat_conduction.h"

using namespace dealii;

namespace nadir
{
  template <int dim>
  void HeatConductionTerm<dim>::add(const CellContext<dim> &context, LocalSystem &system) const
  {
    const Heat        &heat = *context.region.material.heat;
    const unsigned int n = context.n(), start = context.start[unsigned(Field::temperature)];
    for (unsigned int q = 0; q < context.JxW.size(); ++q)
      {
        const double         w    = context.JxW[q];
        const double         rate = heat.heat_capacity * context.step.rate(context.value(context.values, Field::temperature, q),
                                                                   context.value(context.old, Field::temperature, q),
                                                                   context.value(context.older, Field::temperature, q));
        const Tensor<1, dim> flux = heat.conductivity * context.gradient(context.values, Field::temperature, q);
        for (unsigned int a = 0; a < n; ++a)
          {
            const double         v  = context.shape.shape_value(a, q);
            const Tensor<1, dim> dv = context.shape.shape_grad(a, q);
            system.residual(start + a) += w * (rate * v + flux * dv);
            if (!system.with_matrix)
              continue;
            for (unsigned int b = 0; b < n; ++b)
              system.matrix(start + a, start + b) +=
                w * (heat.heat_capacity * context.step.now * v * context.shape.shape_value(b, q) +
                     heat.conductivity * (dv * context.shape.shape_grad(b, q)));
          }
      }
  }

  template class HeatConductionTerm<2>;
  template class HeatConductionTerm<3>;
} // namespace nadir
