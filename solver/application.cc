#include "application.h"

#include "base/failure.h"
#include "base/files.h"
#include "base/first_rank.h"
#include "base/interruption.h"
#include "laws/material.h"
#include "simulation.h"
#include "space/crack_tips.h"
#include "space/supports.h"
#include "studies/screening.h"
#include "studies/study.h"
#include "studies/study_plan.h"

#include <deal.II/base/mpi.h>

#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <iostream>
#include <memory>
#include <regex>
#include <system_error>

#include <unistd.h>

namespace nadir
{
  namespace
  {
    Deck read(const RunOptions &options)
    {
      return Deck::read(options.deck, deck_schema(), options.overrides, material_folders(options.deck));
    }

    bool is_result(const std::filesystem::path &file)
    {
      if (std::filesystem::is_directory(file))
        return file.filename() == "checkpoints";
      if (file.extension() == ".part") // left over where a disk was full
        return is_result(file.parent_path() / file.stem());
      static const std::regex ours(R"(history\.csv|verdict\.json|nadir\.log|resolved\.prm|)"
                                   R"((fields|interfaces)(\.pvd|_[0-9]+\.pvtu|_[0-9]+\.[0-9]+\.vtu))");
      return std::regex_match(file.filename().string(), ours);
    }

    std::string folder_for_results(const Deck &deck, const RunOptions &options)
    {
      const std::string folder = options.output.empty() ? deck.root().section("Output").text("Folder") : options.output;
      return folder.empty() ? "results/" + std::filesystem::path(options.deck).stem().string() : folder;
    }

    /// The folder for the results, empty of earlier ones. Rank 0 looks and acts; all ranks learn how it went.
    void prepare_folder(const std::string &folder, const bool overwrite)
    {
      enum
      {
        ready,
        has_results,
        failed
      };
      int         state = ready;
      std::string why;
      if (first_rank())
        try
          {
            if (std::filesystem::is_regular_file(folder))
              throw std::filesystem::filesystem_error("", std::make_error_code(std::errc::file_exists));
            std::filesystem::create_directories(folder);
            if (access(folder.c_str(), W_OK | X_OK) != 0)
              throw std::filesystem::filesystem_error("", std::error_code(errno, std::generic_category()));
            for (const auto &entry : std::filesystem::directory_iterator(folder))
              if (is_result(entry.path()))
                {
                  if (!overwrite)
                    state = has_results;
                  else
                    std::filesystem::remove_all(entry.path());
                }
          }
        catch (const std::filesystem::filesystem_error &error)
          {
            state = failed;
            why   = error.code() == std::errc::file_exists ? "it is a file" : error.code().message();
          }
      MPI_Bcast(&state, 1, MPI_INT, 0, MPI_COMM_WORLD);
      if (state == has_results)
        throw DeckError({}, "the folder '" + folder + "' already has results", "choose another with --output DIR, or add --overwrite");
      if (state == failed)
        throw DeckError({}, "cannot use the folder '" + folder + "'" + (why.empty() ? "" : ": " + why), "choose another with --output DIR");
    }

    /// Calls action(std::integral_constant<int, dim>) with the deck's dimension.
    template <class Action>
    auto in_dimension_of(const Deck &deck, const Action &action)
    {
      if (deck.root().text("Dimension") == "2")
        return action(std::integral_constant<int, 2>());
      return action(std::integral_constant<int, 3>());
    }

    void print_defect(const DefectMeasure &d)
    {
      fmt::print("  {}: current focusing {:.4g}, local current density {:.4g} mA/cm2, overpotential {:.4g} mV\n", d.name, d.focusing,
                 d.largest_current / 10, d.overpotential * 1e3);
      if (d.estimate)
        fmt::print("    screening estimate (closed form, not simulated): a sharp flaw of this depth grows above {:.4g} mV, "
                   "that is {:.3g} mA/cm2 of the cell\n",
                   d.estimate->critical_overpotential * 1e3, d.estimate->critical_current_density / 10);
    }

    void print_verdict(const Verdict &verdict, const std::string &folder)
    {
      fmt::print("{}", in_words(verdict));
      for (const auto &sentence : verdict.story)
        fmt::print("  {}\n", sentence);
      for (const auto &d : verdict.last.defects)
        print_defect(d);
      for (const auto &warning : verdict.warnings)
        fmt::print("  warning: {}\n", warning);
      fmt::print("results in {}\n", folder);
    }

    void write_resolved(const Deck &deck, const std::string &folder)
    {
      if (first_rank())
        write_file(folder + "/resolved.prm", deck.resolved());
    }

    template <int dim>
    void march(Simulation<dim> &simulation, const Deck &deck, const std::string &folder)
    {
      const unsigned ranks = dealii::Utilities::MPI::n_mpi_processes(MPI_COMM_WORLD);
      const auto     write = [&](const Verdict &verdict) {
        if (first_rank())
          write_verdict(folder + "/verdict.json", verdict, deck.root().text("Title"), simulation.wall_time(), ranks);
      };
      simulation.write_to(folder);
      try
        {
          const Verdict verdict = simulation.run();
          write(verdict);
          if (first_rank())
            print_verdict(verdict, folder);
        }
      catch (const SolveError &error)
        {
          write(simulation.failed(error.what()));
          end_job_if_alone(failure_of(error)); // taking the simulation down needs all ranks
          throw;
        }
      catch (const std::exception &error)
        {
          end_job_if_alone(failure_of(error));
          throw;
        }
    }
  } // namespace

  SectionKind deck_schema()
  {
    SectionKind root;
    root.documentation = "The deck as a whole.";
    root.entries       = {text("Title", "", "One line that says what the run is for."),
                          choice("Dimension", {"2", "3"}, "2", "Of the model: plane or axisymmetric in 2, full in 3 dimensions.")};
    root.sections      = {geometry_schema(), material_schema()};
    for (const auto &list : {model_schema(), std::vector<SectionKind>{support_schema(), crack_tip_schema(), protocol_schema(), screening_schema(), study_schema()}, simulation_schema()})
      root.sections.insert(root.sections.end(), list.begin(), list.end());
    return root;
  }

  void check_deck(const RunOptions &options, std::ostream &out)
  {
    const Deck deck = read(options);
    in_dimension_of(deck, [&](const auto dim) {
      Simulation<dim.value> simulation(deck);
      const auto           &f = simulation.electrochemistry().fields;
      out << fmt::format("{} cells, {} unknowns, {} regions, {} interfaces, {} defects\n", f.triangulation.n_global_active_cells(),
                         f.dof_handler.n_dofs(), f.model.regions.size(), f.model.interfaces.size(), f.names.defects.size());
    });
    for (const auto &note : deck.notes())
      out << note << '\n';
    out << options.deck << ": no mistake found\n";
  }

  void screen_deck(const RunOptions &options, const bool json, std::ostream &out)
  {
    const Deck        deck      = read(options);
    const Screening   screening = screen(deck);
    const std::string title     = deck.root().text("Title").empty() ? options.deck : deck.root().text("Title");
    out << (json ? as_json(screening, title) : as_table(screening, title));
  }

  int study_deck(const RunOptions &options, const unsigned int point, const bool list, std::ostream &out)
  {
    return study({options.deck, options.output, options.overrides, point, list,
                  [&](const std::vector<std::string> &settings) { return Deck::read(options.deck, deck_schema(), settings, material_folders(options.deck)); }},
                 out);
  }

  int run_deck(const RunOptions &options)
  {
    const Deck        deck    = read(options);
    const std::string folder  = folder_for_results(deck, options);
    const Restart     restart = options.restart ? find_restart(deck, options, folder) : Restart();
    if (restart.ended_with)
      return *restart.ended_with;
    if (read_checkpoint_settings(deck.root()).kept && deck.root().has("Protocol"))
      watch_for_interruption();
    in_dimension_of(deck, [&](const auto dim) {
      Simulation<dim.value> simulation(deck, restart.checkpoint); // finds every mistake before anything is written
      if (restart.checkpoint.empty())
        prepare_folder(folder, options.overwrite || options.restart);
      else if (first_rank())
        std::filesystem::remove(folder + "/verdict.json"); // of the end that this run has had before
      write_resolved(deck, folder);
      march(simulation, deck, folder);
    });
    return 0;
  }
} // namespace nadir
