#include "laws/interfaces/ortmann.h"

#include "base/registry.h"

#include <fmt/format.h>

#include <cmath>

namespace nadir
{
  void OrtmannConstriction::evaluate(const double *in, double *out, double *derivatives) const
  {
    const double theta = in[0], sigma = in[1], pi = std::acos(-1.);
    if (theta <= 0.)
      throw SolveError(fmt::format("constriction: the contact fraction is {:.3g}; without contact the resistance is "
                                   "infinite.",
                                   theta));

    const double root = std::sqrt(theta), free = std::max(0., 1. - root);
    const double scale = pi * p.half_spacing / (4. * sigma);
    out[0]             = scale * free * std::sqrt(free) / root;
    if (derivatives != nullptr)
      {
        const double by_root = -scale * std::sqrt(free) * (1.5 / root + free / theta);
        derivatives[0]       = by_root / (2. * root);
        derivatives[1]       = -out[0] / sigma;
      }
  }

  namespace
  {
    std::unique_ptr<ConstrictionLaw> make(const Section &section)
    {
      return std::make_unique<OrtmannConstriction>(
        OrtmannConstriction::Parameters{section.quantity("Half contact spacing")});
    }

    std::vector<std::unique_ptr<ConstrictionLaw>> samples()
    {
      return instances<ConstrictionLaw>(OrtmannConstriction({1e-6}), OrtmannConstriction({50e-6}));
    }

    const std::vector<Entry> entries = {required(
      positive(quantity("Half contact spacing", "m", "", "b, half the distance between neighbouring contact spots.")))};
  } // namespace

  static const Registration<ConstrictionLaw>
    entry({"Ortmann", "R = pi b (1 - sqrt(theta))^1.5/(4 sigma sqrt(theta)); the prefactor is an assumption", entries,
           make, samples});
} // namespace nadir
