#include "space/mesh/defects.h"

#include "base/text.h"
#include "space/mesh/layers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nadir
{
  using namespace dealii;

  namespace
  {
    Entry surface_entry()
    {
      return choice("Surface", {"bottom", "top"}, "bottom", "The surface of the layer that it starts from.");
    }

    Entry length(const std::string &name, const std::string &documentation)
    {
      return required(positive(quantity(name, "m", "", documentation)));
    }

    struct DefectType
    {
      SectionKind::Variant variant;
      DefectForm           form;
      bool                 empty;
      bool                 buried;
      const char          *height_entry; ///< null if it has none
    };

    const std::vector<DefectType> &types()
    {
      const Entry half_width = length("Half width", "Half of its width (its radius in 3D and if axisymmetric).");
      static const std::vector<DefectType> table
          = {{{"sinusoidal roughness",
               "the whole interface is a cosine (in 3D the product of two); crest at Position",
               {surface_entry(), length("Amplitude", "Half of the distance from valley to crest."),
                length("Wavelength", "Distance from crest to crest.")}},
              DefectForm::wave,
              false,
              false,
              "Amplitude"},
             {{"elliptic protrusion",
               "half an ellipse (spheroid) of the neighbouring layer reaches into this layer",
               {surface_entry(), length("Height", "Distance from the interface to the tip."), half_width}},
              DefectForm::ellipse,
              false,
              false,
              "Height"},
             {{"conical protrusion",
               "a cone (in 2D a triangle) of the neighbouring layer reaches into this layer",
               {surface_entry(), length("Height", "Distance from the interface to the tip."), half_width}},
              DefectForm::cone,
              false,
              false,
              "Height"},
             {{"notch",
               "a V-groove in this layer filled by the neighbouring layer; along y in 3D, a ring if axisymmetric",
               {surface_entry(), length("Depth", "Distance from the interface to the tip."), half_width}},
              DefectForm::groove,
              false,
              false,
              "Depth"},
             {{"crack pore",
               "an empty half ellipse that opens at the surface; its own boundary, named after the defect",
               {surface_entry(), length("Depth", "Distance from the surface to the tip."),
                length("Width", "Opening at the mouth.")}},
              DefectForm::ellipse,
              true,
              false,
              "Depth"},
             {{"pore",
               "an empty ellipse (spheroid) inside the layer; its own boundary, named after the defect",
               {length("Centre height", "Height of its centre above the bottom of the layer."),
                length("Half height", "Half of its extent along the stacking axis."), half_width}},
              DefectForm::ellipse,
              true,
              true,
              "Half height"},
             {{"insulating patch",
               "a strip (disc in 3D and if axisymmetric) of the interface that passes no current",
               {surface_entry(), half_width}},
              DefectForm::patch,
              false,
              false,
              nullptr},
             {{"delaminated patch",
               "a strip (disc in 3D and if axisymmetric) of an interface with `Opening` that has lost its bond and lies open, until pressure or metal closes it",
               {surface_entry(), half_width, length("Gap", "Between its two sides at the start.")}},
              DefectForm::patch,
              false,
              false,
              nullptr}};
      return table;
    }

    DefectShape read_defect(const Section &section, const LayerStack &stack, const int dim)
    {
      DefectShape shape;
      shape.name  = section.name();
      shape.type  = section.text("Type");
      shape.where = section.where();
      const auto &type
          = *std::find_if(types().begin(), types().end(), [&](const auto &t) { return t.variant.name == shape.type; });
      shape.form   = type.form;
      shape.empty  = type.empty;
      shape.buried = type.buried;

      const std::string host  = section.text("Layer");
      const auto        layer = std::find_if(stack.layers.begin(), stack.layers.end(),
                                             [&](const Layer &candidate) { return candidate.name == host; });
      if (layer == stack.layers.end())
        section.fail("Layer", fmt::format("there is no layer '{}' for the defect '{}' to sit in", host, shape.name),
                     "name one of the deck's `subsection Layer NAME`");
      shape.layer = layer - stack.layers.begin();

      if (section.is_set("Position"))
      {
        const auto position = section.quantities("Position");
        if (static_cast<int>(position.size()) != dim - 1)
          section.fail("Position",
                       fmt::format("a position on an interface has {} {} here, not {}", dim - 1,
                                   dim == 2 ? "coordinate" : "coordinates", position.size()),
                       dim == 2 ? "write for example `Position = 10 um`"
                                : "write for example `Position = 10 um, 5 um`");
        std::copy(position.begin(), position.end(), shape.position.begin());
      }
      if (section.has_entry("Surface"))
        shape.on_top = section.text("Surface") == "top";
      if (type.height_entry != nullptr)
        shape.height = section.quantity(type.height_entry);
      if (section.has_entry("Half width"))
        shape.half_width = section.quantity("Half width");
      if (section.has_entry("Width"))
        shape.half_width = 0.5 * section.quantity("Width");
      if (section.has_entry("Wavelength"))
        shape.wavelength = section.quantity("Wavelength");
      if (section.has_entry("Gap"))
        shape.gap = section.quantity("Gap");
      if (shape.buried)
        shape.centre = section.quantity("Centre height");
      return shape;
    }

    void check_place_in_stack(const DefectShape &shape, const LayerStack &stack, const int dim)
    {
      const Layer &host = stack.layers[shape.layer];
      if (shape.buried && shape.centre >= host.thickness)
        throw DeckError(shape.where,
                        fmt::format("the centre of the defect '{}' lies above the layer '{}'", shape.name, host.name),
                        fmt::format("Centre height counts from the bottom of the layer and must be less than {}",
                                    length_text(host.thickness)));
      const bool edge = !shape.buried && (shape.on_top ? shape.layer + 1 == stack.layers.size() : shape.layer == 0);
      if (edge && !shape.empty)
        throw DeckError(shape.where,
                        fmt::format("the defect '{}' sits on the {} of the layer '{}', where the stack ends",
                                    shape.name, shape.on_top ? "top" : "bottom", host.name),
                        "set Layer and Surface such that another layer lies on the other side");
      if (!edge && !shape.empty)
      {
        const Layer &other = stack.layers[shape.on_top ? shape.layer + 1 : shape.layer - 1];
        if (other.region == host.region)
          throw DeckError(
              shape.where,
              fmt::format("the defect '{}' sits between the layers '{}' and '{}', which are the same region",
                          shape.name, host.name, other.name),
              "place it on the surface of a layer where the region changes");
      }
      if (stack.axisymmetric && shape.position[0] != 0
          && (shape.form == DefectForm::ellipse || shape.form == DefectForm::cone))
        throw DeckError(shape.where,
                        fmt::format("the defect '{}' is a body of revolution and must sit on the axis", shape.name),
                        "remove its Position, or set Symmetry = plane");
      const double slenderness = std::max(shape.height, shape.half_width) / std::min(shape.height, shape.half_width);
      const double limit       = dim == 2 ? 100 : 20;
      if (shape.form == DefectForm::ellipse && slenderness > limit * (1 + 1e-9))
        throw DeckError(
            shape.where,
            fmt::format("the half axes of the defect '{}' differ by a factor of {:.4g}, more than the {} that "
                        "cells of good shape allow in {}D",
                        shape.name, slenderness, limit, dim),
            "make it less slender, or mesh it with Gmsh");
      for (int d = 0; d < dim - 1; ++d)
        if (shape.form != DefectForm::wave && (shape.position[d] < 0 || shape.position[d] > stack.extent(d, dim)))
          throw DeckError(shape.where, fmt::format("the defect '{}' lies outside the stack in {}", shape.name, "xy"[d]),
                          "choose a position from 0 um to " + length_text(stack.extent(d, dim)));
    }
  } // namespace

  double DefectShape::level(const LayerStack &stack) const
  {
    return buried ? stack.level(layer) + centre : stack.level(interface());
  }

  template <int dim>
  double DefectShape::distance(const Point<dim> &p) const
  {
    const double x = p[0] - position[0];
    return dim == 2 || form == DefectForm::groove ? std::abs(x) : std::hypot(x, p[1] - position[1]);
  }

  SectionKind defect_schema()
  {
    SectionKind defect;
    defect.kind          = "Defect";
    defect.documentation = "A flaw on a surface of a layer or inside it. Current focusing is reported for each.";
    defect.named         = true;
    defect.entries.push_back(required(text("Layer", "", "Name of the layer that it sits in.")));
    defect.entries.push_back(quantities(
        "Position", "m", "",
        "Where its centre is in the plane: x, in 3D x and y; not set: 0. Exactly on a side of the stack half "
        "of it is meshed (that side is then a plane of symmetry)."));
    defect.selector = "Type";
    for (const auto &type : types())
      defect.variants.push_back(type.variant);
    return defect;
  }

  std::vector<DefectShape> read_defects(const Section &geometry, const LayerStack &stack, const int dim)
  {
    std::vector<DefectShape> shapes;
    for (const Section *section : geometry.sections("Defect"))
      shapes.push_back(read_defect(*section, stack, dim));
    return shapes;
  }

  void check_defects(const LayerStack &stack, const int dim)
  {
    static const std::vector<std::string> taken = {"left", "right", "front", "back", "bottom", "top"};
    for (const DefectShape &shape : stack.defects)
    {
      check_place_in_stack(shape, stack, dim);
      if (shape.empty && std::count(taken.begin(), taken.end(), shape.name) > 0)
        throw DeckError(shape.where, fmt::format("'{}' is already the name of a side of the stack", shape.name),
                        "choose another name for the defect");
      for (const DefectShape &other : stack.defects)
        if (&other != &shape && shape.form == DefectForm::wave && !other.buried
            && other.interface() == shape.interface())
          throw DeckError(other.where,
                          fmt::format("the defects '{}' and '{}' overlap: the roughness covers its whole interface",
                                      shape.name, other.name),
                          "keep one of them");
    }
  }

  template <int dim>
  Defect<dim> describe(const DefectShape &shape, const LayerStack &stack)
  {
    Defect<dim>  defect;
    const double level = shape.level(stack), direction = shape.direction();
    const double height = shape.height, width = shape.half_width;
    defect.name = shape.name;
    defect.type = shape.type;
    defect.size = shape.form == DefectForm::patch ? width : shape.buried ? std::max(height, width) : height;

    switch (shape.form)
      {
        case DefectForm::wave: // radius of curvature at the crest, or the wave itself
          defect.feature_size = std::min(shape.wavelength, std::pow(shape.wavelength / (2 * dealii::numbers::PI), 2) / height);
          break;
        case DefectForm::ellipse: // radius of curvature where it is sharpest
          defect.feature_size = std::min(width * width / height, height * height / width);
          break;
        case DefectForm::cone:
        case DefectForm::groove:
          defect.feature_size = std::min(width, height);
          break;
        case DefectForm::patch:
          break;
      }

    // The apex; for pores and patches, which the current flows around, the rim.
    const bool rim = shape.buried || shape.form == DefectForm::patch;
    defect.tip[0]  = shape.position[0];
    if (dim == 3)
      defect.tip[1] = shape.form == DefectForm::groove ? 0.5 * stack.depth : shape.position[1];
    defect.tip[dim - 1] = level;
    if (rim)
      defect.tip[0] += shape.position[0] + width <= stack.width ? width : -width;
    else
      defect.tip[dim - 1] += direction * height;

    // Points come from faces of finite size, so the surface has a thickness here; neighbours are farther away.
    if (shape.form == DefectForm::ellipse)
      defect.contains = [=](const Point<dim> &p)
      {
        const double z = (p[dim - 1] - level) * direction;
        return (shape.buried || z > 1e-6 * height) && std::hypot(shape.distance(p) / width, z / height) < 1.01;
      };
    else
      defect.contains = [=](const Point<dim> &p)
      {
        const bool beside = shape.form != DefectForm::wave && shape.distance(p) > width * (1 + 1e-9);
        const bool flat   = shape.form == DefectForm::patch;
        return !beside && std::abs(p[dim - 1] - level) <= (flat ? 1e-6 * width : 1.01 * height);
      };
    if (shape.form == DefectForm::patch)
      {
        // The current focuses on the rim outside.
        (shape.gap > 0 ? defect.delaminates : defect.insulates) = defect.contains;
        defect.gap                                              = shape.gap;
        defect.contains  = [=](const Point<dim> &p)
        { return shape.distance(p) <= 1.5 * width && std::abs(p[dim - 1] - level) <= 1e-6 * width; };
      }
    return defect;
  }

  template Defect<2> describe(const DefectShape &, const LayerStack &);
  template Defect<3> describe(const DefectShape &, const LayerStack &);
  template double    DefectShape::distance(const Point<2> &) const;
  template double    DefectShape::distance(const Point<3> &) const;
} // namespace nadir
