// What of the elastic energy a crack still carries.
//
//   psi = psi_kept(eps_e) + g(d) (psi_elastic(eps_e) - psi_kept(eps_e)),   sigma_kept = d(psi_kept)/d(eps_e)
//
// The rest drives the crack and is lost with the damage d. Isotropic elasticity; tensors in Mandel's notation.
#pragma once

#include "laws/mechanics/elasticity.h"
#include "laws/mechanics/mandel.h"
#include "laws/point_law.h"

namespace nadir
{
  class EnergySplit : public PointLaw
  {
  public:
    static constexpr const char *family = "energy split";
    std::vector<Scalar> inputs() const override
    {
      return {{"strain_xx", "1"}, {"strain_yy", "1"}, {"strain_zz", "1"},
              {"strain_yz", "1"}, {"strain_xz", "1"}, {"strain_xy", "1"}};
    }
    std::vector<Scalar> outputs() const override
    {
      return {{"kept_energy", "J m-3"}, {"kept_stress_xx", "Pa"}, {"kept_stress_yy", "Pa"}, {"kept_stress_zz", "Pa"},
              {"kept_stress_yz", "Pa"}, {"kept_stress_xz", "Pa"}, {"kept_stress_xy", "Pa"}};
    }

    /// Strains in tension, compression, shear and between them, away from the kinks; in Mandel's notation.
    std::vector<std::vector<double>> samples() const override
    {
      return {{1e-3, 2e-3, 4e-4, 0, 0, 3e-4},           {-1e-3, -2e-3, -5e-4, 3e-4, -2e-4, 5e-4}, {2e-3, -1.5e-3, 3e-4, 8e-4, 6e-4, 1e-3},
              {-2e-3, 5e-4, 2e-4, 4e-4, -1e-4, 6e-4},   {1e-4, 2e-4, -3e-3, 1e-4, 2e-4, 5e-4},    {1e-3, 1e-3, -2e-4, 0, 0, 0},
              {-1e-3, -1.3e-3, 6e-4, 1e-4, 2e-4, -4e-4}};
    }

    IsotropicModuli moduli{1., 1.}; ///< set by the solid that the split belongs to
  };
} // namespace nadir
