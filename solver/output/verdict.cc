#include "output/verdict.h"

#include "base/versions.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <stdexcept>

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

    /// Turns a verdict into one of lost contact where the worst interface has lost more than the criterion allows.
    void see_contact(const FailureCriteria &criteria, Verdict &v)
    {
      double least = criteria.least_contact;
      for (unsigned int i = 0; i < v.last.interfaces.size(); ++i)
        if (const auto &m = v.last.interfaces[i]; m.area > 0 && m.retained_contact < least)
          {
            least       = m.retained_contact;
            v.outcome   = "contact lost";
            v.place     = m.name;
            v.criterion = fmt::format("{:.3g} % of the conductance of the interface is left; {}", 100 * m.retained_contact,
                                      cause_of_lost_contact(v.last, i));
          }
    }
  } // namespace

  Verdict protocol_ended(const std::string &criterion, const Measurements &last, const FailureCriteria &criteria, const double capacity)
  {
    Verdict v{"survived", criterion, "", last.time, capacity, last, {}};
    see_contact(criteria, v);
    return v;
  }

  Verdict limit_reached(const std::string &criterion, const Measurements &last, const Model &model, const FailureCriteria &criteria,
                        const double capacity)
  {
    Verdict v{"voltage limit", criterion, "", last.time, capacity, last, {}};
    for (unsigned int i = 0; i < last.interfaces.size(); ++i)
      {
        const InterfaceLaws    &laws = model.interfaces[i].laws;
        const InterfaceMeasure &m    = last.interfaces[i];
        if (laws.sodium_inventory + m.least_plated <= laws.depletion_thickness && m.largest_current > 0)
          {
            v.outcome = "sodium exhausted";
            v.place   = m.name;
            return v;
          }
        // The film has taken most of the voltage, and it was not there at the start.
        if (laws.interphase && m.interphase > 2 * laws.initial_interphase && m.film_drop > 0.5 * std::abs(last.voltage))
          {
            v.outcome = "interphase-limited";
            v.place   = m.name;
          }
      }
    if (v.outcome == "voltage limit")
      see_contact(criteria, v);
    if (v.outcome == "contact lost")
      v.criterion += " (" + criterion + ")";
    return v;
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
    j["place"]                          = v.place;
    j["time_s"]                         = v.time;
    j["capacity_C_per_m2"]              = v.capacity;
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

    const std::string temporary = file + ".part";
    {
      std::ofstream stream(temporary);
      stream << j.dump(2) << '\n';
      stream.flush();
      if (!stream)
        throw std::runtime_error("cannot write '" + file + "': is the disk full?");
    }
    std::filesystem::rename(temporary, file);
  }
} // namespace nadir
