#include "base/files.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

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
} // namespace nadir
