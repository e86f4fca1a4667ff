// A stack of flat layers, with or without defects: the plain data that describe it, and the mesh made from them.
//
//   stacking axis   coordinate dim-1, from 0 upwards, layers in deck order from bottom to top
//   in the plane    x from 0 to `width`, in 3D also y from 0 to `depth`; axisymmetric: x is the radius
//   boundaries      left, right (x), front, back (y, 3D only), bottom, top (stacking axis)
//
// Lengths in m.
#pragma once

#include "space/mesh.h"
#include "space/mesh/defects.h"

#include <string>
#include <vector>

namespace nadir
{
  struct Layer
  {
    std::string name;
    std::string region; ///< layers that name the same region share a material id
    double      thickness = 0;
    int         cells     = 1; ///< across the thickness
    double      grading   = 1; ///< height of the last cell over that of the first
    Where       where     = {};
  };

  struct LayerStack
  {
    double                   width        = 0;
    double                   depth        = 0; ///< 3D only
    int                      cells_across = 1;
    int                      cells_deep   = 1;
    bool                     axisymmetric = false;
    std::vector<Layer>       layers;
    std::vector<DefectShape> defects;

    /// Height of interface k: 0 is the bottom of the stack, layers.size() its top.
    double level(unsigned int k) const;

    /// The extent of the stack along axis `direction` of a `dim`-dimensional mesh.
    double extent(unsigned int direction, unsigned int dim) const;
  };

  std::vector<Entry> stack_entries(); ///< of the Geometry section
  SectionKind        layer_schema();  ///< `subsection Layer NAME`
  LayerStack         read_layers(const Section &geometry, const Section &root, int dim);

  template <int dim>
  MeshNames<dim> build_layers(const LayerStack                                  &stack,
                              dealii::parallel::distributed::Triangulation<dim> &triangulation);

  /// The material id of each layer; regions new to `names` are added to it.
  template <int dim>
  std::vector<dealii::types::material_id> layer_materials(const LayerStack &stack, MeshNames<dim> &names);

  /// Give the outer faces of the stack and the surfaces of pores their boundary ids and names.
  template <int dim>
  void name_boundaries(const LayerStack &stack, dealii::parallel::distributed::Triangulation<dim> &triangulation,
                       MeshNames<dim> &names);
} // namespace nadir
