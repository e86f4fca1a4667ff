// The ways to make a mesh. Each generator describes its deck entries and builds; mesh.cc holds the table.
#pragma once

#include "space/mesh.h"

namespace nadir
{
  template <int dim>
  using MeshBuilder = MeshNames<dim> (*)(const Section &geometry, const Section &root,
                                         dealii::parallel::distributed::Triangulation<dim> &triangulation);

  struct Generator
  {
    SectionKind::Variant variant; ///< name, summary and entries as in the deck
    MeshBuilder<2>       build_2d;
    MeshBuilder<3>       build_3d;
  };

  Generator layers_generator();
  Generator gmsh_generator();
  Generator polycrystal_generator();
} // namespace nadir
