// What the command line offers, as functions: `nadir run`, `check`, `screen`, `laws`, `materials`, `reference`.
//
// All of them may be called on every rank; what they print goes to the stream given, which main.cc leaves open on
// rank 0 only. They throw DeckError or SolveError (base/errors.h); main.cc turns these into exit codes.
#pragma once

#include "base/deck.h"

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace nadir
{
  /// Everything a deck may contain: the sections of all modules joined.
  SectionKind deck_schema();

  /// Where a material that the deck names but does not define is looked for, in this order: `materials` beside the
  /// deck, the deck's own folder, inputs/materials of the source tree the program was built from, and the folders
  /// (separated by colons) in the environment variable NADIR_MATERIALS. Folders that do not exist are left out.
  /// @param deck_file may be empty: then the working folder stands for the deck's.
  std::vector<std::string> material_folders(const std::string &deck_file);

  struct RunOptions
  {
    std::string              deck;
    std::string              output;            ///< folder for the results; empty: the deck's choice
    bool                     overwrite = false; ///< write into a folder that has results
    std::optional<std::string> restart;         ///< a checkpoint, or "latest"
    std::vector<std::string> overrides;         ///< "Section/entry=value"
  };

  /// Everything but the solve: deck, units, materials, mesh, names. Prints a summary and the deck's notes.
  /// @throws DeckError
  void check_deck(const RunOptions &options, std::ostream &out);

  /// Closed-form estimates of what the cell bears, without a mesh. @param json machine-readable
  /// @throws DeckError
  void screen_deck(const RunOptions &options, bool json, std::ostream &out);

  /// Many runs, each a process of its own: call it before MPI is initialised. @param point only this one, from 1; 0: all
  /// @param list tell the points and run nothing @returns the exit code @throws DeckError
  int study_deck(const RunOptions &options, unsigned int point, bool list, std::ostream &out);

  /// Run the deck to its end. @returns the exit code, 0 if a verdict was reached.
  /// @throws DeckError, SolveError, Interrupted
  int run_deck(const RunOptions &options);

  /// What `--restart` finds in a folder for results.
  struct Restart
  {
    std::string        checkpoint; ///< to go on from; empty: the run begins at the beginning
    std::optional<int> ended_with; ///< exit code of a run that has come to its end, to which nothing is to be added
  };

  /// @throws DeckError where no checkpoint can be used
  Restart find_restart(const Deck &deck, const RunOptions &options, const std::string &folder);

  /// One registered law, without its type.
  struct LawSummary
  {
    std::string family;  ///< e.g. "charge transfer"
    std::string name;    ///< as in decks
    std::string summary; ///< one line
  };

  /// Every registered law, family by family, by name within a family.
  std::vector<LawSummary> registered_laws();

  /// One material found in the material folders.
  struct MaterialSummary
  {
    std::string  name;        ///< as in decks; the formula for most
    std::string  abilities;   ///< "conducts ions, deforms, creeps": what a deck can ask of it
    std::string  source;      ///< where its numbers come from, one line
    unsigned int assumptions; ///< how many of its entries are marked so
    std::string  file;
  };

  /// Every material in the material folders; one that an earlier folder has hides its namesakes in later ones, as it
  /// does when a deck is read. @throws DeckError where a material file is wrong.
  std::vector<MaterialSummary> found_materials(const std::string &deck_file);
} // namespace nadir
