#include "base/files.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace nadir
{
  namespace
  {
    void write(const std::filesystem::path &where, const std::filesystem::path &file, const std::string &text)
    {
      std::ofstream stream(where, std::ios::binary);
      stream << text << std::flush;
      if (!stream)
        throw std::runtime_error("cannot write '" + file.string() + "': is the disk full?");
    }
  } // namespace

  std::string contents(const std::filesystem::path &file)
  {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  }

  void write_file(const std::filesystem::path &file, const std::string &text)
  {
    write(file, file, text);
  }

  void replace_file(const std::filesystem::path &file, const std::string &text)
  {
    const std::filesystem::path temporary = file.string() + ".part";
    write(temporary, file, text);
    std::filesystem::rename(temporary, file);
  }

  FolderLock::FolderLock(const std::filesystem::path &folder)
    : descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC))
  {
    if (descriptor < 0)
      throw std::runtime_error("there is no folder '" + folder.string() + "'");
    flock(descriptor, LOCK_EX); // where this cannot be done nobody waits
  }

  FolderLock::~FolderLock() { close(descriptor); }
} // namespace nadir
