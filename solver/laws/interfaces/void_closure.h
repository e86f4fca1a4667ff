// Voids below the mesh: how the contact fraction theta of a metal face changes.
//
//   d(theta)/dt = f(theta, v, p, T)     v: metal stripped per nominal area and time, V_m i/F (m/s), p: pressure
//
// v rather than the faradaic current density i, so that the molar volume is stated once, where the sodium is balanced.
// The caller keeps theta between the law's least value and 1. Void volume is not recession:
// stripped thickness = recession + void_height (1 - theta).
#pragma once

#include "laws/point_law.h"

namespace nadir
{
  class VoidClosureLaw : public PointLaw
  {
  public:
    static constexpr const char *family = "void closure";
    std::vector<Scalar> inputs() const override
    {
      return {{"contact_fraction", "1"}, {"stripping_velocity", "m s-1"}, {"pressure", "Pa"}, {"temperature", "K"}};
    }
    std::vector<Scalar> outputs() const override { return {{"contact_fraction_rate", "s-1"}}; }

    virtual double void_height() const { return 0; }            ///< h_v, m
    virtual double least_contact_fraction() const { return 1; } ///< theta_min; 1 where no voids form
  };
} // namespace nadir
