// Numbers as the bytes that travel with a cell when the mesh changes.
#pragma once

#include <cstring>
#include <vector>

namespace nadir
{
  inline std::vector<char> packed(const std::vector<double> &data)
  {
    std::vector<char> bytes(data.size() * sizeof(double));
    if (!data.empty())
      std::memcpy(bytes.data(), data.data(), bytes.size());
    return bytes;
  }

  /// @param bytes a range over contiguous characters
  template <class Range>
  std::vector<double> unpacked(const Range &bytes)
  {
    std::vector<double> data(bytes.size() / sizeof(double));
    if (!data.empty())
      std::memcpy(data.data(), &*bytes.begin(), data.size() * sizeof(double));
    return data;
  }
} // namespace nadir
