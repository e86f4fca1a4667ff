// Vogel-Tammann-Fulcher conductivity of polymers, anchored at a reference temperature:
//
//   sigma = A T^(-1/2) exp[-B/(T - T0)],
//   that is sigma(T) = sigma_ref (T_ref/T)^(1/2) exp[-B/(T - T0) + B/(T_ref - T0)],
//   A = sigma_ref T_ref^(1/2) exp[B/(T_ref - T0)],
//
// with sigma in S/m, T in K; B is the pseudo-activation temperature (energy R B), T0 the Vogel temperature, usually
// 30 to 50 K below the glass transition. The law holds above T0 only; below, evaluation throws SolveError.
#pragma once

#include "laws/transport/conductivity.h"

namespace nadir
{
  class VTFConductivity : public ConductivityLaw
  {
  public:
    struct Parameters
    {
      double conductivity;                   ///< S/m at the reference temperature
      double pseudo_activation_temperature;  ///< B, K
      double vogel_temperature;              ///< T0, K
      double reference_temperature = 298.15; ///< K
    };

    explicit VTFConductivity(const Parameters &parameters) : p(parameters) {}

    void evaluate(const double *in, double *out, double *derivatives) const override;

    std::vector<std::vector<double>> samples() const override;

  private:
    const Parameters p;
  };
} // namespace nadir
