// Single values of a deck: what is wrong with one, and what a right one looks like.
#pragma once

#include "base/schema.h"
#include "base/units.h"

#include <optional>
#include <string>
#include <vector>

namespace nadir
{
  /// What is wrong with a value, if anything.
  std::optional<units::Error> check_value(const Entry &entry, const std::string &value);

  /// "greater than 0 m", "from 0 to 1", ...; empty without limits. In SI.
  std::string range_text(const Entry &entry);

  /// Something that a user could write for it.
  std::string example_value(const Entry &entry);

  /// The parts of a comma-separated list, trimmed; an empty text has none.
  std::vector<std::string> list_items(const std::string &value);
} // namespace nadir
