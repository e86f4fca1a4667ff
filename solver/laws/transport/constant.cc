#include "laws/transport/constant.h"

#include "base/registry.h"

namespace nadir
{
  void ConstantConductivity::evaluate(const double * /*in*/, double *out, double *derivatives) const
  {
    out[0] = p.conductivity;
    if (derivatives != nullptr)
      derivatives[0] = 0.;
  }

  namespace
  {
    std::unique_ptr<ConductivityLaw> make(const Section &section)
    {
      return std::make_unique<ConstantConductivity>(ConstantConductivity::Parameters{section.quantity("Conductivity")});
    }

    std::vector<std::unique_ptr<ConductivityLaw>> samples()
    {
      return instances<ConductivityLaw>(ConstantConductivity({0.1}), ConstantConductivity({2.1e7}));
    }

    const std::vector<Entry> entries = {
      required(positive(quantity("Conductivity", "S m-1", "", "Conductivity at every temperature.")))};
  } // namespace

  static const Registration<ConductivityLaw> entry({"constant", "sigma does not depend on temperature", entries, make,
                                                    samples});
} // namespace nadir
