#include "laws/mechanics/anand.h"

#include "base/constants.h"
#include "base/registry.h"
#include "laws/mechanics/creep_entries.h"

#include <fmt/format.h>

#include <cmath>

namespace nadir
{
  double Anand::saturation(const double rate, const double T) const
  {
    return p.saturation_coefficient *
           std::pow(rate / (p.reference_rate * p.activation.factor(T)), p.saturation_exponent);
  }

  void Anand::evaluate(const double *in, double *out, double *derivatives) const
  {
    const double rate = in[0], s = in[1], T = in[2], m = p.rate_sensitivity, n = p.saturation_exponent;
    const double A = p.reference_rate * p.activation.factor(T);
    const double x = std::pow(rate / A, m), y = std::asinh(x);
    const double u = s / saturation(rate, T), distance = std::abs(1. - u), sign = u < 1. ? 1. : -1.;
    const double approach = sign * std::pow(distance, p.hardening_exponent);

    out[0] = s / p.stress_multiplier * y;
    out[1] = rate != 0. ? p.hardening_constant * approach * rate : 0.;
    if (derivatives == nullptr)
      return;

    const double log_slope = p.activation.log_slope(T);
    const double by_log_rate = s / p.stress_multiplier * m * x / std::hypot(1., x); // d sigma/d ln(rate/A)
    derivatives[1]           = y / p.stress_multiplier;
    derivatives[2]           = -by_log_rate * log_slope;
    // d approach/du = -a |1-u|^(a-1), and u goes like (rate/A)^(-n)
    const double steepness = p.hardening_exponent * std::pow(distance, p.hardening_exponent - 1.) * u;
    if (rate != 0.)
      {
        derivatives[0] = by_log_rate / rate;
        derivatives[3] = p.hardening_constant * (approach + n * steepness);
        derivatives[4] = -p.hardening_constant * steepness * rate / s;
        derivatives[5] = -p.hardening_constant * n * steepness * log_slope * rate;
      }
    else
      {
        derivatives[0] = m < 1. ? infinity : s / (p.stress_multiplier * A);
        derivatives[3] = n > 0. ? -infinity : p.hardening_constant * approach;
        derivatives[4] = derivatives[5] = 0.;
      }
  }

  std::vector<std::vector<double>> Anand::samples() const
  {
    std::vector<std::vector<double>> list;
    for (const double rate : {1e-9, 1e-4, 10.})
      for (const double part : {0.3, 0.97, 1.04, 2.})
        list.push_back({rate, part * saturation(rate, 310.), 310.});
    return list;
  }

  namespace
  {
    std::unique_ptr<FlowLaw> make(const Section &section)
    {
      const double a = section.quantity("Hardening exponent"), n = section.quantity("Saturation exponent");
      if (n * a >= 1.)
        section.fail("Saturation exponent",
                     fmt::format("with a hardening exponent of {:.6g} and a saturation exponent of {:.6g} the "
                                 "resistance would change without creep",
                                 a, n),
                     "their product must be below 1");
      return std::make_unique<Anand>(
        Anand::Parameters{section.quantity("Reference rate"), section.quantity("Stress multiplier"),
                          section.quantity("Rate sensitivity"), section.quantity("Hardening constant"), a,
                          section.quantity("Saturation coefficient"), n, section.quantity("Initial resistance"),
                          creep_activation(section)});
    }

    std::vector<std::unique_ptr<FlowLaw>> samples()
    {
      return instances<FlowLaw>(Anand({0.1, 1.5, 0.2, 10e6, 1.3, 2e6, 0.05, 0.5e6, {44e3, 298.15}}),
                                Anand({10., 5., 0.35, 1e9, 2., 30e6, 0., 10e6, {60e3, 350.}}));
    }

    Entry above_zero_up_to_one(Entry e)
    {
      return positive(between(std::move(e), 0., 1.));
    }

    std::vector<Entry> entries()
    {
      std::vector<Entry> list = {
        required(positive(quantity("Reference rate", "s-1", "",
                                   "A at the reference temperature, the prefactor times exp[-Q/(R T_ref)]."))),
        required(positive(quantity("Stress multiplier", "1", "", "xi in sinh(xi sigma_eq/s)."))),
        required(above_zero_up_to_one(quantity("Rate sensitivity", "1", "", "m; 1/m is the exponent of sinh."))),
        required(positive(quantity("Hardening constant", "Pa", "", "h0 in ds/dt = h0 |1 - s/s*|^a rate."))),
        required(between(quantity("Hardening exponent", "1", "", "a in ds/dt = h0 |1 - s/s*|^a rate."), 1., 10.)),
        required(positive(quantity("Saturation coefficient", "Pa", "", "s_hat in s* = s_hat (rate/A)^n."))),
        required(between(quantity("Saturation exponent", "1", "", "n in s* = s_hat (rate/A)^n."), 0., 1.)),
        required(positive(quantity("Initial resistance", "Pa", "", "Deformation resistance s at the start.")))};
      for (const Entry &entry : creep_activation_entries())
        list.push_back(entry);
      return list;
    }
  } // namespace

  static const Registration<FlowLaw>
    entry({"Anand", "creep rate = A(T) [sinh(xi sigma_eq/s)]^(1/m) with a resistance s that hardens and saturates",
           entries(), make, samples});
} // namespace nadir
