// The command line and the exit codes.
//
//   0  done          2  the deck or the command line is wrong   4  interrupted by a signal, after a checkpoint
//   1  anything else 3  the solve failed
//
// The command line is read before MPI starts, because PETSc takes its options when it is initialised; what there is to
// say about it is said afterwards, once, by rank 0.
#include "application.h"
#include "base/deck.h"
#include "base/failure.h"
#include "base/parallel_files.h"
#include "base/text.h"
#include "base/versions.h"

#include <deal.II/base/mpi.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <petscsys.h>

#include <algorithm>
#include <iostream>
#include <sstream>

namespace
{
  using namespace nadir;

  const char *const footer = "Exit codes: 0 done; 2 the deck or the command line is wrong; 3 the solve failed; "
                             "4 interrupted by a signal, after a checkpoint; 1 anything else.\n"
                             "What follows `--` goes to PETSc, e.g. `nadir run cell.prm -- -log_view`.";

  /// What the user asked for.
  struct CommandLine
  {
    std::string              command; ///< empty: only `message` is to be printed
    RunOptions               options;
    std::vector<std::string> decks; ///< to check
    bool                     json  = false, list = false;
    unsigned int             point = 0; ///< of a study, from 1; 0: all
    std::vector<std::string> petsc;
    std::string              message; ///< help, version, or what is wrong
    int                      exit_code = done;
  };

  void append_words(std::vector<std::string> &words, const std::string &text)
  {
    std::istringstream stream(text);
    for (std::string word; stream >> word;)
      words.push_back(word);
  }

  template <typename Decks>
  CLI::App *add_deck_command(CLI::App &app, const char *name, const char *documentation, Decks &decks, CommandLine &line)
  {
    CLI::App *command = app.add_subcommand(name, documentation);
    command->add_option("DECK", decks, "the input deck, a .prm file")->required();
    command
      ->add_option("--set", line.options.overrides,
                   "an entry that overrides the deck's, e.g. \"Region anode/Material=sodium\"; may be repeated")
      ->type_name("SECTION/ENTRY=VALUE")
      ->allow_extra_args(false)
      ->take_all();
    return command;
  }

  std::string unknown_command(const CLI::App &app, const std::string &word)
  {
    std::vector<std::string> names;
    for (const CLI::App *command : app.get_subcommands([](const CLI::App *) { return true; }))
      names.push_back(command->get_name());
    return fmt::format("command line: error: there is no command '{}'\n"
                       "  help: {}commands: {}; more by `nadir --help`\n",
                       word, did_you_mean(word, names), listed(names));
  }

  CommandLine read_command_line(int argc, char **argv)
  {
    CommandLine line;
    CLI::App    app("NADIR: how solid-state sodium batteries fail", "nadir");
    app.footer(footer);
    app.require_subcommand(1);
    app.set_version_flag("--version", versions_text());

    std::string petsc, restart;
    CLI::App   *run = add_deck_command(app, "run", "run a deck", line.options.deck, line);
    run->add_option("--output", line.options.output, "folder for the results")->type_name("DIR");
    run->add_flag("--overwrite", line.options.overwrite, "write into a folder that has results already");
    run->add_option("--restart", restart, "go on from a checkpoint: latest (the default; without one from the beginning), or its folder")
      ->type_name("[latest|CHECKPOINT]")
      ->expected(0, 1);
    run->add_option("--petsc", petsc, "options for PETSc, in quotes")->type_name("OPTIONS");
    add_deck_command(app, "check", "everything but the solve: deck, units, materials, mesh, names; of one deck or several", line.decks, line);
    add_deck_command(app, "screen", "closed-form estimates of what the cell bears, without a mesh", line.options.deck, line)
      ->add_flag("--json", line.json, "machine-readable");
    CLI::App *study = add_deck_command(app, "study", "the runs that the deck's `Study` describes; goes on where it was stopped", line.options.deck, line);
    study->add_option("--output", line.options.output, "folder for the runs and tables")->type_name("DIR");
    study->add_option("--point", line.point, "only this point, without tables: for one of several jobs at the same time")->check(CLI::PositiveNumber);
    study->add_flag("--list", line.list, "list the points and run nothing");
    app.add_subcommand("laws", "every law that decks can choose");
    app.add_subcommand("materials", "every material that is found, with its source")
      ->add_option("DECK", line.options.deck, "also search the folders beside this deck");
    app.add_subcommand("reference", "the deck reference as Markdown");

    char **const end_of_ours = std::find(argv, argv + argc, std::string("--"));
    std::ostringstream out, err;
    try
      {
        app.parse(static_cast<int>(end_of_ours - argv), argv);
        line.command = app.get_subcommands().front()->get_name();
        if (run->count("--restart") > 0)
          line.options.restart = restart.empty() ? "latest" : restart;
        append_words(line.petsc, petsc);
        line.petsc.insert(line.petsc.end(), std::min(end_of_ours + 1, argv + argc), argv + argc);
      }
    catch (const CLI::ParseError &error)
      {
        line.exit_code = app.exit(error, out, err) == 0 ? done : deck_wrong;
        line.message   = out.str() + err.str();
        if (argc > 1 && argv[1][0] != '-' && app.get_subcommands().empty())
          line.message = unknown_command(app, argv[1]);
      }
    return line;
  }

  void print_laws(std::ostream &out)
  {
    std::string family;
    for (const LawSummary &law : registered_laws())
      {
        if (law.family != family)
          out << fmt::format("{}{}\n", family.empty() ? "" : "\n", law.family);
        out << fmt::format("  {:<26} {}\n", law.name, law.summary);
        family = law.family;
      }
  }

  void print_materials(const std::string &deck, std::ostream &out)
  {
    for (const MaterialSummary &material : found_materials(deck))
      out << fmt::format("{} ({}; entries marked as assumptions: {})\n  source: {}\n  file:   {}\n",
                         material.name, material.abilities, material.assumptions, material.source, material.file);
  }

  /// A mistyped option would be ignored by PETSc without a word.
  void check_petsc_options(const std::vector<std::string> &options)
  {
    PetscInt n = 0;
    char   **names, **values;
    if (options.empty() || PetscOptionsLeftGet(nullptr, &n, &names, &values) != 0)
      return;
    for (PetscInt i = 0; i < n; ++i)
      if (dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0)
        std::cerr << fmt::format("warning: the PETSc option -{} was not used\n", names[i]);
    PetscOptionsLeftRestore(nullptr, &n, &names, &values);
  }

  /// Say once what happened.
  int fail(const Failure &failure)
  {
    end_job_if_alone(failure);
    if (dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0)
      std::cerr << failure.message << std::endl;
    return failure.exit_code;
  }

  /// A mistake in one deck does not keep the others from being checked.
  int check_decks(const CommandLine &line, std::ostream &out)
  {
    int exit_code = done;
    for (const std::string &deck : line.decks)
      try
        {
          RunOptions options = line.options;
          options.deck       = deck;
          check_deck(options, out);
        }
      catch (const DeckError &error)
        {
          exit_code = fail(failure_of(error));
        }
    return exit_code;
  }

  int perform(const CommandLine &line, std::ostream &out)
  {
    int exit_code = done;
    if (line.command == "run")
      {
        exit_code = run_deck(line.options);
        check_petsc_options(line.petsc);
      }
    else if (line.command == "check")
      exit_code = check_decks(line, out);
    else if (line.command == "laws")
      print_laws(out);
    else if (line.command == "materials")
      print_materials(line.options.deck, out);
    else if (line.command == "reference")
      out << deck_reference(deck_schema());
    return exit_code;
  }

  /// The runs of a study are processes with an MPI of their own, which cannot be started from within another; screening is quicker without.
  int perform_without_mpi(const CommandLine &line)
  {
    try
      {
        if (line.command == "study")
          return study_deck(line.options, line.point, line.list, std::cout);
        screen_deck(line.options, line.json, std::cout);
        return done;
      }
    catch (const std::exception &error)
      {
        const Failure failure = failure_of(error);
        std::cerr << failure.message << std::endl;
        return failure.exit_code;
      }
  }

  int perform_and_report(const CommandLine &line)
  {
    const bool    first_rank = dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0;
    std::ostream  silence(nullptr);
    std::ostream &out = first_rank ? std::cout : silence;
    try
      {
        const int exit_code = perform(line, out);
        out.flush();
        if (first_rank && !out)
          return fail({"error: cannot write to standard output", anything_else});
        return exit_code;
      }
    catch (const std::exception &error)
      {
        return fail(failure_of(error));
      }
  }
} // namespace

int main(int argc, char **argv)
{
  const CommandLine line = read_command_line(argc, argv);
  if (line.command == "study" || line.command == "screen")
    return perform_without_mpi(line);

  // Our own options are none of MPI's or PETSc's business.
  std::vector<std::string> words = {argv[0]};
  words.insert(words.end(), line.petsc.begin(), line.petsc.end());
  std::vector<char *> pointers;
  for (std::string &word : words)
    pointers.push_back(word.data());
  pointers.push_back(nullptr);
  int    n_words = static_cast<int>(words.size());
  char **list    = pointers.data();

  avoid_semaphores_of_files();
  const dealii::Utilities::MPI::MPI_InitFinalize mpi(n_words, list, 1);
  if (line.command.empty())
    {
      if (dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0)
        (line.exit_code == done ? std::cout : std::cerr) << line.message << std::flush;
      return line.exit_code;
    }

  return perform_and_report(line);
}
