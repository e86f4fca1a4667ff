#include "laws/interfaces/creep_diffusion_refill.h"

#include "base/registry.h"

#include <cmath>

namespace nadir
{
  void CreepDiffusionRefill::evaluate(const double *in, double *out, double *derivatives) const
  {
    const double theta = in[0], velocity = in[1], pressure = in[2], T = in[3];
    const double relative = pressure / p.reference_pressure;
    const double k_c      = p.creep_rate * p.creep_activation.factor(T);
    const double creep    = pressure > 0 ? k_c * std::pow(relative, p.pressure_exponent) : 0.;
    const double vacancy  = p.vacancy_rate * p.vacancy_activation.factor(T);

    out[0] = -velocity / p.height + (1. - theta) * (creep + vacancy);
    if (derivatives != nullptr)
      {
        derivatives[0] = -(creep + vacancy);
        derivatives[1] = -1. / p.height;
        derivatives[2] = pressure > 0 ? (1. - theta) * p.pressure_exponent * creep / pressure : 0.;
        derivatives[3] =
          (1. - theta) * (creep * p.creep_activation.log_slope(T) + vacancy * p.vacancy_activation.log_slope(T));
      }
  }

  std::vector<std::vector<double>> CreepDiffusionRefill::samples() const
  {
    const double near = 0.3 * p.reference_pressure; // on either side of no pressure
    return {{0.5, 6e-9, 9e6, 298.15},
            {0.9, 1e-9, 3e6, 333.15},
            {0.2, -6e-9, 1e6, 280.},
            {0.7, 1e-10, near, 298.15},
            {0.7, 1e-10, -near, 298.15}};
  }

  namespace
  {
    std::unique_ptr<VoidClosureLaw> make(const Section &section)
    {
      CreepDiffusionRefill::Parameters p{section.quantity("Void height"), section.quantity("Least contact fraction"),
                                         section.quantity("Creep refill rate")};
      const double reference = section.quantity("Reference temperature");
      p.reference_pressure   = section.quantity("Reference pressure");
      p.pressure_exponent    = section.quantity("Pressure exponent");
      p.vacancy_rate         = section.quantity("Vacancy refill rate");
      p.creep_activation     = {section.quantity("Activation energy of creep refill"), reference};
      p.vacancy_activation   = {section.quantity("Activation energy of vacancy refill"), reference};
      return std::make_unique<CreepDiffusionRefill>(p);
    }

    std::vector<std::unique_ptr<VoidClosureLaw>> samples()
    {
      CreepDiffusionRefill::Parameters power{1e-6, 0.05, 1e-4, 2e6, 4.5, 1e-4, {44000., 298.15}, {30000., 298.15}};
      return instances<VoidClosureLaw>(CreepDiffusionRefill({10e-6, 0.01, 1.4e-4}), CreepDiffusionRefill(power));
    }

    std::vector<Entry> entries()
    {
      Entry least            = between(quantity("Least contact fraction", "1", "0.01",
                                                "theta_min; below it the metal recedes instead."),
                                       0., 1.);
      least.minimum_excluded = true;
      return {required(positive(quantity("Void height", "m", "", "h_v: the voids hold h_v (1 - theta) per area."))),
              least,
              required(not_negative(quantity("Creep refill rate", "s-1", "",
                                             "k_c: share of the voids that creep closes per time, at the reference "
                                             "pressure and temperature."))),
              positive(quantity("Reference pressure", "Pa", "1 MPa", "p_ref, at which the creep refill rate holds.")),
              between(quantity("Pressure exponent", "1", "1", "m of the creep refill."), 1., 20.),
              not_negative(quantity("Vacancy refill rate", "s-1", "0 1/s",
                                    "k_v: share of the voids that diffusion closes per time, at the reference "
                                    "temperature.")),
              activation_energy_entry("Activation energy of creep refill", "Ea of k_c; 0: it does not depend on T."),
              activation_energy_entry("Activation energy of vacancy refill", "Ea of k_v; 0: it does not depend on T."),
              reference_temperature_entry()};
    }
  } // namespace

  static const Registration<VoidClosureLaw>
    entry({"creep and diffusion refill", "d(theta)/dt = -V_m i/(F h_v) + (1 - theta)[k_c (p/p_ref)^m + k_v]",
           entries(), make, samples});
} // namespace nadir
