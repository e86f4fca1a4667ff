// One Newton step of NADIR on a 3D cell: sodium, electrolyte, sodium with Butler-Volmer kinetics on both interfaces and
// the current prescribed, on a box of n^3 cells.
#pragma once

#include "step_cost.h"

#include <deal.II/distributed/tria.h>

#include <memory>

namespace nadir::performance
{
  class NadirStep
  {
  public:
    NadirStep(unsigned int coarse, unsigned int refinements);
    ~NadirStep();

    /// The mesh, for the mark to be measured on the same one.
    const dealii::parallel::distributed::Triangulation<3> &triangulation() const;

    /// The first step of a run from rest: its residual is the prescribed current, and the border's solve starts from nothing.
    StepCost first();

    /// A step with a residual everywhere, whose border's solve starts from the one before, as all later ones do.
    StepCost later();

  private:
    struct Content;
    StepCost step(const char *name, bool from_nothing);

    std::unique_ptr<Content> content;
    StepCost                 set_up;
  };
} // namespace nadir::performance
