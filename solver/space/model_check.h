// The deck's model against the mesh: every name is in it, every place has the field that is asked for, current finds
// its way. What can be said without a mesh is checked by make_model, what concerns collectors by Potentials.
#pragma once

#include "space/potentials.h"

namespace nadir
{
  /// @throws DeckError for regions that are not in the mesh, interfaces whose regions do not touch, functions of fields
  /// that their region does not have, probes outside the cell
  template <int dim>
  void check_model_in_mesh(const Section &root, const Fields<dim> &fields);

  /// A prescribed current must find its way from the working collector to the counter.
  /// @throws DeckError
  template <int dim>
  void check_current_path(const Section &root, const Potentials<dim> &potentials);
} // namespace nadir
