// H. Amor, J.-J. Marigo, C. Maurini, J. Mech. Phys. Solids 57 (2009) 1209, doi 10.1016/j.jmps.2009.04.011.
#include "base/registry.h"
#include "laws/fracture/energy_split.h"

#include <algorithm>

namespace nadir
{
  namespace
  {
    class VolumetricDeviatoric : public EnergySplit
    {
    public:
      void evaluate(const double *in, double *out, double *derivatives) const override
      {
        const double volume = std::min(in[0] + in[1] + in[2], 0.), slope = volume < 0 ? moduli.bulk : 0.;
        out[0] = 0.5 * moduli.bulk * volume * volume;
        for (unsigned int i = 0; i < 6; ++i)
          out[1 + i] = moduli.bulk * volume * mandel_identity[i];
        if (derivatives == nullptr)
          return;
        for (unsigned int j = 0; j < 6; ++j)
          {
            derivatives[j] = out[1 + j];
            for (unsigned int i = 0; i < 6; ++i)
              derivatives[6 * (1 + i) + j] = slope * mandel_identity[i] * mandel_identity[j];
          }
      }
    };
  } // namespace

  static const Registration<EnergySplit>
    entry({"volumetric-deviatoric", "a crack carries negative dilatation; K <tr eps>_-^2 / 2", {},
           [](const Section &) { return std::make_unique<VolumetricDeviatoric>(); }, [] {
             VolumetricDeviatoric split;
             split.moduli = {4e10, 3e10};
             return instances<EnergySplit>(split);
           }});
} // namespace nadir
