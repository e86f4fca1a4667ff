// The inside of a Section: its description, its place, and where its values are kept.
#pragma once

#include "base/deck.h"
#include "base/deck_scan.h"

#include <string>
#include <utility>
#include <vector>

namespace dealii
{
  class ParameterHandler;
}

namespace nadir
{
  struct NodeEntry
  {
    Entry           entry;
    const RawEntry *set = nullptr; ///< the user's line; null for a default

    /// As the user or the schema wrote it.
    std::string text() const { return set ? set->value : entry.required ? "" : entry.default_value; }

    /// False for entries without a default that the user left out.
    bool has_value() const
    {
      const bool may_be_empty = entry.kind == Entry::Kind::text || entry.kind == Entry::Kind::names
                                || entry.kind == Entry::Kind::quantities;
      return set || may_be_empty || !text().empty();
    }
  };

  struct Section::Node
  {
    const SectionKind              *kind = nullptr;
    std::string                     name;
    std::vector<std::string>        titles; ///< from the root down to this section
    Where                           where;
    const RawSection               *raw = nullptr; ///< null for a section that the deck does not have
    std::vector<NodeEntry>          entries;
    std::vector<Section>            sections; ///< in deck order, then the absent ones
    const dealii::ParameterHandler *values = nullptr;

    std::string      path() const;
    const NodeEntry *find_entry(const std::string &name) const; ///< null if the schema has none here

    /// The entry that the code asks for; an entry of another kind is a programmer's mistake.
    const NodeEntry &entry(const std::string &name, Entry::Kind kind) const;

    std::string value(const NodeEntry &entry) const; ///< as kept by the ParameterHandler

    /// Append the node as deck text in SI. Sections that the deck does not have are written as comments.
    void write(std::string &deck, const std::string &indent) const;

    void collect_assumptions(std::vector<std::pair<Where, std::string> > &found) const;
  };
} // namespace nadir
