// What `nadir screen` prints: a table for the eye, or JSON.
#include "studies/screening.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace nadir
{
  namespace
  {
    /// A value in the unit that the field uses.
    std::string shown(const double value, const std::string &unit)
    {
      if (unit == "Pa")
        return fmt::format("{:.4g} MPa", value / 1e6);
      if (unit == "V")
        return fmt::format("{:.4g} mV", value * 1e3);
      if (unit == "A m-2")
        return fmt::format("{:.4g} mA/cm2", value / 10);
      return unit == "1" ? fmt::format("{:.4g}", value) : fmt::format("{:.4g} {}", value, unit);
    }
  } // namespace

  std::string as_table(const Screening &s, const std::string &title)
  {
    std::string text = fmt::format("closed forms, not a simulation: {}\nat {:.5g} K, {:.4g} mA/cm2, stack pressure {:.4g} MPa\n\n", title, s.temperature,
                                   s.current_density / 10, s.pressure / 1e6);
    std::size_t width = 0;
    for (const Estimate &e : s.estimates)
      width = std::max(width, e.form->name.size());
    std::vector<const ClosedForm *> used;
    for (const Estimate &e : s.estimates)
      {
        text += fmt::format("{:<{}}  {:>14}  {}\n", e.form->name, width, shown(e.value, e.form->unit), e.place);
        if (std::find(used.begin(), used.end(), e.form) == used.end())
          used.push_back(e.form);
      }
    if (!s.not_available.empty())
      text += "\nnot available:\n";
    for (const NotAvailable &n : s.not_available)
      text += fmt::format("  {}{}{}: {}\n", n.name, n.place.empty() ? "" : ", ", n.place, n.why);
    if (!used.empty())
      text += "\nformulas:\n";
    for (const ClosedForm *form : used)
      text += fmt::format("  {} = {}\n    assumes: {}\n    source: {}\n", form->name, form->formula, fmt::join(form->assumptions, "; "), form->source);
    return text;
  }

  std::string as_json(const Screening &s, const std::string &title)
  {
    using nlohmann::json;
    json j = {{"title", title},
              {"what", "closed forms, not a simulation"},
              {"temperature_K", s.temperature},
              {"current_density_A_per_m2", s.current_density},
              {"stack_pressure_Pa", s.pressure},
              {"estimates", json::array()},
              {"not_available", json::array()}};
    for (const Estimate &e : s.estimates)
      {
        json inputs = json::object();
        for (const auto &[name, value] : e.inputs)
          inputs[name] = value;
        j["estimates"].push_back({{"name", e.form->name}, {"place", e.place}, {"value", e.value}, {"unit", e.form->unit}, {"formula", e.form->formula},
                                  {"assumptions", e.form->assumptions}, {"source", e.form->source}, {"inputs", inputs}});
      }
    for (const NotAvailable &n : s.not_available)
      j["not_available"].push_back({{"name", n.name}, {"place", n.place}, {"why", n.why}});
    return j.dump(2) + "\n";
  }
} // namespace nadir
