// Numbers with units, as users write them in decks, converted to SI by UDUNITS-2.
//
// A dimension is named by an SI unit string that UDUNITS understands, e.g. "A m-2", "m", "S m-1", "K", "1".
#pragma once

#include <string>

namespace nadir::units
{
  /// Thrown by to_si; carries the sentence for the user without a place in the deck.
  struct Error
  {
    std::string problem;
    std::string remedy;
  };

  /// Convert "1.0 mA/cm^2" to SI. @param si_unit the expected dimension, e.g. "A m-2".
  /// A bare number is accepted only for dimensionless quantities (si_unit "1"); "%" is accepted there too.
  /// Temperatures ("K"): degC is converted with its offset. Temperature differences use si_unit "K difference",
  /// for which "60 K" and "60 degC" are both sixty kelvin.
  /// @throws Error for a missing unit, a wrong dimension, a malformed number, an unknown unit, not-a-number.
  double to_si(const std::string &text, const std::string &si_unit);

  /// "10 A m-2" for a value in SI; dimensionless values without a unit. Seventeen digits, round-trips exactly.
  std::string from_si(double value, const std::string &si_unit);
} // namespace nadir::units
