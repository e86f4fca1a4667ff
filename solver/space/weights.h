// Quadrature weights of the model: m2 and m3, per metre of depth in plane strain, around the whole axis if axisymmetric.
#pragma once

#include <deal.II/fe/fe_values.h>

#include <vector>

namespace nadir
{
  template <int dim>
  std::vector<double> weights_of(const dealii::FEValuesBase<dim> &values, const bool axisymmetric)
  {
    std::vector<double> weights = values.get_JxW_values();
    if (axisymmetric)
      for (unsigned int q = 0; q < weights.size(); ++q)
        weights[q] *= 2 * dealii::numbers::PI * values.quadrature_point(q)[0];
    return weights;
  }
} // namespace nadir
