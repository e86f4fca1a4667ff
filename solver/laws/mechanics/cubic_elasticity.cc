#include "laws/mechanics/cubic_elasticity.h"

#include "base/registry.h"

#include <fmt/format.h>

namespace nadir
{
  void CubicElasticity::evaluate(const double *in, double *out, double *derivatives) const
  {
    const double volume = in[0] + in[1] + in[2];
    for (unsigned int i = 0; i < 3; ++i)
      {
        out[i]     = (p.c11 - p.c12) * in[i] + p.c12 * volume;
        out[3 + i] = 2. * p.c44 * in[3 + i];
      }
    if (derivatives != nullptr)
      for (unsigned int i = 0; i < 6; ++i)
        for (unsigned int j = 0; j < 6; ++j)
          derivatives[6 * i + j] = i == j ? (i < 3 ? p.c11 : 2. * p.c44) : (i < 3 && j < 3 ? p.c12 : 0.);
  }

  namespace
  {
    std::unique_ptr<ElasticityLaw> make(const Section &section)
    {
      const CubicElasticity::Parameters p{section.quantity("Stiffness 11"), section.quantity("Stiffness 12"),
                                          section.quantity("Stiffness 44")};
      if (!(p.c11 > p.c12 && p.c11 + 2. * p.c12 > 0.))
        section.fail("Stiffness 12",
                     fmt::format("with stiffnesses 11 and 12 of {:.6g} Pa and {:.6g} Pa the crystal is not stable",
                                 p.c11, p.c12),
                     "stiffness 12 must lie between minus half of stiffness 11 and stiffness 11");
      return std::make_unique<CubicElasticity>(p);
    }

    std::vector<std::unique_ptr<ElasticityLaw>> samples()
    {
      return instances<ElasticityLaw>(CubicElasticity({7.4e9, 6.2e9, 4.2e9}));
    }

    const std::vector<Entry> entries = {
      required(positive(quantity("Stiffness 11", "Pa", "", "C11: along a crystal axis."))),
      required(quantity("Stiffness 12", "Pa", "", "C12: between two crystal axes.")),
      required(positive(quantity("Stiffness 44", "Pa", "", "C44: shear between two crystal axes.")))};
  } // namespace

  static const Registration<ElasticityLaw>
    entry({"cubic", "a cubic crystal with its axes along those of the model: C11, C12, C44", entries, make, samples});
} // namespace nadir
