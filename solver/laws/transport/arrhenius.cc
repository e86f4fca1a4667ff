#include "laws/transport/arrhenius.h"

#include "base/registry.h"

namespace nadir
{
  void ArrheniusConductivity::evaluate(const double *in, double *out, double *derivatives) const
  {
    const double            T = in[0];
    const ThermalActivation activation{p.activation_energy, p.reference_temperature};
    const bool              with_T = p.form == Form::sigma_T;

    out[0] = p.conductivity * (with_T ? p.reference_temperature / T : 1.) * activation.factor(T);
    if (derivatives != nullptr)
      derivatives[0] = out[0] * (activation.log_slope(T) - (with_T ? 1. / T : 0.));
  }

  namespace
  {
    using Form = ArrheniusConductivity::Form;

    std::unique_ptr<ConductivityLaw> make(const Section &section)
    {
      return std::make_unique<ArrheniusConductivity>(
        ArrheniusConductivity::Parameters{section.quantity("Conductivity"), section.quantity("Activation energy"),
                                          section.quantity("Reference temperature"),
                                          section.text("Prefactor form") == "sigma T" ? Form::sigma_T : Form::sigma});
    }

    std::vector<std::unique_ptr<ConductivityLaw>> samples()
    {
      return instances<ConductivityLaw>(ArrheniusConductivity({0.02, 27890.}),
                                        ArrheniusConductivity({0.5, 33000., 333.15, Form::sigma}));
    }

    const std::vector<Entry> entries = {
      required(positive(quantity("Conductivity", "S m-1", "", "Conductivity at the reference temperature."))),
      reference_temperature_entry(),
      required(quantity("Activation energy", "J mol-1", "", "Ea, for the chosen form of the prefactor.")),
      choice("Prefactor form", {"sigma T", "sigma"}, "sigma T",
             "Which product has the temperature-independent prefactor: sigma T = A exp(-Ea/RT), or "
             "sigma = A exp(-Ea/RT).")};
  } // namespace

  static const Registration<ConductivityLaw>
    entry({"Arrhenius", "sigma T = A exp(-Ea/RT), through a conductivity at a reference temperature", entries, make,
           samples});
} // namespace nadir
