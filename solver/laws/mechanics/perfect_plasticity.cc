#include "laws/mechanics/perfect_plasticity.h"

#include "base/registry.h"
#include "laws/thermal_activation.h"

#include <fmt/format.h>

#include <algorithm>

namespace nadir
{
  void PerfectPlasticity::evaluate(const double *in, double *out, double *derivatives) const
  {
    const double T = in[2], yield_stress = p.yield_stress + p.slope * (T - p.reference_temperature);
    if (!(yield_stress > 0.))
      throw SolveError(fmt::format("perfect plasticity: the yield stress at {:.6g} K is {:.6g} Pa; the law ends where "
                                   "its line reaches zero.",
                                   T, yield_stress));
    out[0] = yield_stress;
    out[1] = 0.;
    if (derivatives != nullptr)
      {
        std::fill_n(derivatives, 6, 0.);
        derivatives[2] = p.slope;
      }
  }

  namespace
  {
    std::unique_ptr<FlowLaw> make(const Section &section)
    {
      return std::make_unique<PerfectPlasticity>(
        PerfectPlasticity::Parameters{section.quantity("Yield stress"), section.quantity("Yield stress slope"),
                                      section.quantity("Reference temperature")});
    }

    std::vector<std::unique_ptr<FlowLaw>> samples()
    {
      return instances<FlowLaw>(PerfectPlasticity({0.2e6}), PerfectPlasticity({0.2e6, -1500., 300.}));
    }

    const std::vector<Entry> entries = {
      required(positive(quantity("Yield stress", "Pa", "", "Yield stress at the reference temperature."))),
      quantity("Yield stress slope", "Pa K-1", "0 Pa/K",
               "Change of the yield stress with temperature, negative where the metal softens."),
      reference_temperature_entry()};
  } // namespace

  static const Registration<FlowLaw>
    entry({"perfect plasticity", "sigma_eq does not pass a yield stress, which may fall linearly with temperature",
           entries, make, samples});
} // namespace nadir
