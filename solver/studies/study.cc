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
    /// The entries of the resolved deck that change a run. @param more sections to leave out
    std::string identity_of(const Deck &deck, std::set<std::string> more = {})
    {
      more.insert({"Study", "Output", "Screening", "Checkpoint", "Title"});
      std::string text;
      for (const auto &[name, value] : entries_of(deck.resolved(), more))
        text += name + "=" + value + "\n";
      return text;
    }

    /// The same of a run up to the end of a step of its protocol.
    std::string beginning_of(const Deck &deck, const std::string &last_step)
    {
      std::set<std::string> later;
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
        std::vector<std::thread> workers;
        for (unsigned int w = 1; w < std::min<std::size_t>(plan.at_once, plan.points.size()); ++w)
          workers.emplace_back([this] { work(); });
        work();
        for (auto &worker : workers)
          worker.join();
        write_study(folder, plan, results);
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
        if (plan.search)
          check(fmt::format("{}={} {}", plan.search->entry, plan.search->start, plan.search->unit), plan.search->where);
        for (const auto &[electrode, settings] : plan.settings_for)
          for (const std::string &setting : settings)
            check(setting, plan.search->where);
        for (unsigned int k = 0; k < plan.varied.size(); ++k)
          {
            std::set<std::string> settings;
            for (unsigned int p = 0; p < plan.points.size(); ++p)
              settings.insert(plan.settings(p)[k]);
            for (const std::string &setting : settings)
              check(setting, plan.varied[k].where);
          }
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
          result.run = trial(p, plan.settings(p));
        const std::lock_guard<std::mutex> lock(mutex);
        result.done = true;
        spent       = seconds_since_start();
        if (options.point == 0)
          write_study(folder, plan, results);
      }

      FinishedRun trial(const unsigned int p, const std::vector<std::string> &settings)
      {
        bool        is_new = true;
        std::string identity, beginning;
        try
          {
            const std::lock_guard<std::mutex> lock(reading);
            const Deck                        deck = options.read(all_settings(settings));
            identity                               = identity_of(deck);
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

      void look_for_current(const unsigned int p, PointResult &result)
      {
        const CurrentSearch          &search = *plan.search;
        const double                  sign   = search.start > 0 ? 1. : -1.;
        std::map<double, FinishedRun> by_current;
        FinishedRun                   last;
        const auto                    run_at = [&](const double current) {
          auto settings = plan.settings(p);
          settings.push_back(fmt::format("{}={:.8g}{}{}", search.entry, sign * current, search.unit.empty() ? "" : " ", search.unit));
          last                = trial(p, settings);
          by_current[current] = last;
          const auto is_in    = [&](const std::vector<std::string> &list) { return last.physical() && std::count(list.begin(), list.end(), last.outcome) > 0; };
          const bool is_asked_for = plan.electrode(p) == "any" || plan.electrode(p) == last.electrode;
          return is_in(search.survives_with) ? Trial::survives : is_in(search.fails_with) && is_asked_for ? Trial::fails : Trial::unknown;
        };
        const double unit   = units::to_si("1 " + search.unit, "A m-2");
        const auto   closed = closed_form_current(result.screening);
        const double begin  = search.from_closed_form && closed ? *closed / unit : std::abs(search.start);
        result.bracket = search_current(run_at, begin, search.growth, search.tolerance, search.largest_count);
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
      const std::string        folder;
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
