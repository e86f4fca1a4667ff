// Linear elasticity of a cubic crystal whose axes are those of the model,
//
//   sigma_xx = C11 eps_xx + C12 (eps_yy + eps_zz), ...      sigma_yz = 2 C44 eps_yz, ...
//
// C11, C12, C44 in Pa. Stable (positive definite) where C11 > |C12|, C11 + 2 C12 > 0 and C44 > 0; isotropic where
// 2 C44 = C11 - C12. J. F. Nye, Physical Properties of Crystals (Oxford 1985), chapter 8.
#pragma once

#include "laws/mechanics/elasticity.h"

namespace nadir
{
  class CubicElasticity : public ElasticityLaw
  {
  public:
    struct Parameters
    {
      double c11, c12, c44; ///< Pa
    };

    explicit CubicElasticity(const Parameters &parameters) : p(parameters) {}

    void evaluate(const double *in, double *out, double *derivatives) const override;

    std::vector<std::vector<double>> samples() const override { return elasticity_samples(); }

  private:
    const Parameters p;
  };
} // namespace nadir
