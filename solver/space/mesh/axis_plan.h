// Where the lines of a tensor grid go along one axis when defects claim room there.
//
// A claim is a place with a body that must fit (the half width of a flaw, say) and a wish for more room around it.
// Lines run across the whole stack, so claims at one place are joined and claims at different places must not meet.
// Between the claims the line spacing grows gradually to what the deck asks for.
#pragma once

#include "base/errors.h"

#include <functional>
#include <string>
#include <vector>

namespace nadir
{
  struct Claim
  {
    double      centre     = 0;
    double      body_below = 0, body_above = 0; ///< extent that must fit on either side
    double      wish_below = 0, wish_above = 0; ///< extent wanted, at least the body
    bool        exact = false;                  ///< a line must run exactly at the end of the body
    std::string owner = {}; ///< name of the defect, for messages; empty for the ends of the axis and of layers
    Where       where = {};

    double below = 0, above = 0; ///< extent granted by settle()
  };

  class AxisPlan
  {
  public:
    /// @param axis for messages: "x", "y", or "height"
    explicit AxisPlan(std::string axis) : axis(std::move(axis)) {}

    void add(const Claim &claim);

    /// Join and grant the claims. @throws DeckError naming the two owners that do not fit beside each other.
    void settle();

    /// The settled claim at a place.
    const Claim &at(double centre) const;

    /// All settled claims from below to above.
    const std::vector<Claim> &all() const { return claims; }

    /// Lines between two settled claims, without the claims' own; lengths follow `size` away from the claims.
    std::vector<double> lines_between(const Claim &below, const Claim &above,
                                      const std::function<double(double)> &size) const;

  private:
    [[noreturn]] void refuse(const Claim &first, const Claim &second) const;
    void              join(Claim &claim, const Claim &other) const;

    std::string        axis;
    std::vector<Claim> claims;
  };
} // namespace nadir
