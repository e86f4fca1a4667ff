// What a deck may contain: a tree of section and entry descriptions.
//
// The same description declares the entries to deal.II's ParameterHandler, checks the user's values, writes the
// deck reference, and is what `nadir check` compares a deck with. Each module describes its own sections next to
// the code that reads them; `deck_schema()` in solver/deck_schema.cc joins them.
#pragma once

#include "base/constants.h"

#include <functional>
#include <string>
#include <vector>

namespace nadir
{
  /// One entry `set NAME = VALUE`.
  struct Entry
  {
    enum class Kind
    {
      quantity,   ///< number with a unit of the dimension `si_unit`
      quantities, ///< comma-separated list of such numbers
      integer,
      flag,       ///< true / false
      choice,     ///< one of `choices`
      text,       ///< free text, file name, or formula
      names       ///< comma-separated list of names
    };

    std::string              name;
    Kind                     kind = Kind::text;
    std::string              default_value;       ///< as a user would write it; ignored if required. Empty for a
                                               ///< quantity or choice: optional, ask `is_set` before its value
    std::string              documentation;       ///< one sentence; what it is, sign, source
    std::string              si_unit = {};        ///< for quantities: "A m-2", "1", "K", "K difference", ...
    std::vector<std::string> choices = {};
    double                   minimum = -infinity; ///< in SI
    double                   maximum = infinity;  ///< in SI
    bool                     minimum_excluded = false;
    bool                     maximum_excluded = false;
    bool                     required = false; ///< no default: the user must set it if the section is present
    bool                     is_file  = false; ///< a text that names a file, relative to that of the entry
  };

  /// One kind of section: `subsection KIND` or, if named, `subsection KIND NAME`.
  struct SectionKind
  {
    std::string              kind;          ///< e.g. "Geometry", "Region"
    std::string              documentation; ///< a sentence or two
    bool                     named    = false;
    bool                     required = false;
    std::vector<Entry>       entries;
    std::vector<SectionKind> sections;

    /// Some sections hold a law: `selector` names the choice entry (e.g. "Law", "Type"), and each variant adds
    /// its own entries to the section when it is selected. Empty selector: no variants.
    std::string selector;
    struct Variant
    {
      std::string        name;
      std::string        summary;
      std::vector<Entry> entries;
    };
    std::vector<Variant> variants;
    std::string          default_variant; ///< empty: the user must choose
  };

  // Short forms, so that descriptions read as a table.
  Entry quantity(std::string name, std::string si_unit, std::string default_value, std::string documentation);
  Entry quantities(std::string name, std::string si_unit, std::string default_value, std::string documentation);
  Entry integer(std::string name, int default_value, std::string documentation);
  Entry flag(std::string name, bool default_value, std::string documentation);
  Entry choice(std::string name, std::vector<std::string> choices, std::string default_value, std::string documentation);
  Entry text(std::string name, std::string default_value, std::string documentation);
  Entry file_name(std::string name, std::string documentation); ///< of a file that must be named
  Entry names(std::string name, std::string default_value, std::string documentation);

  Entry required(Entry e);                    ///< the same entry without a default
  Entry positive(Entry e);                    ///< > 0
  Entry not_negative(Entry e);                ///< >= 0
  Entry between(Entry e, double lo, double hi); ///< lo <= value <= hi, in SI
} // namespace nadir
