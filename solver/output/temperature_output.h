// The temperature for ParaView, in K.
#pragma once

#include "solve/thermal_half.h"

#include <deal.II/numerics/data_out.h>

namespace nadir
{
  template <int dim>
  class TemperatureOutput : public dealii::DataPostprocessorScalar<dim>
  {
  public:
    explicit TemperatureOutput(const ThermalHalf<dim> &half)
      : dealii::DataPostprocessorScalar<dim>("temperature_K", dealii::update_values)
      , half(half)
    {}

    void add_to(dealii::DataOut<dim> &out) const { out.add_data_vector(half.fields.dof_handler, half.levels[0].solution, *this); }

    void evaluate_vector_field(const dealii::DataPostprocessorInputs::Vector<dim> &inputs,
                               std::vector<dealii::Vector<double>>                &results) const override
    {
      const int c = half.fields.component(inputs.template get_cell<dim>()->material_id(), Field::temperature);
      for (unsigned int q = 0; q < results.size(); ++q)
        results[q](0) = half.system.reference_temperature + inputs.solution_values[q](c);
    }

    void evaluate_scalar_field(const dealii::DataPostprocessorInputs::Scalar<dim> &inputs,
                               std::vector<dealii::Vector<double>>                &results) const override
    {
      for (unsigned int q = 0; q < results.size(); ++q)
        results[q](0) = half.system.reference_temperature + inputs.solution_values[q];
    }

  private:
    const ThermalHalf<dim> &half;
  };
} // namespace nadir
