// Reaction and transport in series; equation and symbols in interphase_growth.h.
//
// With s = 1/k_l + 2 delta/k_p (the inverse of the rate) the closed form reads
//   s_1^2 = s_0^2 + 4 dt/k_p,   delta_1 = delta_0 + 2 dt/(s_0 + s_1),
// which loses no digits for thin layers, short steps, or very different constants.
#include "base/registry.h"
#include "laws/interfaces/interphase_growth.h"

namespace nadir
{
  void SeriesGrowth::evaluate(const double *in, double *out, double *derivatives) const
  {
    const double delta = in[0], T = in[1], dt = in[2], parabolic = k_p(T), linear = k_l(T);
    const double s0     = 1. / linear + 2. * delta / parabolic;
    const double s1     = std::sqrt(s0 * s0 + 4. * dt / parabolic);
    const double growth = 2. * dt / (s0 + s1);

    out[0] = delta + growth;
    if (derivatives != nullptr)
      {
        derivatives[0] = s0 / s1;
        derivatives[1] =
          growth * ((out[0] + delta) / parabolic * k_p.activation.log_slope(T) + k_l.activation.log_slope(T) / linear) /
          s1;
        derivatives[2] = 1. / s1;
      }
  }

  std::vector<std::vector<double>> SeriesGrowth::samples() const
  {
    return growth_samples();
  }

  namespace
  {
    std::unique_ptr<InterphaseLaw> make(const Section &section)
    {
      return std::make_unique<SeriesGrowth>(growth_constant(section, "parabolic constant"),
                                            growth_constant(section, "linear constant"));
    }

    std::vector<std::unique_ptr<InterphaseLaw>> samples()
    {
      return instances<InterphaseLaw>(SeriesGrowth({1e-18}, {1e-12}),
                                      SeriesGrowth({1e-18, {60000., 333.15}}, {1e-11, {30000., 298.15}}));
    }

    const std::vector<Entry> entries = {parabolic_constant_entry(), growth_activation_entry("parabolic constant"),
                                        linear_constant_entry(), growth_activation_entry("linear constant"),
                                        reference_temperature_entry()};
  } // namespace

  static const Registration<InterphaseLaw>
    entry({"series", "reaction and transport in series: d delta/dt = 1/(1/k_l + 2 delta/k_p)", entries, make, samples});
} // namespace nadir
