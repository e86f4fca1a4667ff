// B. Bourdin, G. A. Francfort, J.-J. Marigo, J. Mech. Phys. Solids 48 (2000) 797, doi 10.1016/S0022-5096(99)00028-9.
#include "base/registry.h"
#include "laws/fracture/crack_density.h"

#include <cmath>

namespace nadir
{
  namespace
  {
    class AT2 : public CrackDensity
    {
    public:
      void evaluate(const double *in, double *out, double *derivatives) const override
      {
        out[0] = in[0] * in[0];
        out[1] = 2 * in[0];
        if (derivatives != nullptr)
          derivatives[0] = out[1], derivatives[1] = 2;
      }
      double normalisation() const override { return 2.; }
      double strength() const override { return 9. / 16 / std::sqrt(3.); }
    };
  } // namespace

  static const Registration<CrackDensity>
    entry({"AT2", "w = d^2: damage from the first load on, strength 9/16 sqrt(E G_c/(3 l))", {},
           [](const Section &) { return std::make_unique<AT2>(); }, [] { return instances<CrackDensity>(AT2()); }});
} // namespace nadir
