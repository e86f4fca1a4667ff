#include "studies/study.h"

#include "base/deck_difference.h"
#include "base/units.h"
#include "output/progress.h"
#include "studies/current_search.h"
#include "studies/study_plan.h"
#include "studies/study_runs.h"
#include "studies/study_tables.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <ostream>
#include <set>
#include <thread>

namespace nadir
{
  namespace
  {
    /// The entries of the resolved deck that change results. @param more sections and entries to leave out
    std::string identity_of(const Deck &deck, std::set<std::string> more)
    {
      more.insert({"Output", "Screening", "Checkpoint", "Title"});
      std::string text;
      for (const auto &[name, value] : entries_of(deck.resolved(), more))
        text += name + "=" + value + "\n";
      return text;
    }

    /// The same of a run up to the end of a step of its protocol.
    std::string beginning_of(const Deck &deck, const std::string &last_step)
    {
      std::set<std::string> later = {"Study"};
      bool                  is_later = false;
      for (const Section *step : deck.root().section("Protocol").sections("Step"))
        {
          if (is_later)
            later.insert("Protocol/Step " + step->name());
          is_later = is_later || step->name() == last_step;
        }
      return identity_of(deck, later);
    }

    /// A mistake in a point's setting, told at the line of the study that asks for it.
    [[noreturn]] void blame(const Where &where, const std::string &setting, const DeckError &error)
    {
      std::string       problem = error.what(), remedy;
      const std::string head = "error: ", tail = "\n  help: ";
      if (const auto at = problem.find(tail); at != std::string::npos)
        {
          remedy  = problem.substr(at + tail.size());
          problem = problem.substr(0, at);
        }
      if (const auto at = problem.find(head); at != std::string::npos)
        problem = problem.substr(at + head.size());
      throw DeckError(where, fmt::format("with '{}': {}", setting, problem), remedy);
    }

    class Study
    {
    public:
      Study(const StudyOptions &options, const Deck &deck, std::ostream &out)
        : options(options)
        , plan(read_study(deck.root()))
        , out(out)
        , folder(folder_of())
        , identity(fingerprint(identity_of(deck, {"Study/Folder", "Study/Launcher", "Study/At once"}))) // wherever and however it runs
      {
        check_points(); // before anything is written
        if (options.list)
          return;
        runs.emplace(folder, plan.launcher, options.deck, options.settings, plan.results, plan.shared_until);
        results.resize(plan.points.size());
      }

      int march()
      {
        if (options.list)
          return list();
        if (options.point > 0)
          {
            treat(options.point - 1);
            return 0;
          }
        if (const std::string kept = keep_other_tables(folder, identity); !kept.empty())
          out << "the tables of another study in " << folder << " are now " << kept << std::endl;
        std::vector<std::thread> workers;
        for (unsigned int w = 1; w < std::min<std::size_t>(plan.at_once, plan.points.size()); ++w)
          workers.emplace_back([this] { work(); });
        work();
        for (auto &worker : workers)
          worker.join();
        write_study(folder, identity, plan, results);
        if (failure)
          std::rethrow_exception(failure);
        out << study_in_words(plan, results) << "tables in " << folder << "/study.csv and study.json\n";
        return 0;
      }

    private:
      std::string folder_of() const
      {
        if (!options.output.empty())
          return options.output;
        return plan.folder.empty() ? "results/" + std::filesystem::path(options.deck).stem().string() + "-study" : plan.folder;
      }

      std::vector<std::string> all_settings(const std::vector<std::string> &more) const
      {
        auto list = options.settings;
        list.insert(list.end(), more.begin(), more.end());
        return list;
      }

      /// Every mistake before the first run.
      void check_points() const
      {
        if (options.point > plan.points.size())
          throw DeckError({}, fmt::format("the study has {} points, so there is no point {}", plan.points.size(), options.point), "`nadir study DECK --list` tells them");
        for (const auto &[electrode, settings] : plan.settings_for)
          for (const std::string &setting : settings)
            check(setting, plan.search->where);
        std::vector<std::vector<NotJudged>> excluded; // all points before what this may say of one
        for (const unsigned int p : points_to_check())
          excluded.push_back(check_point(p));
        for (unsigned int k = 0; k < excluded.size() && plan.search; ++k)
          check_failures(excluded[k]);
      }

      /// All, or the one that is asked for; of many samples those with the least and the largest value of each entry.
      std::set<unsigned int> points_to_check() const
      {
        if (options.point > 0)
          return {options.point - 1};
        std::set<unsigned int> list;
        for (unsigned int p = 0; p < plan.points.size() && !plan.sampled; ++p)
          list.insert(p);
        for (unsigned int k = 0; k < plan.varied.size() && plan.sampled; ++k)
          {
            const auto less = [&](const auto &a, const auto &b) { return number_and_unit(a[k]).first < number_and_unit(b[k]).first; };
            const auto ends = std::minmax_element(plan.points.begin(), plan.points.end(), less);
            list.insert({unsigned(ends.first - plan.points.begin()), unsigned(ends.second - plan.points.begin())});
          }
        return list;
      }

      /// The entries of a point fit together. @returns the outcomes that its runs cannot have
      std::vector<NotJudged> check_point(const unsigned int p) const
      {
        auto settings = plan.settings(p);
        if (plan.search)
          settings.push_back(current_setting(std::abs(plan.search->start)));
        try
          {
            const Deck     deck     = options.read(all_settings(settings));
            const Section &root     = deck.root();
            const Model    model    = make_model(root);
            auto           excluded = not_judged(read_failure_criteria(root, model), model);
            if (!root.has("Protocol") || !make_protocol(root.section("Protocol")).has_voltage_limit())
              excluded.push_back({{"voltage limit", "interphase-limited"}, "no step has a limit of the voltage"});
            return excluded;
          }
        catch (const DeckError &error)
          {
            const auto where = [&](const unsigned int k) { return k < plan.varied.size() ? plan.varied[k].where : plan.search->where; };
            for (unsigned int k = 0; k < settings.size(); ++k) // one of them by itself?
              check(settings[k], where(k));
            blame(where(0), fmt::format("{}", fmt::join(settings, ", ")), error);
          }
      }

      /// The search must be able to end: an outcome that it takes for failure can happen.
      void check_failures(const std::vector<NotJudged> &excluded) const
      {
        std::string why;
        for (const std::string &wanted : plan.search->fails_with)
          {
            const auto found = std::find_if(excluded.begin(), excluded.end(), [&](const NotJudged &n) { return std::count(n.outcomes.begin(), n.outcomes.end(), wanted) > 0; });
            if (found == excluded.end())
              return;
            why += fmt::format("{}'{}' ({})", why.empty() ? "" : ", ", wanted, found->why);
          }
        throw DeckError(plan.search->fails_where, fmt::format("no run of this deck can fail as the search asks for, with {}", why),
                        "add the model that it lacks, or what else counts as failed to 'Fails with'");
      }

      void check(const std::string &setting, const Where &where) const
      {
        try
          {
            options.read(all_settings({setting}));
          }
        catch (const DeckError &error)
          {
            blame(where, setting, error);
          }
      }

      int list() const
      {
        for (unsigned int p = 0; p < plan.points.size(); ++p)
          out << fmt::format("{}  {}{}\n", p + 1, fmt::join(plan.settings(p), ", "), plan.electrode(p) == "any" ? "" : "; " + plan.electrode(p) + " electrode");
        return 0;
      }

      double seconds_since_start() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); }

      void work()
      {
        for (unsigned int p; !stopped && (p = next++) < plan.points.size();)
          try
            {
              treat(p);
            }
          catch (...)
            {
              const std::lock_guard<std::mutex> lock(mutex);
              failure = std::current_exception();
              stopped = true;
            }
      }

      void treat(const unsigned int p)
      {
        PointResult &result = results[p];
        try
          {
            const std::lock_guard<std::mutex> lock(reading);
            result.screening = screen_point(options.read(all_settings(plan.settings(p))));
          }
        catch (const DeckError &)
          {
            // The run says what is wrong.
          }
        if (plan.search)
          look_for_current(p, result);
        else
          take_run(result, trial(p, plan.settings(p)));
        const std::lock_guard<std::mutex> lock(mutex);
        result.done = true;
        spent       = seconds_since_start();
        if (options.point == 0)
          write_study(folder, identity, plan, results);
      }

      /// A run without a search: a protocol that raises the current has found its bracket by itself.
      void take_run(PointResult &result, const FinishedRun &run) const
      {
        result.run = run;
        if (!plan.raises_current || !run.physical())
          return;
        result.bracket.emplace();
        result.bracket->trials   = 1;
        result.bracket->survives = run.number(levels_of_verdict[0]);
        result.bracket->fails    = run.number(levels_of_verdict[1]);
        if (!result.bracket->fails)
          result.bracket->problem = result.bracket->survives ? "every level survived" : "it failed before or after the levels";
        else if (!result.bracket->survives)
          result.bracket->problem = "no level below it had survived";
      }

      FinishedRun trial(const unsigned int p, const std::vector<std::string> &settings)
      {
        bool        is_new = true;
        std::string identity, beginning;
        try
          {
            const std::lock_guard<std::mutex> lock(reading);
            const Deck                        deck = options.read(all_settings(settings));
            identity                               = identity_of(deck, {"Study"});
            if (!plan.shared_until.empty())
              beginning = beginning_of(deck, plan.shared_until);
          }
        catch (const DeckError &) // it fails as a run, and is listed as one
          {
            identity = fmt::format("{}", fmt::join(all_settings(settings), "\n"));
          }
        const FinishedRun run = runs->run(settings, identity, beginning, is_new);
        tell(p, run, is_new);
        return run;
      }

      /// @param current magnitude, in the unit of the search
      std::string current_setting(const double current) const
      {
        const CurrentSearch &search = *plan.search;
        return fmt::format("{}={:.8g}{}{}", search.entry, search.start > 0 ? current : -current, search.unit.empty() ? "" : " ", search.unit);
      }

      void look_for_current(const unsigned int p, PointResult &result)
      {
        const CurrentSearch          &search = *plan.search;
        std::map<double, FinishedRun> by_current;
        FinishedRun                   last;
        const auto                    run_at = [&](const double current) {
          auto settings = plan.settings(p);
          settings.push_back(current_setting(current));
          last                = trial(p, settings);
          by_current[current] = last;
          const auto is_in    = [&](const std::vector<std::string> &list) { return last.physical() && std::count(list.begin(), list.end(), last.outcome) > 0; };
          const bool is_asked_for = plan.electrode(p) == "any" || plan.electrode(p) == last.electrode;
          return is_in(search.survives_with) ? Trial::survives : is_in(search.fails_with) && is_asked_for ? Trial::fails : Trial::unknown;
        };
        const double unit   = units::to_si("1 " + search.unit, "A m-2");
        const auto   closed = closed_form_current(result.screening);
        const double begin  = search.from_closed_form && closed ? *closed / unit : std::abs(search.start);
        result.bracket = search_current(run_at, begin, search.growth, search.tolerance, search.largest_count, search.unit);
        if (!result.bracket->problem.empty() && !(result.bracket->survives && result.bracket->fails))
          result.bracket->problem += fmt::format(" (change `Start`, `Growth` or `Fails with` at {})", search.start_where.text());
        result.run     = result.bracket->fails ? by_current.at(*result.bracket->fails) : last; // what the lowest current that fails did
        for (auto *current : {&result.bracket->survives, &result.bracket->fails})
          if (*current)
            **current *= unit;
      }

      void tell(const unsigned int p, const FinishedRun &run, const bool is_new)
      {
        const std::lock_guard<std::mutex> lock(mutex);
        out << fmt::format("point {} of {}: {}{} -> {}{}", p + 1, plan.points.size(), fmt::join(run.settings, ", "), run.settings.empty() ? "as the deck" : "", run.outcome,
                           run.physical() ? "" : ": " + run.reason);
        out << (is_new ? fmt::format(" ({})", spoken_time(run.wall_time)) : std::string(" (was there)"));
        const auto done = std::count_if(results.begin(), results.end(), [](const PointResult &r) { return r.done; });
        if (is_new && done > 0 && done < std::ptrdiff_t(plan.points.size()))
          {
            // The points that are left take as long as those that are done, less what has gone into them since.
            const double left = spent / done * (plan.points.size() - done) - (seconds_since_start() - spent);
            out << fmt::format("; {}{} left", left < 1 ? "" : "about ", spoken_time(std::max(left, 0.)));
          }
        out << std::endl;
      }

      const StudyOptions      &options;
      const StudyPlan          plan;
      std::ostream            &out;
      const std::string        folder, identity;
      std::optional<StudyRuns> runs;
      std::vector<PointResult> results;
      std::atomic<unsigned>    next{0};
      std::mutex               mutex, reading; ///< of the results and the screen; of decks
      std::atomic<bool>        stopped{false};
      std::exception_ptr       failure;
      double                   spent = 0; ///< s until the last point was done
      const std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
    };
  } // namespace

  int study(const StudyOptions &options, std::ostream &out)
  {
    for (const char *variable : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"})
      if (const char *size = std::getenv(variable); size && std::atoi(size) > 1)
        throw DeckError({}, "a study starts its runs by itself, each in parallel if it is told to",
                        "leave out mpirun, and write 'Launcher = mpirun -np 2' in `Study`");
    const Deck deck = options.read(options.settings);
    try
      {
        return Study(options, deck, out).march();
      }
    catch (const StudyInterrupted &stopped)
      {
        out << "stopped; the same command goes on from here" << std::endl;
        return stopped.exit_code;
      }
  }
} // namespace nadir
