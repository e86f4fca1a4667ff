#include "studies/study_tables.h"

#include "base/files.h"
#include "studies/closed_forms.h"
#include "studies/screening.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace nadir
{
  namespace
  {
    using nlohmann::json;

    constexpr const char *lower = "survives_at_A_per_m2", *upper = "fails_at_A_per_m2", *middle = "critical_current_density_A_per_m2";
    constexpr const char *closed_current = "screening_critical_current_density_A_per_m2", *closed_stripping = "screening_stripping_limit_A_per_m2";

    /// Name and value; empty where there is none.
    using Cells = std::vector<std::pair<std::string, std::string>>;

    std::string number(const std::optional<double> &value) { return value ? fmt::format("{:.10g}", *value) : ""; }

    std::string quoted(std::string text)
    {
      for (std::size_t at = 0; (at = text.find('"', at)) != std::string::npos; at += 2)
        text.insert(at, 1, '"');
      return text.find_first_of(",\"\n") == std::string::npos ? text : '"' + text + '"';
    }

    std::optional<double> critical_current(const PointResult &r)
    {
      return r.bracket && r.bracket->closed() ? std::optional<double>(std::sqrt(*r.bracket->survives * *r.bracket->fails)) : std::nullopt;
    }

    Cells row_of(const StudyPlan &plan, const unsigned int p, const PointResult &r)
    {
      Cells row = {{"point", fmt::format("{}", p + 1)}};
      for (unsigned int k = 0; k < plan.varied.size(); ++k)
        row.push_back({plan.varied[k].entry, plan.points[p][k]});
      if (plan.search)
        row.push_back({"electrode_looked_for", plan.electrode(p)});
      if (plan.has_bracket())
        {
          row.push_back({middle, number(critical_current(r))});
          row.push_back({lower, number(r.bracket ? r.bracket->survives : std::nullopt)});
          row.push_back({upper, number(r.bracket ? r.bracket->fails : std::nullopt)});
          row.push_back({"trials", r.bracket ? fmt::format("{}", r.bracket->trials) : ""});
        }
      for (const char *column : {"stack_pressure_Pa", closed_current, closed_stripping})
        {
          const auto it = r.screening.find(column);
          row.push_back({column, it == r.screening.end() ? "" : number(it->second)});
        }
      row.push_back({"outcome", r.run.outcome});
      row.push_back({"place", r.run.place});
      row.push_back({"electrode", r.run.electrode});
      for (const auto *list : {&of_verdict, &plan.results})
        for (const std::string &name : *list)
          row.push_back({name, number(r.run.number(name))});
      row.push_back({"criterion", r.run.criterion});
      row.push_back({"reason", r.bracket && !r.bracket->problem.empty() ? r.bracket->problem + (r.run.reason.empty() ? "" : ": " + r.run.reason) : r.run.reason});
      row.push_back({"folder", r.run.folder});
      return row;
    }
  } // namespace

  std::map<std::string, double> screen_point(const Deck &deck)
  {
    const Screening               screening = screen(deck);
    std::map<std::string, double> columns   = {{"stack_pressure_Pa", screening.pressure}};
    for (const Estimate &e : screening.estimates)
      for (const auto &[form, column] : {std::pair{&forms::critical_current, closed_current}, std::pair{&forms::stripping_limit, closed_stripping}})
        if (e.form == form)
          {
            const auto [it, is_first] = columns.insert({column, e.value});
            it->second                = std::min(it->second, e.value);
          }
    return columns;
  }

  std::optional<double> closed_form_current(const std::map<std::string, double> &screening)
  {
    std::optional<double> smallest;
    for (const char *column : {closed_current, closed_stripping})
      if (const auto it = screening.find(column); it != screening.end())
        smallest = std::min(it->second, smallest.value_or(it->second));
    return smallest;
  }

  std::vector<LogSlope> log_slopes(const StudyPlan &plan, const std::vector<PointResult> &results)
  {
    std::vector<LogSlope> list;
    if (!plan.one_at_a_time)
      return list;
    std::vector<std::string> names = plan.results;
    for (const std::string &name : of_verdict)
      names.push_back(name);
    if (plan.search)
      names = {middle};
    else if (plan.raises_current)
      names.insert(names.begin(), middle);
    const auto value = [&](const PointResult &r, const std::string &name) { return name == middle ? critical_current(r) : r.run.number(name); };
    for (unsigned int first = 0; first < results.size(); first += plan.points_each())
      for (unsigned int k = 0; k < plan.varied.size(); ++k)
        for (const std::string &name : names)
          {
            const PointResult &more = results[first + 1 + 2 * k], &less = results[first + 2 + 2 * k];
            const auto         a = value(more, name), b = value(less, name);
            if (a && b && *a * *b > 0)
              list.push_back({plan.varied[k].entry, name, std::log(*a / *b) / (2 * std::log(plan.factor)), plan.electrode(first)});
          }
    return list;
  }

  std::string keep_other_tables(const std::string &folder, const std::string &identity)
  {
    namespace fs    = std::filesystem;
    const auto file = [&](const std::string &name, const char *ending) { return fs::path(folder) / (name + ending); };
    const auto any  = [&](const std::string &name) { return fs::exists(file(name, ".csv")) || fs::exists(file(name, ".json")); };
    const json old  = json::parse(contents(file("study", ".json")), nullptr, /*allow_exceptions=*/false);
    if (!any("study") || (old.is_object() && old.value("study", json()) == identity))
      return "";
    unsigned int number = 1;
    while (any(fmt::format("study-{}", number)))
      ++number;
    const std::string name = fmt::format("study-{}", number);
    for (const char *ending : {".csv", ".json"})
      if (fs::exists(file("study", ending)))
        fs::rename(file("study", ending), file(name, ending));
    return name + ".csv and .json";
  }

  void write_study(const std::string &folder, const std::string &identity, const StudyPlan &plan, const std::vector<PointResult> &results)
  {
    std::string csv;
    json        j = {{"study", identity}, {"points", json::array()}, {"log_slopes", json::array()}};
    for (unsigned int p = 0; p < results.size(); ++p)
      {
        const Cells row = row_of(plan, p, results[p].done ? results[p] : PointResult()); // others are being worked on
        std::string names, values;
        json        point = {{"done", results[p].done}};
        for (const auto &[name, value] : row)
          {
            names += (names.empty() ? "" : ",") + quoted(name);
            values += (values.empty() ? "" : ",") + quoted(value);
            point[name] = value.empty() ? json(nullptr) : json(value);
            if (char *end = nullptr; !value.empty() && (std::strtod(value.c_str(), &end), *end == 0))
              point[name] = std::strtod(value.c_str(), nullptr);
          }
        if (p == 0)
          csv = names + "\n";
        if (results[p].done)
          csv += values + "\n";
        j["points"].push_back(point);
      }
    for (const LogSlope &s : log_slopes(plan, results))
      j["log_slopes"].push_back({{"entry", s.entry}, {"result", s.result}, {"slope", s.slope}, {"electrode_looked_for", s.electrode}});
    replace_file(folder + "/study.csv", csv);
    replace_file(folder + "/study.json", j.dump(2) + "\n");
  }

  std::string study_in_words(const StudyPlan &plan, const std::vector<PointResult> &results)
  {
    std::string text;
    for (unsigned int p = 0; p < results.size(); ++p)
      {
        const PointResult &r = results[p];
        std::string        what;
        for (const std::string &setting : plan.settings(p))
          what += (what.empty() ? "" : ", ") + setting;
        what += plan.electrode(p) == "any" ? "" : (what.empty() ? "" : ", ") + plan.electrode(p) + " electrode";
        text += what.empty() ? "" : what + ": ";
        if (const auto i = critical_current(r))
          text += fmt::format("critical current density {:.4g} mA/cm2 (survives {:.4g}, fails {:.4g}: {})", *i / 10, *r.bracket->survives / 10, *r.bracket->fails / 10, r.run.outcome);
        else
          text += r.bracket ? "no critical current density: " + r.bracket->problem : r.run.outcome + (r.run.reason.empty() ? "" : ": " + r.run.reason);
        for (const auto &[column, name] : {std::pair{closed_current, "critical current density of the flaws"}, std::pair{closed_stripping, "stripping limit"}})
          if (const auto it = r.screening.find(column); it != r.screening.end())
            text += fmt::format("; closed form, {}: {:.4g} mA/cm2", name, it->second / 10);
        text += "\n";
      }
    for (const LogSlope &s : log_slopes(plan, results))
      text += fmt::format("d ln {} / d ln {} = {:.3f}{}\n", s.result, s.entry, s.slope, s.electrode == "any" ? "" : " (" + s.electrode + " electrode)");
    return text;
  }
} // namespace nadir
