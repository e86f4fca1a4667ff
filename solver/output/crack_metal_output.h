// Metal in cracks for ParaView: its pressure, the width that is empty, how much of it there is, and whether it conducts.
#pragma once

#include "solve/fracture_half.h"

#include <deal.II/numerics/data_out.h>

namespace nadir
{
  template <int dim>
  class CrackMetalOutput : public dealii::DataPostprocessor<dim>
  {
  public:
    CrackMetalOutput(const FractureHalf<dim> &half, const MechanicalHalf<dim> &mechanical)
      : half(half)
      , mechanical(mechanical)
    {}

    /// Everything that is added must live until the patches are built.
    void add_to(dealii::DataOut<dim> &out)
    {
      out.add_data_vector(mechanical.fields.dof_handler, mechanical.levels[0].solution, *this);
      const auto &deposit = *half.deposit;
      volume.reinit(half.fields.triangulation.n_active_cells());
      conducting.reinit(volume.size());
      for (const auto &cell : half.fields.triangulation.active_cell_iterators())
        if (const unsigned int c = cell->active_cell_index(); cell->is_locally_owned() && deposit.memory.has(c))
          for (unsigned int q = 0; q < half.system.rule.size(); ++q)
            {
              volume(c) += half.system.rule.weight(q) * deposit.memory.at(0, c, q)[0];
              conducting(c) += half.system.rule.weight(q) * (deposit.in_band(c) && deposit.conducts(deposit.point(c, q)));
            }
      out.add_data_vector(volume, "deposit_volume_fraction", dealii::DataOut<dim>::type_cell_data);
      out.add_data_vector(conducting, "metal", dealii::DataOut<dim>::type_cell_data);
    }

    std::vector<std::string> get_names() const override { return {"crack_pressure_Pa", "crack_empty_width_m"}; }
    dealii::UpdateFlags      get_needed_update_flags() const override { return dealii::update_values; }
    std::vector<dealii::DataComponentInterpretation::DataComponentInterpretation> get_data_component_interpretation() const override
    {
      return {2, dealii::DataComponentInterpretation::component_is_scalar};
    }

    void evaluate_vector_field(const dealii::DataPostprocessorInputs::Vector<dim> &inputs,
                               std::vector<dealii::Vector<double>>                &results) const override
    {
      const int c = mechanical.fields.component(inputs.template get_cell<dim>()->material_id(), Field::crack_closure);
      for (unsigned int q = 0; q < results.size(); ++q)
        {
          const double closure = c < 0 ? 0. : inputs.solution_values[q](c);
          results[q](0)        = half.deposit->settings.contact_stiffness * std::max(closure, 0.);
          results[q](1)        = 2 * std::max(-closure, 0.); // both faces
        }
    }

  private:
    const FractureHalf<dim>    &half;
    const MechanicalHalf<dim>  &mechanical;
    dealii::Vector<float>       volume, conducting;
  };
} // namespace nadir
