#include "space/mesh.h"

#include "space/mesh/defects.h"
#include "space/mesh/generators.h"
#include "space/mesh/layers.h"

namespace nadir
{
  namespace
  {
    /// Every way to make a mesh, under its name in decks.
    const std::vector<Generator> &generators()
    {
      static const std::vector<Generator> table = {layers_generator(), gmsh_generator(), polycrystal_generator()};
      return table;
    }
  } // namespace

  SectionKind geometry_schema()
  {
    SectionKind geometry;
    geometry.kind            = "Geometry";
    geometry.documentation   = "The shape of the cell and its coarse mesh. The stacking axis is the last coordinate.";
    geometry.required        = true;
    geometry.selector        = "Generator";
    geometry.default_variant = "layers";
    geometry.sections        = {layer_schema(), defect_schema()};
    for (const Generator &generator : generators())
      geometry.variants.push_back(generator.variant);
    return geometry;
  }

  template <int dim>
  MeshNames<dim> build_mesh(const Section &geometry, const Section &root,
                            dealii::parallel::distributed::Triangulation<dim> &triangulation)
  {
    for (const Generator &generator : generators())
      if (generator.variant.name == geometry.text("Generator"))
      {
        if constexpr (dim == 2)
          return generator.build_2d(geometry, root, triangulation);
        else
          return generator.build_3d(geometry, root, triangulation);
      }
    geometry.fail("Generator", "there is no mesh generator '" + geometry.text("Generator") + "'",
                  "set Generator = layers, gmsh or polycrystal");
  }

  template MeshNames<2> build_mesh(const Section &, const Section &, dealii::parallel::distributed::Triangulation<2> &);
  template MeshNames<3> build_mesh(const Section &, const Section &, dealii::parallel::distributed::Triangulation<3> &);
} // namespace nadir
