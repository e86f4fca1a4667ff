// What joins a deck from outside its files: settings from the command line, and materials from the library.
#pragma once

#include "base/deck_scan.h"
#include "base/schema.h"

#include <string>
#include <vector>

namespace nadir
{
  /// Apply "Section/entry=value" settings, then look up the materials that the deck names but does not define.
  /// @throws DeckError
  void add_to_deck(RawSection &deck, const SectionKind &schema, const std::vector<std::string> &overrides,
                   const std::vector<std::string> &material_folders);
} // namespace nadir
