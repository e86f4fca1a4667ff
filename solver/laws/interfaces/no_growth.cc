// No interphase growth: the thickness stays as it is.
#include "base/registry.h"
#include "laws/interfaces/interphase.h"

namespace nadir
{
  namespace
  {
    class NoGrowth : public InterphaseLaw
    {
    public:
      void evaluate(const double *in, double *out, double *derivatives) const override
      {
        out[0] = in[0];
        if (derivatives != nullptr)
          {
            derivatives[0] = 1.;
            derivatives[1] = derivatives[2] = 0.;
          }
      }

      std::vector<std::vector<double>> samples() const override { return {{0., 298.15, 60.}, {1e-6, 333.15, 1e4}}; }
    };

    std::unique_ptr<InterphaseLaw> make(const Section & /*section*/)
    {
      return std::make_unique<NoGrowth>();
    }

    std::vector<std::unique_ptr<InterphaseLaw>> samples()
    {
      return instances<InterphaseLaw>(NoGrowth());
    }
  } // namespace

  static const Registration<InterphaseLaw> entry({"none", "the thickness stays as it is", {}, make, samples});
} // namespace nadir
