#include "studies/study_plan.h"

#include "base/text.h"
#include "base/units.h"
#include "laws/protocols/protocol.h"
#include "output/verdict.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <set>
#include <sstream>
#include <stdexcept>

namespace nadir
{
  namespace
  {
    const char *const default_failures = "short circuit, crack grows, fracture through, nucleated inside, contact lost, sodium exhausted, interphase-limited, voltage limit";

    /// Values are separated by semicolons, since a value may be a list.
    std::vector<std::string> split_values(const std::string &text)
    {
      std::vector<std::string> list;
      std::istringstream       stream(text);
      for (std::string part; std::getline(stream, part, ';');)
        if (!trim(part).empty())
          list.push_back(trim(part));
      return list;
    }

    std::pair<double, std::string> number_of(const Section &s, const std::string &entry, const std::string &text)
    {
      try
        {
          return number_and_unit(text);
        }
      catch (const std::invalid_argument &)
        {
          s.fail(entry, fmt::format("'{}' is not one number with its unit", text), "write for example '10 um'");
        }
    }

    std::string scaled(const std::pair<double, std::string> &base, const double factor)
    {
      return fmt::format("{:.10g}{}{}", base.first * factor, base.second.empty() ? "" : " ", base.second);
    }

    /// `From`, `To` and `Count` as values.
    std::vector<std::string> values_between(const Section &s, const unsigned int count)
    {
      for (const char *entry : {"From", "To"})
        if (s.text(entry).empty())
          s.fail("nothing says which values '" + s.text("Entry") + "' takes", "write 'Values = 1 um; 10 um', or 'From' and 'To'");
      const auto from = number_of(s, "From", s.text("From")), to = number_of(s, "To", s.text("To"));
      if (from.second != to.second)
        s.fail("To", fmt::format("'From' is in '{}' and 'To' in '{}'", from.second, to.second), "write both in the same unit");
      const bool logarithmic = s.text("Spacing") == "logarithmic";
      if (logarithmic && !(from.first * to.first > 0))
        s.fail("Spacing", "logarithmic steps need two numbers of the same sign, not 0", "write 'Spacing = linear'");
      std::vector<std::string> list;
      for (unsigned int k = 0; k < count; ++k)
        {
          const double share = count > 1 ? double(k) / (count - 1) : 0.;
          const double value = logarithmic ? from.first * std::pow(to.first / from.first, share) : from.first + share * (to.first - from.first);
          list.push_back(scaled({value, from.second}, 1));
        }
      return list;
    }

    Varied read_varied(const Section &s, const std::string &design)
    {
      Varied v{s.name(), s.text("Entry"), split_values(s.text("Values")), s.text("Spacing") == "logarithmic", s.where("Entry")};
      if (!v.values.empty() && design == "Latin hypercube")
        s.fail("Values", "a Latin hypercube samples ranges", "write 'From' and 'To'");
      if (v.values.empty())
        v.values = values_between(s, design == "Latin hypercube" ? 2 : s.integer("Count"));
      else if (!s.text("From").empty() || !s.text("To").empty())
        s.fail("Values", "the values are given twice: by 'Values' and by 'From' and 'To'", "keep one of the two");
      if (design != "list" && std::set<std::string>(v.values.begin(), v.values.end()).size() < v.values.size())
        s.fail("Values", "a value is there twice", "remove one of them");
      if (design == "one at a time" && v.values.size() != 1)
        s.fail("one at a time starts from one value", "write 'Values = 10 um', the base that is multiplied with 'Factor'");
      if (design == "one at a time")
        number_of(s, "Values", v.values.front());
      return v;
    }

    void all_combinations(StudyPlan &plan)
    {
      plan.points = {{}};
      for (const Varied &v : plan.varied)
        {
          std::vector<std::vector<std::string>> longer;
          for (const auto &point : plan.points)
            for (const std::string &value : v.values)
              {
                longer.push_back(point);
                longer.back().push_back(value);
              }
          plan.points = std::move(longer);
        }
    }

    void side_by_side(const Section &s, StudyPlan &plan)
    {
      const Varied &first = plan.varied.front();
      plan.points.assign(first.values.size(), {});
      for (const Varied &v : plan.varied)
        {
          if (v.values.size() != first.values.size())
            s.fail("Design", fmt::format("a list takes the first values of all entries, then the second ones, but '{}' has {} and '{}' {}", first.name, first.values.size(), v.name, v.values.size()),
                   "give every entry as many values, or write 'Design = grid' for all combinations");
          for (unsigned int p = 0; p < v.values.size(); ++p)
            plan.points[p].push_back(v.values[p]);
        }
      if (std::set<std::vector<std::string>>(plan.points.begin(), plan.points.end()).size() < plan.points.size())
        s.fail("Design", "two points of the list are the same", "remove one of them");
    }

    void latin_hypercube(const Section &s, StudyPlan &plan)
    {
      const unsigned int n = s.integer("Samples");
      std::mt19937       random(s.integer("Seed"));
      plan.sampled = true;
      plan.points.assign(n, {});
      for (const Varied &v : plan.varied)
        {
          const auto   low = number_and_unit(v.values.front()), high = number_and_unit(v.values.back());
          std::vector<double> shares(n);
          for (unsigned int i = 0; i < n; ++i)
            shares[i] = (i + random() / 4294967296.) / n;
          for (unsigned int i = n - 1; i > 0; --i)
            std::swap(shares[i], shares[random() % (i + 1)]);
          for (unsigned int i = 0; i < n; ++i)
            {
              const double value = v.logarithmic ? low.first * std::pow(high.first / low.first, shares[i]) : low.first + shares[i] * (high.first - low.first);
              plan.points[i].push_back(scaled({value, low.second}, 1));
            }
        }
    }

    void one_at_a_time(const Section &s, StudyPlan &plan)
    {
      plan.one_at_a_time = true;
      plan.factor        = s.quantity("Factor");
      std::vector<std::string> base;
      for (const Varied &v : plan.varied)
        base.push_back(v.values.front());
      plan.points = {base};
      for (unsigned int k = 0; k < base.size(); ++k)
        for (const double factor : {plan.factor, 1 / plan.factor})
          {
            plan.points.push_back(base);
            plan.points.back()[k] = scaled(number_and_unit(base[k]), factor);
          }
    }

    void read_electrodes(const Section &s, StudyPlan &plan)
    {
      const std::vector<std::string> known = {"any", "plated", "stripped"}, list = s.names("Electrodes");
      for (const std::string &electrode : list)
        if (std::count(known.begin(), known.end(), electrode) == 0)
          s.fail("Electrodes", "there is no electrode '" + electrode + "'", did_you_mean(electrode, known) + "write some of " + listed(known));
      if (list.empty() || std::set<std::string>(list.begin(), list.end()).size() < list.size())
        s.fail("Electrodes", list.empty() ? "no electrode's failure is looked for" : "an electrode is there twice", "write for example 'Electrodes = plated, stripped'");
      plan.electrodes = list;
      for (const char *electrode : {"plated", "stripped"})
        {
          const std::string entry        = std::string("Settings for ") + electrode;
          plan.settings_for[electrode] = split_values(s.text(entry));
          if (!s.text(entry).empty() && std::count(list.begin(), list.end(), electrode) == 0)
            s.fail(entry, "nothing looks for the failure of the " + std::string(electrode) + " electrode", "add it to 'Electrodes', or remove this line");
        }
      const auto each = plan.points;
      for (unsigned int e = 1; e < list.size(); ++e)
        plan.points.insert(plan.points.end(), each.begin(), each.end());
    }

    CurrentSearch read_search(const Section &s)
    {
      const auto    start = number_of(s, "Start", s.text("Start"));
      CurrentSearch c{s.text("Entry"), start.second, start.first, s.flag("Start from closed form"), s.quantity("Growth"), s.quantity("Tolerance"), unsigned(s.integer("Largest count")), s.names("Fails with"),
                      s.names("Survives with"), s.where("Entry"), s.where("Start"), s.where("Fails with")};
      if (c.start == 0)
        s.fail("Start", "a search that multiplies cannot start from 0", "write a current density near the one that is expected, e.g. '1 mA/cm^2'");
      try
        {
          units::to_si("1 " + c.unit, "A m-2");
        }
      catch (const units::Error &error)
        {
          s.fail("Start", error.problem, error.remedy);
        }
      std::vector<std::string> known;
      for (const auto &[outcome, meaning] : outcomes())
        known.push_back(outcome);
      known.pop_back(); // a numerical failure is none of the cell
      for (const char *entry : {"Fails with", "Survives with"})
        for (const std::string &outcome : s.names(entry))
          if (std::count(known.begin(), known.end(), outcome) == 0)
            s.fail(entry, "there is no physical outcome '" + outcome + "'", did_you_mean(outcome, known) + "outcomes: " + listed(known));
      for (const std::string &outcome : c.fails_with)
        if (std::count(c.survives_with.begin(), c.survives_with.end(), outcome) > 0)
          s.fail("Fails with", "'" + outcome + "' counts as failed and as survived", "remove it from one of 'Fails with' and 'Survives with'");
      return c;
    }
  } // namespace

  std::pair<double, std::string> number_and_unit(const std::string &text)
  {
    char        *end   = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (end == text.c_str() || !std::isfinite(value) || text.find(',') != std::string::npos)
      throw std::invalid_argument(text);
    return {value, trim(end)};
  }

  std::vector<std::string> StudyPlan::settings(const unsigned int p) const
  {
    std::vector<std::string> list;
    for (unsigned int k = 0; k < varied.size(); ++k)
      list.push_back(varied[k].entry + "=" + points[p][k]);
    if (const auto more = settings_for.find(electrode(p)); more != settings_for.end())
      list.insert(list.end(), more->second.begin(), more->second.end());
    return list;
  }

  SectionKind study_schema()
  {
    SectionKind vary;
    vary.kind          = "Vary";
    vary.named         = true;
    vary.documentation = "An entry of the deck that the study varies.";
    vary.entries       = {required(text("Entry", "", "As for --set, for example `Region anode/Material` or `Geometry/Layer electrolyte/Thickness`.")),
                          text("Values", "", "Separated by semicolons, each as the deck would write it: `10 um; 20 um`. One at a time: the base."),
                          text("From", "", "First value of a range."),
                          text("To", "", "Last value of a range, in the same unit."),
                          between(integer("Count", 5, "Values of the range, both ends included (of a grid)."), 1, 10000),
                          choice("Spacing", {"linear", "logarithmic"}, "linear", "Of the range.")};
    SectionKind search;
    search.kind          = "Critical current";
    search.documentation = "Of every point, the current density between runs that survive and runs that fail: a bracket is found by multiplying, then halved by its logarithm.";
    search.entries       = {required(text("Entry", "", "Of the current density, for example `Protocol/Step plate/Current density`.")),
                            required(text("Start", "", "First current density, with its sign: `1 mA/cm^2`.")),
                            flag("Start from closed form", false,
                                    "Begin at the smallest critical current density that `nadir screen` knows of the point, and at `Start`, which gives sign and unit, where it knows none."),
                            between(quantity("Growth", "1", "2", "Factor by which the current rises (falls) until a run fails (survives)."), 1.01, 100),
                            between(quantity("Tolerance", "1", "0.05", "Upper over lower end of the bracket, less 1, at which the search ends."), 1e-4, 10),
                            between(integer("Largest count", 30, "Runs for one critical current."), 2, 1000),
                            names("Fails with", default_failures, "Outcomes that count as failed."),
                            names("Survives with", "survived, stopped",
                                  "Outcomes that count as survived. A run with any other outcome says nothing: it failed in another way first, or numerically."),
                            names("Electrodes", "any",
                                  "Whose failure is looked for, one critical current density each: `any`, `plated`, `stripped`. A run in which the other electrode fails first says nothing."),
                            text("Settings for plated", "",
                                 "Entries that hold where the failure of the plated electrode is looked for, as for --set and separated by semicolons, so that the other one bears more: "
                                 "`Verdict/Contact lost below = 0`."),
                            text("Settings for stripped", "", "The same where that of the stripped one is.")};
    SectionKind s;
    s.kind          = "Study";
    s.documentation = "Many runs of this deck, by `nadir study DECK`; `nadir run` does not look at it.";
    s.entries       = {choice("Design", {"grid", "list", "Latin hypercube", "one at a time"}, "grid",
                              "grid: all combinations of the varied entries; list: the first values of all, then the second ones, and so on; Latin hypercube: samples of their ranges; one "
                                    "at a time: the base, then every entry times and over `Factor`, for logarithmic slopes."),
                       between(integer("Samples", 16, "Of a Latin hypercube."), 1, 100000),
                       between(integer("Seed", 1, "Of a Latin hypercube's random numbers."), 0, 2147483647),
                       between(quantity("Factor", "1", "1.2", "Of one at a time."), 1.0001, 100),
                       names("Results", "", "Columns of history.csv whose last values go into the tables."),
                       text("Folder", "", "For the runs and tables; empty: results/NAME-OF-DECK-study beside the working folder."),
                       text("Shared until", "",
                            "Step of the protocol. Runs that are the same up to its end share that part: the first one keeps a checkpoint there, from which the others go on."),
                       text("Launcher", "", "What stands before each run's command, for example `mpirun -np 2`."),
                       between(integer("At once", 1, "Points that are worked on at the same time."), 1, 1000)};
    s.sections      = {vary, search};
    return s;
  }

  StudyPlan read_study(const Section &root)
  {
    if (!root.has("Study"))
      root.fail("the deck has no `subsection Study`", "add one that says what to vary, or use `nadir run`");
    const Section    &s      = root.section("Study");
    const std::string design = s.text("Design");
    StudyPlan         plan;
    for (const Section *v : s.sections("Vary"))
      plan.varied.push_back(read_varied(*v, design));
    if (plan.varied.empty() && (design != "grid" || !s.has("Critical current")))
      s.fail("the study varies nothing", "add `subsection Vary NAME`, or `subsection Critical current`");
    if (design == "grid")
      all_combinations(plan);
    else if (design == "list")
      side_by_side(s, plan);
    else if (design == "Latin hypercube")
      latin_hypercube(s, plan);
    else
      one_at_a_time(s, plan);
    if (s.has("Critical current"))
      {
        plan.search = read_search(s.section("Critical current"));
        read_electrodes(s.section("Critical current"), plan);
      }
    if (!plan.search && root.has("Protocol"))
      plan.raises_current = make_protocol(root.section("Protocol")).raises_current();
    plan.results      = s.names("Results");
    plan.launcher     = s.text("Launcher");
    plan.folder       = s.text("Folder");
    plan.at_once      = s.integer("At once");
    plan.shared_until = s.text("Shared until");
    if (!plan.shared_until.empty())
      check_step_name(root, s, "Shared until", plan.shared_until);
    return plan;
  }
} // namespace nadir
