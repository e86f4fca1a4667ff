// Strength and toughness of a cohesive interface in mixed mode, and the deck entries that cohesive laws share.
//
//   G(B)         = G_I + (G_II - G_I) B^m                         toughness, J/m2 (Benzeggagh, Kenane 1996)
//   strength(B)^2 = strength_I^2 + (strength_II^2 - strength_I^2) B^m     Pa (Turon et al. 2006)
//   onset(B)     = strength(B)/K                                  separation at the peak, m
//
// B is the mode mix of cohesive.h and m >= 1. Both mix with the same B^m, so an interface whose pure modes can soften,
// strength^2/(2 K) < toughness, can in every mixed mode.
#pragma once

#include "base/deck.h"
#include "laws/interfaces/cohesive.h"

namespace nadir
{
  struct CohesiveModes
  {
    double normal_strength; ///< Pa
    double shear_strength;  ///< Pa
    double toughness_I;     ///< J/m2
    double toughness_II;    ///< J/m2
    double mixing_exponent; ///< m
    double stiffness;       ///< K, Pa/m

    /// A quantity of the mode mix and its derivative.
    struct Mixed
    {
      double value, slope;
    };
    struct AtMode
    {
      Mixed strength, toughness, onset;
    };
    AtMode at(double mode_mix) const;

    /// @throws DeckError for a pure mode that would snap back
    static CohesiveModes read(const Section &section);

    static std::vector<Entry> entries();

    /// Separations (multiples of the onset and of `end`, on either side of each) at several mode mixes.
    template <class End>
    std::vector<std::vector<double>> samples(const End &end) const
    {
      std::vector<std::vector<double>> list;
      for (const double mix : {0.2, 0.5, 0.9})
        {
          const double first = at(mix).onset.value, last = end(mix);
          for (const double separation : {0.5 * first, 0.98 * first, 1.02 * first, 0.5 * (first + last), 0.98 * last,
                                          1.02 * last, 2. * last})
            list.push_back({separation, mix});
        }
      return list;
    }
  };
} // namespace nadir
