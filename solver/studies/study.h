// `nadir study`: many runs of one deck, with their results in study.csv and study.json.
#pragma once

#include "base/deck.h"

#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

namespace nadir
{
  /// What a study needs of the command line.
  struct StudyOptions
  {
    std::string                                          deck;     ///< its file
    std::string                                          output;   ///< folder; empty: the deck's choice
    std::vector<std::string>                             settings; ///< for all runs
    unsigned int                                         point;    ///< only this one, from 1, and no tables; 0: all
    bool                                                 list;     ///< tell the points and run nothing
    std::function<Deck(const std::vector<std::string> &)> read;    ///< the deck with these overrides @throws DeckError
  };

  /// Runs what has not been run; tables are written when all points are asked for. @returns the exit code: 0 if every point has its result, failed runs included
  /// @throws DeckError before the first run, if one of the points is wrong
  int study(const StudyOptions &options, std::ostream &out);
} // namespace nadir
