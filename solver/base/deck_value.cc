#include "base/deck_value.h"

#include "base/dimensions.h"
#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <sstream>

namespace nadir
{
  namespace
  {
    using Problem = std::optional<units::Error>;

    bool out_of_range(const Entry &entry, const double value)
    {
      const bool below = entry.minimum_excluded ? value <= entry.minimum : value < entry.minimum;
      const bool above = entry.maximum_excluded ? value >= entry.maximum : value > entry.maximum;
      return below || above;
    }

    Problem check_range(const Entry &entry, const std::string &text, const double value)
    {
      if (!out_of_range(entry, value))
        return {};
      return units::Error{ "'" + text + "' is out of range", "give a value " + range_text(entry) };
    }

    Problem check_quantity(const Entry &entry, const std::string &text)
    {
      try
      {
        return check_range(entry, text, units::to_si(text, entry.si_unit));
      }
      catch (const units::Error &error)
      {
        return error;
      }
    }

    Problem check_list(const Entry &entry, const std::string &value)
    {
      for (const std::string &item : list_items(value))
      {
        if (item.empty())
          return units::Error{ "the list '" + value + "' has an empty place", "remove the surplus comma" };
        if (entry.kind == Entry::Kind::quantities)
          if (const Problem problem = check_quantity(entry, item))
            return problem;
      }
      return {};
    }

    Problem check_integer(const Entry &entry, const std::string &value)
    {
      int               number = 0;
      const char *const end    = value.data() + value.size();
      const auto        parsed = std::from_chars(value.data(), end, number);
      if (parsed.ec == std::errc() && parsed.ptr == end)
        return check_range(entry, value, number);
      return units::Error{ "'" + value + "' is not a whole number",
                           "write for example '" + example_value(entry) + "'" };
    }

    Problem check_choice(const Entry &entry, const std::string &value)
    {
      if (std::find(entry.choices.begin(), entry.choices.end(), value) != entry.choices.end())
        return {};
      return units::Error{ "'" + value + "' is not one of the choices",
                           did_you_mean(value, entry.choices) + "choices: " + listed(entry.choices) };
    }
  } // namespace

  std::optional<units::Error> check_value(const Entry &entry, const std::string &value)
  {
    const bool is_text = entry.kind == Entry::Kind::text || entry.kind == Entry::Kind::names;
    if (value.empty() && (entry.required || !(is_text || entry.kind == Entry::Kind::quantities)))
      return units::Error{ "there is no value after '='", "write for example '" + example_value(entry) + "'" };
    switch (entry.kind)
    {
      case Entry::Kind::quantity:
        return check_quantity(entry, value);
      case Entry::Kind::quantities:
      case Entry::Kind::names:
        return check_list(entry, value);
      case Entry::Kind::integer:
        return check_integer(entry, value);
      case Entry::Kind::flag:
        if (value != "true" && value != "false")
          return units::Error{ "'" + value + "' is neither true nor false", "write 'true' or 'false'" };
        return {};
      case Entry::Kind::choice:
        return check_choice(entry, value);
      case Entry::Kind::text:
        return {};
    }
    return {};
  }

  std::string range_text(const Entry &entry)
  {
    const bool        low = std::isfinite(entry.minimum), high = std::isfinite(entry.maximum);
    const std::string unit = entry.si_unit.empty() ? "1" : entry.si_unit;
    const std::string lo   = units::from_si(entry.minimum, unit);
    const std::string hi   = units::from_si(entry.maximum, unit);
    if (low && high && !entry.minimum_excluded && !entry.maximum_excluded)
      return "from " + lo + " to " + hi;
    std::string text = low ? (entry.minimum_excluded ? "greater than " : "of at least ") + lo : "";
    if (high)
      text += (low ? " and " : "") + std::string(entry.maximum_excluded ? "less than " : "of at most ") + hi;
    return text;
  }

  std::string example_value(const Entry &entry)
  {
    if (!entry.default_value.empty())
      return entry.default_value;
    switch (entry.kind)
    {
      case Entry::Kind::quantity:
      case Entry::Kind::quantities:
      {
        const std::string example = units::dimension(entry.si_unit).example;
        return example.substr(1, example.find('\'', 1) - 1);
      }
      case Entry::Kind::integer:
        return std::isfinite(entry.minimum) ? std::to_string(static_cast<long>(entry.minimum)) : "1";
      case Entry::Kind::flag:
        return "true";
      case Entry::Kind::choice:
        return entry.choices.empty() ? "CHOICE" : entry.choices.front();
      case Entry::Kind::text:
        return "TEXT";
      case Entry::Kind::names:
        return "NAME, NAME";
    }
    return "VALUE";
  }

  std::vector<std::string> list_items(const std::string &value)
  {
    std::vector<std::string> items;
    if (trim(value).empty())
      return items;
    std::string::size_type begin = 0;
    for (auto comma = value.find(','); comma != std::string::npos; comma = value.find(',', begin))
    {
      items.push_back(trim(value.substr(begin, comma - begin)));
      begin = comma + 1;
    }
    items.push_back(trim(value.substr(begin)));
    return items;
  }
} // namespace nadir
