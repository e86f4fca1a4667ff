// The two kinds of failure a run can meet, kept apart on purpose.
//
//   DeckError   the user's mistake: says where in the deck, what is wrong, and how to mend it (exit code 2)
//   SolveError  the computation failed although the deck is well formed (exit code 3)
//
// A programmer's mistake is an assertion (deal.II's Assert, AssertThrow), never one of these.
#pragma once

#include <stdexcept>
#include <string>

namespace nadir
{
  /// A place in a deck. `line` counts from 1; 0 means the whole file; an empty file means the command line.
  struct Where
  {
    std::string file;
    int         line = 0;

    /// "file:line", "file", or "command line".
    std::string text() const;
  };

  /// The deck is wrong. what() is the complete message: "file:line: error: PROBLEM\n  help: REMEDY".
  class DeckError : public std::runtime_error
  {
  public:
    DeckError(const Where &where, const std::string &problem, const std::string &remedy);

    const Where where;
  };

  /// The solve failed (no convergence down to the smallest step, not-a-number in a law, lost balance).
  class SolveError : public std::runtime_error
  {
  public:
    using std::runtime_error::runtime_error;
  };
} // namespace nadir
