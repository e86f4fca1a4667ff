// Interfaces that are not flat: a map of the flat stack to the real one.
//
//   z' = z + h(x, y) f(z),  f = 1 at the interface, falling linearly to 0 at the distances `above` and `below`
//
// The map is also the mesh's manifold there, so that new points of refined cells lie on the true shape.
#pragma once

#include "space/mesh/defects.h"

#include <deal.II/grid/manifold.h>

#include <vector>

namespace nadir
{
  struct Relief
  {
    DefectShape shape;
    double      level = 0; ///< height of the flat interface
    double      above = 0; ///< how far up the deformation reaches
    double      below = 0; ///< how far down

    /// h and its derivatives in the plane; upwards positive.
    template <int dim>
    double height(const dealii::Point<dim> &p) const;
    template <int dim>
    dealii::Tensor<1, dim> slope(const dealii::Point<dim> &p) const;
  };

  template <int dim>
  class ReliefManifold : public dealii::ChartManifold<dim, dim, dim>
  {
  public:
    explicit ReliefManifold(std::vector<Relief> reliefs) : reliefs(std::move(reliefs)) {}

    /// From the flat stack to the real one.
    dealii::Point<dim> push_forward(const dealii::Point<dim> &flat) const override;
    dealii::Point<dim> pull_back(const dealii::Point<dim> &real) const override;

    dealii::DerivativeForm<1, dim, dim> push_forward_gradient(const dealii::Point<dim> &flat) const override;

    std::unique_ptr<dealii::Manifold<dim>> clone() const override
    {
      return std::make_unique<ReliefManifold<dim>>(reliefs);
    }

  private:
    std::vector<Relief> reliefs; ///< their regions do not overlap: at most one moves a given point
  };
} // namespace nadir
