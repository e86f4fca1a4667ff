// What the dimensions that occur in decks are called, and what a user would write for one.
#pragma once

#include <string>
#include <vector>

namespace nadir::units
{
  struct Dimension
  {
    std::string si_unit; ///< as in schema entries, e.g. "A m-2"
    std::string name;    ///< with its article, e.g. "a current density"
    std::string example; ///< with its quotes, e.g. "'10 A/m^2' or '1 mA/cm^2'"
  };

  const std::vector<Dimension> &dimensions();

  /// The row of `si_unit`, or one made from the unit itself where the table has none.
  Dimension dimension(const std::string &si_unit);
} // namespace nadir::units
