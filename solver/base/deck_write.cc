// The resolved deck: written so that reading it gives the same values and the same sections.
#include "base/deck_node.h"
#include "base/deck_value.h"
#include "base/text.h"

#include <algorithm>
#include <filesystem>

namespace nadir
{
  namespace
  {
    std::string in_si(const Entry &entry, const std::string &value)
    {
      if (entry.kind == Entry::Kind::quantity)
        return units::from_si(units::to_si(value, entry.si_unit), entry.si_unit);
      if (entry.kind != Entry::Kind::quantities)
        return value;
      std::vector<std::string> items = list_items(value);
      for (std::string &item : items)
        item = units::from_si(units::to_si(item, entry.si_unit), entry.si_unit);
      return items.empty() ? "" : listed(items);
    }

    /// An absent section has no defaults that hold if the schema demands a value of the user.
    bool holds_by_default(const Section::Node &node)
    {
      return std::all_of(node.entries.begin(), node.entries.end(),
                         [](const NodeEntry &e) { return !e.entry.required; });
    }

    void write_comments(std::string &deck, const std::string &indent, const std::vector<std::string> &comments)
    {
      for (const std::string &comment : comments)
        deck += indent + "# " + comment + "\n";
    }
  } // namespace

  void Section::Node::write(std::string &deck, const std::string &indent) const
  {
    std::size_t width = 0;
    for (const NodeEntry &e : entries)
      width = std::max(width, e.entry.name.size());
    for (const NodeEntry &e : entries)
    {
      std::string text = e.has_value() ? in_si(e.entry, value(e)) : "";
      if (e.entry.is_file && e.set) // the resolved deck lies in another folder
        text = std::filesystem::absolute(std::filesystem::path(e.set->where.file).parent_path() / text)
                   .lexically_normal()
                   .string();
      if (text.empty() && e.text().empty() && e.entry.default_value.empty())
        continue;
      if (e.set)
        write_comments(deck, indent, e.set->assumptions);
      deck += indent + "set " + e.entry.name + std::string(width - e.entry.name.size(), ' ') + " = " + text + "\n";
    }
    for (const Section &section : sections)
    {
      const Node &below     = *section.node;
      std::string in_indent = indent;
      if (!below.raw && !holds_by_default(below))
        continue;
      if (!below.raw && indent.find('#') == std::string::npos)
      { // as a comment: if it were there, `has` would say so
        deck += indent + "# not in the deck, so its defaults hold:\n";
        in_indent = indent + "# ";
      }
      if (below.raw)
        write_comments(deck, indent, below.raw->assumptions);
      deck += in_indent + "subsection " + below.titles.back() + "\n";
      below.write(deck, in_indent + "  ");
      deck += in_indent + "end\n";
    }
  }

  void Section::Node::collect_assumptions(std::vector<std::pair<Where, std::string> > &found) const
  {
    if (!raw)
      return;
    for (const std::string &assumption : raw->assumptions)
      found.emplace_back(raw->where, assumption);
    for (const NodeEntry &e : entries)
      if (e.set)
        for (const std::string &assumption : e.set->assumptions)
          found.emplace_back(e.set->where, assumption);
    for (const Section &section : sections)
      section.node->collect_assumptions(found);
  }
} // namespace nadir
