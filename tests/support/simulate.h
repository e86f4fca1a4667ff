// Runs a deck inside a test, through the same door as `nadir run`, and returns what history.csv and verdict.json say.
#pragma once

#include "base/deck.h"
#include "output/history.h"
#include "output/verdict.h"

#include <string>
#include <vector>

namespace nadir::testing
{
  struct Outcome
  {
    std::vector<Row> history;
    Verdict          verdict;

    double last(const std::string &name) const { return column(history.back(), name); }
    std::vector<double> all(const std::string &name) const;
  };

  /// @param deck path below tests/ @param overrides as for --set @throws DeckError
  Deck read_deck(const std::string &deck, const std::vector<std::string> &overrides = {});

  /// @param deck path below tests/ (e.g. "convergence/decks/symmetric_cell.prm") @param overrides as for --set
  /// @throws DeckError, SolveError
  Outcome simulate(const std::string &deck, const std::vector<std::string> &overrides = {});

  /// The same from a text.
  Outcome simulate_text(const std::string &text, const std::vector<std::string> &overrides = {});

  /// Observed order of convergence from errors on meshes (or steps) that halve.
  double order(double coarse_error, double fine_error);
} // namespace nadir::testing
