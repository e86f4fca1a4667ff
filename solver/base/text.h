// Small things done to text: trimming, what a user may have meant, lists of names for messages.
#pragma once

#include <string>
#include <vector>

namespace nadir
{
  std::string trim(const std::string &s); ///< without blanks at both ends
  std::string tidy(const std::string &s); ///< the same, and single blanks inside

  /// The candidate with the smallest edit distance (upper and lower case alike) if it is near enough, else empty.
  std::string nearest(const std::string &name, const std::vector<std::string> &candidates);

  /// "did you mean 'X'? " or nothing.
  std::string did_you_mean(const std::string &name, const std::vector<std::string> &candidates);

  /// A length in its handiest unit, as decks write it: "50 um", "1.5 mm".
  std::string length_text(double metres);

  /// "a, b, c", or "none".
  std::string listed(const std::vector<std::string> &names);
} // namespace nadir
