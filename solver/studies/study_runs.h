// The runs of a study: each a process of its own, so that one that crashes ends nothing else, in a folder of its own. A run is known by the resolved deck
// that it solves; one that has ended is read back, never repeated and never overwritten.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace nadir
{
  /// How a run ended.
  struct FinishedRun
  {
    std::string              folder; ///< below that of the study
    std::vector<std::string> settings;
    int                      exit_code = 0; ///< 0 with a verdict; 128 + signal where one killed it
    std::string              outcome;       ///< of its verdict; "numerical failure", "not run" (the deck is wrong) or "crashed" without one
    std::string              place, criterion, reason; ///< reason: last words of a run without a physical outcome
    std::map<std::string, double> numbers;  ///< of its verdict and the columns asked for
    double                   wall_time = 0; ///< s

    bool physical() const { return exit_code == 0; }
  };

  /// Thrown where the study itself was told to stop.
  struct Interrupted
  {
    int exit_code;
  };

  class StudyRuns
  {
  public:
    /// @param folder of the study; @param command program, deck, and settings for all runs; @param columns of history.csv
    StudyRuns(std::string folder, std::string launcher, std::string deck, std::vector<std::string> settings_of_all, std::vector<std::string> columns);

    /// The run with these settings, from its folder or by running it. @param identity text that two runs share only if they are the same;
    /// @param is_new set to whether it had to run. @throws Interrupted
    FinishedRun run(const std::vector<std::string> &settings, const std::string &identity, bool &is_new);

  private:
    void        read_finished();
    std::string next_folder(const std::string &key);
    int         execute(const std::vector<std::string> &settings, const std::string &folder) const;
    FinishedRun ended(const std::vector<std::string> &settings, const std::string &folder, int exit_code, double wall_time) const;
    void        record(const FinishedRun &run, const std::string &key) const;
    void        fill_in(FinishedRun &run) const; ///< from verdict.json and history.csv

    const std::string                  folder, launcher, deck;
    const std::vector<std::string>     settings_of_all, columns;
    std::map<std::string, FinishedRun> finished; ///< by key
    unsigned int                       last_number = 0;
    std::mutex                         mutex;
  };

  /// Sixteen hexadecimal digits of a text (FNV-1a).
  std::string fingerprint(const std::string &text);
} // namespace nadir
