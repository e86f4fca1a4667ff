// The deck entries on temperature that the creep laws share. Creep is thermally activated, so none has a default.
#pragma once

#include "base/deck.h"
#include "laws/thermal_activation.h"

#include <vector>

namespace nadir
{
  inline std::vector<Entry> creep_activation_entries()
  {
    return {required(not_negative(quantity("Activation energy", "J mol-1", "",
                                           "Q in rate ~ exp[-(Q/R)(1/T - 1/T_ref)]. A creep law needs its "
                                           "dependence on temperature; 0: the rate is the same at every one."))),
            required(positive(quantity("Reference temperature", "K", "",
                                       "Temperature T_ref at which the reference rate holds; a creep law needs it.")))};
  }

  inline ThermalActivation creep_activation(const Section &section)
  {
    return {section.quantity("Activation energy"), section.quantity("Reference temperature")};
  }
} // namespace nadir
