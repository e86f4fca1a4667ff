// What `nadir run --restart` goes on from.
#include "application.h"

#include "base/deck_difference.h"
#include "base/failure.h"
#include "base/files.h"
#include "base/first_rank.h"
#include "output/checkpoint.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <iostream>

namespace nadir
{
  namespace
  {
    std::string contents_on_all_ranks(const std::string &file)
    {
      return from_first_rank(first_rank() ? contents(file) : std::string());
    }

    /// The newest checkpoint that can be used; empty: there is none at all.
    std::string latest(const Deck &deck, const std::string &folder)
    {
      const auto all = from_first_rank(first_rank() ? checkpoints_of(folder) : std::vector<std::string>());
      for (const std::string &checkpoint : all)
        {
          const std::string reason = reason_to_refuse(checkpoint, deck.resolved());
          if (reason.empty())
            return checkpoint;
          if (first_rank())
            std::cerr << fmt::format("warning: the checkpoint '{}' is not used: {}\n", checkpoint, reason);
        }
      if (!all.empty())
        throw DeckError({}, "no checkpoint in '" + folder + "' can be used", "bring back what has changed; or begin anew with --overwrite in place of --restart");
      return "";
    }

    /// Results without a checkpoint are begun anew, if they are of this deck.
    void check_deck_of(const Deck &deck, const std::string &folder)
    {
      const std::string before = contents_on_all_ranks(folder + "/resolved.prm");
      if (before.empty())
        return;
      const std::string difference = deck_difference(deck.resolved(), "the deck", before, "its results", {"Output", "Checkpoint"});
      if (!difference.empty())
        throw DeckError({}, "the results in '" + folder + "' are not of this deck: " + difference, "choose another folder with --output DIR");
    }
  } // namespace

  Restart find_restart(const Deck &deck, const RunOptions &options, const std::string &folder)
  {
    const std::string what    = *options.restart;
    if (what != "latest" && !std::filesystem::is_directory(folder))
      throw DeckError({}, "there is no folder '" + folder + "' with the results that the checkpoint '" + what + "' belongs to",
                      "name it with --output DIR");
    const std::string verdict = contents_on_all_ranks(folder + "/verdict.json");
    if (!verdict.empty() && !options.overwrite)
      {
        if (what != "latest")
          throw DeckError({}, "the run in '" + folder + "' has come to its end, and going on from '" + what + "' would replace its results",
                          "add --overwrite if that is meant");
        check_deck_of(deck, folder);
        const auto        json    = nlohmann::json::parse(verdict, nullptr, /*allow_exceptions=*/false);
        const std::string outcome = json.is_object() ? json.value("outcome", "") : "";
        if (first_rank())
          fmt::print("the run in '{}' has come to its end ({}): nothing is left to do\n", folder, outcome);
        return {"", outcome == "numerical failure" ? solve_failed : done};
      }
    if (what != "latest")
      {
        if (const std::string reason = reason_to_refuse(what, deck.resolved()); !reason.empty())
          throw DeckError({}, "the checkpoint '" + what + "' cannot be used: " + reason,
                          "name another one from RESULTS/checkpoints, or write --restart latest");
        return {what, {}};
      }
    const std::string checkpoint = latest(deck, folder);
    if (checkpoint.empty())
      {
        check_deck_of(deck, folder);
        if (first_rank())
          fmt::print("there is no checkpoint in '{}': the run begins at the beginning\n", folder);
      }
    return {checkpoint, {}};
  }
} // namespace nadir
