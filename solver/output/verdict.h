// How a run ended, where, when, and by which criterion: in words and as verdict.json. docs/verdict.md explains it.
#pragma once

#include "laws/protocols/protocol.h"
#include "output/crack_story.h"

#include <string>
#include <utility>
#include <vector>

namespace nadir
{
  /// Every outcome a run can have, with its meaning; the last one is the only one that is not physical.
  const std::vector<std::pair<std::string, std::string>> &outcomes();

  /// Of a current that rises level by level, A/m2, magnitudes: the one that failed and the largest below it that had survived; 0: none.
  struct CurrentLevels
  {
    double survived = 0, failed = 0;
  };

  struct Verdict : Ending
  {
    double                   time     = 0; ///< s
    double                   capacity = 0; ///< C/m2
    double                   capacity_of_segment = 0; ///< C/m2, magnitude, of the half-cycle, level or step in which the run ended
    Measurements             last     = {};
    std::vector<std::string> warnings = {};
    std::vector<CrackEvents> cracks   = {};
    std::vector<std::string> story    = {}; ///< of the cracks, in sentences
    std::vector<std::string> not_judged = {}; ///< outcomes that the deck's models cannot have
    CurrentLevels            levels     = {};
    std::string              electrode  = {}; ///< the one that failed: "plated" or "stripped"; empty where neither did
  };

  inline Verdict verdict_of(Ending ending, const Measurements &last, const double capacity)
  {
    return {std::move(ending), last.time, capacity, 0, last};
  }

  /// A voltage limit ended the run: name the cause from the state of the interfaces and cracks.
  Ending limit_reached(const CutOff &limit, const Measurements &last, const Model &model, const FailureCriteria &criteria, const CrackStory *story);

  /// The protocol came to its end: survived, unless an interface has lost its contact or a crack has grown.
  Ending protocol_ended(const Measurements &last, const FailureCriteria &criteria, const CrackStory *story);

  /// The protocol strips a face without sodium.
  Ending face_exhausted(const InterfaceMeasure &m, const InterfaceLaws &laws);

  /// An interface has lost its contact, or a crack has gone through: what ends a run at once where failure is looked for after every step.
  std::optional<Ending> lost_or_broken(const Measurements &last, const FailureCriteria &criteria, const CrackStory *story);

  /// Sodium nucleates inside: the run ends.
  std::optional<Ending> nucleated(const Measurements &last, const FailureCriteria &criteria);

  /// Which electrode has failed: "plated" or "stripped" by the current through the interface that did, "plated" for a crack that is fed with
  /// metal, at a voltage limit the one with the larger overpotential; else empty.
  std::string failed_electrode(const Ending &ending, const Measurements &last);

  /// The verdict in words, without the cracks' story and the warnings; several lines.
  std::string in_words(const Verdict &verdict);

  void write_verdict(const std::string &file, const Verdict &verdict, const std::string &title, double wall_time, unsigned int ranks);
} // namespace nadir
