// Small files, read and written whole.
#pragma once

#include <filesystem>
#include <string>

namespace nadir
{
  /// All of a file; empty where there is none.
  std::string contents(const std::filesystem::path &file);

  /// @throws std::runtime_error with the file's name
  void write_file(const std::filesystem::path &file, const std::string &text);

  /// The same under a temporary name that is changed when all is written: whoever reads sees the old file or the new one.
  void replace_file(const std::filesystem::path &file, const std::string &text);
} // namespace nadir
