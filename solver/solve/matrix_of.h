// A matrix for the unknowns of a system that couple within cells, on the present mesh.
#pragma once

#include "space/fields.h"

#include <deal.II/dofs/dof_tools.h>
#include <deal.II/lac/dynamic_sparsity_pattern.h>
#include <deal.II/lac/sparsity_tools.h>

namespace nadir
{
  template <int dim>
  void reinit_matrix(Matrix &matrix, const Fields<dim> &fields, const dealii::AffineConstraints<double> &constraints)
  {
    const MPI_Comm                 comm = fields.triangulation.get_communicator();
    dealii::DynamicSparsityPattern pattern(fields.relevant);
    dealii::DoFTools::make_sparsity_pattern(fields.dof_handler, pattern, constraints, /*keep_constrained_dofs=*/false);
    dealii::SparsityTools::distribute_sparsity_pattern(pattern, fields.owned, comm, fields.relevant);
    matrix.reinit(fields.owned, fields.owned, pattern, comm);
  }
} // namespace nadir
