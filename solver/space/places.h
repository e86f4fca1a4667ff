// Points that a deck names, found in the mesh.
#pragma once

#include "space/fields.h"

#include <string>
#include <utility>

namespace nadir
{
  /// Does a point lie in a cell with this field, and in the mesh at all?
  template <int dim>
  std::pair<bool, bool> find_point(const Fields<dim> &fields, const dealii::Point<dim> &place, Field field);

  /// "x from 0 um to 40 um, y from 0 um to 60 um"
  template <int dim>
  std::string extent(const Fields<dim> &fields);
} // namespace nadir
