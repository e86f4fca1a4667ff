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

  /// Nobody else who asks has the folder meanwhile: no thread, no program on a file system that knows flock(2). Waits until it is free.
  class FolderLock
  {
  public:
    /// @throws std::runtime_error where there is no such folder
    explicit FolderLock(const std::filesystem::path &folder);
    ~FolderLock();
    FolderLock(const FolderLock &) = delete;
    FolderLock &operator=(const FolderLock &) = delete;

  private:
    const int descriptor;
  };
} // namespace nadir
