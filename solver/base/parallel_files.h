// How MPI opens files that all ranks write.
#pragma once

namespace nadir
{
  /// Open MPI guards the shared pointer of a file, on one machine, with a semaphore that is named after the file alone and outlives its
  /// processes: one that is killed there leaves it locked, and whoever opens a file of that name later, in any folder, waits for ever.
  /// Call this before MPI starts: it prefers ROMIO, which has no such semaphore, and where there is no ROMIO the guard that is a file. What
  /// the environment (`OMPI_MCA_...`) says already stays as it is, and other kinds of MPI do not read it.
  void avoid_semaphores_of_files();
} // namespace nadir
