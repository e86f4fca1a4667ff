// Arrhenius activation of a rate relative to its value at a reference temperature,
//
//   factor(T) = exp[-(Ea/R) (1/T - 1/T_ref)],   factor(T_ref) = 1 exactly.
#pragma once

#include "base/constants.h"
#include "base/schema.h"

#include <cmath>

namespace nadir
{
  struct ThermalActivation
  {
    double energy                = 0.;     ///< Ea, J/mol
    double reference_temperature = 298.15; ///< T_ref, K

    double factor(const double T) const
    {
      return std::exp(-energy / constants::gas * (1. / T - 1. / reference_temperature));
    }

    /// d ln(factor) / dT
    double log_slope(const double T) const { return energy / (constants::gas * T * T); }
  };

  inline Entry reference_temperature_entry()
  {
    return positive(quantity("Reference temperature", "K", "25 degC", "Temperature at which the given values hold."));
  }

  inline Entry activation_energy_entry(const std::string &name, const std::string &documentation)
  {
    return quantity(name, "J mol-1", "0 kJ/mol", documentation);
  }
} // namespace nadir
