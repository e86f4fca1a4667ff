// The edit distance is Levenshtein's, with two rows of the table kept.
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <numeric>
#include <sstream>
#include <utility>

namespace nadir
{
  namespace
  {
    char lower(const char c)
    {
      return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }

    std::size_t edit_distance(const std::string &a, const std::string &b)
    {
      std::vector<std::size_t> previous(b.size() + 1), current(b.size() + 1);
      std::iota(previous.begin(), previous.end(), 0);
      for (std::size_t i = 0; i < a.size(); ++i)
      {
        current[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j)
          current[j + 1]
              = std::min({ previous[j] + (lower(a[i]) != lower(b[j])), previous[j + 1] + 1, current[j] + 1 });
        std::swap(previous, current);
      }
      return previous[b.size()];
    }
  } // namespace

  std::string trim(const std::string &s)
  {
    const auto first = s.find_first_not_of(" \t\r\n");
    return first == std::string::npos ? "" : s.substr(first, s.find_last_not_of(" \t\r\n") - first + 1);
  }

  std::string tidy(const std::string &s)
  {
    std::istringstream words(s);
    std::string        result, word;
    while (words >> word)
      result += (result.empty() ? "" : " ") + word;
    return result;
  }

  std::string nearest(const std::string &name, const std::vector<std::string> &candidates)
  {
    std::string best;
    // two letters may be swapped in a word of five
    std::size_t best_distance = std::max<std::size_t>(1, (name.size() + 1) / 3) + 1;
    for (const std::string &candidate : candidates)
    {
      const std::size_t distance = edit_distance(name, candidate);
      if (distance < best_distance && distance < candidate.size())
      {
        best          = candidate;
        best_distance = distance;
      }
    }
    return best;
  }

  std::string did_you_mean(const std::string &name, const std::vector<std::string> &candidates)
  {
    const std::string best = nearest(name, candidates);
    return best.empty() ? "" : "did you mean '" + best + "'? ";
  }

  std::string length_text(const double metres)
  {
    static const std::vector<std::pair<double, const char *>> units
        = { { 1., " m" }, { 1e-3, " mm" }, { 1e-6, " um" }, { 1e-9, " nm" } };
    if (metres == 0.)
      return "0 um";
    for (const auto &[size, name] : units)
      if (std::abs(metres) >= 0.9999999 * size)
        return fmt::format("{:.6g}{}", metres / size, name);
    return fmt::format("{:.6g} m", metres);
  }

  std::string listed(const std::vector<std::string> &names)
  {
    if (names.empty())
      return "none";
    return std::accumulate(names.begin() + 1, names.end(), names.front(),
                           [](const std::string &list, const std::string &name) { return list + ", " + name; });
  }
} // namespace nadir
