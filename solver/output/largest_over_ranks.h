// The largest of one number per rank, with what belongs to it.
#pragma once

#include <deal.II/base/mpi.h>

#include <array>

namespace nadir
{
  /// A value and where it is, m.
  struct Located
  {
    double                value = 0;
    std::array<double, 3> place = {};

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & value & place;
    }
  };

  /// What belongs to the largest magnitude over all ranks; Payload is plain data.
  template <class Payload>
  Payload largest_over_ranks(const double magnitude, const Payload &payload, const MPI_Comm comm)
  {
    struct
    {
      double value;
      int    rank;
    } mine{magnitude, int(dealii::Utilities::MPI::this_mpi_process(comm))}, winner{};
    MPI_Allreduce(&mine, &winner, 1, MPI_DOUBLE_INT, MPI_MAXLOC, comm);
    Payload result = payload;
    MPI_Bcast(&result, sizeof(Payload), MPI_BYTE, winner.rank, comm);
    return result;
  }

  /// Coordinates of a point; those that it does not have are 0.
  template <class Point>
  std::array<double, 3> coordinates(const Point &point)
  {
    std::array<double, 3> list{};
    for (unsigned int d = 0; d < Point::dimension; ++d)
      list[d] = point[d];
    return list;
  }
} // namespace nadir
