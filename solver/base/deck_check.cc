#include "base/deck_check.h"

#include "base/deck_value.h"
#include "base/text.h"

#include <algorithm>
#include <utility>

namespace nadir
{
  namespace
  {
    using Variant = SectionKind::Variant;

    std::string joined(const std::vector<std::string> &titles)
    {
      std::string path;
      for (const std::string &title : titles)
        path += (path.empty() ? "" : "/") + title;
      return path;
    }

    std::vector<std::string> names_of(const std::vector<NodeEntry> &entries)
    {
      std::vector<std::string> names;
      for (const NodeEntry &e : entries)
        names.push_back(e.entry.name);
      return names;
    }

    bool has_entry(const std::vector<Entry> &entries, const std::string &name)
    {
      return std::any_of(entries.begin(), entries.end(), [&](const Entry &e) { return e.name == name; });
    }

    const Variant *find_variant(const SectionKind &kind, const std::string &name)
    {
      const auto found = std::find_if(kind.variants.begin(), kind.variants.end(),
                                      [&](const Variant &variant) { return variant.name == name; });
      return found == kind.variants.end() ? nullptr : &*found;
    }

    /// The section kind below `kind` that has this entry, as "Geometry/Layer NAME"; empty if there is none.
    std::string home_of(const std::string &entry, const SectionKind &kind, const std::string &path = "")
    {
      for (const SectionKind &section : kind.sections)
      {
        const std::string here       = path + (path.empty() ? "" : "/") + shown_title(section);
        const bool        in_variant = std::any_of(section.variants.begin(), section.variants.end(),
                                                   [&](const Variant &v) { return has_entry(v.entries, entry); });
        if (in_variant || has_entry(section.entries, entry) || section.selector == entry)
          return here;
        const std::string below = home_of(entry, section, here);
        if (!below.empty())
          return below;
      }
      return "";
    }

    /// Builds the tree of one deck.
    class Checker
    {
    public:
      explicit Checker(const SectionKind &schema) : schema(schema) {}

      std::unique_ptr<Section::Node> section(const RawSection *raw, const SectionKind &kind, std::string name,
                                             std::vector<std::string> titles, const Where &where) const;

    private:
      const Variant     *chosen_variant(const Section::Node &node) const;
      void               collect_entries(Section::Node &node) const;
      void               check_entries(const Section::Node &node) const;
      void               collect_sections(Section::Node &node) const;
      const SectionKind &kind_of(const RawSection &raw, const Section::Node &parent, std::string &name) const;

      [[noreturn]] void unknown_entry(const RawEntry &raw, const Section::Node &node) const;
      [[noreturn]] void unknown_section(const RawSection &raw, const Section::Node &parent) const;
      [[noreturn]] void missing_entry(const Entry &entry, const Section::Node &node) const;

      const SectionKind &schema;
    };

    /// 'Thickness', or with its sections where the line does not show them.
    std::string quoted(const RawEntry &raw, const Section::Node &node)
    {
      const std::string path = raw.where.file.empty() && !node.titles.empty() ? joined(node.titles) + "/" : "";
      return "'" + path + raw.name + "'";
    }

    std::string described(const Section::Node &node)
    {
      return node.titles.empty() ? "the deck's top level" : "'" + joined(node.titles) + "'";
    }

    void check(const RawEntry &raw, const Entry &entry, const Section::Node &node)
    {
      if (const auto error = check_value(entry, raw.value))
        throw DeckError(raw.where, quoted(raw, node) + ": " + error->problem, error->remedy);
    }

    std::unique_ptr<Section::Node> Checker::section(const RawSection *raw, const SectionKind &kind, std::string name,
                                                    std::vector<std::string> titles, const Where &where) const
    {
      auto node    = std::make_unique<Section::Node>();
      node->kind   = &kind;
      node->name   = std::move(name);
      node->titles = std::move(titles);
      node->where  = where;
      node->raw    = raw;
      collect_entries(*node);
      if (raw)
        check_entries(*node);
      collect_sections(*node);
      return node;
    }

    const Variant *Checker::chosen_variant(const Section::Node &node) const
    {
      const SectionKind    &kind     = *node.kind;
      const Entry           selector = selector_entry(kind);
      const RawEntry *const set      = node.raw ? node.raw->entry(kind.selector) : nullptr;
      if (set)
        check(*set, selector, node);
      else if (node.raw && selector.required)
        missing_entry(selector, node);
      return find_variant(kind, set ? set->value : kind.default_variant);
    }

    void Checker::collect_entries(Section::Node &node) const
    {
      const auto add = [&](const Entry &entry) {
        node.entries.push_back({ entry, node.raw ? node.raw->entry(entry.name) : nullptr });
      };
      const Variant *variant = nullptr;
      if (!node.kind->selector.empty())
      {
        variant = chosen_variant(node);
        add(selector_entry(*node.kind));
      }
      for (const Entry &entry : node.kind->entries)
        add(entry);
      if (variant)
        for (const Entry &entry : variant->entries)
          add(entry);
    }

    void Checker::check_entries(const Section::Node &node) const
    {
      const std::vector<std::string> known = names_of(node.entries);
      for (const RawEntry &raw : node.raw->entries)
        if (std::find(known.begin(), known.end(), raw.name) == known.end())
          unknown_entry(raw, node);
      for (const NodeEntry &e : node.entries)
        if (e.set)
          check(*e.set, e.entry, node);
        else if (e.entry.required)
          missing_entry(e.entry, node);
    }

    void Checker::collect_sections(Section::Node &node) const
    {
      const auto below = [&](const std::string &title)
      {
        std::vector<std::string> titles = node.titles;
        titles.push_back(title);
        return titles;
      };
      std::vector<const SectionKind *> present;
      if (node.raw)
        for (const auto &raw : node.raw->sections)
        {
          std::string        name;
          const SectionKind &kind = kind_of(*raw, node, name);
          node.sections.emplace_back(section(raw.get(), kind, name, below(raw->title), raw->where));
          present.push_back(&kind);
        }
      for (const SectionKind &kind : node.kind->sections)
      {
        if (std::find(present.begin(), present.end(), &kind) != present.end())
          continue;
        if (node.raw && kind.required)
          throw DeckError(node.where,
                          (node.titles.empty() ? "the deck" : described(node)) + " has no '" + kind.kind + "' section",
                          "add 'subsection " + shown_title(kind) + "' ... 'end': " + kind.documentation);
        if (!kind.named)
          node.sections.emplace_back(section(nullptr, kind, "", below(kind.kind), node.where));
      }
    }

    const SectionKind &Checker::kind_of(const RawSection &raw, const Section::Node &parent, std::string &name) const
    {
      const TitleMatch match = match_title(raw.title, *parent.kind);
      if (!match.kind)
        unknown_section(raw, parent);
      if (match.kind->named && match.name.empty())
        throw DeckError(raw.where, "this '" + raw.title + "' section has no name",
                        "write 'subsection " + shown_title(*match.kind) + "' with a name of your choice");
      if (!match.kind->named && !match.name.empty())
        throw DeckError(raw.where, "'" + match.kind->kind + "' takes no name, but '" + match.name + "' follows it",
                        "write 'subsection " + match.kind->kind + "'");
      name = match.name;
      return *match.kind;
    }

    void Checker::unknown_entry(const RawEntry &raw, const Section::Node &node) const
    {
      const SectionKind &kind = *node.kind;
      std::string        here = described(node);
      if (!kind.selector.empty())
      {
        const NodeEntry  &selector = *node.find_entry(kind.selector);
        const std::string choice   = kind.selector + " = " + selector.text();
        for (const Variant &other : kind.variants)
          if (has_entry(other.entries, raw.name))
            throw DeckError(raw.where,
                            quoted(raw, node) + " is an entry for " + kind.selector + " = " + other.name + ", but "
                                + choice + " is chosen" + (selector.set ? "" : " by default"),
                            "remove it, or write 'set " + kind.selector + " = " + other.name + "'");
        here += " with " + choice;
      }
      const std::vector<std::string> names   = names_of(node.entries);
      const std::string              problem = quoted(raw, node) + " is not an entry of " + here;
      const std::string              home    = home_of(raw.name, schema);
      std::string                    hint    = did_you_mean(raw.name, names);
      if (match_title(raw.name, kind).kind)
        hint = "it is a section: write 'subsection " + raw.name + "'; ";
      else if (hint.empty() && !home.empty())
        hint = "it belongs into '" + home + "' (is an 'end' missing?); ";
      throw DeckError(raw.where, problem, hint + "entries here: " + listed(names));
    }

    void Checker::unknown_section(const RawSection &raw, const Section::Node &parent) const
    {
      std::vector<std::string> kinds, shown;
      for (const SectionKind &kind : parent.kind->sections)
      {
        kinds.push_back(kind.kind);
        shown.push_back(shown_title(kind));
      }
      const std::vector<std::string> entries = names_of(parent.entries);
      std::string                    hint    = did_you_mean(raw.title, kinds);
      if (hint.empty()) // a kind misspelt before a name
        hint = did_you_mean(raw.title.substr(0, raw.title.find(' ')), kinds);
      if (std::find(entries.begin(), entries.end(), raw.title) != entries.end())
        hint = "it is an entry: write 'set " + raw.title + " = VALUE'; ";
      throw DeckError(raw.where, "'" + raw.title + "' is not a section of " + described(parent),
                      hint + "sections here: " + listed(shown));
    }

    void Checker::missing_entry(const Entry &entry, const Section::Node &node) const
    {
      const std::string section = node.titles.empty() ? "the deck" : described(node);
      const std::string problem = section + " has no '" + entry.name + "'";
      if (entry.kind == Entry::Kind::choice)
        throw DeckError(node.where, problem, "add 'set " + entry.name + " = ...' with one of: " + listed(entry.choices));
      throw DeckError(node.where, problem,
                      "add for example 'set " + entry.name + " = " + example_value(entry)
                          + "': " + entry.documentation);
    }
  } // namespace

  const NodeEntry *Section::Node::find_entry(const std::string &wanted) const
  {
    const auto found
        = std::find_if(entries.begin(), entries.end(), [&](const NodeEntry &e) { return e.entry.name == wanted; });
    return found == entries.end() ? nullptr : &*found;
  }

  std::string Section::Node::path() const
  {
    return joined(titles);
  }

  Entry selector_entry(const SectionKind &kind)
  {
    std::vector<std::string> choices;
    for (const Variant &variant : kind.variants)
      choices.push_back(variant.name);
    Entry e    = choice(kind.selector, choices, kind.default_variant, "Which one; it decides which entries follow.");
    e.required = kind.default_variant.empty();
    return e;
  }

  TitleMatch match_title(const std::string &title, const SectionKind &parent)
  {
    TitleMatch best;
    for (const SectionKind &kind : parent.sections)
    {
      const bool fits = title == kind.kind || title.rfind(kind.kind + " ", 0) == 0;
      if (fits && (!best.kind || kind.kind.size() > best.kind->kind.size()))
        best = { &kind, title == kind.kind ? "" : title.substr(kind.kind.size() + 1) };
    }
    return best;
  }

  std::string shown_title(const SectionKind &kind)
  {
    return kind.kind + (kind.named ? " NAME" : "");
  }

  std::unique_ptr<Section::Node> compare_with_schema(const RawSection &deck, const SectionKind &schema)
  {
    return Checker(schema).section(&deck, schema, "", {}, deck.where);
  }
} // namespace nadir
