#include "space/mesh/layers.h"

#include "space/mesh/generators.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nadir
{
  using namespace dealii;

  double LayerStack::level(const unsigned int k) const
  {
    double height = 0;
    for (unsigned int i = 0; i < k; ++i)
      height += layers[i].thickness;
    return height;
  }

  double LayerStack::extent(const unsigned int direction, const unsigned int dim) const
  {
    return direction == dim - 1 ? level(layers.size()) : direction == 0 ? width : depth;
  }

  std::vector<Entry> stack_entries()
  {
    return {
        choice("Symmetry", {"plane", "axisymmetric"}, "plane",
               "Plane, or a body of revolution (2D only; x is the radius and the boundary `left` the axis)."),
        positive(quantity("Width", "m", "100 um", "Extent of the stack in x; the radius if axisymmetric.")),
        positive(quantity("Depth", "m", "100 um", "Extent of the stack in y (3D only).")),
        between(integer("Cells across", 10, "Cells in x of the coarse mesh, away from defects."), 1, 100000),
        between(integer("Cells deep", 10, "Cells in y of the coarse mesh (3D only), away from defects."), 1, 100000)};
  }

  SectionKind layer_schema()
  {
    SectionKind layer;
    layer.kind = "Layer";
    layer.documentation
        = "A flat layer. Layers are stacked in deck order from the bottom (0) upwards; the stacking axis "
          "is the last coordinate.";
    layer.named = true;
    layer.entries
        = {text("Region", "", "The region the layer belongs to; empty: the region with the layer's own name."),
           required(positive(quantity("Thickness", "m", "", "Thickness of the layer."))),
           between(integer("Cells", 4, "Cells of the coarse mesh across the thickness."), 1, 100000),
           positive(quantity("Grading", "1", "1", "Height of the layer's last (top) cell over that of its first."))};
    return layer;
  }

  LayerStack read_layers(const Section &geometry, const Section &root, const int dim)
  {
    LayerStack stack;
    stack.width        = geometry.quantity("Width");
    stack.depth        = geometry.quantity("Depth");
    stack.cells_across = geometry.integer("Cells across");
    stack.cells_deep   = geometry.integer("Cells deep");
    stack.axisymmetric = geometry.text("Symmetry") == "axisymmetric";
    if (stack.axisymmetric && dim != 2)
      geometry.fail("Symmetry", "an axisymmetric mesh has two dimensions, and the deck's Dimension is 3",
                    "set Dimension = 2, or Symmetry = plane");

    for (const Section *section : geometry.sections("Layer"))
    {
      Layer layer;
      layer.name      = section->name();
      layer.region    = section->text("Region").empty() ? layer.name : section->text("Region");
      layer.thickness = section->quantity("Thickness");
      layer.cells     = section->integer("Cells");
      layer.grading   = section->quantity("Grading");
      layer.where     = section->where();
      if (root.find("Region", layer.region) == nullptr)
        section->fail(
            "Region",
            fmt::format("the layer '{}' belongs to the region '{}', which the deck does not describe", layer.name,
                        layer.region),
            fmt::format("add `subsection Region {}`, or set Region to one of the deck's regions", layer.region));
      stack.layers.push_back(layer);
    }
    if (stack.layers.empty())
      geometry.fail("the stack has no layers", "add at least one `subsection Layer NAME` with its Thickness");
    stack.defects = read_defects(geometry, stack, dim);
    return stack;
  }

  template <int dim>
  std::vector<types::material_id> layer_materials(const LayerStack &stack, MeshNames<dim> &names)
  {
    std::vector<types::material_id> materials;
    for (const Layer &layer : stack.layers)
    {
      const auto known = std::find_if(names.regions.begin(), names.regions.end(),
                                      [&](const auto &region) { return region.region == layer.region; });
      materials.push_back(known - names.regions.begin());
      if (known == names.regions.end())
        names.regions.push_back({layer.region, layer.region});
    }
    return materials;
  }

  namespace
  {
    /// Does the face lie in the plane p[direction] = plane?
    template <typename Face>
    bool lies_in(const Face &face, const unsigned int direction, const double plane)
    {
      for (const unsigned int v : face->vertex_indices())
        if (std::abs(face->vertex(v)[direction] - plane) > 1e-6 * face->diameter())
          return false;
      return true;
    }

    /// The boundary id of a face; pores follow the sides of the stack.
    template <int dim, typename Face>
    types::boundary_id boundary_of(const Face &face, const LayerStack &stack)
    {
      for (unsigned int direction = 0; direction < dim; ++direction)
        for (unsigned int side = 0; side < 2; ++side)
          if (lies_in(face, direction, side * stack.extent(direction, dim)))
            return 2 * direction + side;
      for (unsigned int i = 0; i < stack.defects.size(); ++i)
      {
        const DefectShape &shape = stack.defects[i];
        const Point<dim>   p     = face->center();
        const double       z     = (p[dim - 1] - shape.level(stack)) / shape.height;
        if (shape.empty && std::hypot(shape.distance(p) / shape.half_width, z) < 1.01)
          return 2 * dim + i;
      }
      AssertThrow(false, ExcMessage("a boundary face that belongs to no side and no pore"));
      return 0;
    }
  } // namespace

  template <int dim>
  void name_boundaries(const LayerStack &stack, parallel::distributed::Triangulation<dim> &triangulation,
                       MeshNames<dim> &names)
  {
    static const std::array<std::array<const char *, 2>, 3> words
        = {{{{"left", "right"}}, {{"front", "back"}}, {{"bottom", "top"}}}};
    for (unsigned int direction = 0; direction < dim; ++direction)
      for (unsigned int side = 0; side < 2; ++side)
        names.boundaries[2 * direction + side] = words[direction == dim - 1 ? 2 : direction][side];
    for (unsigned int i = 0; i < stack.defects.size(); ++i)
      if (stack.defects[i].empty)
        names.boundaries[2 * dim + i] = stack.defects[i].name;

    for (const auto &cell : triangulation.cell_iterators_on_level(0))
      for (const auto &face : cell->face_iterators())
        if (face->at_boundary())
          face->set_all_boundary_ids(boundary_of<dim>(face, stack));
  }

  namespace
  {
    template <int dim>
    MeshNames<dim> build_layers(const Section &geometry, const Section &root,
                         parallel::distributed::Triangulation<dim> &triangulation)
    {
      return build_layers<dim>(read_layers(geometry, root, dim), triangulation);
    }
  } // namespace

  Generator layers_generator()
  {
    return {{"layers", "a stack of flat layers with optional defects, in 2D, axisymmetric or 3D", stack_entries()},
            build_layers<2>,
            build_layers<3>};
  }

  template std::vector<types::material_id> layer_materials(const LayerStack &, MeshNames<2> &);
  template std::vector<types::material_id> layer_materials(const LayerStack &, MeshNames<3> &);
  template void name_boundaries(const LayerStack &, parallel::distributed::Triangulation<2> &, MeshNames<2> &);
  template void name_boundaries(const LayerStack &, parallel::distributed::Triangulation<3> &, MeshNames<3> &);
} // namespace nadir
