// Messages about decks have one shape: "file:line: error: PROBLEM", and below it "  help: REMEDY".
#include "base/errors.h"

namespace nadir
{
  std::string Where::text() const
  {
    if (file.empty())
      return "command line";
    return line > 0 ? file + ":" + std::to_string(line) : file;
  }

  DeckError::DeckError(const Where &where, const std::string &problem, const std::string &remedy)
      : std::runtime_error(where.text() + ": error: " + problem + "\n  help: " + remedy), where(where)
  {
  }
} // namespace nadir
