// What Boost.Serialization needs for the state of a run, beside the `serialize` of each type: standard containers, and std::optional.
#pragma once

#include <boost/archive/binary_iarchive.hpp>
#include <boost/archive/binary_oarchive.hpp>
#include <boost/serialization/array.hpp>
#include <boost/serialization/optional.hpp>
#include <boost/serialization/string.hpp>
#include <boost/serialization/utility.hpp>
#include <boost/serialization/vector.hpp>

#include <optional>

namespace boost::serialization
{
  template <class Archive, class T>
  void serialize(Archive &archive, std::optional<T> &value, const unsigned int)
  {
    bool there = value.has_value();
    archive & there;
    if (!there)
      value.reset();
    else if (!value)
      value.emplace();
    if (there)
      archive & *value;
  }
} // namespace boost::serialization
