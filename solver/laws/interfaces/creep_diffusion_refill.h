// Voids that grow by stripping and are refilled by creep of the metal and by diffusion of vacancies into it,
//
//   d(theta)/dt = -v/h_v + (1 - theta) [k_c(T) (<p>/p_ref)^m + k_v(T)],    <p> = max(p, 0),
//
// theta: contact fraction, v = V_m i/F: metal stripped per nominal area and time, m/s (plating, v < 0, refills),
// h_v: void height, m, p: pressure on the interface, Pa, k_c, k_v: rates, 1/s, each k_ref exp[-(Ea/R)(1/T - 1/T_ref)].
// Steady state under a stripping velocity v: 1 - theta = v/(h_v [k_c (p/p_ref)^m + k_v]); the current that a pressure
// carries at a given theta is linear in the pressure for m = 1. An empirical closure: say in the deck what it was
// fitted to (inputs/interfaces/ has an example).
#pragma once

#include "laws/interfaces/void_closure.h"
#include "laws/thermal_activation.h"

namespace nadir
{
  class CreepDiffusionRefill : public VoidClosureLaw
  {
  public:
    struct Parameters
    {
      double            height;                   ///< h_v, m
      double            least_contact_fraction;   ///< theta_min
      double            creep_rate;               ///< k_c at the reference pressure and temperature, 1/s
      double            reference_pressure = 1e6; ///< p_ref, Pa
      double            pressure_exponent  = 1;   ///< m
      double            vacancy_rate       = 0;   ///< k_v at the reference temperature, 1/s
      ThermalActivation creep_activation   = {};
      ThermalActivation vacancy_activation = {};
    };

    explicit CreepDiffusionRefill(const Parameters &parameters) : p(parameters) {}

    void   evaluate(const double *in, double *out, double *derivatives) const override;
    double void_height() const override { return p.height; }
    double least_contact_fraction() const override { return p.least_contact_fraction; }

    /// Stripping, plating and rest, with pressure and tension.
    std::vector<std::vector<double>> samples() const override;

  private:
    const Parameters p;
  };
} // namespace nadir
