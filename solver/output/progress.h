// What a long run tells the user while it works.
//
//   Progress  step, time, share, step size and time left: one line that overwrites itself on a terminal, otherwise a
//             plain line every few seconds and one for the last step
//   RunLog    the details, in a file beside the results
//
// Only rank 0 prints and writes; the other ranks may call everything.
#pragma once

#include <fmt/format.h>

#include <chrono>
#include <deque>
#include <fstream>
#include <functional>
#include <iosfwd>
#include <string>
#include <utility>

namespace nadir
{
  /// A duration in its handiest unit: "250 ms", "40 s", "3.2 h", "12 d". For simulated times and steps.
  std::string quantity_of_time(double seconds);

  /// A duration as one says it: "under 1 s", "40 s", "1 min 20 s", "3 h 5 min". For waiting times.
  std::string spoken_time(double seconds);

  class Progress
  {
  public:
    struct Step
    {
      unsigned int number;
      double       time;     ///< s, simulated
      double       end_time; ///< s, of the protocol; cut-offs may end the run before
      double       size;     ///< s
    };

    /// Clock reading in seconds from any origin.
    using Clock = std::function<double()>;

    /// To standard output on rank 0, with a line that overwrites itself if that is a terminal.
    Progress();

    /// @param out null: silent. @param terminal the line overwrites itself.
    Progress(std::ostream *out, bool terminal, Clock clock = steady_clock);
    ~Progress(); ///< leaves the cursor on a fresh line
    Progress(const Progress &)            = delete;
    Progress &operator=(const Progress &) = delete;

    void update(const Step &step);

    /// A message on a line of its own, between two updates.
    void message(const std::string &text);

    /// The last step, shown whatever the time since the line before. May be called more than once.
    void finish();

    static double steady_clock();

  private:
    std::string line(const Step &step) const;
    std::string time_left(const Step &step) const;
    void        show(const Step &step);
    void        clear_line();

    std::ostream *const                    out;
    const bool                             terminal;
    const Clock                            clock;
    double                                 last_shown;
    bool                                   anything_shown = false;
    bool                                   last_is_shown  = true;
    std::size_t                            width          = 0; ///< of the line on the terminal, 0 if there is none
    Step                                   last           = {};
    double                                 begin;
    std::deque<std::pair<double, double>> history; ///< clock reading and simulated time of the recent past
  };

  /// A log file on rank 0. Every line carries the wall time since the start.
  class RunLog
  {
  public:
    /// @param file empty: nothing is written. @param append to what is there already. @throws std::runtime_error if the file cannot be opened.
    explicit RunLog(const std::string &file, bool append = false);

    template <class... Arguments>
    void line(fmt::format_string<Arguments...> format, Arguments &&...arguments)
    {
      if (stream.is_open())
        write(fmt::format(format, std::forward<Arguments>(arguments)...));
    }

  private:
    /// @throws std::runtime_error if the disk is full: a log that stops without a word would mislead.
    void write(const std::string &text);

    std::ofstream                               stream;
    std::string                                 name;
    const std::chrono::steady_clock::time_point begin = std::chrono::steady_clock::now();
  };
} // namespace nadir
