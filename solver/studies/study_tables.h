// study.csv, study.json, and the last words of a study.
#pragma once

#include "base/deck.h"
#include "studies/current_search.h"
#include "studies/study_plan.h"
#include "studies/study_runs.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace nadir
{
  /// What is known of a point.
  struct PointResult
  {
    bool                         done = false;
    FinishedRun                  run;     ///< of a search: that of the lowest current that fails
    std::optional<Bracket>       bracket; ///< A/m2, magnitudes
    std::map<std::string, double> screening; ///< closed forms and the stack pressure: column, SI
  };

  /// What stands beside the results: the stack pressure, the smallest i_CCD and the smallest stripping limit of closed forms.
  std::map<std::string, double> screen_point(const Deck &deck);

  /// The smallest critical current density of these closed forms, A/m2.
  std::optional<double> closed_form_current(const std::map<std::string, double> &screening);

  /// d ln(result)/d ln(entry) of a study one at a time, central: of the critical current, or of every result column that is not 0.
  struct LogSlope
  {
    std::string entry, result;
    double      slope;
    std::string electrode = "any"; ///< whose critical current it is
  };
  std::vector<LogSlope> log_slopes(const StudyPlan &plan, const std::vector<PointResult> &results);

  /// Tables in the folder that are not of this study, or of none, get another name, so that nothing is lost. @param identity of the study
  /// @returns their new names, in words; empty if there are none
  std::string keep_other_tables(const std::string &folder, const std::string &identity);

  void write_study(const std::string &folder, const std::string &identity, const StudyPlan &plan, const std::vector<PointResult> &results);

  std::string study_in_words(const StudyPlan &plan, const std::vector<PointResult> &results);
} // namespace nadir
