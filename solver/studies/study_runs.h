// The runs of a study: each a process of its own, so that one that crashes ends nothing else, in a folder of its own. A run is known by the resolved deck
// that it solves; one that has ended is read back, never repeated and never overwritten.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace nadir
{
  /// Entries of verdict.json that are numbers of every run.
  extern const std::vector<std::string> of_verdict;

  /// Those that only a run has whose protocol raises the current: the largest level that survived, and the one that failed.
  extern const std::vector<std::string> levels_of_verdict;

  /// How a run ended.
  struct FinishedRun
  {
    std::string              folder; ///< below that of the study
    std::vector<std::string> settings;
    int                      exit_code = 0; ///< 0 with a verdict; 128 + signal where one killed it
    std::string              outcome;       ///< of its verdict; "numerical failure", "not run" (the deck is wrong) or "crashed" without one
    std::string              place, criterion, electrode, reason; ///< reason: last words of a run without a physical outcome
    std::map<std::string, double> numbers;  ///< of its verdict and the columns asked for
    double                   wall_time = 0; ///< s

    bool physical() const { return exit_code == 0; }

    std::optional<double> number(const std::string &name) const
    {
      const auto it = numbers.find(name);
      return it == numbers.end() ? std::nullopt : std::optional<double>(it->second);
    }
  };

  /// Thrown where the study itself was told to stop.
  struct StudyInterrupted
  {
    int exit_code;
  };

  class StudyRuns
  {
  public:
    /// @param folder of the study; @param deck and settings of all its runs; @param columns of history.csv; @param shared_until step of the
    /// protocol up to whose end runs may be one, or empty
    StudyRuns(std::string folder, std::string launcher, std::string deck, std::vector<std::string> settings_of_all, std::vector<std::string> columns,
              std::string shared_until);

    /// The run with these settings, from its folder or by running it: where another thread or program is at it, when that is done.
    /// @param identity text that two runs share only if they are the same, @param beginning text that they share only if they are up to the
    /// end of the shared step; @param is_new set to whether it had to run. @throws StudyInterrupted
    FinishedRun run(const std::vector<std::string> &settings, const std::string &identity, const std::string &beginning, bool &is_new);

  private:
    std::string folder_for(const std::string &key); ///< makes it, unless it is there
    std::optional<FinishedRun> finished(const std::string &name) const; ///< if its folder says that it has come to its end
    void        begin_from_another(const std::string &name, const std::string &beginning) const; ///< if there is one to go on from
    int         execute(const std::vector<std::string> &settings, const std::string &folder) const;
    FinishedRun ended(const std::vector<std::string> &settings, const std::string &folder, int exit_code, double wall_time) const;
    void        record(const FinishedRun &run, const std::string &beginning) const;
    void        fill_in(FinishedRun &run) const; ///< from verdict.json and history.csv

    const std::string              folder, launcher, deck;
    const std::vector<std::string> settings_of_all, columns;
    const std::string              shared_until;
  };

  /// Sixteen hexadecimal digits of a text (FNV-1a).
  std::string fingerprint(const std::string &text);
} // namespace nadir
