// Charge transfer between a metal (or host) and an electrolyte.
//
// Positive current density flows from the metal into the electrolyte (stripping); eta is the overpotential
// phi_e - phi_i - U of the reaction itself, without the drop over the interphase film.
#pragma once

#include "laws/point_law.h"

namespace nadir
{
  class ChargeTransferLaw : public PointLaw
  {
  public:
    static constexpr const char *family = "charge transfer";
    std::vector<Scalar> inputs() const override { return {{"overpotential", "V"}, {"temperature", "K"}}; }
    std::vector<Scalar> outputs() const override { return {{"current_density", "A m-2"}}; }

    /// True where the guard on the exponent changes the result; reported by the run, never silent.
    virtual bool limited(double /*overpotential*/, double /*temperature*/) const { return false; }
  };
} // namespace nadir
