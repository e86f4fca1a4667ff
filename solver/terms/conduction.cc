#include "terms/conduction.h"

#include <algorithm>
#include <vector>

using namespace dealii;

namespace nadir
{
  template <int dim>
  SymmetricTensor<2, dim> conductivity_tensor(const Conduction &conduction, const double temperature)
  {
    const double            sigma = (*conduction.conductivity)(temperature);
    SymmetricTensor<2, dim> k     = sigma * unit_symmetric_tensor<dim>();
    for (unsigned int a = 0; a < dim; ++a)
      for (unsigned int b = a; b < dim; ++b)
        {
          // In 2D the plane of the model is spanned by the first and the last axis of the material's frame.
          const unsigned int i = dim == 2 && a == 1 ? 2 : a, j = dim == 2 && b == 1 ? 2 : b;
          k[a][b] -= sigma * (1 - conduction.across_ratio) * conduction.plane_normal[i] * conduction.plane_normal[j];
        }
    return k;
  }

  template <int dim>
  bool ConductionTerm<dim>::applies_to(const Region &region) const
  {
    if (field == Field::ionic_potential)
      return region.material.ionic && !region.material.salt;
    return region.material.electronic && !region.equipotential;
  }

  template <int dim>
  void ConductionTerm<dim>::add(const CellContext<dim> &context, LocalSystem &system) const
  {
    const auto        &material   = context.region.material;
    const auto        &conduction = field == Field::ionic_potential ? *material.ionic : *material.electronic;
    auto               solid      = conductivity_tensor<dim>(conduction, context.temperature_at(0));
    const unsigned int n = context.n(), start = context.start[unsigned(field)];
    std::vector<Tensor<1, dim>> gradients(n), fluxes(n);
    std::vector<double>         lower(n * n, 0.); // of the symmetric matrix
    for (unsigned int q = 0; q < context.JxW.size(); ++q)
      {
        if (context.temperatures && q > 0)
          solid = conductivity_tensor<dim>(conduction, context.temperature_at(q));
        auto k = solid;
        if (context.ions_left && field == Field::ionic_potential)
          k *= context.ions_left[q];
        if (context.metal && field == Field::electronic_potential)
          k += context.metal[q] * unit_symmetric_tensor<dim>();
        const Tensor<1, dim> flux = context.JxW[q] * (k * context.gradient(context.values, field, q));
        for (unsigned int i = 0; i < n; ++i)
          {
            gradients[i] = context.shape.shape_grad(i, q);
            system.residual(start + i) += flux * gradients[i];
          }
        if (!system.with_matrix)
          continue;
        for (unsigned int i = 0; i < n; ++i)
          fluxes[i] = context.JxW[q] * (k * gradients[i]);
        for (unsigned int i = 0; i < n; ++i)
          for (unsigned int j = 0; j <= i; ++j)
            lower[i * n + j] += fluxes[i] * gradients[j];
      }
    if (system.with_matrix)
      for (unsigned int i = 0; i < n; ++i)
        for (unsigned int j = 0; j < n; ++j)
          system.matrix(start + i, start + j) += lower[std::max(i, j) * n + std::min(i, j)];
  }

  template SymmetricTensor<2, 2> conductivity_tensor<2>(const Conduction &, double);
  template SymmetricTensor<2, 3> conductivity_tensor<3>(const Conduction &, double);
  template class ConductionTerm<2>;
  template class ConductionTerm<3>;
} // namespace nadir
