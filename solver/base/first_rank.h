// What the first rank does for all.
#pragma once

#include <deal.II/base/mpi.h>

namespace nadir
{
  inline bool first_rank()
  {
    return dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0;
  }

  /// The first rank's value, on all ranks.
  template <class T>
  T from_first_rank(const T &value)
  {
    return dealii::Utilities::MPI::broadcast(MPI_COMM_WORLD, value, 0);
  }
} // namespace nadir
