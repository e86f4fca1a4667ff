// NADIR_VERSION comes from project() in CMakeLists.txt.
#include "base/versions.h"

#include <deal.II/base/config.h>

#include <petscversion.h>

#include <fmt/format.h>

#include <mpi.h>

namespace nadir
{
  Versions versions()
  {
    Versions v;
    v.nadir   = NADIR_VERSION;
    v.deal_ii = DEAL_II_PACKAGE_VERSION;
    v.petsc   = fmt::format("{}.{}.{}", PETSC_VERSION_MAJOR, PETSC_VERSION_MINOR, PETSC_VERSION_SUBMINOR);

    // The library that runs, which need not be the one that was compiled against.
    char library[MPI_MAX_LIBRARY_VERSION_STRING];
    int  length = 0;
    MPI_Get_library_version(library, &length);
    const std::string text(library, length);
    v.mpi = text.substr(0, text.find_first_of(",\n"));

#ifdef __clang__
    v.compiler = __VERSION__;
#else
    v.compiler = "gcc " __VERSION__;
#endif
#ifdef NDEBUG
    v.build = "release";
#else
    v.build = "debug";
#endif
    return v;
  }

  std::string versions_text()
  {
    const Versions v = versions();
    return fmt::format("nadir {} ({}; deal.II {}, PETSc {}, {}, {})", v.nadir, v.build, v.deal_ii, v.petsc, v.mpi,
                       v.compiler);
  }
} // namespace nadir
