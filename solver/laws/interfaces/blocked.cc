// No charge transfer: i = 0 at any overpotential (an insulated or inert contact).
#include "base/registry.h"
#include "laws/interfaces/charge_transfer.h"

namespace nadir
{
  namespace
  {
    class Blocked : public ChargeTransferLaw
    {
    public:
      void evaluate(const double * /*in*/, double *out, double *derivatives) const override
      {
        out[0] = 0.;
        if (derivatives != nullptr)
          derivatives[0] = derivatives[1] = 0.;
      }

      std::vector<std::vector<double>> samples() const override { return {{0.1, 298.15}, {-0.1, 298.15}}; }
    };

    std::unique_ptr<ChargeTransferLaw> make(const Section & /*section*/)
    {
      return std::make_unique<Blocked>();
    }

    std::vector<std::unique_ptr<ChargeTransferLaw>> samples()
    {
      return instances<ChargeTransferLaw>(Blocked());
    }
  } // namespace

  static const Registration<ChargeTransferLaw> entry({"blocked", "no current at any overpotential", {}, make, samples});
} // namespace nadir
