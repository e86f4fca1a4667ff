// What tells one resolved deck from another.
#pragma once

#include <set>
#include <string>

namespace nadir
{
  /// The first entry in which two resolved decks differ, in words; empty if there is none. @param here, there names for the two in these
  /// words, e.g. "the deck" @param ignored titles of sections at the top that may differ
  std::string deck_difference(const std::string &first, const std::string &here, const std::string &second, const std::string &there,
                              const std::set<std::string> &ignored);
} // namespace nadir
