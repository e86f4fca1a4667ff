// A stack of layers of which one is a polycrystal. Every grain is a piece of that layer's region, so grain boundaries
// are interfaces between pieces; each grain is divided into one quadrilateral per corner. The layers below and above
// have their columns where the grain boundaries (and the middles of the grains' edges) meet them, so the mesh is
// conforming.
#include "space/mesh/block_mesh.h"
#include "space/mesh/generators.h"
#include "space/mesh/grains.h"
#include "space/mesh/layers.h"
#include "space/mesh/spacing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace nadir
{
  using namespace dealii;

  namespace
  {
    /// Distinct values in ascending order; values closer than `tolerance` are one.
    std::vector<double> distinct(std::vector<double> values, const double tolerance)
    {
      std::sort(values.begin(), values.end());
      values.erase(std::unique(values.begin(), values.end(),
                               [&](const double a, const double b) { return std::abs(a - b) < tolerance; }),
                   values.end());
      return values;
    }

    void add_layer(BlockMesh<2> &blocks, const std::vector<double> &columns, const std::vector<double> &rows,
                   const types::material_id material)
    {
      for (unsigned int j = 0; j + 1 < rows.size(); ++j)
        for (unsigned int i = 0; i + 1 < columns.size(); ++i)
          blocks.add({{{columns[i], rows[j]},
                       {columns[i + 1], rows[j]},
                       {columns[i], rows[j + 1]},
                       {columns[i + 1], rows[j + 1]}}},
                     material);
    }

    unsigned int grain_layer(const LayerStack &stack, const Section &geometry)
    {
      const std::string name = geometry.text("Grain layer");
      for (unsigned int k = 0; k < stack.layers.size(); ++k)
        if (stack.layers[k].name == name)
          return k;
      geometry.fail("Grain layer", fmt::format("there is no layer '{}' to be divided into grains", name),
                    "name one of the deck's `subsection Layer NAME`");
    }

    MeshNames<2> build_2d(const Section &geometry, const Section &root,
                          parallel::distributed::Triangulation<2> &triangulation)
    {
      const LayerStack stack = read_layers(geometry, root, 2);
      if (stack.axisymmetric)
        geometry.fail("Symmetry", "grains cannot be bodies of revolution", "set Symmetry = plane");
      if (!stack.defects.empty())
        throw DeckError(stack.defects.front().where, "a polycrystal has no defects of its own",
                        "remove this section, or set Generator = layers");
      const unsigned int which = grain_layer(stack, geometry);
      const double       floor = stack.level(which), ceiling = stack.level(which + 1);
      const auto         grains = Grains::voronoi(stack.width, ceiling - floor, geometry.integer("Grains"),
                                                  geometry.integer("Seed"), geometry.integer("Relaxations"));

      MeshNames<2> names;
      LayerStack   others = stack;
      others.layers.erase(others.layers.begin() + which);
      const auto materials = layer_materials(others, names);

      BlockMesh<2>        blocks;
      std::vector<double> below, above;
      const double        tolerance = 1e-6 * std::sqrt(stack.width * (ceiling - floor) / grains.polygons.size());
      for (unsigned int g = 0; g < grains.polygons.size(); ++g)
      {
        for (auto corners : grains.quadrilaterals(grains.polygons[g]))
        {
          for (Point<2> &p : corners)
          {
            if (p[1] < tolerance)
              below.push_back(p[0]);
            if (p[1] > ceiling - floor - tolerance)
              above.push_back(p[0]);
            p[1] += floor;
          }
          blocks.add(corners, names.regions.size());
        }
        const std::string &region = stack.layers[which].region;
        names.regions.push_back({region, fmt::format("{} grain {}", region, g + 1)});
      }
      below = distinct(below, tolerance);
      above = distinct(above, tolerance);
      for (unsigned int k = 0; k < stack.layers.size(); ++k)
        if (k != which)
          add_layer(
              blocks, k < which ? below : above,
              geometric_points(stack.level(k), stack.level(k + 1), stack.layers[k].cells, stack.layers[k].grading),
              materials[k < which ? k : k - 1]);
      blocks.create(triangulation, tolerance);
      name_boundaries(stack, triangulation, names);
      return names;
    }

    MeshNames<3> build_3d(const Section &geometry, const Section &, parallel::distributed::Triangulation<3> &)
    {
      geometry.fail("Generator", "polycrystals are two-dimensional, and the deck's Dimension is 3",
                    "set Dimension = 2, or import a polycrystal of hexahedra with Generator = gmsh");
    }
  } // namespace

  Generator polycrystal_generator()
  {
    auto entries = stack_entries();
    entries.push_back(required(text("Grain layer", "",
                                    "Name of the layer that is divided into grains (its Cells and "
                                    "Grading do not count).")));
    entries.push_back(between(integer("Grains", 20, "Number of grains."), 1, 5000));
    entries.push_back(between(integer("Seed", 1, "Start of the random numbers that place the grains."), 0,
                              std::numeric_limits<int>::max()));
    entries.push_back(
        between(integer("Relaxations", 2, "Lloyd relaxations, which make the grains more equal."), 0, 1000));
    return {{"polycrystal", "a stack of layers of which one is divided into Voronoi grains (2D)", entries},
            build_2d,
            build_3d};
  }
} // namespace nadir
