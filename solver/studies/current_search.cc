#include "studies/current_search.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nadir
{
  namespace
  {
    /// Why the runs did not suffice.
    std::string not_closed(const Bracket &b, const double start, const std::string &unit)
    {
      std::string text = fmt::format("{} runs did not close the bracket", b.trials);
      if (b.survives && !b.fails)
        text += fmt::format(": none failed, at {:.4g} to {:.4g} {}", start, *b.survives, unit);
      if (b.fails && !b.survives)
        text += fmt::format(": none survived, at {:.4g} to {:.4g} {}", *b.fails, start, unit);
      return trim(text);
    }
  } // namespace

  Bracket search_current(const std::function<Trial(double)> &trial, const double start, const double growth, const double tolerance, const unsigned int largest_count,
                         const std::string &unit)
  {
    Bracket b;
    double  next    = start;
    bool    retried = false;
    while (b.trials < largest_count)
      {
        ++b.trials;
        const Trial result = trial(next);
        if (result == Trial::unknown && retried)
          {
            b.problem = "two trials one after the other say neither that the cell survives nor that it fails as asked";
            return b;
          }
        retried = result == Trial::unknown;
        if (result == Trial::survives)
          b.survives = std::max(next, b.survives.value_or(next));
        if (result == Trial::fails)
          b.fails = std::min(next, b.fails.value_or(next));
        if (b.survives && b.fails && *b.fails / *b.survives - 1 <= tolerance)
          return b;
        // After a trial that says nothing another one nearer to what is known.
        const auto known = b.survives ? b.survives : b.fails;
        if (b.survives && b.fails)
          next = *b.survives * std::pow(*b.fails / *b.survives, retried ? 1. / 3 : 0.5);
        else if (retried)
          next = known ? *known * std::pow(next / *known, 1. / 3) : next / growth;
        else
          next *= b.survives ? growth : 1 / growth;
      }
    b.problem = not_closed(b, start, unit);
    return b;
  }
} // namespace nadir
