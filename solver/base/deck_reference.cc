// The deck reference: one table per section, variants below it, in the order of the schema.
#include "base/deck.h"
#include "base/deck_check.h"
#include "base/deck_value.h"

namespace nadir
{
  namespace
  {
    /// Text for a cell of a table.
    std::string cell(const std::string &text)
    {
      std::string escaped;
      for (const char c : text)
        escaped += c == '|' ? "\\|" : std::string(1, c);
      return escaped;
    }

    std::string code(const std::string &text)
    {
      return text.empty() ? "" : "`" + cell(text) + "`";
    }

    std::string unit_text(const std::string &si_unit)
    {
      return si_unit == "K difference" ? "`K` (difference)" : code(si_unit);
    }

    std::string kind_text(const Entry &entry)
    {
      switch (entry.kind)
      {
        case Entry::Kind::quantity:
          return entry.si_unit == "1" ? "number" : unit_text(entry.si_unit);
        case Entry::Kind::quantities:
          return "list of " + (entry.si_unit == "1" ? std::string("numbers") : unit_text(entry.si_unit));
        case Entry::Kind::integer:
          return "whole number";
        case Entry::Kind::flag:
          return "true or false";
        case Entry::Kind::choice:
        {
          std::string choices;
          for (const std::string &choice : entry.choices)
            choices += (choices.empty() ? "" : ", ") + code(choice);
          return "one of " + choices;
        }
        case Entry::Kind::text:
          return "text";
        case Entry::Kind::names:
          return "list of names";
      }
      return "";
    }

    std::string table(const std::vector<Entry> &entries)
    {
      if (entries.empty())
        return "";
      std::string rows = "| entry | unit or kind | default | range | meaning |\n| --- | --- | --- | --- | --- |\n";
      for (const Entry &entry : entries)
      {
        const std::string default_text = entry.required ? "required" : code(entry.default_value);
        rows += "| " + cell(entry.name) + " | " + kind_text(entry) + " | " + default_text + " | "
                + cell(range_text(entry)) + " | " + cell(entry.documentation) + " |\n";
      }
      return rows + "\n";
    }

    void describe(const SectionKind &kind, const std::string &path, std::string &page)
    {
      const std::string here = path.empty() ? "" : "`" + path + "`";
      page += here.empty() ? "## Top level\n\n" : "## " + here + "\n\n";
      if (!kind.documentation.empty())
        page += kind.documentation + "\n\n";
      if (kind.required)
        page += kind.named ? "At least one is required.\n\n" : "Required.\n\n";
      std::vector<Entry> entries = kind.entries;
      if (!kind.selector.empty())
        entries.insert(entries.begin(), selector_entry(kind));
      page += table(entries);
      for (const SectionKind::Variant &variant : kind.variants)
      {
        page += "### " + here + " with " + kind.selector + " = " + variant.name + "\n\n";
        if (!variant.summary.empty())
          page += variant.summary + "\n\n";
        page += table(variant.entries);
      }
      for (const SectionKind &section : kind.sections)
        describe(section, path + (path.empty() ? "" : "/") + shown_title(section), page);
    }
  } // namespace

  std::string deck_reference(const SectionKind &schema)
  {
    std::string page = "# Deck reference\n\n"
                       "Written by `nadir reference` from the descriptions that also check the decks. Units are those "
                       "of the range; in a deck every dimensional entry is a number with any unit of that dimension "
                       "(`50 um`, `1 mA/cm^2`, `25 degC`).\n\n";
    describe(schema, "", page);
    return page;
  }
} // namespace nadir
