// Interfaces as a dataset of their own for ParaView: one patch per face, with the mean of its points.
#pragma once

#include "output/observer.h"

#include <deal.II/base/data_out_base.h>

namespace nadir
{
  template <int dim>
  class InterfacePatches : public dealii::DataOutInterface<dim - 1, dim>
  {
  public:
    explicit InterfacePatches(const StepView<dim> &view);

  protected:
    const std::vector<dealii::DataOutBase::Patch<dim - 1, dim>> &get_patches() const override { return patches; }
    std::vector<std::string>                                     get_dataset_names() const override { return names; }

  private:
    using Values = std::vector<double>; ///< by point and dataset
    void add_electrochemistry(const StepView<dim> &view, Values &values) const;
    void add_mechanics(const StepView<dim> &view, Values &values) const;
    void add_patch(const InterfacePart<dim> &part, const std::vector<double> &means);

    std::vector<std::string>                                 names;
    std::vector<dealii::DataOutBase::Patch<dim - 1, dim>> patches;
  };
} // namespace nadir
