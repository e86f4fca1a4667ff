// The temperature at quadrature points, where it is not the same everywhere.
#pragma once

#include <vector>

namespace nadir
{
  struct PointTemperatures
  {
    std::vector<double> cells;      ///< K, by active cell index times points per cell plus point; of owned and ghost cells
    std::vector<double> interfaces; ///< K, by interface point
  };
} // namespace nadir
