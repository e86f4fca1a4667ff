// Conductivity from a table: ln(sigma) over 1/T is interpolated between the points, linearly (each piece is an
// Arrhenius line) or by a monotone cubic (PCHIP, F. N. Fritsch and R. E. Carlson, SIAM J. Numer. Anal. 17 (1980) 238).
//
// sigma in S/m, T in K. Outside the table there is no value: evaluation throws SolveError.
#pragma once

#include "laws/transport/conductivity.h"

#include <functional>

namespace nadir
{
  class TabulatedConductivity : public ConductivityLaw
  {
  public:
    struct Parameters
    {
      std::vector<double> temperatures;           ///< K, strictly increasing, at least two
      std::vector<double> conductivities;         ///< S/m, one for each temperature
      bool                monotone_cubic = false; ///< needs at least four points
    };

    explicit TabulatedConductivity(const Parameters &parameters);

    void evaluate(const double *in, double *out, double *derivatives) const override;

    /// In the middle of each interval and on either side of each inner point, where the slope jumps.
    std::vector<std::vector<double>> samples() const override;

  private:
    const Parameters                p;
    std::function<double(double x)> value, slope; ///< of ln(sigma) over x = 1/T
  };
} // namespace nadir
