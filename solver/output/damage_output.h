// The damage for ParaView; 0 where nothing can crack.
#pragma once

#include "solve/fracture_half.h"

#include <deal.II/numerics/data_out.h>

namespace nadir
{
  template <int dim>
  class DamageOutput : public dealii::DataPostprocessorScalar<dim>
  {
  public:
    explicit DamageOutput(const FractureHalf<dim> &half)
      : dealii::DataPostprocessorScalar<dim>("damage", dealii::update_values)
      , half(half)
    {}

    void add_to(dealii::DataOut<dim> &out) const { out.add_data_vector(half.fields.dof_handler, half.damage, *this); }

    void evaluate_vector_field(const dealii::DataPostprocessorInputs::Vector<dim> &inputs,
                               std::vector<dealii::Vector<double>>                &results) const override
    {
      const int c = half.fields.component(inputs.template get_cell<dim>()->material_id(), Field::damage);
      for (unsigned int q = 0; q < results.size(); ++q)
        results[q](0) = c < 0 ? 0. : inputs.solution_values[q](c);
    }

    void evaluate_scalar_field(const dealii::DataPostprocessorInputs::Scalar<dim> &inputs,
                               std::vector<dealii::Vector<double>>                &results) const override
    {
      for (unsigned int q = 0; q < results.size(); ++q)
        results[q](0) = inputs.solution_values[q];
    }

  private:
    const FractureHalf<dim> &half;
  };
} // namespace nadir
