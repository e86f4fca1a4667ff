#include "base/registry.h"
#include "laws/fracture/energy_split.h"

#include <algorithm>

namespace nadir
{
  namespace
  {
    class NoSplit : public EnergySplit
    {
    public:
      void evaluate(const double *, double *out, double *derivatives) const override
      {
        std::fill_n(out, 7, 0.);
        if (derivatives != nullptr)
          std::fill_n(derivatives, 42, 0.);
      }
    };
  } // namespace

  static const Registration<EnergySplit>
    entry({"none", "a crack carries nothing, not even compression: for cracks that stay open", {},
           [](const Section &) { return std::make_unique<NoSplit>(); }, [] { return instances<EnergySplit>(NoSplit()); }});
} // namespace nadir
