#include "output/connected_metal.h"

#include <algorithm>

using namespace dealii;

namespace nadir
{
  namespace
  {
    template <int dim>
    bool conducts(const CrackDeposit<dim> &deposit, const unsigned int cell, const unsigned int n_points)
    {
      for (unsigned int q = 0; q < n_points; ++q)
        if (deposit.metal[deposit.point(cell, q)] > 1e-3 * deposit.settings.metal_conductivity)
          return true;
      return false;
    }
  } // namespace

  template <int dim>
  std::vector<bool> connected_metal(const FractureHalf<dim> &half)
  {
    const auto       &fields  = half.fields;
    const auto       &deposit = *half.deposit;
    const MPI_Comm    comm    = fields.triangulation.get_communicator();
    std::vector<bool> connected(fields.triangulation.n_active_cells(), false);
    Vector            owned(fields.owned, comm), seen(fields.owned, fields.relevant, comm);
    for (bool any = true; any;)
      {
        any = false;
        for (const auto &cell : fields.dof_handler.active_cell_iterators())
          if (const unsigned int c = cell->active_cell_index();
              cell->is_locally_owned() && deposit.in_band(c) && !connected[c] && conducts(deposit, c, half.system.rule.size()))
            {
              const auto dofs    = fields.unknowns(cell);
              const bool reached = std::any_of(dofs.begin(), dofs.end(), [&](const auto dof) { return seen(dof) > 0; });
              if (!reached && deposit.mouth_height[c] == 0 && !half.at_other_electrode[c])
                continue;
              connected[c] = any = true;
              for (const auto dof : dofs)
                owned(dof) += 1;
            }
        owned.compress(VectorOperation::add);
        fields.hanging_nodes.distribute(owned);
        seen = owned;
        any  = Utilities::MPI::max(any ? 1 : 0, comm) == 1;
      }
    return connected;
  }

  template std::vector<bool> connected_metal<2>(const FractureHalf<2> &);
  template std::vector<bool> connected_metal<3>(const FractureHalf<3> &);
} // namespace nadir
