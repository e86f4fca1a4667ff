// The input deck, read and checked.
//
// Reading goes in two passes. The first scans the deck and its includes, collects the file and line of every entry
// and the names of all named sections, and rejects duplicates. The second declares what the schema allows for those
// sections to deal.II's ParameterHandler and parses. What is left is a tree of values that remembers its lines.
#pragma once

#include "base/errors.h"
#include "base/schema.h"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace nadir
{
  /// One node of the read deck. Values are SI. Owned by Deck.
  class Section
  {
  public:
    std::string kind() const;  ///< "Region"
    std::string name() const;  ///< "anode" (empty for unnamed sections)
    std::string title() const; ///< "Region anode"
    std::string path() const;  ///< "Geometry/Layer anode"

    // Values by entry name; the schema guarantees kind and range. Asking for an entry the schema does not have, or with
    // the wrong kind, is a programmer's mistake (assertion).
    double                   quantity(const std::string &entry) const;
    std::vector<double>      quantities(const std::string &entry) const;
    int                      integer(const std::string &entry) const;
    bool                     flag(const std::string &entry) const;
    std::string              text(const std::string &entry) const; ///< text and choice
    std::vector<std::string> names(const std::string &entry) const;

    bool is_set(const std::string &entry) const; ///< the user wrote it (deck, include or command line)
    bool has_entry(const std::string &entry) const; ///< the schema has it here (for variants)

    bool                          has(const std::string &kind) const;      ///< unnamed subsection present in the deck
    const Section                &section(const std::string &kind) const;  ///< unnamed subsection; defaults if absent
    std::vector<const Section *>  sections(const std::string &kind) const; ///< named subsections in deck order
    const Section                *find(const std::string &kind, const std::string &name) const; ///< null if absent

    Where where(const std::string &entry) const; ///< the entry's line, or the section's where it is a default
    Where where() const;                         ///< the line of `subsection`

    [[noreturn]] void fail(const std::string &entry, const std::string &problem, const std::string &remedy) const;
    [[noreturn]] void fail(const std::string &problem, const std::string &remedy) const;

    struct Node;
    explicit Section(std::unique_ptr<Node> node);
    ~Section();
    Section(Section &&) noexcept;

  private:
    std::unique_ptr<Node> node;
    friend class Deck;
    friend class DeckReader;
  };

  class Deck
  {
  public:
    /// Read a deck. @param overrides "Section/entry=value" from the command line; a section is addressed by its title
    /// ("Region anode"). Materials named in the deck and not defined in it are looked up as NAME.prm in
    /// `material_folders`, in order, as if they had been included.
    /// @throws DeckError
    static Deck read(const std::string                                      &file,
                     const SectionKind                                      &schema,
                     const std::vector<std::string>                         &overrides        = {},
                     const std::vector<std::string>                         &material_folders = {});

    /// The same from a string (tests, studies); `name` stands for the file in messages, includes are relative to it.
    static Deck read_text(const std::string              &deck,
                          const std::string              &name,
                          const SectionKind              &schema,
                          const std::vector<std::string> &overrides        = {},
                          const std::vector<std::string> &material_folders = {});

    const Section &root() const;

    /// Every entry with its value in SI, defaults included; can be read back as a deck.
    std::string resolved() const;

    /// Warnings that do not stop a run, e.g. "sodium.prm:12: assumption: ...", in the order of their lines.
    std::vector<std::string> notes() const;

    Deck(Deck &&) noexcept;
    ~Deck();

  private:
    Deck();
    struct Content;
    std::unique_ptr<Content> content;
  };

  /// The deck reference as Markdown, generated from the schema.
  std::string deck_reference(const SectionKind &schema);
} // namespace nadir
