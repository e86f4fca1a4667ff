// C. Miehe, M. Hofacker, F. Welschinger, Comput. Methods Appl. Mech. Eng. 199 (2010) 2765, doi 10.1016/j.cma.2010.04.011.
#include "base/registry.h"
#include "laws/fracture/energy_split.h"
#include "laws/fracture/principal.h"

#include <algorithm>

namespace nadir
{
  namespace
  {
    class Spectral : public EnergySplit
    {
    public:
      void evaluate(const double *in, double *out, double *derivatives) const override
      {
        Mandel strain;
        std::copy_n(in, 6, strain.begin());
        const PrincipalAxes            axes   = principal_axes(strain);
        const double                   lambda = moduli.bulk - 2. * moduli.shear / 3., volume = std::min(trace(strain), 0.);
        PrincipalValues                s;
        std::array<PrincipalValues, 3> slopes{};
        out[0] = 0.5 * lambda * volume * volume;
        for (unsigned int i = 0; i < 3; ++i)
          {
            const double e = std::min(axes.values[i], 0.);
            out[0] += moduli.shear * e * e;
            s[i] = lambda * volume + 2. * moduli.shear * e;
            for (unsigned int j = 0; j < 3; ++j)
              slopes[i][j] = (volume < 0 ? lambda : 0.) + (i == j && e < 0 ? 2. * moduli.shear : 0.);
          }
        const Mandel stress = isotropic_function(axes, s, slopes, derivatives == nullptr ? nullptr : derivatives + 6);
        std::copy(stress.begin(), stress.end(), out + 1);
        if (derivatives != nullptr)
          std::copy(stress.begin(), stress.end(), derivatives);
      }
    };
  } // namespace

  static const Registration<EnergySplit>
    entry({"spectral", "a crack carries negative principal strains and negative dilatation", {},
           [](const Section &) { return std::make_unique<Spectral>(); }, [] {
             Spectral split;
             split.moduli = {4e10, 3e10};
             return instances<EnergySplit>(split);
           }});
} // namespace nadir
