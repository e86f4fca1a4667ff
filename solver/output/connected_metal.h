// Which metal in cracks is connected to an electrode.
#pragma once

#include "solve/fracture_half.h"

#include <vector>

namespace nadir
{
  /// Metal conducts from cell to cell across what they share. Metal that no such way connects to an interface with charge transfer of its
  /// region is dead: it reacts only as leakage lets it.
  /// @returns by active cell index, of owned cells: does metal conduct in it, and is it connected?
  template <int dim>
  std::vector<bool> connected_metal(const FractureHalf<dim> &half);
} // namespace nadir
