// Resistance of contacts smaller than the mesh: current lines squeeze through the fraction of the area in contact.
#pragma once

#include "laws/point_law.h"

namespace nadir
{
  class ConstrictionLaw : public PointLaw
  {
  public:
    static constexpr const char *family = "constriction";
    std::vector<Scalar> inputs() const override { return {{"contact_fraction", "1"}, {"conductivity", "S m-1"}}; }
    std::vector<Scalar> outputs() const override { return {{"resistance", "ohm m2"}}; }
  };
} // namespace nadir
