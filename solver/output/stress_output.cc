#include "output/stress_output.h"

#include "space/weights.h"

#include <deal.II/base/symmetric_tensor.h>

#include <cmath>

using namespace dealii;

namespace nadir
{
  /// Picks the displacement of a cell from the components of the system.
  template <int dim>
  class StressOutput<dim>::Displacement : public DataPostprocessorVector<dim>
  {
  public:
    explicit Displacement(const Fields<dim> &fields)
      : DataPostprocessorVector<dim>("displacement_m", update_values)
      , fields(fields)
    {}

    void evaluate_vector_field(const DataPostprocessorInputs::Vector<dim> &inputs,
                               std::vector<dealii::Vector<double>>         &results) const override
    {
      const int c = fields.component(inputs.template get_cell<dim>()->material_id(), Field::displacement);
      for (unsigned int q = 0; q < results.size(); ++q)
        for (unsigned int d = 0; d < dim; ++d)
          results[q](d) = inputs.solution_values[q](c + d);
    }

  private:
    const Fields<dim> &fields;
  };

  namespace
  {
    std::array<double, 3> principal(const Mandel &s)
    {
      static const double   half = std::sqrt(0.5);
      SymmetricTensor<2, 3> t;
      for (unsigned int d = 0; d < 3; ++d)
        t[d][d] = s[d];
      t[1][2] = half * s[3], t[0][2] = half * s[4], t[0][1] = half * s[5];
      return eigenvalues(t);
    }
  } // namespace

  template <int dim>
  StressOutput<dim>::StressOutput(const MechanicalHalf<dim> &half)
    : half(half)
    , displacement(std::make_unique<Displacement>(half.fields))
  {
    const std::vector<std::string> axes  = half.fields.names.axisymmetric ?
                                             std::vector<std::string>{"rr", "yy", "hoop", "", "", "ry"} :
                                             std::vector<std::string>{"xx", "yy", "zz", "yz", "xz", "xy"};
    const double                   root  = std::sqrt(0.5);
    const std::array<double, 6>    scale = {{1, 1, 1, root, root, root}};
    for (const char *what : {"stress_", "strain_", "creep_strain_"})
      for (unsigned int i = 0; i < 6; ++i)
        if (dim == 3 || i < 3 || i == 5)
          cell_data.push_back({what + axes[i] + (what == std::string("stress_") ? "_Pa" : ""), {}});
    for (const char *name : {"von_mises_stress_Pa", "principal_stress_1_Pa", "principal_stress_2_Pa", "principal_stress_3_Pa", "pressure_Pa",
                             "equivalent_creep_strain"})
      cell_data.push_back({name, {}});
    for (auto &[name, values] : cell_data)
      values.reinit(half.fields.triangulation.n_active_cells());

    FEValues<dim> points(half.fields.mapping, half.fields.scalar_element, half.memory.rule, update_JxW_values | update_quadrature_points);
    for (const auto &cell : half.fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned())
        {
          points.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
          const auto weights = weights_of(points, half.fields.names.axisymmetric);
          const auto list    = half.system.responses(half.levels[0], cell);
          const auto strains = half.system.strains(half.levels[0], cell);
          Mandel     stress{}, strain{}, creep{};
          double     volume = 0, equivalent = 0;
          for (unsigned int q = 0; q < list.size(); ++q)
            {
              stress = stress + weights[q] * list[q].stress;
              strain = strain + weights[q] * strains[q];
              creep  = creep + weights[q] * list[q].state.creep_strain;
              equivalent += weights[q] * list[q].state.equivalent_creep_strain;
              volume += weights[q];
            }
          unsigned int       column = 0;
          const unsigned int index  = cell->active_cell_index();
          for (const Mandel &tensor : {stress, strain, creep})
            for (unsigned int i = 0; i < 6; ++i)
              if (dim == 3 || i < 3 || i == 5)
                cell_data[column++].second(index) = scale[i] * tensor[i] / volume;
          const Mandel mean = (1 / volume) * stress;
          const auto   p    = principal(mean);
          for (const double value : {von_mises(mean), p[0], p[1], p[2], -trace(mean) / 3, equivalent / volume})
            cell_data[column++].second(index) = value;
        }
  }

  template <int dim>
  StressOutput<dim>::~StressOutput() = default;

  template <int dim>
  void StressOutput<dim>::add_to(DataOut<dim> &out) const
  {
    out.add_data_vector(half.fields.dof_handler, half.levels[0].solution, *displacement);
    for (const auto &[name, values] : cell_data)
      out.add_data_vector(values, name, DataOut<dim>::type_cell_data);
  }

  template class StressOutput<2>;
  template class StressOutput<3>;
} // namespace nadir
