// One Newton step of NADIR's mechanics on a bonded stack of elastic layers, and the cost of coupled steps by system.
#pragma once

#include "elasticity_baseline.h"

#include <memory>

namespace nadir::performance
{
  class MechanicsStep
  {
  public:
    /// A cube of coarse^3 cells refined `refinements` times: elastic sodium, electrolyte, sodium.
    MechanicsStep(unsigned int coarse, unsigned int refinements);
    ~MechanicsStep();

    const dealii::parallel::distributed::Triangulation<3> &triangulation() const;

    /// One residual, one linearisation and one solve from rest.
    StepCost run();

    /// By material id, for the mark.
    std::vector<LameConstants> materials() const;

    /// Mean of u_z over all nodes of the last solution, m.
    double mean_displacement() const { return mean; }

    static constexpr double shift = -1e-8; ///< of the top plate, m

  private:
    struct Content;
    std::unique_ptr<Content> content;
    StepCost                 set_up;
    double                   mean = 0;
  };

  /// Three steps of a cell that plates under stack pressure, with creep and two interfaces that can open: one row for each
  /// system, as mean per step; iterations are linear ones.
  std::vector<StepCost> coupled_steps(unsigned int coarse, unsigned int refinements);
} // namespace nadir::performance
