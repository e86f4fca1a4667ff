// Thermally activated conductivity, anchored at a reference temperature:
//
//   sigma T = A exp[-Ea/(R T)]  or  sigma = A exp[-Ea/(R T)],
//   that is sigma(T) = sigma_ref (T_ref/T)^m exp[-(Ea/R)(1/T - 1/T_ref)] with m = 1 or 0,
//
// with sigma in S/m, T in K, Ea in J/mol. The same data give different activation energies in the two forms (they
// differ by about R T, 2.5 kJ/mol at 25 degC), so the form belongs to the value.
#pragma once

#include "laws/thermal_activation.h"
#include "laws/transport/conductivity.h"

namespace nadir
{
  class ArrheniusConductivity : public ConductivityLaw
  {
  public:
    enum class Form
    {
      sigma_T, ///< sigma T = A exp(-Ea/RT)
      sigma    ///< sigma = A exp(-Ea/RT)
    };

    struct Parameters
    {
      double conductivity;                   ///< S/m at the reference temperature
      double activation_energy;              ///< J/mol
      double reference_temperature = 298.15; ///< K
      Form   form                  = Form::sigma_T;
    };

    explicit ArrheniusConductivity(const Parameters &parameters) : p(parameters) {}

    void evaluate(const double *in, double *out, double *derivatives) const override;

    std::vector<std::vector<double>> samples() const override { return {{233.15}, {298.15}, {333.15}, {600.}}; }

  private:
    const Parameters p;
  };
} // namespace nadir
