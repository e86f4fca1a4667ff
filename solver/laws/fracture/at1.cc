// K. Pham, H. Amor, J.-J. Marigo, C. Maurini, Int. J. Damage Mech. 20 (2011) 618, doi 10.1177/1056789510386852.
#include "base/registry.h"
#include "laws/fracture/crack_density.h"

#include <cmath>

namespace nadir
{
  namespace
  {
    class AT1 : public CrackDensity
    {
    public:
      void evaluate(const double *in, double *out, double *derivatives) const override
      {
        out[0] = in[0];
        out[1] = 1;
        if (derivatives != nullptr)
          derivatives[0] = 1, derivatives[1] = 0;
      }
      double normalisation() const override { return 8. / 3; }
      double strength() const override { return std::sqrt(3. / 8); }
    };
  } // namespace

  static const Registration<CrackDensity>
    entry({"AT1", "w = d: elastic up to the strength sqrt(3 E G_c/(8 l)), bands of finite width", {},
           [](const Section &) { return std::make_unique<AT1>(); }, [] { return instances<CrackDensity>(AT1()); }});
} // namespace nadir
