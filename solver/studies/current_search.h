// A critical current density by bisection: from a first trial the current is multiplied until one run survives and another fails, then the bracket is
// halved by its logarithm.
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace nadir
{
  enum class Trial
  {
    survives,
    fails,
    unknown ///< neither: a numerical failure, or a failure of another kind than the one that is looked for
  };

  struct Bracket
  {
    std::optional<double> survives, fails; ///< largest that survives, smallest that fails
    unsigned int          trials = 0;
    std::string           problem; ///< why the bracket is not what was asked for; empty if it is

    bool closed() const { return survives && fails && problem.empty(); }
  };

  /// @param trial of a positive current @param growth factor @param tolerance of fails/survives - 1 @param unit of the current, for the words
  Bracket search_current(const std::function<Trial(double)> &trial, double start, double growth, double tolerance, unsigned int largest_count,
                         const std::string &unit = "");
} // namespace nadir
