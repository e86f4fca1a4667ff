#include "laws/transport/vtf.h"

#include "base/registry.h"
#include "laws/thermal_activation.h"

#include <fmt/format.h>

namespace nadir
{
  void VTFConductivity::evaluate(const double *in, double *out, double *derivatives) const
  {
    const double T = in[0], above = T - p.vogel_temperature;
    if (above <= 0.)
      throw SolveError(fmt::format("VTF conductivity: the temperature {:.6g} K is not above the Vogel temperature "
                                   "{:.6g} K, where the law ends.",
                                   T, p.vogel_temperature));

    const double B               = p.pseudo_activation_temperature;
    const double above_reference = p.reference_temperature - p.vogel_temperature;
    // As one difference, so that the reference value is reproduced exactly.
    out[0] =
      p.conductivity * std::sqrt(p.reference_temperature / T) * std::exp(-B * (1. / above - 1. / above_reference));
    if (derivatives != nullptr)
      derivatives[0] = out[0] * (B / (above * above) - 0.5 / T);
  }

  std::vector<std::vector<double>> VTFConductivity::samples() const
  {
    return {{p.vogel_temperature + 40.}, {p.reference_temperature}, {p.reference_temperature + 60.}};
  }

  namespace
  {
    std::unique_ptr<ConductivityLaw> make(const Section &section)
    {
      const VTFConductivity::Parameters p{
        section.quantity("Conductivity"), section.quantity("Pseudo-activation temperature"),
        section.quantity("Vogel temperature"), section.quantity("Reference temperature")};
      if (p.reference_temperature <= p.vogel_temperature)
        section.fail("Reference temperature",
                     fmt::format("the reference temperature {:.6g} K is not above the Vogel temperature {:.6g} K",
                                 p.reference_temperature, p.vogel_temperature),
                     "give the conductivity at a temperature above `Vogel temperature`");
      return std::make_unique<VTFConductivity>(p);
    }

    std::vector<std::unique_ptr<ConductivityLaw>> samples()
    {
      return instances<ConductivityLaw>(VTFConductivity({0.001, 1200., 190.}),
                                        VTFConductivity({0.05, 600., 220., 333.15}));
    }

    const std::vector<Entry> entries = {
      required(positive(quantity("Conductivity", "S m-1", "", "Conductivity at the reference temperature."))),
      reference_temperature_entry(),
      required(positive(
        quantity("Pseudo-activation temperature", "K difference", "", "B; R B is the pseudo-activation energy."))),
      required(positive(quantity("Vogel temperature", "K", "", "T0, at which the law's conductivity vanishes.")))};
  } // namespace

  static const Registration<ConductivityLaw>
    entry({"VTF", "sigma = A T^(-1/2) exp(-B/(T - T0)), through a conductivity at a reference temperature", entries,
           make, samples});
} // namespace nadir
