#include "space/profile.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

namespace nadir
{
  namespace
  {
    std::optional<std::pair<double, double>> pair_of_numbers(std::string row)
    {
      std::replace(row.begin(), row.end(), ',', ' ');
      std::istringstream stream(row);
      double             first, second;
      std::string        more;
      if (!(stream >> first >> second) || (stream >> more) || !std::isfinite(first) || !std::isfinite(second))
        return {};
      return std::pair(first, second);
    }
  } // namespace

  double Profile::at(const double where) const
  {
    const std::size_t next = std::upper_bound(place.begin(), place.end(), where) - place.begin();
    if (next == 0)
      return value.front();
    if (next == place.size())
      return value.back();
    const double share = (where - place[next - 1]) / (place[next] - place[next - 1]);
    return value[next - 1] + share * (value[next] - value[next - 1]);
  }

  Profile read_profile(const Section &section, const std::string &entry)
  {
    const std::string remedy = "write rows of a place (m, increasing) and a value (SI), for example '1e-6, 2e8'";
    const auto        folder = std::filesystem::path(section.where(entry).file).parent_path();
    const auto        file   = (folder / section.text(entry)).string(); // an absolute path replaces the folder
    std::ifstream     stream(file);
    if (!stream || std::filesystem::is_directory(file))
      section.fail(entry, "the file '" + file + "' cannot be read", "check the path; it is relative to the deck's folder");
    Profile     profile;
    std::string line;
    bool        heading_allowed = true;
    for (unsigned int number = 1; std::getline(stream, line); ++number)
      {
        const std::string row = trim(line.substr(0, line.find('#')));
        if (row.empty())
          continue;
        const auto pair = pair_of_numbers(row);
        if (!pair && !heading_allowed)
          section.fail(entry, fmt::format("line {} of '{}' is not two numbers", number, file), remedy);
        heading_allowed = false;
        if (!pair)
          continue;
        if (!profile.place.empty() && pair->first <= profile.place.back())
          section.fail(entry, fmt::format("the places of '{}' do not increase at line {}", file, number), remedy);
        profile.place.push_back(pair->first);
        profile.value.push_back(pair->second);
      }
    if (profile.place.empty())
      section.fail(entry, "the file '" + file + "' has no rows of numbers", remedy);
    return profile;
  }
} // namespace nadir
