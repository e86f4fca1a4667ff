// A number along a line, from a file of two columns: linear between its rows, constant beyond them.
#pragma once

#include "base/deck.h"

#include <string>
#include <vector>

namespace nadir
{
  struct Profile
  {
    std::vector<double> place, value; ///< places increase

    double at(double where) const;
  };

  /// Rows of two numbers that are separated by a comma or blanks, SI. What follows # is a comment, and the first row may be
  /// a heading. The path is relative to the file of the entry.
  /// @throws DeckError for a file that cannot be read, a row that is not two numbers, or places that do not increase
  Profile read_profile(const Section &section, const std::string &entry);
} // namespace nadir
