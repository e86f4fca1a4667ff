// Second pass over a deck: what was read, compared with what the schema allows.
#pragma once

#include "base/deck_node.h"

#include <memory>
#include <string>

namespace nadir
{
  /// The choice entry that a section's selector stands for.
  Entry selector_entry(const SectionKind &kind);

  struct TitleMatch
  {
    const SectionKind *kind = nullptr; ///< null if no kind fits
    std::string        name;           ///< what follows the kind
  };

  /// Split "Layer anode side" into the kind "Layer" and its name; the longest kind that fits counts.
  TitleMatch match_title(const std::string &title, const SectionKind &parent);

  /// "Region NAME" or "Geometry".
  std::string shown_title(const SectionKind &kind);

  /// Check the whole deck and build its tree, still without values.
  /// @throws DeckError
  std::unique_ptr<Section::Node> compare_with_schema(const RawSection &deck, const SectionKind &schema);
} // namespace nadir
