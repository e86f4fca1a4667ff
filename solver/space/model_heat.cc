// The deck's sections about heat.
#include "space/model.h"

#include <algorithm>

namespace nadir
{
  namespace
  {
    SectionKind heat_settings_schema()
    {
      SectionKind s;
      s.kind          = "Heat";
      s.documentation = "The heat equation. With this section the temperature is a field that starts at the protocol's temperature and is "
                        "heated by the currents; every region needs a material with both entries of heat in `Thermal`. Boundaries are "
                        "insulated unless a `Thermal boundary` names them. A deck without any collector is then purely thermal (and "
                        "mechanical). Without this section the temperature is the protocol's everywhere.";
      s.entries       = {
        choice("Degree", {"1", "2"}, "1", "Polynomial degree of the temperature."),
        positive(quantity("Tolerance", "K difference", "1e-6 K",
                                "Largest change of the temperature in the last turn between heat and electrochemistry of a step.")),
        positive(integer("Largest coupling count", 20, "Turns after which a step counts as failed."))};
      return s;
    }

    SectionKind boundary_schema()
    {
      SectionKind s;
      s.kind          = "Thermal boundary";
      s.named         = true;
      s.documentation = "What a boundary does to the heat of the cell. A boundary without one is insulated. Where two prescribed "
                        "temperatures meet, the first one of the deck counts.";
      s.entries       = {required(text("Boundary", "", "Name of a boundary of the mesh."))};
      s.selector      = "Type";
      const Entry offset = quantity("Offset", "K difference", "0 K", "Added to the temperature of the protocol.");
      s.variants = {{"temperature", "the temperature of the protocol", {offset}},
                    {"exchange",
                     "heat passes in proportion to the difference from the temperature of the protocol",
                     {required(positive(quantity("Transfer coefficient", "W m-2 K-1", "",
                                                 "Heat flux per difference of temperature."))),
                      offset}},
                    {"given flux", "a given heat flux", {required(quantity("Flux", "W m-2", "", "Positive into the cell."))}}};
      return s;
    }

    /// Moves the functions of the temperature out of a list.
    std::vector<PrescribedFunction> take_temperature(std::vector<PrescribedFunction> &list)
    {
      const auto is_other = [](const PrescribedFunction &f) { return f.field != Field::temperature; };
      const auto middle   = std::stable_partition(list.begin(), list.end(), is_other);
      std::vector<PrescribedFunction> taken(middle, list.end());
      list.erase(middle, list.end());
      return taken;
    }
  } // namespace

  std::vector<SectionKind> heat_schema() { return {heat_settings_schema(), boundary_schema()}; }

  void read_heat(const Section &root, Model &model)
  {
    HeatSettings h;
    h.boundary_values = take_temperature(model.boundary_values);
    h.sources         = take_temperature(model.sources);
    h.initial         = take_temperature(model.initial);
    h.exact           = take_temperature(model.exact);
    if (!root.has("Heat"))
      {
        for (const char *kind : {"Boundary value", "Source", "Initial value", "Exact solution", "Probe"})
          for (const Section *s : root.sections(kind))
            if (field_from(s->text("Field")) == Field::temperature)
              s->fail("Field", "without `subsection Heat` the temperature is no field",
                      "add `subsection Heat`, or choose another field");
        for (const Section *s : root.sections("Thermal boundary"))
          s->fail("without `subsection Heat` a thermal boundary has no effect", "add `subsection Heat`, or remove this section");
        for (const Section *s : root.sections("Interface"))
          if (s->quantity("Entropy coefficient") != 0)
            s->fail("Entropy coefficient", "without `subsection Heat` no heat is counted, so the entropy has no effect",
                    "add `subsection Heat`, or remove this line");
        return;
      }
    const Section &s         = root.section("Heat");
    h.degree                 = std::stoi(s.text("Degree"));
    h.tolerance              = s.quantity("Tolerance");
    h.largest_coupling_count = s.integer("Largest coupling count");
    model.heat               = h;
    for (const Section *region : root.sections("Region"))
      if (!model.find_region(region->name())->has(Field::temperature))
        region->fail("Material",
                     "the material '" + region->text("Material") + "' has no thermal conductivity and heat capacity, but the deck has "
                     "`subsection Heat`",
                     "add 'Thermal conductivity' and 'Volumetric heat capacity' to its `subsection Thermal`, or remove the heat");
  }
} // namespace nadir
