// Short forms of schema entries.
#include "base/schema.h"

#include <utility>

namespace nadir
{
  namespace
  {
    Entry make(const Entry::Kind kind, std::string name, std::string default_value, std::string documentation)
    {
      Entry e;
      e.kind          = kind;
      e.name          = std::move(name);
      e.default_value = std::move(default_value);
      e.documentation = std::move(documentation);
      return e;
    }
  } // namespace

  Entry quantity(std::string name, std::string si_unit, std::string default_value, std::string documentation)
  {
    Entry e   = make(Entry::Kind::quantity, std::move(name), std::move(default_value), std::move(documentation));
    e.si_unit = std::move(si_unit);
    return e;
  }

  Entry quantities(std::string name, std::string si_unit, std::string default_value, std::string documentation)
  {
    Entry e   = make(Entry::Kind::quantities, std::move(name), std::move(default_value), std::move(documentation));
    e.si_unit = std::move(si_unit);
    return e;
  }

  Entry integer(std::string name, const int default_value, std::string documentation)
  {
    return make(Entry::Kind::integer, std::move(name), std::to_string(default_value), std::move(documentation));
  }

  Entry flag(std::string name, const bool default_value, std::string documentation)
  {
    return make(Entry::Kind::flag, std::move(name), default_value ? "true" : "false", std::move(documentation));
  }

  Entry choice(std::string name, std::vector<std::string> choices, std::string default_value, std::string documentation)
  {
    Entry e   = make(Entry::Kind::choice, std::move(name), std::move(default_value), std::move(documentation));
    e.choices = std::move(choices);
    return e;
  }

  Entry text(std::string name, std::string default_value, std::string documentation)
  {
    return make(Entry::Kind::text, std::move(name), std::move(default_value), std::move(documentation));
  }

  Entry file_name(std::string name, std::string documentation)
  {
    Entry e    = make(Entry::Kind::text, std::move(name), "", std::move(documentation));
    e.is_file  = true;
    e.required = true;
    return e;
  }

  Entry names(std::string name, std::string default_value, std::string documentation)
  {
    return make(Entry::Kind::names, std::move(name), std::move(default_value), std::move(documentation));
  }

  Entry required(Entry e)
  {
    e.required = true;
    return e;
  }

  Entry positive(Entry e)
  {
    e.minimum          = 0.;
    e.minimum_excluded = true;
    return e;
  }

  Entry not_negative(Entry e)
  {
    e.minimum          = 0.;
    e.minimum_excluded = false;
    return e;
  }

  Entry between(Entry e, const double lo, const double hi)
  {
    e.minimum = lo;
    e.maximum = hi;
    return e;
  }
} // namespace nadir
