// Isotropic linear elasticity (Hooke),
//
//   sigma = K tr(eps) I + 2 G dev(eps),   K = E/(3 (1 - 2 nu)),  G = E/(2 (1 + nu))
//
// E: Young's modulus, Pa; nu: Poisson's ratio, -1 < nu < 1/2; stress in Pa, positive in tension. The moduli do not
// depend on temperature.
#pragma once

#include "laws/mechanics/elasticity.h"

namespace nadir
{
  class IsotropicElasticity : public ElasticityLaw
  {
  public:
    struct Parameters
    {
      double youngs_modulus; ///< E, Pa
      double poissons_ratio; ///< nu
    };

    explicit IsotropicElasticity(const Parameters &parameters) : p(parameters) {}

    void evaluate(const double *in, double *out, double *derivatives) const override;

    std::optional<IsotropicModuli> isotropic() const override
    {
      return IsotropicModuli{p.youngs_modulus / (3. * (1. - 2. * p.poissons_ratio)),
                             p.youngs_modulus / (2. * (1. + p.poissons_ratio))};
    }

    std::vector<std::vector<double>> samples() const override { return elasticity_samples(); }

  private:
    const Parameters p;
  };

  /// E/(1 - nu^2), Pa.
  inline double plane_strain_modulus(const IsotropicModuli &m) { return 4 * m.shear * (3 * m.bulk + m.shear) / (3 * m.bulk + 4 * m.shear); }
} // namespace nadir
