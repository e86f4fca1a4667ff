// The deck entries that Butler-Volmer and Tafel kinetics share.
#pragma once

#include "base/deck.h"
#include "laws/interfaces/guarded_exponential.h"
#include "laws/thermal_activation.h"

#include <vector>

namespace nadir
{
  inline std::vector<Entry> kinetics_entries()
  {
    return {required(positive(quantity("Exchange current density", "A m-2", "",
                                       "i0 at the reference temperature, per area of the interface."))),
            positive(quantity("Anodic transfer coefficient", "1", "0.5", "a_a, of stripping (eta > 0).")),
            positive(quantity("Cathodic transfer coefficient", "1", "0.5", "a_c, of plating (eta < 0).")),
            activation_energy_entry("Activation energy of exchange current",
                                    "Ea in i0(T) = i0 exp[-(Ea/R)(1/T - 1/T_ref)]; 0: i0 does not depend on T."),
            reference_temperature_entry(),
            largest_exponent_entry()};
  }

  inline ThermalActivation exchange_current_activation(const Section &section)
  {
    return {section.quantity("Activation energy of exchange current"), section.quantity("Reference temperature")};
  }
} // namespace nadir
