// What one finished step amounts to in cracks.
#pragma once

#include "solve/fracture_half.h"

namespace nadir
{
  struct FractureMeasure
  {
    double       energy         = 0; ///< J that all cracks have cost (in a half model: of the half)
    double       area           = 0; ///< m2 of cracks, that energy over the toughness
    double       volume         = 0; ///< m3 that the open cracks enclose
    double       largest_damage = 0;
    unsigned int turns          = 0; ///< between damage and stress
    unsigned int changes_of_set    = 0; ///< of damage that is at a bound
    unsigned int linear_iterations = 0; ///< for the damage
    double       change         = 0; ///< of the damage in the last turn
  };

  template <int dim>
  FractureMeasure measure_fracture(const FractureHalf<dim> &half, const MechanicalHalf<dim> &mechanical)
  {
    const auto cracks = half.system.measure(half.damage);
    return {cracks.energy,
            cracks.area,
            half.crack_volume(mechanical.levels[0]),
            cracks.largest_damage,
            half.turns,
            half.changes_of_set,
            half.linear_iterations,
            half.change};
  }
} // namespace nadir
