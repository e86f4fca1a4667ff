// What this program is and what it was built with; written into every verdict.
#pragma once

#include <string>

namespace nadir
{
  struct Versions
  {
    std::string nadir;
    std::string deal_ii;
    std::string petsc;
    std::string mpi;
    std::string compiler;
    std::string build; ///< "release" or "debug"
  };

  Versions versions();

  /// All of it on one line, as `nadir --version` prints it.
  std::string versions_text();
} // namespace nadir
