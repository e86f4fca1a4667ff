// A cracked solid that bears no tension at all, as masonry: G. Del Piero, Meccanica 24 (1989) 150, doi 10.1007/BF01559418;
// F. Freddi, G. Royer-Carfagni, J. Mech. Phys. Solids 58 (2010) 1154, doi 10.1016/j.jmps.2010.02.010.
//
// With principal strains e1 >= e2 >= e3 and nu from the moduli, the stress that is kept is that of compression
//   in no direction        e3 >= 0
//   along one axis         e2 + nu e3 >= 0                       s3 = E e3
//   along two axes         (1 - nu) e1 + nu (e2 + e3) >= 0       s2, s3 of plane stress
//   in all directions      else                                  the elastic stress
#include "base/registry.h"
#include "laws/fracture/energy_split.h"
#include "laws/fracture/principal.h"

#include <algorithm>

namespace nadir
{
  namespace
  {
    class NoTension : public EnergySplit
    {
    public:
      void evaluate(const double *in, double *out, double *derivatives) const override
      {
        Mandel strain;
        std::copy_n(in, 6, strain.begin());
        const PrincipalAxes axes   = principal_axes(strain);
        const auto          slopes = stiffness(axes.values);
        PrincipalValues     s{};
        out[0] = 0;
        for (unsigned int i = 0; i < 3; ++i)
          for (unsigned int j = 0; j < 3; ++j)
            {
              s[i] += slopes[i][j] * axes.values[j];
              out[0] += 0.5 * axes.values[i] * slopes[i][j] * axes.values[j];
            }
        const Mandel stress = isotropic_function(axes, s, slopes, derivatives == nullptr ? nullptr : derivatives + 6);
        std::copy(stress.begin(), stress.end(), out + 1);
        if (derivatives != nullptr)
          std::copy(stress.begin(), stress.end(), derivatives);
      }

    private:
      /// Linear in the principal strains in each of the four cases.
      std::array<PrincipalValues, 3> stiffness(const PrincipalValues &e) const
      {
        const double                   k = moduli.bulk, g = moduli.shear, young = 9. * k * g / (3. * k + g), nu = (3. * k - 2. * g) / (6. * k + 2. * g);
        std::array<PrincipalValues, 3> c{};
        if (e[2] >= 0)
          return c;
        if (e[1] + nu * e[2] >= 0)
          c[2][2] = young;
        else if ((1. - nu) * e[0] + nu * (e[1] + e[2]) >= 0)
          for (unsigned int i = 1; i < 3; ++i)
            for (unsigned int j = 1; j < 3; ++j)
              c[i][j] = young / (1. - nu * nu) * (i == j ? 1. : nu);
        else
          for (unsigned int i = 0; i < 3; ++i)
            for (unsigned int j = 0; j < 3; ++j)
              c[i][j] = k - 2. * g / 3. + (i == j ? 2. * g : 0.);
        return c;
      }
    };
  } // namespace

  static const Registration<EnergySplit>
    entry({"no tension", "a crack carries the nearest stress without tension in any direction", {},
           [](const Section &) { return std::make_unique<NoTension>(); }, [] {
             NoTension split;
             split.moduli = {4e10, 3e10};
             return instances<EnergySplit>(split);
           }});
} // namespace nadir
