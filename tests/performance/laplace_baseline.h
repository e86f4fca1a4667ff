// The mark that one Newton step of NADIR is measured against: a bare deal.II Laplace step on the same mesh.
//
//   -div(grad u) = 1 in a box of height H,  u = z/H at bottom and top (boundary ids 4 and 5),  no flux at the sides
//   u = z/H + z (H - z)/2, which trilinear elements have exactly in the nodes of a uniform mesh
//
// Q1, one assembly loop as in deal.II's step-40, PETSc's CG with hypre's BoomerAMG to 1e-6 of the first residual. No
// interfaces, no scaling, no nonlinearity.
#pragma once

#include "step_cost.h"

#include <deal.II/distributed/tria.h>

#include <map>
#include <string>

namespace nadir::performance
{
  /// hypre's options without their prefix `pc_hypre_boomeramg_`.
  using BoomerAmgOptions = std::map<std::string, std::string>;

  /// The fastest found for this problem between 1e4 and 1e6 unknowns.
  BoomerAmgOptions tuned_boomeramg();

  /// A cube of side 1 with coarse^3 cells, refined globally. Every side has its own boundary id (4 bottom, 5 top).
  void make_box(dealii::parallel::distributed::Triangulation<3> &triangulation, unsigned int coarse,
                unsigned int refinements);

  class LaplaceBaseline
  {
  public:
    /// @param triangulation a box, or a stack of boxes, with the boundary ids 4 at the bottom and 5 at the top.
    LaplaceBaseline(const dealii::parallel::distributed::Triangulation<3> &triangulation, double height,
                    const BoomerAmgOptions &options = tuned_boomeramg());

    /// Set up, assemble and solve once. @throws std::runtime_error if CG does not converge.
    StepCost run();

    /// Largest difference between the last solution and u in the nodes; a uniform mesh gives about 1e-6.
    double nodal_error() const { return error; }

  private:
    const dealii::parallel::distributed::Triangulation<3> &triangulation;
    const double                                           height;
    const BoomerAmgOptions                                 options;
    double                                                 error = 0;
  };
} // namespace nadir::performance
