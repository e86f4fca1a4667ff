// Cracks that are there at the start: where they are in the mesh.
#pragma once

#include "space/fields.h"

namespace nadir
{
  /// Of a place from a crack, m; from a pore, of whose surface it is an estimate of first order (exact for a ball): negative inside.
  template <int dim>
  double distance(const InitialCrack &crack, const dealii::Point<dim> &place);

  /// The crack or pore that is nearest to a place. @param cracks not empty
  template <int dim>
  unsigned int nearest_crack(const std::vector<InitialCrack> &cracks, const dealii::Point<dim> &place);

  /// How far along the crack a place is: 0 at its beginning (a disc: its centre), 1 at its end, more beyond; 1 everywhere for a pore.
  template <int dim>
  double share_along(const InitialCrack &crack, const dealii::Point<dim> &place);

  /// Is a vertex of a cell broken at the start? Those of cells that the crack cuts are: one that runs along faces of the mesh cuts the cells
  /// on one side of it; one that ends inside a cell cuts it if it passes its centre. Of a pore, those in it are.
  template <int dim>
  bool breaks(const InitialCrack &crack, const typename dealii::Triangulation<dim>::cell_iterator &cell, unsigned int vertex);

  /// Is a place inside a pore?
  template <int dim>
  bool in_pore(const std::vector<InitialCrack> &cracks, const dealii::Point<dim> &place);

  /// Does a cell lie so deep in a pore that nothing happens in it?
  template <int dim>
  bool deep_in_pore(const std::vector<InitialCrack> &cracks, const typename dealii::Triangulation<dim>::cell_iterator &cell);

  /// @throws DeckError for a crack that is not wholly in regions that can crack or that lies on another one
  template <int dim>
  void check_initial_cracks(const Section &root, const Fields<dim> &fields);

  /// Edge of a cube as large as the cell's diagonal says, m.
  template <int dim>
  double cell_size(const typename dealii::Triangulation<dim>::cell_iterator &cell);
} // namespace nadir
