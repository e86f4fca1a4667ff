// Parts of a distributed vector as lists: the values of some unknowns; the owned part, for the acceleration of turns, and back.
#pragma once

#include "space/fields.h"

namespace nadir
{
  /// The values of these unknowns, owned or ghosts. @param to gets their number of entries
  inline void gather_values(const Vector &from, const std::vector<dealii::types::global_dof_index> &unknowns, std::vector<double> &to)
  {
    to.resize(unknowns.size());
    from.extract_subvector_to(unknowns.begin(), unknowns.end(), to.begin());
  }

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
