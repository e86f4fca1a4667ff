#include "output/verdict.h"

#include "base/files.h"
#include "base/text.h"
#include "base/versions.h"
#include "output/progress.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace nadir
{
  namespace
  {
    /// Which of the causes of lost contact weighs most.
    std::string cause_of_lost_contact(const Measurements &last, const unsigned int interface)
    {
      const std::string voids = "voids below the mesh have taken its contact";
      if (!last.mechanics)
        return voids;
      const OpeningMeasure &m = last.mechanics->openings[interface];
      if (1 - m.mean_contact_fraction >= 1 - m.contacted && 1 - m.mean_contact_fraction >= m.damaged)
        return voids;
      if (m.damaged > 0)
        return fmt::format("delaminated: the bond has failed on {:.3g} % of its area, {:.3g} % is open", 100 * m.damaged,
                           100 * (1 - m.contacted));
      return fmt::format("a gap has opened on {:.3g} % of its area", 100 * (1 - m.contacted));
    }

    Decision drive_of(const Located &nucleation, const FailureCriteria &criteria)
    {
      return {"phi_i - phi_e - V_m p/F inside", nucleation.value, *criteria.nucleation, "V", "Verdict/Nucleation overpotential"};
    }

    Decision sodium_of(const InterfaceMeasure &m, const InterfaceLaws &laws)
    {
      return {"least sodium on '" + m.name + "'", laws.sodium_inventory + m.least_plated, laws.depletion_thickness, "m",
              "Interface " + m.name + "/Depletion thickness"};
    }

    std::vector<std::string> in_micrometres(const std::array<double, 3> &place)
    {
      std::vector<std::string> list;
      for (const double x : place)
        list.push_back(fmt::format("{:.4g}", 1e6 * x));
      return list;
    }

    std::string with_unit(const double value, const std::string &unit)
    {
      if (unit == "1")
        return fmt::format("{:.3g} %", 100 * value);
      if (unit == "m")
        return fmt::format("{:.4g} um", 1e6 * value);
      return trim(fmt::format("{:.4g} {}", value, unit));
    }

    Decision contact_of(const InterfaceMeasure &m, const FailureCriteria &criteria)
    {
      return {"conductance left of '" + m.name + "'", m.retained_contact, criteria.least_contact, "1", "Verdict/Contact lost below"};
    }

    /// The interface that has lost the largest share of its conductance; null where there is none.
    const InterfaceMeasure *worst_contact(const Measurements &last)
    {
      const InterfaceMeasure *worst = nullptr;
      for (const auto &m : last.interfaces)
        if (m.area > 0 && (!worst || m.retained_contact < worst->retained_contact))
          worst = &m;
      return worst;
    }

    /// The worst interface has lost more than the criterion allows. @param also what else to say
    std::optional<Ending> contact_lost(const FailureCriteria &criteria, const Measurements &last, const std::string &also = "")
    {
      const InterfaceMeasure *worst = worst_contact(last);
      if (!worst || worst->retained_contact >= criteria.least_contact)
        return std::nullopt;
      return Ending{"contact lost",
                    fmt::format("{:.3g} % of the conductance of the interface is left; {}", 100 * worst->retained_contact,
                                cause_of_lost_contact(last, worst - last.interfaces.data())) +
                      also,
                    worst->name,
                    worst->weakest.place,
                    {contact_of(*worst, criteria)}};
    }
  } // namespace

  const std::vector<std::pair<std::string, std::string>> &outcomes()
  {
    static const std::vector<std::pair<std::string, std::string>> list = {
      {"survived", "the protocol came to its end, and nothing below happened"},
      {"stopped", "a crack grew and came to rest, or plating into cracks did (`Stopped below`)"},
      {"crack grows", "a crack was still growing when the run ended, because the protocol did or `Ended by growth` asked for it"},
      {"short circuit", "metal in cracks connects the electrodes"},
      {"nucleated inside", "sodium can form inside an electrolyte that conducts electrons"},
      {"fracture through", "a crack connects the electrodes, and metal in it does not"},
      {"contact lost", "an interface has delaminated or has lost its contact to voids"},
      {"sodium exhausted", "a face that is stripped has no sodium left"},
      {"interphase-limited", "the resistance of a film that grew brought the voltage to its limit"},
      {"voltage limit", "the voltage reached its limit for another reason"},
      {"numerical failure", "the solve failed: nothing is said about the cell"}};
    return list;
  }

  std::optional<Ending> lost_or_broken(const Measurements &last, const FailureCriteria &criteria, const CrackStory *story)
  {
    auto end = contact_lost(criteria, last);
    return end || !story ? end : story->gone_through(last);
  }

  Ending protocol_ended(const Measurements &last, const FailureCriteria &criteria, const CrackStory *story)
  {
    if (auto end = lost_or_broken(last, criteria, story))
      return *end;
    if (story)
      if (auto end = story->at_end_of_protocol())
        return *end;
    Ending end{"survived", "the protocol came to its end"};
    if (const auto *worst = worst_contact(last))
      end.decided_by.push_back(contact_of(*worst, criteria));
    if (last.nucleation && criteria.nucleation)
      end.decided_by.push_back(drive_of(*last.nucleation, criteria));
    return end;
  }

  Ending limit_reached(const CutOff &limit, const Measurements &last, const Model &model, const FailureCriteria &criteria, const CrackStory *story)
  {
    const Decision voltage{"cell voltage", last.voltage, limit.value, "V", limit.above ? "Step/Upper voltage" : "Step/Lower voltage"};
    std::optional<Ending> film;
    for (unsigned int i = 0; i < last.interfaces.size(); ++i)
      {
        const InterfaceLaws    &laws = model.interfaces[i].laws;
        const InterfaceMeasure &m    = last.interfaces[i];
        if (laws.sodium_inventory + m.least_plated <= laws.depletion_thickness && m.largest_current > 0)
          return {"sodium exhausted", limit.name, m.name, m.emptiest.place, {sodium_of(m, laws), voltage}};
        // The film has taken most of the voltage, and it was not there at the start.
        const double share = last.voltage != 0 ? m.film_drop / std::abs(last.voltage) : 0.;
        if (laws.interphase && m.interphase > 2 * laws.initial_interphase && share > criteria.film_share)
          film = Ending{"interphase-limited",
                        limit.name,
                        m.name,
                        std::nullopt,
                        {{"share of the voltage over the film at '" + m.name + "'", share, criteria.film_share, "1", "Verdict/Film share of voltage"}, voltage}};
      }
    auto end = film ? film : contact_lost(criteria, last, " (" + limit.name + ")");
    if (!end && story)
      end = story->gone_through(last);
    if (!end)
      end = Ending{"voltage limit", limit.name};
    if (!film)
      end->decided_by.push_back(voltage);
    return *end;
  }

  Ending face_exhausted(const InterfaceMeasure &m, const InterfaceLaws &laws)
  {
    return {"sodium exhausted", "the protocol strips a face that has no sodium left, which no voltage can do", m.name, m.emptiest.place, {sodium_of(m, laws)}};
  }

  std::optional<Ending> nucleated(const Measurements &last, const FailureCriteria &criteria)
  {
    if (!criteria.nucleation || !last.nucleation || last.nucleation->value <= *criteria.nucleation)
      return std::nullopt;
    return Ending{"nucleated inside",
                  fmt::format("phi_i - phi_e - V_m p/F has reached {:.4g} mV inside the electrolyte", 1e3 * last.nucleation->value),
                  "",
                  last.nucleation->place,
                  {drive_of(*last.nucleation, criteria)}};
  }

  std::string failed_electrode(const Ending &ending, const Measurements &last)
  {
    const InterfaceMeasure *at = nullptr;
    for (const InterfaceMeasure &m : last.interfaces)
      if (m.name == ending.place || (ending.outcome == "voltage limit" && (!at || m.largest_overpotential > at->largest_overpotential)))
        at = &m;
    if (at)
      return at->current > 0 ? "stripped" : at->current < 0 ? "plated" : "";
    const bool by_crack = ending.outcome == "short circuit" || ending.outcome == "crack grows" || ending.outcome == "fracture through";
    return by_crack && last.fracture && last.fracture->has_deposit ? "plated" : "";
  }

  std::string in_words(const Verdict &v)
  {
    std::string text = fmt::format("{}: {}\n", v.outcome, v.criterion);
    std::vector<std::string> where;
    if (!v.place.empty())
      where.push_back("'" + v.place + "'");
    if (v.position)
      where.push_back(fmt::format("({}) um", fmt::join(in_micrometres(*v.position), ", ")));
    if (!where.empty())
      text += fmt::format("  at {}\n", fmt::join(where, ", "));
    if (!v.electrode.empty())
      text += fmt::format("  on the side that is {}\n", v.electrode);
    text += fmt::format("  after {}", quantity_of_time(v.time));
    if (!v.last.collector_current.empty())
      text += fmt::format(", at {:.4g} V and {:.4g} mA/cm2, {:.4g} mAh/cm2 passed", v.last.voltage, v.last.current_density / 10, v.capacity / 3.6e4);
    if (const auto &cracks = v.last.fracture)
      text += fmt::format("\n  cracks: {:.4g} m2 (one face), which enclose {:.4g} m3", cracks->area, cracks->volume);
    text += '\n';
    for (const auto &[level, what] : {std::pair{v.levels.survived, "survived"}, std::pair{v.levels.failed, "failed"}})
      if (level > 0)
        text += fmt::format("  level {}: {:.4g} mA/cm2\n", what, level / 10);
    for (const Decision &d : v.decided_by)
      text += fmt::format("  decided by {}: {}, threshold {}{}\n", d.quantity, with_unit(d.value, d.unit), with_unit(d.threshold, d.unit),
                          d.entry.empty() ? "" : " (`" + d.entry + "`)");
    return text;
  }

  namespace
  {
    nlohmann::json estimate_of(const DefectMeasure &d)
    {
      if (!d.estimate)
        return nullptr;
      return {{"what", "closed form for a sharp sodium-filled edge flaw of this depth in a half-plane; not a simulation"},
              {"critical_pressure_Pa", d.estimate->critical_pressure},
              {"critical_overpotential_V", d.estimate->critical_overpotential},
              {"critical_current_density_A_per_m2", d.estimate->critical_current_density}};
    }
  } // namespace

  void write_verdict(const std::string &file, const Verdict &v, const std::string &title, const double wall_time, const unsigned int ranks)
  {
    using nlohmann::json;
    json j;
    j["title"]                          = title;
    j["outcome"]                        = v.outcome;
    j["criterion"]                      = v.criterion;
    j["physical"]                       = v.physical();
    j["place"]                          = v.place;
    j["electrode"]                      = v.electrode.empty() ? json(nullptr) : json(v.electrode);
    j["position_m"]                     = v.position ? json(*v.position) : json(nullptr);
    j["decided_by"]                     = json::array();
    for (const Decision &d : v.decided_by)
      j["decided_by"].push_back({{"quantity", d.quantity}, {"value", d.value}, {"threshold", d.threshold}, {"unit", d.unit}, {"entry", d.entry}});
    j["not_judged"]                     = v.not_judged;
    j["time_s"]                         = v.time;
    j["capacity_C_per_m2"]              = v.capacity;
    j["half_cycle_capacity_C_per_m2"]   = v.capacity_of_segment;
    const auto level                    = [](const double value) { return value > 0 ? json(value) : json(nullptr); };
    j["survived_level_A_per_m2"]        = level(v.levels.survived);
    j["failed_level_A_per_m2"]          = level(v.levels.failed);
    j["voltage_V"]                      = v.last.voltage;
    j["current_density_A_per_m2"]       = v.last.current_density;
    j["temperature_K"]                  = v.last.temperature;
    j["warnings"]                       = v.warnings;
    j["defects"]                        = json::array();
    for (unsigned int k = 0; k < v.last.defects.size(); ++k)
      {
        const DefectMeasure &d = v.last.defects[k];
        j["defects"].push_back({{"name", d.name},
                                {"current_focusing_factor", d.focusing},
                                {"largest_current_density_A_per_m2", d.largest_current},
                                {"overpotential_V", d.overpotential},
                                {"place_m", d.place},
                                {"screening_estimate", estimate_of(d)}});
        if (v.last.mechanics)
          j["defects"].back()["largest_gap_m"] = v.last.mechanics->defect_gaps[k];
      }
    if (!v.cracks.empty())
      j["cracks"] = json::array();
    for (const auto &c : v.cracks)
      j["cracks"].push_back({{"name", c.name},
                             {"kind", c.pore ? "pore" : "crack"},
                             {"initial_length_m", c.initial_length},
                             {"length_m", c.length},
                             {"metal_length_m", c.metal_length},
                             {"onset_s", c.onset ? json(*c.onset) : json(nullptr)},
                             {"onset_mean_pressure_Pa", c.onset ? json(c.onset_pressure) : json(nullptr)},
                             {"speed_m_per_s", c.speed()},
                             {"peak_pressure_Pa", c.peak_pressure},
                             {"deposit_m3", c.deposit}});
    if (v.last.fracture && v.last.fracture->has_deposit)
      j["charge_into_cracks_C"] = v.last.fracture->deposit_charge;
    j["versions"]    = {{"nadir", versions().nadir}, {"deal.II", versions().deal_ii}, {"petsc", versions().petsc}};
    j["ranks"]       = ranks;
    j["wall_time_s"] = wall_time;

    replace_file(file, j.dump(2) + "\n");
  }
} // namespace nadir
