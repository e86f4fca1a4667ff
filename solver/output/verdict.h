// verdict.json: how the run ended, where, when, and by which criterion.
#pragma once

#include "output/crack_story.h"

#include "output/failure_criteria.h"

#include <string>
#include <vector>

namespace nadir
{
  struct Verdict
  {
    /// "survived", "short circuit", "filament stopped", "cracked through", "crack grows", "crack stopped", "voltage limit", "interphase-limited", "contact lost", "sodium exhausted", or "numerical failure".
    std::string              outcome;
    std::string              criterion; ///< what decided, in words
    std::string              place;     ///< interface or defect, empty where there is none
    double                   time     = 0; ///< s
    double                   capacity = 0; ///< C/m2
    Measurements             last;
    std::vector<std::string> warnings;
    std::vector<CrackEvents> cracks   = {};
    std::vector<std::string> story    = {}; ///< of the cracks, in sentences
  };

  /// A limit of the tester ended the run: name the cause from the state of the interfaces.
  Verdict limit_reached(const std::string &criterion, const Measurements &last, const Model &model, const FailureCriteria &criteria,
                        double capacity);

  /// The protocol came to its end: survived, unless an interface has lost its contact.
  Verdict protocol_ended(const std::string &criterion, const Measurements &last, const FailureCriteria &criteria, double capacity);

  void write_verdict(const std::string &file, const Verdict &verdict, const std::string &title, double wall_time, unsigned int ranks);
} // namespace nadir
