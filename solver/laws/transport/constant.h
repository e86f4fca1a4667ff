// Conductivity that does not depend on temperature.
#pragma once

#include "laws/transport/conductivity.h"

namespace nadir
{
  class ConstantConductivity : public ConductivityLaw
  {
  public:
    struct Parameters
    {
      double conductivity; ///< S/m
    };

    explicit ConstantConductivity(const Parameters &parameters) : p(parameters) {}

    void evaluate(const double *in, double *out, double *derivatives) const override;

    std::vector<std::vector<double>> samples() const override { return {{250.}, {298.15}, {400.}}; }

  private:
    const Parameters p;
  };
} // namespace nadir
