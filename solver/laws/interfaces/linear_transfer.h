// Linear charge transfer,
//
//   i = eta/Z(T),   Z = RT/(F i0(T))  from an exchange current density (the small-signal limit of Butler-Volmer with
//                                     a_a + a_c = 1), or
//                   Z = Z_ref exp[+(Ea/R)(1/T - 1/T_ref)]  from an area specific resistance,
//
// i in A/m2, positive for stripping; eta in V; Z in ohm m2; i0(T) = i0_ref exp[-(Ea/R)(1/T - 1/T_ref)].
#pragma once

#include "laws/interfaces/charge_transfer.h"
#include "laws/thermal_activation.h"

namespace nadir
{
  class LinearTransfer : public ChargeTransferLaw
  {
  public:
    /// i0 in A/m2 at the reference temperature.
    static LinearTransfer from_exchange_current_density(double i0, const ThermalActivation &activation = {});

    /// Z in ohm m2 at the reference temperature.
    static LinearTransfer from_resistance(double resistance, const ThermalActivation &activation = {});

    void evaluate(const double *in, double *out, double *derivatives) const override;

    std::vector<std::vector<double>> samples() const override { return {{0., 298.15}, {0.2, 273.15}, {-0.05, 333.15}}; }

  private:
    LinearTransfer(const double value, const bool is_i0, const ThermalActivation &a)
        : reference_value(value), is_exchange_current(is_i0), activation(a)
    {
    }

    double            reference_value; ///< i0 in A/m2 or 1/Z in S/m2
    bool              is_exchange_current;
    ThermalActivation activation;
  };
} // namespace nadir
