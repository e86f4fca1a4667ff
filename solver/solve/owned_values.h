// The owned part of a distributed vector as a list, for the acceleration of turns, and back.
#pragma once

#include "space/fields.h"

namespace nadir
{
  inline std::vector<double> owned_values(const Vector &ghosted, const dealii::IndexSet &owned)
  {
    std::vector<double> list;
    for (const auto i : owned)
      list.push_back(ghosted(i));
    return list;
  }

  inline Vector vector_of(const std::vector<double> &list, const dealii::IndexSet &owned, const MPI_Comm comm)
  {
    Vector values(owned, comm);
    for (std::size_t i = 0; i < list.size(); ++i)
      values(owned.nth_index_in_set(i)) = list[i];
    values.compress(dealii::VectorOperation::insert);
    return values;
  }
} // namespace nadir
