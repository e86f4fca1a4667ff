// A small schema with one of everything, for the tests of the deck reader.
#pragma once

#include "base/deck.h"
#include "base/schema.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace nadir
{
  inline SectionKind layer_kind_for_tests()
  {
    SectionKind layer;
    layer.kind          = "Layer";
    layer.named         = true;
    layer.required      = true;
    layer.documentation = "One layer, from bottom to top.";
    layer.entries       = { required(positive(quantity("Thickness", "m", "", "Height of the layer."))),
                            between(integer("Cells", 4, "Number of cells."), 1, 1000),
                            not_negative(quantities("Marks", "m", "", "Heights to mark.")) };
    return layer;
  }

  inline SectionKind transfer_kind_for_tests()
  {
    SectionKind transfer;
    transfer.kind            = "Charge transfer";
    transfer.documentation   = "The reaction.";
    transfer.selector        = "Law";
    transfer.default_variant = "none";
    transfer.entries         = { between(quantity("Active fraction", "1", "100 %", "Share of the area."), 0, 1) };
    transfer.variants
        = { { "Butler-Volmer",
              "Two exponentials.",
              { required(positive(quantity("Exchange current density", "A m-2", "", "At equilibrium."))),
                quantity("Formal potential", "V", "", "Optional, left out by default.") } },
            { "linear", "One slope.", { required(positive(quantity("Resistance", "ohm m2", "", "Slope."))) } },
            { "none", "No reaction.", {} } };
    return transfer;
  }

  inline SectionKind schema_for_tests()
  {
    SectionKind geometry;
    geometry.kind          = "Geometry";
    geometry.required      = true;
    geometry.documentation = "The shape.";
    geometry.entries       = { choice("Symmetry", { "plane", "axisymmetric" }, "plane", "Meaning of the coordinates."),
                               positive(quantity("Width", "m", "100 um", "Extent | across.")) };
    geometry.sections      = { layer_kind_for_tests() };

    SectionKind interface;
    interface.kind     = "Interface";
    interface.named    = true;
    interface.entries  = { required(names("Between", "", "The two regions.")) };
    interface.sections = { transfer_kind_for_tests() };

    SectionKind region;
    region.kind  = "Region";
    region.named = true;
    region.entries
        = { required(text("Material", "", "Its material.")), flag("Equipotential", false, "One potential.") };

    SectionKind material;
    material.kind    = "Material";
    material.named   = true;
    material.entries = {
      quantity("Temperature", "K", "25 degC", "Where the numbers hold."),
      quantity("Cooling", "K difference", "60 degC", "A difference."),
      quantity("Conductivity", "S m-1", "1 mS/cm", "Of ions."),
      quantity("Activation energy", "J mol-1", "0.30 eV", "Of the conductivity."),
    };

    SectionKind step;
    step.kind            = "Step";
    step.named           = true;
    step.selector        = "Type";
    step.default_variant = "";
    const Entry to       = required(quantity("To", "A m-2", "", "Final current density."));
    step.variants        = { { "rest", "No current.", {} }, { "ramp", "Linear.", { to } } };
    SectionKind protocol;
    protocol.kind     = "Protocol";
    protocol.sections = { step };

    SectionKind root;
    root.entries  = { text("Title", "", "For the user."), between(integer("Dimension", 2, "Of space."), 2, 3) };
    root.sections = { geometry, region, interface, material, protocol };
    return root;
  }

  /// A folder for one test, removed at its end.
  class ScratchFolder
  {
  public:
    ScratchFolder() : path(std::filesystem::temp_directory_path() / ("nadir-test-" + std::to_string(getpid())))
    {
      std::filesystem::create_directories(path);
    }
    ~ScratchFolder() { std::filesystem::remove_all(path); }

    std::string write(const std::string &name, const std::string &text) const
    {
      std::filesystem::create_directories((path / name).parent_path());
      std::ofstream(path / name) << text;
      return (path / name).string();
    }

    const std::filesystem::path path;
  };
} // namespace nadir
