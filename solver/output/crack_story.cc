#include "output/crack_story.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nadir
{
  void CrackStory::add(const Measurements &measured)
  {
    const FractureMeasure &now = *measured.fracture;
    if (events.empty())
      for (const CrackMeasure &m : now.cracks)
        {
          events.push_back({});
          CrackEvents &e   = events.back();
          e.name           = m.name;
          e.pore           = m.pore;
          e.initial_length = e.length = m.length;
          e.mean_pressure  = m.mean_pressure;
        }
    grew = false;
    for (unsigned int k = 0; k < events.size(); ++k)
      {
        const CrackMeasure &m = now.cracks[k];
        CrackEvents        &e = events[k];
        if (m.length > e.length)
          {
            grew          = true;
            e.last_growth = measured.time;
          }
        if (!e.onset && m.length > e.initial_length + 2 * length)
          {
            e.onset          = measured.time;
            e.onset_length   = m.length;
            e.onset_pressure = e.mean_pressure;
          }
        e.length        = m.length;
        e.metal_length  = m.metal_length;
        e.tip           = m.tip;
        e.metal_tip     = m.metal_tip;
        e.deposit       = m.deposit;
        e.mean_pressure = m.mean_pressure;
        e.peak_pressure = std::max(e.peak_pressure, m.peak_pressure);
      }
    largest_current = std::max(largest_current, now.face_current);
    if (measured.current_density != 0)
      largest_resistance = std::max(largest_resistance, std::abs(measured.voltage / measured.current_density));
  }

  const CrackEvents &CrackStory::longest() const
  {
    return *std::max_element(events.begin(), events.end(), [](const auto &a, const auto &b) { return a.metal_length < b.metal_length; });
  }

  const CrackEvents &CrackStory::most_grown() const
  {
    return *std::max_element(events.begin(), events.end(), [](const auto &a, const auto &b) { return a.grown() < b.grown(); });
  }

  Decision CrackStory::growth_of(const CrackEvents &e, const double threshold, const std::string &entry) const
  {
    return {"growth of crack '" + e.name + "'", e.grown(), threshold, "m", entry};
  }

  std::optional<Ending> CrackStory::short_circuit(const Measurements &measured, const FailureCriteria &criteria) const
  {
    const double shorting = measured.fracture->shorting_current, current = std::abs(measured.current);
    if (shorting <= 0 || shorting < criteria.short_circuit_share * current)
      return std::nullopt;
    const double share = shorting / std::max(current, shorting);
    std::string  why   = fmt::format("electrons carry {:.3g} % of the current through metal that reaches from electrode to electrode", 100 * share);
    if (measured.current_density != 0)
      why += fmt::format("; the cell's resistance is {:.3g} % of its largest", 100 * std::abs(measured.voltage / measured.current_density) / largest_resistance);
    return Ending{"short circuit", why, longest().name, longest().metal_tip,
                  {{"share of the current that electrons carry through metal in cracks", share, criteria.short_circuit_share, "1", "Verdict/Short circuit"}}};
  }

  std::optional<Ending> CrackStory::at_rest(const Measurements &measured, const FailureCriteria &criteria) const
  {
    // A crack that has just grown may be about to go on, whatever flows into it.
    const auto  &last_grown = *std::max_element(events.begin(), events.end(), [](const auto &a, const auto &b) { return a.last_growth < b.last_growth; });
    const bool   quiet      = !grew && measured.time - last_grown.last_growth > 0.1 * measured.time;
    const double current    = measured.fracture->face_current;
    if (criteria.stopped_below <= 0 || !quiet || largest_current <= 0 || current >= criteria.stopped_below * largest_current)
      return std::nullopt;
    const std::string   rest = fmt::format("the current on the faces of cracks has fallen to {:.2g} % of its largest", 100 * current / largest_current);
    const CrackEvents  &e    = most_grown();
    std::vector<Decision> decided_by = {{"current on the faces of cracks over its largest", current / largest_current, criteria.stopped_below, "1", "Verdict/Stopped below"},
                                         growth_of(e, length, "Fracture/Length")};
    if (e.grown() <= length)
      return Ending{"stopped", "no crack grows, and " + rest, longest().name, longest().tip, decided_by};
    return Ending{"stopped", grown(e) + " and stopped: " + rest, e.name, e.tip, decided_by};
  }

  std::optional<Ending> CrackStory::ends(const Measurements &measured, const FailureCriteria &criteria) const
  {
    if (events.empty())
      return std::nullopt;
    if (auto end = short_circuit(measured, criteria))
      return end;
    if (const CrackEvents &e = most_grown(); criteria.grown_by > 0 && e.grown() > criteria.grown_by)
      return Ending{"crack grows", grown(e), e.name, e.tip, {growth_of(e, criteria.grown_by, "Verdict/Ended by growth")}};
    return at_rest(measured, criteria);
  }

  std::string CrackStory::grown(const CrackEvents &e) const
  {
    return fmt::format("a crack has grown from {:.4g} to {:.4g} um", 1e6 * e.initial_length, 1e6 * e.length);
  }

  std::optional<Ending> CrackStory::gone_through(const Measurements &measured) const
  {
    if (events.empty() || !measured.fracture->through || measured.fracture->bridged)
      return std::nullopt;
    const CrackEvents &e = most_grown();
    return Ending{"fracture through", "a crack has reached the other electrode, metal has not", e.name, e.tip, {{"electrodes that a crack connects", 2, 2, "", ""}}};
  }

  std::optional<Ending> CrackStory::at_end_of_protocol() const
  {
    if (events.empty() || most_grown().grown() <= length)
      return std::nullopt;
    const CrackEvents &e          = most_grown();
    const auto         decided_by = std::vector<Decision>{growth_of(e, length, "Fracture/Length")};
    if (grew)
      return Ending{"crack grows", grown(e) + " and was still growing when the protocol ended", e.name, e.tip, decided_by};
    return Ending{"stopped", grown(e) + " and stopped", e.name, e.tip, decided_by};
  }

  std::vector<std::string> CrackStory::above_strength(const Measurements &measured)
  {
    std::vector<std::string> list;
    if (measured.fracture)
      for (const CrackMeasure &m : measured.fracture->cracks)
        if (m.strength > 0 && m.mean_pressure > m.strength)
          list.push_back("the metal in crack '" + m.name + "' presses harder than the phase field bears without a crack: the solid breaks all around it, "
                         "where a sharp crack would grow at its tip; choose a smaller `Fracture/Length`");
    return list;
  }

  std::vector<std::string> CrackStory::sentences(const Measurements &last) const
  {
    std::vector<std::string> list;
    for (const CrackEvents &e : events)
      {
        std::string s = fmt::format("{} '{}': {:.4g} um", e.pore ? "pore" : "crack", e.name, 1e6 * e.length);
        if (e.onset)
          s += fmt::format(", of {:.4g} um at the start; grew from {:.4g} s on, at a mean pressure of {:.4g} MPa, by {:.3g} um/s", 1e6 * e.initial_length,
                           *e.onset, 1e-6 * e.onset_pressure, 1e6 * e.speed());
        else
          s += e.grown() > length ? fmt::format(", of {:.4g} um at the start", 1e6 * e.initial_length) : ", has not grown";
        if (last.fracture->has_deposit)
          s += fmt::format("; metal to {:.4g} um, peak pressure {:.4g} MPa", 1e6 * e.metal_length, 1e-6 * e.peak_pressure);
        list.push_back(s);
      }
    if (last.fracture->dead > 1e-3 * last.fracture->deposit)
      list.push_back(fmt::format("{:.3g} % of the sodium in cracks is dead: no metal connects it to an electrode", 100 * last.fracture->dead / last.fracture->deposit));
    if (last.fracture->has_deposit)
      list.push_back(fmt::format("{:.4g} C went into cracks, which is {:.4g} m3 of sodium; they enclose {:.4g} m3", last.fracture->deposit_charge,
                                 last.fracture->deposit, last.fracture->volume));
    return list;
  }
} // namespace nadir
