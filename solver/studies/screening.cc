#include "studies/screening.h"

#include "base/constants.h"
#include "base/errors.h"
#include "base/text.h"
#include "laws/protocols/protocol.h"
#include "laws/screening.h"
#include "output/failure_criteria.h"
#include "space/mesh/layers.h"
#include "space/model.h"
#include "studies/closed_forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace nadir
{
  namespace
  {
    const char *const no_current = "no current density: the protocol prescribes none, and neither does `Screening/Current density`";

    /// A flaw of the deck: a slit of some depth, or a disc inside.
    struct Flaw
    {
      std::string name;
      double      size; ///< depth or radius, m
      bool        disc = false;
    };

    /// What all estimates draw from.
    struct Cell
    {
      const Section            &root;
      Model                     model;
      std::optional<LayerStack> stack; ///< of decks that have one
      FailureCriteria           criteria;
      Screening                 result;

      void add(const ClosedForm &form, const std::string &place, const double value, std::vector<std::pair<std::string, double>> inputs)
      {
        result.estimates.push_back({&form, place, value, std::move(inputs)});
      }
      void miss(const ClosedForm &form, const std::string &place, const std::string &why) { result.not_available.push_back({form.name, place, why}); }

      double temperature() const { return result.temperature; }
      double conductivity(const Region &region) const { return (*region.material.ionic->conductivity)(temperature()); }
    };

    /// The segment with the largest current density; the first one if none prescribes a current.
    const Segment *driving(const Protocol &protocol)
    {
      const Segment *found = &protocol.segments.front();
      double         most  = 0;
      for (const Segment &s : protocol.segments)
        if (const double i = std::max(std::abs(s.start), std::abs(s.end)); s.control == Segment::Control::current && i > most)
          {
            found = &s;
            most  = i;
          }
      return found;
    }

    Cell read_cell(const Section &root)
    {
      Cell cell{root, make_model(root), std::nullopt, {}, {298.15, 0, 0, {}, {}}};
      cell.criteria = read_failure_criteria(root, cell.model);
      if (const Section &geometry = root.section("Geometry"); geometry.has_entry("Width"))
        cell.stack = read_layers(geometry, root, root.text("Dimension") == "2" ? 2 : 3);
      if (root.has("Protocol"))
        {
          const Protocol protocol         = make_protocol(root.section("Protocol"));
          const Segment *segment          = driving(protocol);
          cell.result.temperature         = segment->temperature_start;
          cell.result.pressure            = std::max(segment->pressure_start, segment->pressure_end);
          cell.result.current_density     = protocol.largest_current_density();
        }
      const Section &s = root.section("Screening");
      if (s.is_set("Current density"))
        cell.result.current_density = s.quantity("Current density");
      return cell;
    }

    /// Flaws that a metal|electrolyte interface has: those of the deck's `Screening`, its defects there, its initial cracks.
    std::vector<Flaw> flaws_at(const Cell &cell, const Interface &interface)
    {
      std::vector<Flaw> list;
      for (const double depth : cell.root.section("Screening").quantities("Flaw depths"))
        list.push_back({"", depth});
      if (cell.stack)
        for (const DefectShape &defect : cell.stack->defects)
          {
            const unsigned int above = defect.interface();
            if (defect.buried || defect.height <= 0 || above == 0 || above >= cell.stack->layers.size())
              continue;
            const std::string &a = cell.stack->layers[above - 1].region, &b = cell.stack->layers[above].region;
            if ((a == interface.minus && b == interface.plus) || (b == interface.minus && a == interface.plus))
              list.push_back({defect.name, defect.height});
          }
      if (const auto &fracture = cell.model.fracture)
        for (const InitialCrack &crack : fracture->cracks)
          {
            if (fracture->deposit && fracture->deposit->interface != interface.name)
              continue;
            double square = 0;
            for (unsigned int d = 0; d < crack.from.size(); ++d)
              square += std::pow(crack.to[d] - crack.from[d], 2);
            list.push_back({crack.name, crack.radius > 0 ? crack.radius : std::sqrt(square), crack.radius > 0});
          }
      return list;
    }

    std::string place_of(const Flaw &flaw, const Interface &interface)
    {
      const std::string what = flaw.disc ? "disc" : "flaw";
      return fmt::format("{} of {} at '{}'", flaw.name.empty() ? what : what + " '" + flaw.name + "'", length_text(flaw.size), interface.name);
    }

    void screen_flaw(Cell &cell, const Flaw &flaw, const Interface &interface, const Region &electrolyte)
    {
      const std::string place       = place_of(flaw, interface);
      const double      toughness   = *electrolyte.material.fracture_toughness;
      const double      volume      = interface.laws.molar_volume;
      const double      compression = cell.root.section("Screening").quantity("Compression across flaws");
      std::vector<std::pair<std::string, double>> inputs = {{"fracture_toughness_Pa_sqrt_m", toughness},
                                                            {flaw.disc ? "radius_m" : "depth_m", flaw.size},
                                                            {"molar_volume_m3_per_mol", volume},
                                                            {"compression_Pa", compression}};
      if (flaw.disc)
        {
          const double pressure = disc_pressure(toughness, flaw.size, compression);
          cell.add(forms::disc_pressure, place, pressure, inputs);
          cell.add(forms::disc_overpotential, place, volume * pressure / constants::faraday, inputs);
          cell.miss(forms::critical_current, place, "no closed form for a disc with an ohmic drop along it; the overpotential bounds it");
          return;
        }
      const double resistance = small_signal_resistance(interface.laws, cell.temperature()), conductivity = cell.conductivity(electrolyte);
      const auto   estimate   = estimate_flaw(toughness, flaw.size, volume, resistance, conductivity, compression);
      cell.add(forms::critical_pressure, place, estimate.critical_pressure, inputs);
      cell.add(forms::critical_overpotential, place, estimate.critical_overpotential, inputs);
      inputs.insert(inputs.end(), {{"interface_resistance_ohm_m2", resistance}, {"conductivity_S_per_m", conductivity}});
      if (!std::isfinite(resistance))
        return cell.miss(forms::critical_current, place, "the kinetics have no slope at rest");
      cell.add(forms::critical_current, place, estimate.critical_current_density, inputs);
      cell.add(forms::focusing, place, estimate.focusing_over_interface, inputs);
    }

    void screen_extrusion(Cell &cell, const Flaw &flaw, const Interface &interface, const Region &metal)
    {
      const std::string place = place_of(flaw, interface);
      if (flaw.disc)
        return;
      if (!metal.material.solid || !metal.material.solid->laws.flow)
        return cell.miss(forms::extrusion, place, "the material '" + metal.material.name + "' has no `Flow`");
      if (cell.result.current_density == 0)
        return cell.miss(forms::extrusion, place, no_current);
      const double velocity = interface.laws.molar_volume * cell.result.current_density / constants::faraday;
      for (const double width : cell.root.section("Screening").quantities("Slot widths"))
        {
          const std::string slot = fmt::format("{}, {} wide", place, length_text(width));
          try
            {
              cell.add(forms::extrusion, slot, extrusion_pressure(*metal.material.solid->laws.flow, cell.temperature(), velocity, width, flaw.size),
                       {{"plating_velocity_m_per_s", velocity}, {"width_m", width}, {"depth_m", flaw.size}, {"temperature_K", cell.temperature()}});
            }
          catch (const SolveError &error)
            {
              cell.miss(forms::extrusion, slot, error.what());
            }
        }
    }

    void screen_flaws(Cell &cell, const Interface &interface)
    {
      const Region &metal = *cell.model.find_region(interface.minus), &electrolyte = *cell.model.find_region(interface.plus);
      const std::string place = "'" + interface.name + "'";
      const auto        flaws = flaws_at(cell, interface);
      if (flaws.empty())
        return cell.miss(forms::critical_current, place, "no flaw: the deck has none here, and `Screening/Flaw depths` is empty");
      for (const Flaw &flaw : flaws)
        {
          if (electrolyte.material.fracture_toughness)
            screen_flaw(cell, flaw, interface, electrolyte);
          else
            cell.miss(forms::critical_current, place_of(flaw, interface),
                      "the material '" + electrolyte.material.name + "' has no `Fracture toughness`");
          screen_extrusion(cell, flaw, interface, metal);
        }
    }

    void screen_stripping(Cell &cell, const Interface &interface)
    {
      const InterfaceLaws &laws  = interface.laws;
      const std::string    place = "'" + interface.name + "'";
      if (!laws.voids || laws.voids->void_height() == 0)
        return cell.miss(forms::stripping_limit, place, "the interface has no `Voids`");
      const double least = std::max(cell.criteria.least_contact, laws.voids->least_contact_fraction());
      try
        {
          const double velocity = steady_stripping_velocity(*laws.voids, least, cell.result.pressure, cell.temperature());
          cell.add(forms::stripping_limit, place, velocity * constants::faraday / laws.molar_volume,
                   {{"contact_fraction", least}, {"pressure_Pa", cell.result.pressure}, {"temperature_K", cell.temperature()}});
        }
      catch (const SolveError &error)
        {
          cell.miss(forms::stripping_limit, place, error.what());
        }
    }

    /// Thickness of a region along the stack, m.
    double thickness_of(const LayerStack &stack, const std::string &region)
    {
      double sum = 0;
      for (const Layer &layer : stack.layers)
        sum += layer.region == region ? layer.thickness : 0.;
      return sum;
    }

    void screen_salt(Cell &cell, const Region &region)
    {
      const std::string place = "'" + region.name + "'";
      const Salt       &salt  = *region.material.salt;
      std::vector<std::pair<std::string, double>> inputs = {{"diffusivity_m2_per_s", salt.diffusivity},
                                                            {"concentration_mol_per_m3", salt.concentration},
                                                            {"transference_number", salt.transference_number}};
      const double i = cell.result.current_density, L = cell.stack ? thickness_of(*cell.stack, region.name) : 0.;
      double       limit = 0;
      if (salt.transference_number >= 1)
        return cell.miss(forms::sands_time, place, "sodium carries all the current, so the salt is not used up");
      if (L > 0)
        {
          limit = limiting_current_density(salt.diffusivity, salt.concentration, salt.transference_number, L);
          inputs.push_back({"thickness_m", L});
          cell.add(forms::limiting_current, place, limit, inputs);
        }
      else
        cell.miss(forms::limiting_current, place, "the mesh comes from a file, so the thickness is not known");
      if (i == 0)
        cell.miss(forms::sands_time, place, no_current);
      else if (i < limit)
        cell.miss(forms::sands_time, place, fmt::format("{:.4g} mA/cm2 is below the limiting current density: the salt is never used up", i / 10));
      else
        {
          inputs.push_back({"current_density_A_per_m2", i});
          cell.add(forms::sands_time, place, sands_time(salt.diffusivity, salt.concentration, salt.transference_number, i), inputs);
        }
    }

    const Interface *interface_between(const Model &model, const std::string &a, const std::string &b)
    {
      for (const Interface &i : model.interfaces)
        if ((i.minus == a && i.plus == b) || (i.minus == b && i.plus == a))
          return &i;
      return nullptr;
    }

    /// Of current along the stack, S/m: 1/(K^-1)_zz with K = sigma [I - (1 - r) n n^T].
    double conductivity_along_stack(const Conduction &c, const double temperature)
    {
      const double n = c.plane_normal[2]; // of the stacking axis, also in two dimensions
      return (*c.conductivity)(temperature) / (1 + (1 / c.across_ratio - 1) * n * n);
    }

    /// Drop over the flat interface below a layer; adds the estimate. @throws SolveError where nothing passes
    double drop_below(Cell &cell, const Interface &interface, const Layer &layer)
    {
      if (interface.blocking)
        throw SolveError("it is blocking");
      // The first electrode is stripped, the last one plated.
      const double  current = layer.region == interface.plus ? cell.result.current_density : -cell.result.current_density;
      const Region &plus    = *cell.model.find_region(interface.plus);
      const double  sigma   = plus.has(Field::ionic_potential) ? cell.conductivity(plus) : 1.; // it matters for constriction only
      const double  drop    = std::abs(interface_drop(interface.laws, current, cell.temperature(), sigma));
      cell.add(forms::interface_drop, "'" + interface.name + "'", drop, {{"current_density_A_per_m2", current}});
      return drop;
    }

    /// Drop across a layer; adds the estimate. @throws SolveError where nothing passes
    double drop_across(Cell &cell, const Layer &layer)
    {
      const Region &region = *cell.model.find_region(layer.region);
      const auto   &path   = region.material.ionic ? region.material.ionic : region.material.electronic;
      if (!path)
        throw SolveError("it does not conduct");
      if (region.equipotential)
        return 0;
      const double sigma = conductivity_along_stack(*path, cell.temperature());
      const double drop  = cell.result.current_density * layer.thickness / sigma;
      cell.add(forms::ohmic_drop, "'" + layer.name + "'", drop,
               {{"thickness_m", layer.thickness}, {"conductivity_S_per_m", sigma}, {"current_density_A_per_m2", cell.result.current_density}});
      return drop;
    }

    /// Layers and flat interfaces in series.
    void screen_voltage(Cell &cell)
    {
      if (!cell.stack)
        return cell.miss(forms::cell_drop, "the cell", "the mesh comes from a file, so thicknesses are not known");
      if (cell.result.current_density == 0)
        return cell.miss(forms::cell_drop, "the cell", no_current);
      double             total  = 0;
      const auto        &layers = cell.stack->layers;
      for (unsigned int k = 0; k < layers.size(); ++k)
        {
          std::string place = "'" + layers[k].name + "'";
          try
            {
              total += drop_across(cell, layers[k]);
              if (k == 0 || layers[k].region == layers[k - 1].region)
                continue;
              if (const Interface *interface = interface_between(cell.model, layers[k - 1].region, layers[k].region))
                {
                  place = "'" + interface->name + "'";
                  total += drop_below(cell, *interface, layers[k]);
                }
            }
          catch (const SolveError &error)
            {
              return cell.miss(forms::cell_drop, place, error.what());
            }
        }
      cell.add(forms::cell_drop, "the cell", total, {{"current_density_A_per_m2", cell.result.current_density}});
    }
  } // namespace

  SectionKind screening_schema()
  {
    SectionKind s;
    s.kind          = "Screening";
    s.documentation = "What `nadir screen` adds to the cell for its closed forms; a run does not look at it.";
    s.entries       = {
      positive(quantities("Flaw depths", "m", "", "Depths of flaws at every metal|electrolyte interface, besides the deck's own defects and initial cracks.")),
      not_negative(quantity("Compression across flaws", "Pa", "0 Pa", "s_c: compression of the electrolyte normal to its flaws, for instance from a residual stress.")),
      positive(quantities("Slot widths", "m", "50 nm, 100 nm, 500 nm",
                          "Widths of a flaw out of which metal would have to creep: those of thin filaments, of which none relieves itself, up to one that does.")),
      positive(quantity("Current density", "A m-2", "", "Empty: the largest that the protocol prescribes."))};
    return s;
  }

  Screening screen(const Deck &deck)
  {
    Cell cell = read_cell(deck.root());
    bool any  = false, salt = false;
    for (const Interface &interface : cell.model.interfaces)
      if (interface.laws.charge_transfer && interface.laws.molar_volume > 0)
        {
          any = true;
          screen_flaws(cell, interface);
          screen_stripping(cell, interface);
        }
    if (!any)
      for (const ClosedForm *form : {&forms::critical_current, &forms::extrusion, &forms::stripping_limit})
        cell.miss(*form, "", "no interface has a charge transfer with a metal that has a `Molar volume`");
    for (const Region &region : cell.model.regions)
      if (region.material.salt)
        {
          salt = true;
          screen_salt(cell, region);
        }
    if (!salt)
      cell.miss(forms::sands_time, "", "no electrolyte has a `Salt`: a single-ion conductor does not run out of it");
    screen_voltage(cell);
    return cell.result;
  }
} // namespace nadir
