#include "laws/mechanics/norton.h"

#include "base/constants.h"
#include "base/registry.h"
#include "laws/mechanics/creep_entries.h"

#include <cmath>

namespace nadir
{
  void Norton::evaluate(const double *in, double *out, double *derivatives) const
  {
    const double rate = in[0], T = in[2], n = p.exponent;
    const double rate_0 = p.reference_rate * p.activation.factor(T);

    out[0] = p.reference_stress * std::pow(rate / rate_0, 1. / n);
    out[1] = 0.;
    if (derivatives == nullptr)
      return;

    derivatives[0] = rate != 0. ? out[0] / (n * rate) : n > 1. ? infinity : p.reference_stress / rate_0;
    derivatives[1] = 0.;
    derivatives[2] = -out[0] / n * p.activation.log_slope(T);
    derivatives[3] = derivatives[4] = derivatives[5] = 0.;
  }

  namespace
  {
    std::unique_ptr<FlowLaw> make(const Section &section)
    {
      return std::make_unique<Norton>(Norton::Parameters{section.quantity("Reference stress"),
                                                         section.quantity("Reference rate"),
                                                         section.quantity("Exponent"), creep_activation(section)});
    }

    std::vector<std::unique_ptr<FlowLaw>> samples()
    {
      return instances<FlowLaw>(Norton({1e6, 0.53, 5., {44e3, 298.15}}), Norton({2e6, 1e-3, 1., {20e3, 350.}}),
                                Norton({0.2e6, 1e-4, 100., {44e3, 298.15}}));
    }

    std::vector<Entry> entries()
    {
      std::vector<Entry> list = {
        required(positive(quantity("Reference stress", "Pa", "",
                                   "Equivalent stress sigma_0 at which the material creeps at the reference rate."))),
        required(positive(quantity("Reference rate", "s-1", "",
                                   "Equivalent creep rate at the reference stress and the reference temperature."))),
        required(between(quantity("Exponent", "1", "", "Stress exponent n."), 1., 100.))};
      for (const Entry &entry : creep_activation_entries())
        list.push_back(entry);
      return list;
    }
  } // namespace

  static const Registration<FlowLaw>
    entry({"Norton", "creep rate = rate_0(T) (sigma_eq/sigma_0)^n", entries(), make, samples});
} // namespace nadir
