// A weak form that adds its residual and its Jacobian for one cell.
//
// Residuals are in ampere (the species balance is multiplied by F). Local unknowns are ordered field by field; a field
// that the cell does not have starts at -1. Terms see the deviation of a metal's potential from its base, so that
// gradients keep their digits; `base` is to be added where the value matters.
#pragma once

#include "base/time_step.h"
#include "space/model.h"

#include <deal.II/fe/fe_values.h>
#include <deal.II/lac/full_matrix.h>
#include <deal.II/lac/vector.h>

#include <array>
#include <vector>

namespace nadir
{
  template <int dim>
  struct CellContext
  {
    const dealii::FEValues<dim> &shape; ///< of the scalar element
    const std::vector<double>   &JxW;   ///< m3 (2 pi r included)
    const Region                &region;
    double                       temperature; ///< K, where it is the same everywhere
    const TimeStep              &step;
    std::array<int, n_fields>    start; ///< of each field among the local unknowns, or -1
    const std::vector<double>   &values, &old, &older; ///< local unknowns now and at the two earlier times
    const double                *temperatures = nullptr; ///< K, at the cell's quadrature points; null: the same everywhere
    const double                *ions_left    = nullptr; ///< share of the ionic conductivity that cracks leave, at the points; null: all
    const double                *metal        = nullptr; ///< S/m for electrons that metal in cracks adds, at the points; null: nothing

    double temperature_at(const unsigned int q) const { return temperatures ? temperatures[q] : temperature; }

    unsigned int n() const { return shape.dofs_per_cell; } ///< unknowns per field
    bool         has(const Field f) const { return start[unsigned(f)] >= 0; }

    double value(const std::vector<double> &local, const Field f, const unsigned int q) const
    {
      double sum = 0;
      for (unsigned int i = 0; i < n(); ++i)
        sum += local[start[unsigned(f)] + i] * shape.shape_value(i, q);
      return sum;
    }
    /// From the differences to the first unknown: a potential's digits are then spent on its drop over the cell.
    dealii::Tensor<1, dim> gradient(const std::vector<double> &local, const Field f, const unsigned int q) const
    {
      dealii::Tensor<1, dim> sum;
      const double *const    nodes = &local[start[unsigned(f)]];
      for (unsigned int i = 1; i < n(); ++i)
        sum += (nodes[i] - nodes[0]) * shape.shape_grad(i, q);
      return sum;
    }
  };

  struct LocalSystem
  {
    dealii::Vector<double>     residual;
    dealii::FullMatrix<double> matrix;
    bool                       with_matrix = false;
  };

  template <int dim>
  class CellTerm
  {
  public:
    virtual ~CellTerm()                                                          = default;
    virtual bool applies_to(const Region &region) const                          = 0;
    virtual void add(const CellContext<dim> &context, LocalSystem &system) const = 0;
  };
} // namespace nadir
