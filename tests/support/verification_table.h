// A Markdown table of a verification: what was expected, what came out. Written into the folder that the environment
// variable NADIR_VERIFICATION_FOLDER names; without it nothing is written.
#pragma once

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace nadir::testing
{
  class VerificationTable
  {
  public:
    /// @param name of the file, without .md @param about a paragraph: the problem, the reference, how to read the table
    VerificationTable(std::string name, const std::string &title, const std::string &about,
                      const std::vector<std::string> &columns)
        : name(std::move(name)), text("# " + title + "\n\n" + about + "\n\n")
    {
      const char *commit = std::getenv("NADIR_COMMIT");
      text += std::string("Command: `./bootstrap verify`. Commit: ") + (commit ? commit : "not recorded") + ".\n\n";
      row(columns);
      row(std::vector<std::string>(columns.size(), "---"));
    }

    void row(const std::vector<std::string> &entries)
    {
      text += "|";
      for (const auto &entry : entries)
        text += " " + entry + " |";
      text += "\n";
    }

    /// @throws std::runtime_error if the file cannot be written
    void write() const
    {
      const char *folder = std::getenv("NADIR_VERIFICATION_FOLDER");
      if (!folder)
        return;
      const std::string path = std::string(folder) + "/" + name + ".md";
      std::ofstream     file(path);
      file << text;
      file.close();
      if (!file)
        throw std::runtime_error("cannot write '" + path + "'");
    }

  private:
    const std::string name;
    std::string       text;
  };
} // namespace nadir::testing
