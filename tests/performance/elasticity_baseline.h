// A bare deal.II program for comparison: linear elasticity on the mesh of a cell, elements of order 1, assembled in one
// loop, solved with conjugate gradients and PETSc's GAMG that knows the rigid motions.
//
//   -div sigma(u) = 0,  sigma = lambda div(u) I + 2 mu eps(u),  u = 0 at the bottom, u_z = shift at the top
//
// lambda and mu in Pa by material id; lengths in m.
#pragma once

#include "step_cost.h"

#include <deal.II/distributed/tria.h>

#include <vector>

namespace nadir::performance
{
  struct LameConstants
  {
    double lambda, mu; ///< Pa
  };

  class ElasticityBaseline
  {
  public:
    /// @param triangulation with the boundary ids 4 at the bottom and 5 at the top; @param materials by material id
    ElasticityBaseline(const dealii::parallel::distributed::Triangulation<3> &triangulation,
                       const std::vector<LameConstants> &materials, double shift);

    /// Set up, assemble and solve once. @throws std::runtime_error if CG does not converge.
    StepCost run();

    /// Mean of u_z over all nodes of the last solution, m.
    double mean_displacement() const { return mean; }

  private:
    const dealii::parallel::distributed::Triangulation<3> &triangulation;
    const std::vector<LameConstants>                       materials;
    const double                                           shift;
    double                                                 mean = 0;
  };
} // namespace nadir::performance
