#include "laws/interfaces/linear_transfer.h"

#include "base/registry.h"

namespace nadir
{
  LinearTransfer LinearTransfer::from_exchange_current_density(const double i0, const ThermalActivation &activation)
  {
    return {i0, true, activation};
  }

  LinearTransfer LinearTransfer::from_resistance(const double resistance, const ThermalActivation &activation)
  {
    return {1. / resistance, false, activation};
  }

  void LinearTransfer::evaluate(const double *in, double *out, double *derivatives) const
  {
    const double eta = in[0], T = in[1];
    const double conductance =
      reference_value * activation.factor(T) * (is_exchange_current ? constants::faraday / (constants::gas * T) : 1.);
    out[0] = conductance * eta;
    if (derivatives != nullptr)
      {
        derivatives[0] = conductance;
        derivatives[1] = out[0] * (activation.log_slope(T) - (is_exchange_current ? 1. / T : 0.));
      }
  }

  namespace
  {
    const char *const i0_name = "Exchange current density", *const z_name = "Resistance";

    std::unique_ptr<ChargeTransferLaw> make(const Section &section)
    {
      const bool has_i0 = section.is_set(i0_name), has_z = section.is_set(z_name);
      if (has_i0 && has_z)
        section.fail(z_name, "both `Exchange current density` and `Resistance` are given", "remove one of the two");
      if (!has_i0 && !has_z)
        section.fail("the linear law has neither `Exchange current density` nor `Resistance`",
                     "add one of the two, e.g. `set Resistance = 10 ohm cm^2`");

      const ThermalActivation activation{section.quantity("Activation energy"),
                                         section.quantity("Reference temperature")};
      return std::make_unique<LinearTransfer>(
        has_i0 ? LinearTransfer::from_exchange_current_density(section.quantity(i0_name), activation)
               : LinearTransfer::from_resistance(section.quantity(z_name), activation));
    }

    std::vector<std::unique_ptr<ChargeTransferLaw>> samples()
    {
      return instances<ChargeTransferLaw>(LinearTransfer::from_exchange_current_density(10., {35000., 333.15}),
                                          LinearTransfer::from_resistance(1e-3),
                                          LinearTransfer::from_resistance(1e-3, {40000., 298.15}));
    }

    // Both optional: one of the two is given.
    const std::vector<Entry> entries = {
      positive(quantity(i0_name, "A m-2", "", "i0 at the reference temperature; or give `Resistance`.")),
      positive(quantity(z_name, "ohm m2", "", "Z at the reference temperature; or give `Exchange current density`.")),
      activation_energy_entry("Activation energy", "Ea of i0 or of 1/Z; 0: it does not depend on T."),
      reference_temperature_entry()};
  } // namespace

  static const Registration<ChargeTransferLaw>
    entry({"linear", "i = eta/Z, with Z given or from an exchange current density", entries, make, samples});
} // namespace nadir
