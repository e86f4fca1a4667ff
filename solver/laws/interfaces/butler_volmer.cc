#include "laws/interfaces/butler_volmer.h"

#include "base/registry.h"
#include "laws/interfaces/kinetics_entries.h"

#include <algorithm>

namespace nadir
{
  void ButlerVolmer::evaluate(const double *in, double *out, double *derivatives) const
  {
    const double eta = in[0], T = in[1];
    const double f        = constants::faraday / (constants::gas * T);
    const double i0       = p.exchange_current_density * p.activation.factor(T);
    const double anodic   = p.anodic_coefficient * f * eta;
    const double cathodic = -p.cathodic_coefficient * f * eta;

    out[0] = i0 * (p.exponential.value_minus_one(anodic) - p.exponential.value_minus_one(cathodic));
    if (derivatives != nullptr)
      {
        const double slope_a = p.exponential.slope(anodic), slope_c = p.exponential.slope(cathodic);
        derivatives[0] = i0 * f * (p.anodic_coefficient * slope_a + p.cathodic_coefficient * slope_c);
        derivatives[1] = out[0] * p.activation.log_slope(T) - i0 * (anodic * slope_a - cathodic * slope_c) / T;
      }
  }

  bool ButlerVolmer::limited(const double overpotential, const double temperature) const
  {
    const double x = constants::faraday * overpotential / (constants::gas * temperature);
    return std::max(p.anodic_coefficient * x, -p.cathodic_coefficient * x) > p.exponential.largest;
  }

  std::vector<std::vector<double>> ButlerVolmer::samples() const
  {
    std::vector<std::vector<double>> list = {{0., 298.15},   {1e-3, 298.15}, {-1e-3, 320.},
                                             {0.15, 298.15}, {-0.2, 273.15}, {0.4, 333.15}};
    const double T = 298.15, guard = p.exponential.largest * constants::gas * T / constants::faraday;
    for (const double factor : {0.99, 1.01})
      {
        list.push_back({factor * guard / p.anodic_coefficient, T});
        list.push_back({-factor * guard / p.cathodic_coefficient, T});
      }
    return list;
  }

  namespace
  {
    std::unique_ptr<ChargeTransferLaw> make(const Section &section)
    {
      return std::make_unique<ButlerVolmer>(ButlerVolmer::Parameters{section.quantity("Exchange current density"),
                                                                     section.quantity("Anodic transfer coefficient"),
                                                                     section.quantity("Cathodic transfer coefficient"),
                                                                     exchange_current_activation(section),
                                                                     {section.quantity("Largest exponent")}});
    }

    std::vector<std::unique_ptr<ChargeTransferLaw>> samples()
    {
      return instances<ChargeTransferLaw>(ButlerVolmer({10.}), ButlerVolmer({2., 0.3, 0.7, {35000., 333.15}, {20.}}));
    }
  } // namespace

  static const Registration<ChargeTransferLaw>
    entry({"Butler-Volmer", "i = i0 [exp(a_a F eta/RT) - exp(-a_c F eta/RT)]", kinetics_entries(), make, samples});
} // namespace nadir
