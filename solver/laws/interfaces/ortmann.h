// Constriction resistance of a contact that touches on a fraction theta of its area, in spots of spacing 2 b,
//
//   R_con = pi b (1 - sqrt(theta))^1.5 / (4 sigma sqrt(theta)),
//
// R_con in ohm m2 of nominal area, b half the contact spacing in m, sigma the electrolyte's conductivity in S/m.
// The form, after T. Ortmann et al. (2023) for clean sodium on oxides, is that of a round spot of radius b sqrt(theta)
// in a tube of radius b; the prefactor and the exponent 1.5 are an assumption here, to be compared with the primary
// source. R_con = 0 at full contact (theta >= 1); without contact (theta <= 0) evaluation throws SolveError.
#pragma once

#include "laws/interfaces/constriction.h"

namespace nadir
{
  class OrtmannConstriction : public ConstrictionLaw
  {
  public:
    struct Parameters
    {
      double half_spacing; ///< b, m
    };

    explicit OrtmannConstriction(const Parameters &parameters) : p(parameters) {}

    void evaluate(const double *in, double *out, double *derivatives) const override;

    std::vector<std::vector<double>> samples() const override
    {
      return {{0.01, 0.1}, {0.3, 0.01}, {0.9, 0.5}, {1.1, 0.1}};
    }

  private:
    const Parameters p;
  };
} // namespace nadir
