#include "space/mesh/axis_plan.h"

#include "base/constants.h"
#include "space/mesh/spacing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nadir
{
  namespace
  {
    /// How fast the spacing may grow with the distance from a claim; 0.5 makes neighbours differ by about 1.6.
    constexpr double growth = 0.5;

    /// A rest of the room smaller than this part of it is given to the claims: it would make a sliver.
    constexpr double sliver = 0.2;
  } // namespace

  void AxisPlan::refuse(const Claim &first, const Claim &second) const
  {
    const Claim &speaker = first.owner.empty() ? second : first;
    const Claim &other   = first.owner.empty() ? first : second;
    if (other.owner.empty() && axis == "height")
      throw DeckError(speaker.where, fmt::format("the defect '{}' does not fit into its layer", speaker.owner),
                      "reduce its height, or make the layer thicker");
    if (other.owner.empty())
      throw DeckError(speaker.where, fmt::format("the defect '{}' sticks out of the stack in {}", speaker.owner, axis),
                      "move it inwards or make it smaller; exactly on a side, half of it is meshed");
    if (axis == "height")
      throw DeckError(other.where,
                      fmt::format("the defects '{}' and '{}' together are higher than the layer they share",
                                  speaker.owner, other.owner),
                      "reduce their heights, or make the layer thicker; mesh lines run across the whole stack, so this "
                      "holds for defects side by side, too (a Gmsh mesh has no such limit)");
    throw DeckError(other.where,
                    fmt::format("the defects '{}' and '{}' overlap in {}", speaker.owner, other.owner, axis),
                    fmt::format("move them apart, or give both the same {}; mesh lines run across the whole stack, so "
                                "this holds for defects on different interfaces, too (a Gmsh mesh has no such limit)",
                                axis));
  }

  void AxisPlan::join(Claim &claim, const Claim &other) const
  {
    const bool   both  = claim.exact && other.exact;
    const Claim &fixed = other.exact ? other : claim;
    const Claim &loose = other.exact ? claim : other;
    if ((fixed.exact && (loose.body_below > fixed.body_below || loose.body_above > fixed.body_above))
        || (both && loose.body_above != fixed.body_above))
      refuse(claim, other);

    Claim joined = fixed.owner.empty() ? loose : fixed;
    joined.exact = fixed.exact;
    if (!fixed.exact)
    {
      joined.body_below = std::max(claim.body_below, other.body_below);
      joined.body_above = std::max(claim.body_above, other.body_above);
      joined.wish_below = std::max(claim.wish_below, other.wish_below);
      joined.wish_above = std::max(claim.wish_above, other.wish_above);
    }
    claim = joined;
  }

  void AxisPlan::add(const Claim &claim)
  {
    const double length = claims.empty() ? 0 : std::abs(claims.back().centre - claims.front().centre);
    for (Claim &known : claims)
      if (std::abs(known.centre - claim.centre) <= 1e-9 * length)
      {
        const double centre = known.centre;
        join(known, claim);
        known.centre = centre;
        return;
      }
    const auto place = std::upper_bound(claims.begin(), claims.end(), claim,
                                        [](const Claim &a, const Claim &b) { return a.centre < b.centre; });
    claims.insert(place, claim);
  }

  void AxisPlan::settle()
  {
    for (unsigned int i = 0; i + 1 < claims.size(); ++i)
    {
      Claim       &below  = claims[i];
      Claim       &above  = claims[i + 1];
      const double room   = above.centre - below.centre;
      const double bodies = below.body_above + above.body_below;
      const double extras = (below.wish_above - below.body_above) + (above.wish_below - above.body_below);
      if (bodies > room * (1 + 1e-9))
        refuse(below, above);

      const bool   fill  = extras > 0 && bodies + extras > (1 - sliver) * room;
      const double share = fill ? (room - bodies) / extras : 1.;
      below.above        = below.body_above + share * (below.wish_above - below.body_above);
      above.below        = above.body_below + share * (above.wish_below - above.body_below);
    }
  }

  const Claim &AxisPlan::at(const double centre) const
  {
    return *std::min_element(claims.begin(), claims.end(),
                             [&](const Claim &a, const Claim &b)
                             { return std::abs(a.centre - centre) < std::abs(b.centre - centre); });
  }

  std::vector<double> AxisPlan::lines_between(const Claim &below, const Claim &above,
                                              const std::function<double(double)> &size) const
  {
    const double from = below.centre + below.above, to = above.centre - above.below;
    const bool   free_below = below.above == 0, free_above = above.below == 0;
    if (to - from <= 1e-9 * (above.centre - below.centre))
      return free_below || free_above ? std::vector<double>() : std::vector<double>{0.5 * (from + to)};

    const double first    = free_below ? infinity : below.above;
    const double last     = free_above ? infinity : above.below;
    auto         lines    = sized_points(from, to,
                                         [&](const double x) {
                                return std::min({size(x), first + growth * (x - from), last + growth * (to - x)});
                              });
    if (free_below)
      lines.erase(lines.begin());
    if (free_above)
      lines.pop_back();
    return lines;
  }
} // namespace nadir
