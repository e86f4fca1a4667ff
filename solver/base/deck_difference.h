// What tells one resolved deck from another, but for sections and entries that are left out: "Output", "Title", "Protocol/Step plate".
#pragma once

#include <map>
#include <set>
#include <string>

namespace nadir
{
  /// "Section/entry" and value, in the alphabet's order. @param ignored what is left out
  std::map<std::string, std::string> entries_of(const std::string &resolved, const std::set<std::string> &ignored);

  /// The first entry in which two resolved decks differ, in words; empty if there is none. @param here, there names for the two in these
  /// words, e.g. "the deck" @param ignored what may differ
  std::string deck_difference(const std::string &first, const std::string &here, const std::string &second, const std::string &there,
                              const std::set<std::string> &ignored);
} // namespace nadir
