// Where the toughness differs from that of the material: near interfaces, and by chance.
#pragma once

#include "space/fields.h"

namespace nadir
{
  /// K_IC over that of the material at the centres of the cells, by active cell index; 1 where nothing is said. The same on any mesh and
  /// any number of ranks.
  template <int dim>
  std::vector<double> toughness_factors(const Fields<dim> &fields);

  /// Of the cube of the lattice that a place is in; its mean over many cubes is 1.
  template <int dim>
  double toughness_factor(const ToughnessScatter &scatter, const dealii::Point<dim> &place);
} // namespace nadir
