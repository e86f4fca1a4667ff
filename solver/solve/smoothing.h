// Smooths what quadrature points say over a length L: int (s v + L^2 grad s . grad v) dV = int f v dV.
#pragma once

#include "solve/linear_solver.h"

namespace nadir
{
  template <int dim>
  class Smoothing
  {
  public:
    /// Of the first field of `fields`; both must outlive this.
    Smoothing(Fields<dim> &fields, const dealii::Quadrature<dim> &rule, double length, const LinearSettings &linear);

    /// Matrix for the present mesh.
    void set_up();

    /// @param values by active cell index times points per cell plus point, of owned cells
    /// @returns nodal values, ghosted
    /// @throws SolveError where the linear solver fails
    Vector operator()(const std::vector<double> &values);

  private:
    Fields<dim>                  &fields;
    const dealii::Quadrature<dim> rule;
    const double                  length;
    const LinearSettings          linear_settings;
    std::unique_ptr<LinearSolver> linear;
    Matrix                        matrix;
  };
} // namespace nadir
