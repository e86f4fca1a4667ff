// Linear elasticity: stress from elastic strain, sigma = C(T) : eps_e. Tensors in Mandel's notation, always 3D; the axes
// are those of the model (in two dimensions x, y in the plane and z out of it; axisymmetric: r, z (axis), hoop).
#pragma once

#include "laws/mechanics/mandel.h"
#include "laws/point_law.h"

#include <optional>

namespace nadir
{
  struct IsotropicModuli
  {
    double bulk, shear; ///< Pa
  };

  class ElasticityLaw : public PointLaw
  {
  public:
    static constexpr const char *family = "elasticity";
    std::vector<Scalar> inputs() const override
    {
      return {{"strain_xx", "1"}, {"strain_yy", "1"}, {"strain_zz", "1"},
              {"strain_yz", "1"}, {"strain_xz", "1"}, {"strain_xy", "1"}};
    }
    std::vector<Scalar> outputs() const override
    {
      return {{"stress_xx", "Pa"}, {"stress_yy", "Pa"}, {"stress_zz", "Pa"},
              {"stress_yz", "Pa"}, {"stress_xz", "Pa"}, {"stress_xy", "Pa"}};
    }

    /// The moduli of an isotropic law; a flow law needs them (radial return).
    virtual std::optional<IsotropicModuli> isotropic() const { return {}; }

    MandelMatrix stiffness() const
    {
      const Mandel zero{};
      Mandel       stress;
      MandelMatrix c;
      evaluate(zero.data(), stress.data(), c.data());
      return c;
    }
  };

  /// Strains for the derivative test; in Mandel's notation.
  inline std::vector<std::vector<double>> elasticity_samples()
  {
    return {{0, 0, 0, 0, 0, 0}, {1e-3, -2e-3, 5e-4, 3e-4, -1e-3, 2e-3}};
  }
} // namespace nadir
