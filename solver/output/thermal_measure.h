// What one finished step amounts to thermally.
#pragma once

#include "output/evaluation.h"
#include "solve/thermal_half.h"

#include <string>
#include <utility>
#include <vector>

namespace nadir
{
  struct ThermalMeasure
  {
    double least = 0, largest = 0, mean = 0; ///< K, at nodes; the mean is weighted with the heat capacity
    double joule = 0, interfaces = 0, reversible = 0; ///< W: bulk, irreversible at interfaces, i T dU/dT
    double prescribed = 0;                            ///< W, by sources of the deck
    double outflow    = 0;                            ///< W
    double stored     = 0;                            ///< J since the start
    double balance    = 0;                            ///< relative, see ThermalHalf::balance
    std::vector<std::pair<std::string, double>> boundaries; ///< W that leave through each thermal boundary
    std::vector<ErrorNorms>                     errors;
    unsigned int                                turns  = 0;
    double                                      change = 0; ///< K, in the last turn

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & least & largest & mean & joule & interfaces & reversible & prescribed & outflow & stored & balance
            &boundaries & errors & turns & change;
    }
  };

  template <int dim>
  ThermalMeasure measure_heat(const ThermalHalf<dim> &half, double time);
} // namespace nadir
