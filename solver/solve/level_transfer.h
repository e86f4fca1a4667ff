// Solutions through a change of the mesh.
#pragma once

#include "space/fields.h"

#include <deal.II/distributed/solution_transfer.h>

namespace nadir
{
  /// Construct it before the mesh changes; `finish` numbers the unknowns anew and fills the vectors.
  template <int dim>
  class LevelTransfer
  {
  public:
    LevelTransfer(Fields<dim> &fields, const std::vector<Vector *> &solutions)
      : transfer(fields.dof_handler)
    {
      fields.keep_elements_in_refinement();
      is_empty = fields.dof_handler.n_dofs() == 0;
      if (!is_empty)
        transfer.prepare_for_coarsening_and_refinement({solutions.begin(), solutions.end()});
    }

    void finish(Fields<dim> &fields, const std::vector<Vector *> &solutions)
    {
      fields.distribute();
      const MPI_Comm        comm = fields.triangulation.get_communicator();
      std::vector<Vector>   arrived(solutions.size(), Vector(fields.owned, comm));
      std::vector<Vector *> pointers;
      for (auto &v : arrived)
        pointers.push_back(&v);
      if (!is_empty)
        transfer.interpolate(pointers);
      for (unsigned int l = 0; l < solutions.size(); ++l)
        {
          fields.hanging_nodes.distribute(arrived[l]);
          solutions[l]->reinit(fields.owned, fields.relevant, comm);
          *solutions[l] = arrived[l];
        }
    }

  private:
    bool is_empty;
    dealii::parallel::distributed::SolutionTransfer<dim, Vector> transfer;
  };

  template <class Level>
  std::vector<Vector *> solutions_of(std::vector<Level> &levels)
  {
    std::vector<Vector *> list;
    for (auto &level : levels)
      list.push_back(&level.solution);
    return list;
  }
} // namespace nadir
