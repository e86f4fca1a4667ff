#include "laws/mechanics/isotropic_elasticity.h"

#include "base/registry.h"

namespace nadir
{
  void IsotropicElasticity::evaluate(const double *in, double *out, double *derivatives) const
  {
    const IsotropicModuli moduli = *isotropic();
    const double          lambda = moduli.bulk - 2. * moduli.shear / 3., volume = in[0] + in[1] + in[2];

    for (unsigned int i = 0; i < 6; ++i)
      out[i] = 2. * moduli.shear * in[i] + (i < 3 ? lambda * volume : 0.);
    if (derivatives != nullptr)
      for (unsigned int i = 0; i < 6; ++i)
        for (unsigned int j = 0; j < 6; ++j)
          derivatives[6 * i + j] = (i == j ? 2. * moduli.shear : 0.) + (i < 3 && j < 3 ? lambda : 0.);
  }

  namespace
  {
    std::unique_ptr<ElasticityLaw> make(const Section &section)
    {
      const double nu = section.quantity("Poisson's ratio");
      if (nu == 0.5)
        section.fail("Poisson's ratio", "a Poisson's ratio of 0.5 is incompressible: its bulk modulus is infinite",
                     "give for example 0.49; such a nearly incompressible solid is computed without locking");
      return std::make_unique<IsotropicElasticity>(
        IsotropicElasticity::Parameters{section.quantity("Young's modulus"), nu});
    }

    std::vector<std::unique_ptr<ElasticityLaw>> samples()
    {
      return instances<ElasticityLaw>(IsotropicElasticity({4.6e9, 0.41}), IsotropicElasticity({80e9, -0.2}));
    }

    std::vector<Entry> entries()
    {
      // The upper end is let through here, so that its own message explains it.
      Entry ratio = required(between(quantity("Poisson's ratio", "1", "", "Poisson's ratio nu, below 0.5."), -1., 0.5));
      ratio.minimum_excluded = true;
      return {required(positive(quantity("Young's modulus", "Pa", "", "Young's modulus E."))), ratio};
    }
  } // namespace

  static const Registration<ElasticityLaw>
    entry({"isotropic", "sigma = K tr(eps) I + 2 G dev(eps), from Young's modulus and Poisson's ratio", entries(), make,
           samples});
} // namespace nadir
