// No voids below the mesh: the metal stays in contact and recedes as it is stripped.
#include "base/registry.h"
#include "laws/interfaces/void_closure.h"

#include <algorithm>

namespace nadir
{
  namespace
  {
    class NoVoids : public VoidClosureLaw
    {
    public:
      void evaluate(const double * /*in*/, double *out, double *derivatives) const override
      {
        out[0] = 0.;
        if (derivatives != nullptr)
          std::fill(derivatives, derivatives + 4, 0.);
      }

      std::vector<std::vector<double>> samples() const override
      {
        return {{1., 6e-9, 1e6, 298.15}, {1., -6e-9, 5e6, 333.15}};
      }
    };

    std::unique_ptr<VoidClosureLaw> make(const Section & /*section*/)
    {
      return std::make_unique<NoVoids>();
    }

    std::vector<std::unique_ptr<VoidClosureLaw>> samples()
    {
      return instances<VoidClosureLaw>(NoVoids());
    }
  } // namespace

  static const Registration<VoidClosureLaw> entry({"none", "the contact fraction stays as it is", {}, make, samples});
} // namespace nadir
