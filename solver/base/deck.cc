// The read deck: ParameterHandler holds the values, sections know their lines.
#include "base/deck.h"

#include "base/deck_additions.h"
#include "base/deck_check.h"
#include "base/deck_node.h"
#include "base/deck_value.h"

#include <deal.II/base/parameter_handler.h>
#include <deal.II/base/patterns.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace nadir
{
  namespace
  {
    /// A number with a unit, or a list of them, within the entry's range.
    class QuantityPattern : public dealii::Patterns::PatternBase
    {
    public:
      explicit QuantityPattern(Entry entry) : entry(std::move(entry)) {}

      bool match(const std::string &value) const override { return !check_value(entry, value); }

      std::string description(const OutputStyle /*style*/) const override
      {
        const std::string range = range_text(entry);
        return "[quantity in " + entry.si_unit + (range.empty() ? "" : ", " + range) + "]";
      }

      std::unique_ptr<PatternBase> clone() const override { return std::make_unique<QuantityPattern>(entry); }

    private:
      const Entry entry;
    };

    int limit(const double value, const int none)
    {
      return std::isfinite(value) ? static_cast<int>(value) : none;
    }

    std::unique_ptr<dealii::Patterns::PatternBase> pattern(const Entry &entry)
    {
      using namespace dealii::Patterns;
      switch (entry.kind)
      {
        case Entry::Kind::quantity:
        case Entry::Kind::quantities:
          return std::make_unique<QuantityPattern>(entry);
        case Entry::Kind::integer:
          return std::make_unique<Integer>(limit(entry.minimum, std::numeric_limits<int>::lowest()),
                                           limit(entry.maximum, std::numeric_limits<int>::max()));
        case Entry::Kind::flag:
          return std::make_unique<Bool>();
        case Entry::Kind::choice:
        {
          std::string sequence;
          for (const std::string &choice : entry.choices)
            sequence += (sequence.empty() ? "" : "|") + choice;
          return std::make_unique<Selection>(sequence);
        }
        case Entry::Kind::names:
          return std::make_unique<List>(Anything());
        case Entry::Kind::text:
          break;
      }
      return std::make_unique<Anything>();
    }

  } // namespace

  /// Turns the lines of a deck into a Deck.
  class DeckReader
  {
  public:
    static std::unique_ptr<Section> finish(RawSection &raw, const SectionKind &schema,
                                           const std::vector<std::string> &overrides,
                                           const std::vector<std::string> &material_folders,
                                           dealii::ParameterHandler       &values)
    {
      add_to_deck(raw, schema, overrides, material_folders);
      auto root = std::make_unique<Section>(compare_with_schema(raw, schema));
      store(*root->node, values);
      return root;
    }

  private:
    /// Declare the node's entries to the ParameterHandler, which is inside the node's subsection, and set them.
    static void store(Section::Node &node, dealii::ParameterHandler &values)
    {
      node.values = &values;
      for (const NodeEntry &e : node.entries)
      {
        AssertThrow(node.find_entry(e.entry.name) == &e,
                    dealii::ExcMessage("the schema has '" + e.entry.name + "' twice in '" + node.path() + "'"));
        if (!e.has_value())
          continue;
        const bool no_default = e.entry.required || e.entry.default_value.empty();
        values.declare_entry(e.entry.name, no_default ? e.text() : e.entry.default_value, *pattern(e.entry),
                             e.entry.documentation);
        if (e.set)
          values.set(e.entry.name, e.set->value);
      }
      for (Section &section : node.sections)
      {
        values.enter_subsection(section.node->titles.back());
        store(*section.node, values);
        values.leave_subsection();
      }
    }
  };
  // --- sections ------------------------------------------------------------------------------------------------------

  const NodeEntry &Section::Node::entry(const std::string &wanted, const Entry::Kind kind) const
  {
    const NodeEntry *const found = find_entry(wanted);
    AssertThrow(found, dealii::ExcMessage("the schema has no entry '" + wanted + "' in '" + path() + "'"));
    AssertThrow(found->entry.kind == kind || (kind == Entry::Kind::text && found->entry.kind == Entry::Kind::choice),
                dealii::ExcMessage("'" + wanted + "' in '" + path() + "' is asked for as another kind than it is"));
    AssertThrow(found->has_value(),
                dealii::ExcMessage("'" + wanted + "' in '" + path() + "' has no value; ask `is_set` first"));
    return *found;
  }

  std::string Section::Node::value(const NodeEntry &e) const
  {
    return values->get(titles, e.entry.name);
  }

  std::string Section::kind() const
  {
    return node->kind->kind;
  }
  std::string Section::name() const
  {
    return node->name;
  }
  std::string Section::title() const
  {
    return node->titles.empty() ? "" : node->titles.back();
  }
  std::string Section::path() const
  {
    return node->path();
  }

  double Section::quantity(const std::string &entry) const
  {
    const NodeEntry &e = node->entry(entry, Entry::Kind::quantity);
    return units::to_si(node->value(e), e.entry.si_unit);
  }

  std::vector<double> Section::quantities(const std::string &entry) const
  {
    const NodeEntry    &e = node->entry(entry, Entry::Kind::quantities);
    std::vector<double> values;
    for (const std::string &item : list_items(node->value(e)))
      values.push_back(units::to_si(item, e.entry.si_unit));
    return values;
  }

  int Section::integer(const std::string &entry) const
  {
    return dealii::Utilities::string_to_int(node->value(node->entry(entry, Entry::Kind::integer)));
  }

  bool Section::flag(const std::string &entry) const
  {
    return node->value(node->entry(entry, Entry::Kind::flag)) == "true";
  }

  std::string Section::text(const std::string &entry) const
  {
    return node->value(node->entry(entry, Entry::Kind::text));
  }

  std::vector<std::string> Section::names(const std::string &entry) const
  {
    return list_items(node->value(node->entry(entry, Entry::Kind::names)));
  }

  bool Section::is_set(const std::string &entry) const
  {
    const NodeEntry *const e = node->find_entry(entry);
    return e && e->set;
  }

  bool Section::has_entry(const std::string &entry) const
  {
    return node->find_entry(entry) != nullptr;
  }

  bool Section::has(const std::string &kind) const
  {
    return std::any_of(node->sections.begin(), node->sections.end(),
                       [&](const Section &s) { return s.node->kind->kind == kind && s.node->raw; });
  }

  const Section &Section::section(const std::string &kind) const
  {
    const auto found
        = std::find_if(node->sections.begin(), node->sections.end(),
                       [&](const Section &s) { return s.node->kind->kind == kind && !s.node->kind->named; });
    AssertThrow(found != node->sections.end(),
                dealii::ExcMessage("the schema has no section '" + kind + "' in '" + path() + "'"));
    return *found;
  }

  std::vector<const Section *> Section::sections(const std::string &kind) const
  {
    std::vector<const Section *> found;
    for (const Section &section : node->sections)
      if (section.node->kind->kind == kind && section.node->raw)
        found.push_back(&section);
    return found;
  }

  const Section *Section::find(const std::string &kind, const std::string &name) const
  {
    for (const Section *section : sections(kind))
      if (section->node->name == name)
        return section;
    return nullptr;
  }

  Where Section::where(const std::string &entry) const
  {
    const NodeEntry *const e = node->find_entry(entry);
    return e && e->set ? e->set->where : node->where;
  }

  Where Section::where() const
  {
    return node->where;
  }

  void Section::fail(const std::string &entry, const std::string &problem, const std::string &remedy) const
  {
    throw DeckError(where(entry), problem, remedy);
  }

  void Section::fail(const std::string &problem, const std::string &remedy) const
  {
    throw DeckError(where(), problem, remedy);
  }

  Section::Section(std::unique_ptr<Node> node) : node(std::move(node)) {}

  Section::~Section()                   = default;
  Section::Section(Section &&) noexcept = default;

  // --- deck ----------------------------------------------------------------------------------------------------------

  struct Deck::Content
  {
    SectionKind              schema;
    RawSection               raw;
    dealii::ParameterHandler values;
    std::unique_ptr<Section> root;

    void finish(const std::vector<std::string> &overrides, const std::vector<std::string> &material_folders)
    {
      root = DeckReader::finish(raw, schema, overrides, material_folders, values);
    }
  };

  Deck Deck::read(const std::string &file, const SectionKind &schema, const std::vector<std::string> &overrides,
                  const std::vector<std::string> &material_folders)
  {
    Deck deck;
    deck.content->schema    = schema;
    deck.content->raw.where = { file, 0 };
    scan_file(file, deck.content->raw.where, deck.content->raw);
    deck.content->finish(overrides, material_folders);
    return deck;
  }

  Deck Deck::read_text(const std::string &text, const std::string &name, const SectionKind &schema,
                       const std::vector<std::string> &overrides, const std::vector<std::string> &material_folders)
  {
    Deck deck;
    deck.content->schema    = schema;
    deck.content->raw.where = { name, 0 };
    scan_text(text, name, deck.content->raw);
    deck.content->finish(overrides, material_folders);
    return deck;
  }

  const Section &Deck::root() const
  {
    return *content->root;
  }

  std::string Deck::resolved() const
  {
    std::string deck = "# The resolved deck: every entry with its value in SI, defaults included, materials inlined.\n"
                       "# It can be read as a deck and gives the same values.\n\n";
    content->root->node->write(deck, "");
    return deck;
  }

  std::vector<std::string> Deck::notes() const
  {
    std::vector<std::pair<Where, std::string> > found;
    content->root->node->collect_assumptions(found);
    std::vector<std::string> files; // in the order in which they are met
    for (const auto &note : found)
      if (std::find(files.begin(), files.end(), note.first.file) == files.end())
        files.push_back(note.first.file);
    const auto place = [&](const Where &where)
    { return std::make_pair(std::find(files.begin(), files.end(), where.file), where.line); };
    std::stable_sort(found.begin(), found.end(),
                     [&](const auto &a, const auto &b) { return place(a.first) < place(b.first); });
    std::vector<std::string> lines;
    for (const auto &[where, text] : found)
      lines.push_back(where.text() + ": " + text);
    return lines;
  }

  Deck::Deck() : content(std::make_unique<Content>()) {}

  Deck::Deck(Deck &&) noexcept = default;
  Deck::~Deck()                = default;
} // namespace nadir
