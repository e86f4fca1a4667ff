// Displacement at nodes, and stresses and strains as means over cells, for ParaView.
#pragma once

#include "solve/mechanical_half.h"

#include <deal.II/numerics/data_out.h>

#include <memory>

namespace nadir
{
  template <int dim>
  class StressOutput
  {
  public:
    explicit StressOutput(const MechanicalHalf<dim> &half);
    ~StressOutput();

    /// Everything that is added must live until the patches are built.
    void add_to(dealii::DataOut<dim> &out) const;

  private:
    class Displacement;
    const MechanicalHalf<dim>                                       &half;
    std::unique_ptr<Displacement>                                    displacement;
    std::vector<std::pair<std::string, dealii::Vector<float>>>       cell_data;
  };
} // namespace nadir
