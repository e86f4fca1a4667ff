// Parabolic growth; equation and symbols in interphase_growth.h.
#include "base/registry.h"
#include "laws/interfaces/interphase_growth.h"

namespace nadir
{
  void ParabolicGrowth::evaluate(const double *in, double *out, double *derivatives) const
  {
    const double delta = in[0], T = in[1], dt = in[2], k = k_p(T);
    out[0] = std::sqrt(delta * delta + k * dt);
    if (derivatives != nullptr)
      {
        derivatives[0] = delta / out[0];
        derivatives[1] = k * k_p.activation.log_slope(T) * dt / (2. * out[0]);
        derivatives[2] = k / (2. * out[0]);
      }
  }

  std::vector<std::vector<double>> ParabolicGrowth::samples() const
  {
    return growth_samples();
  }

  namespace
  {
    std::unique_ptr<InterphaseLaw> make(const Section &section)
    {
      return std::make_unique<ParabolicGrowth>(growth_constant(section, "parabolic constant"));
    }

    std::vector<std::unique_ptr<InterphaseLaw>> samples()
    {
      return instances<InterphaseLaw>(ParabolicGrowth({1e-20}), ParabolicGrowth({1e-18, {50000., 333.15}}));
    }

    const std::vector<Entry> entries = {parabolic_constant_entry(), growth_activation_entry("parabolic constant"),
                                        reference_temperature_entry()};
  } // namespace

  static const Registration<InterphaseLaw> entry({"parabolic", "passivating: d delta/dt = k_p/(2 delta)", entries, make,
                                                  samples});
} // namespace nadir
