// First pass over a deck: the lines, without knowing what they mean.
//
// The format is that of deal.II's ParameterHandler: `set NAME = VALUE`, `subsection TITLE` ... `end`, `include FILE`,
// comments after `#`, lines continued by a backslash. The result remembers the file and line of everything, which
// ParameterHandler forgets, and contains nothing twice, which ParameterHandler would accept.
#pragma once

#include "base/errors.h"

#include <memory>
#include <string>
#include <vector>

namespace nadir
{
  struct RawEntry
  {
    std::string              name;
    std::string              value;
    Where                    where;
    std::vector<std::string> assumptions; ///< comments on or directly above the line that contain that word
  };

  struct RawSection
  {
    std::string                               title; ///< "Region anode"; empty for the root
    Where                                     where;
    std::vector<RawEntry>                     entries;
    std::vector<std::unique_ptr<RawSection> > sections;
    std::vector<std::string>                  assumptions;

    const RawEntry   *entry(const std::string &name) const;    ///< null if absent
    const RawSection *section(const std::string &title) const; ///< null if absent
    RawSection       *section(const std::string &title);
  };

  /// Read a file, with its includes, into `root`.
  /// @throws DeckError; `asked_at` is the place for "cannot be opened" (the `include` line, or the file itself)
  void scan_file(const std::string &file, const Where &asked_at, RawSection &root);

  /// The same from a string; `name` stands for the file in messages.
  void scan_text(const std::string &deck, const std::string &name, RawSection &root);
} // namespace nadir
