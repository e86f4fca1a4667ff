// The coarse mesh of a cell and what its numbers mean.
//
// Whatever builds it (layer stack, Gmsh file, polycrystal), the result is a parallel::distributed::Triangulation with
// material ids that index `MeshNames::regions`, boundary ids that are keys of `MeshNames::boundaries`, manifolds on
// curved defects, and a list of the defects.
#pragma once

#include "base/deck.h"

#include <deal.II/base/point.h>
#include <deal.II/distributed/tria.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace nadir
{
  /// A piece of the mesh with one material id. Several pieces (grains) may belong to one region of the deck.
  struct MeshRegion
  {
    std::string region; ///< name in the deck
    std::string label;  ///< unique, e.g. "electrolyte" or "electrolyte grain 7"
  };

  template <int dim>
  struct Defect
  {
    std::string        name; ///< the user's
    std::string        type; ///< e.g. "elliptic protrusion"
    dealii::Point<dim> tip;  ///< where it is sharpest
    double             size = 0; ///< its depth or height in m (screening estimates)
    double             feature_size = 0; ///< m: its smallest dimension or radius of curvature; 0 where it has none

    /// Points on interfaces that belong to the defect (current focusing is reported over them).
    std::function<bool(const dealii::Point<dim> &)> contains;

    /// True for interface points that it insulates; empty for defects that do not.
    std::function<bool(const dealii::Point<dim> &)> insulates;

    /// True for interface points that it takes the bond from, and opens by a gap; empty for defects that do not.
    std::function<bool(const dealii::Point<dim> &)> delaminates;
    double                                          gap = 0; ///< m, at the start
  };

  template <int dim>
  struct MeshNames
  {
    std::vector<MeshRegion>                             regions;    ///< by material id
    std::map<dealii::types::boundary_id, std::string>   boundaries; ///< every boundary id of the mesh
    std::vector<Defect<dim>>                            defects;
    bool                                                axisymmetric = false; ///< x is the radius
  };

  /// `subsection Geometry`.
  SectionKind geometry_schema();

  /// Build the coarse mesh (and the deck's initial refinement of curved parts is left to the solver).
  /// `root` gives the names of the deck's regions for checks. dim must equal the deck's dimension.
  /// @throws DeckError for impossible geometry, an unreadable mesh file, physical groups without names, ...
  template <int dim>
  MeshNames<dim> build_mesh(const Section &geometry, const Section &root,
                            dealii::parallel::distributed::Triangulation<dim> &triangulation);
} // namespace nadir
