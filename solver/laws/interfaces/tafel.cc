#include "laws/interfaces/tafel.h"

#include "base/registry.h"
#include "laws/interfaces/kinetics_entries.h"

namespace nadir
{
  void Tafel::evaluate(const double *in, double *out, double *derivatives) const
  {
    const double eta = in[0], T = in[1];
    const double sign        = eta < 0. ? -1. : 1.;
    const double i0          = p.exchange_current_density * p.activation.factor(T);
    const double x_per_volt  = coefficient(eta) * constants::faraday / (constants::gas * T);
    const double x           = x_per_volt * std::abs(eta);
    const bool   exponential = x >= 1.;
    const double e           = std::exp(1.);

    out[0] = sign * i0 * (exponential ? p.exponential.value(x) : e * x);
    if (derivatives != nullptr)
      {
        const double slope = exponential ? p.exponential.slope(x) : e;
        derivatives[0]     = i0 * slope * x_per_volt;
        derivatives[1]     = out[0] * p.activation.log_slope(T) - sign * i0 * slope * x / T;
      }
  }

  bool Tafel::limited(const double overpotential, const double temperature) const
  {
    const double x = constants::faraday * std::abs(overpotential) / (constants::gas * temperature);
    return coefficient(overpotential) * x > p.exponential.largest;
  }

  std::vector<std::vector<double>> Tafel::samples() const
  {
    const double                     T = 298.15, RT_F = constants::gas * T / constants::faraday;
    std::vector<std::vector<double>> list = {{0.3, T}, {-0.3, 320.}};
    for (const double x : {0.01, 0.98, 1.02, 0.99 * p.exponential.largest, 1.01 * p.exponential.largest})
      for (const double sign : {-1., 1.})
        list.push_back({sign * x * RT_F / coefficient(sign), T});
    return list;
  }

  namespace
  {
    std::unique_ptr<ChargeTransferLaw> make(const Section &section)
    {
      return std::make_unique<Tafel>(Tafel::Parameters{section.quantity("Exchange current density"),
                                                       section.quantity("Anodic transfer coefficient"),
                                                       section.quantity("Cathodic transfer coefficient"),
                                                       exchange_current_activation(section),
                                                       {section.quantity("Largest exponent")}});
    }

    std::vector<std::unique_ptr<ChargeTransferLaw>> samples()
    {
      return instances<ChargeTransferLaw>(Tafel({10.}), Tafel({2., 0.3, 0.7, {35000., 333.15}, {20.}}));
    }
  } // namespace

  static const Registration<ChargeTransferLaw>
    entry({"Tafel", "i = +-i0 exp(a F |eta|/RT), with a straight piece through eta = 0 below RT/(a F)",
           kinetics_entries(), make, samples});
} // namespace nadir
