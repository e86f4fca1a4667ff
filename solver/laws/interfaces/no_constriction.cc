// No constriction below the mesh: R = 0.
#include "base/registry.h"
#include "laws/interfaces/constriction.h"

namespace nadir
{
  namespace
  {
    class NoConstriction : public ConstrictionLaw
    {
    public:
      void evaluate(const double * /*in*/, double *out, double *derivatives) const override
      {
        out[0] = 0.;
        if (derivatives != nullptr)
          derivatives[0] = derivatives[1] = 0.;
      }

      std::vector<std::vector<double>> samples() const override { return {{0.5, 0.1}}; }
    };

    std::unique_ptr<ConstrictionLaw> make(const Section & /*section*/)
    {
      return std::make_unique<NoConstriction>();
    }

    std::vector<std::unique_ptr<ConstrictionLaw>> samples()
    {
      return instances<ConstrictionLaw>(NoConstriction());
    }
  } // namespace

  static const Registration<ConstrictionLaw>
    entry({"none", "contacts below the mesh add no resistance", {}, make, samples});
} // namespace nadir
