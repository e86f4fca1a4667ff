// Laws register themselves under the name used in decks; nothing else in the code knows their names.
//
// The last line of a law's file is, for example,
//   static const Registration<ChargeTransferLaw> entry({"Butler-Volmer", "summary", {entries}, make});
// The same registration feeds the deck's allowed values, `nadir laws`, and the generated reference.
#pragma once

#include "base/deck.h"
#include "base/schema.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace nadir
{
  /// One registered law of the family Law (an abstract class with `static constexpr const char *family`).
  template <class Law>
  struct LawEntry
  {
    std::string                                              name;    ///< as in decks
    std::string                                              summary; ///< one line
    std::vector<Entry>                                       entries; ///< its parameters
    std::function<std::unique_ptr<Law>(const Section &)>     make;    ///< build from a section with these entries
    std::function<std::vector<std::unique_ptr<Law>>()>       samples; ///< instances for the derivative test
  };

  template <class Law>
  class Registry
  {
  public:
    static std::vector<LawEntry<Law>> &all()
    {
      static std::vector<LawEntry<Law>> entries; // sorted by name: the link order must not show
      return entries;
    }

    static void add(LawEntry<Law> entry)
    {
      auto &list = all();
      list.insert(std::upper_bound(list.begin(), list.end(), entry,
                                   [](const auto &a, const auto &b) { return a.name < b.name; }),
                  std::move(entry));
    }

    /// Build the law that the section's selector entry names.
    static std::unique_ptr<Law> make(const Section &section, const std::string &selector = "Law")
    {
      const std::string name = section.text(selector);
      for (const auto &entry : all())
        if (entry.name == name)
          return entry.make(section);
      section.fail(selector, "there is no " + std::string(Law::family) + " law '" + name + "'", "see `nadir laws`");
    }

    /// A section that holds one law of this family.
    static SectionKind section(const std::string &kind, const std::string &documentation,
                               const std::string &default_law, const std::string &selector = "Law")
    {
      SectionKind s;
      s.kind            = kind;
      s.documentation   = documentation;
      s.selector        = selector;
      s.default_variant = default_law;
      for (const auto &entry : all())
        s.variants.push_back({entry.name, entry.summary, entry.entries});
      return s;
    }
  };

  template <class Law>
  struct Registration
  {
    explicit Registration(LawEntry<Law> entry) { Registry<Law>::add(std::move(entry)); }
  };
} // namespace nadir
