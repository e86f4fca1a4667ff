#include "base/deck_difference.h"

#include "base/text.h"

#include <sstream>
#include <vector>

namespace nadir
{
  namespace
  {
    using Entries = std::map<std::string, std::string>;

    std::string value_in(const Entries &entries, const std::string &name)
    {
      const auto found = entries.find(name);
      return found == entries.end() ? "absent" : found->second.empty() ? "empty" : found->second;
    }
  } // namespace

  std::map<std::string, std::string> entries_of(const std::string &resolved, const std::set<std::string> &ignored)
  {
    Entries                  entries;
    std::vector<std::string> titles;
    std::istringstream       stream(resolved);
    for (std::string line; std::getline(stream, line);)
      {
        line = trim(line);
        if (line.empty() || line[0] == '#')
          continue;
        if (line.rfind("subsection ", 0) == 0)
          titles.push_back(line.substr(11));
        else if (line == "end" && !titles.empty())
          titles.pop_back();
        std::string path;
        bool        is_ignored = line == "end";
        for (const std::string &title : titles)
          {
            is_ignored = is_ignored || ignored.count(path + title) > 0;
            path += title + "/";
          }
        const auto        equals = line.find('=');
        const std::string entry  = line.rfind("set ", 0) == 0 && equals != std::string::npos ? trim(line.substr(4, equals - 4)) : "";
        if (!is_ignored && ignored.count(path + entry) == 0)
          entries[path + entry] = entry.empty() ? "there" : trim(line.substr(equals + 1));
      }
    return entries;
  }

  std::string deck_difference(const std::string &first, const std::string &here, const std::string &second, const std::string &there,
                              const std::set<std::string> &ignored)
  {
    const Entries a = entries_of(first, ignored), b = entries_of(second, ignored);
    Entries       all(a);
    all.insert(b.begin(), b.end());
    for (const auto &[name, value] : all)
      if (const std::string mine = value_in(a, name), other = value_in(b, name); mine != other)
        return "'" + name + "' is " + mine + " in " + here + " and " + other + " in " + there;
    return "";
  }
} // namespace nadir
