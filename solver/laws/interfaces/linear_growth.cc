// Linear growth; equation and symbols in interphase_growth.h.
#include "base/registry.h"
#include "laws/interfaces/interphase_growth.h"

namespace nadir
{
  void LinearGrowth::evaluate(const double *in, double *out, double *derivatives) const
  {
    const double delta = in[0], T = in[1], dt = in[2], k = k_l(T);
    out[0] = delta + k * dt;
    if (derivatives != nullptr)
      {
        derivatives[0] = 1.;
        derivatives[1] = k * k_l.activation.log_slope(T) * dt;
        derivatives[2] = k;
      }
  }

  std::vector<std::vector<double>> LinearGrowth::samples() const
  {
    return growth_samples();
  }

  namespace
  {
    std::unique_ptr<InterphaseLaw> make(const Section &section)
    {
      return std::make_unique<LinearGrowth>(growth_constant(section, "linear constant"));
    }

    std::vector<std::unique_ptr<InterphaseLaw>> samples()
    {
      return instances<InterphaseLaw>(LinearGrowth({1e-13}), LinearGrowth({1e-12, {50000., 333.15}}));
    }

    const std::vector<Entry> entries = {linear_constant_entry(), growth_activation_entry("linear constant"),
                                        reference_temperature_entry()};
  } // namespace

  static const Registration<InterphaseLaw> entry({"linear", "mixed-conducting: d delta/dt = k_l", entries, make,
                                                  samples});
} // namespace nadir
