// Cracks that are there at the start: where they are in the mesh.
#pragma once

#include "space/fields.h"

namespace nadir
{
  template <int dim>
  double distance(const InitialCrack &crack, const dealii::Point<dim> &place);

  /// How far along the crack a place is: 0 at its beginning (a disc: its centre), 1 at its end, more beyond.
  template <int dim>
  double share_along(const InitialCrack &crack, const dealii::Point<dim> &place);

  /// Does the crack cut this cell? A crack that runs along faces of the mesh cuts the cells on one side of it; one that ends inside a cell
  /// cuts it if it passes its centre.
  template <int dim>
  bool cuts(const InitialCrack &crack, const typename dealii::Triangulation<dim>::cell_iterator &cell);

  /// @throws DeckError for a crack that is not wholly in regions that can crack, or that lies on another one
  template <int dim>
  void check_initial_cracks(const Section &root, const Fields<dim> &fields);

  /// Edge of a cube as large as the cell's diagonal says, m.
  template <int dim>
  double cell_size(const typename dealii::Triangulation<dim>::cell_iterator &cell);
} // namespace nadir
