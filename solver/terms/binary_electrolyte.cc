#include "terms/binary_electrolyte.h"

#include "base/constants.h"
#include "terms/conduction.h"

using namespace dealii;

namespace nadir
{
  template <int dim>
  void BinaryElectrolyteTerm<dim>::add(const CellContext<dim> &context, LocalSystem &system) const
  {
    constexpr double   F    = constants::faraday;
    const Salt        &salt = *context.region.material.salt;
    auto               kappa   = conductivity_tensor<dim>(*context.region.material.ionic, context.temperature_at(0));
    const double       anion   = 1 - salt.transference_number;
    const unsigned int n       = context.n();
    const unsigned int phi_0 = context.start[unsigned(Field::ionic_potential)], c_0 = context.start[unsigned(Field::concentration)];

    for (unsigned int q = 0; q < context.JxW.size(); ++q)
      {
        if (context.temperatures && q > 0)
          kappa = conductivity_tensor<dim>(*context.region.material.ionic, context.temperature_at(q));
        const double         kappa_D = 2 * constants::gas * context.temperature_at(q) / F * salt.thermodynamic_factor * anion;
        const double         w     = context.JxW[q];
        const double         c     = context.value(context.values, Field::concentration, q);
        const double         rate  = context.step.rate(c,
                                              context.value(context.old, Field::concentration, q),
                                              context.value(context.older, Field::concentration, q));
        const Tensor<1, dim> grad_c    = context.gradient(context.values, Field::concentration, q);
        const Tensor<1, dim> kappa_gradc = kappa * grad_c;
        const Tensor<1, dim> i = -(kappa * context.gradient(context.values, Field::ionic_potential, q)) + kappa_D / c * kappa_gradc;
        const Tensor<1, dim> F_N = -F * salt.diffusivity * grad_c - anion * i;
        for (unsigned int a = 0; a < n; ++a)
          {
            const double         v  = context.shape.shape_value(a, q);
            const Tensor<1, dim> dv = context.shape.shape_grad(a, q);
            system.residual(phi_0 + a) -= w * (i * dv);
            system.residual(c_0 + a) += w * (F * rate * v - F_N * dv);
            if (!system.with_matrix)
              continue;
            const Tensor<1, dim> kappa_dv = kappa * dv;
            for (unsigned int b = 0; b < n; ++b)
              {
                const double         u  = context.shape.shape_value(b, q);
                const Tensor<1, dim> du = context.shape.shape_grad(b, q);
                const double i_by_phi   = -(kappa_dv * du);
                const double i_by_c     = kappa_D / c * (kappa_dv * du) - kappa_D * u / (c * c) * (kappa_gradc * dv);
                system.matrix(phi_0 + a, phi_0 + b) -= w * i_by_phi;
                system.matrix(phi_0 + a, c_0 + b) -= w * i_by_c;
                system.matrix(c_0 + a, phi_0 + b) += w * anion * i_by_phi;
                system.matrix(c_0 + a, c_0 + b) +=
                  w * (F * context.step.now * u * v + F * salt.diffusivity * (du * dv) + anion * i_by_c);
              }
          }
      }
  }

  template class BinaryElectrolyteTerm<2>;
  template class BinaryElectrolyteTerm<3>;
} // namespace nadir
