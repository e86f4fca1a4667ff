#include "output/progress.h"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <stdexcept>

#include <mpi.h>
#include <unistd.h>

namespace nadir
{
  namespace
  {
    constexpr double seconds_between_updates = 0.1; // on a terminal
    constexpr double seconds_between_lines   = 5.;  // elsewhere
    constexpr double shortest_memory         = 10.; // s of wall time that the time left is estimated from

    bool first_rank()
    {
      int initialized = 0, rank = 0;
      MPI_Initialized(&initialized);
      if (initialized)
        MPI_Comm_rank(MPI_COMM_WORLD, &rank);
      return rank == 0;
    }
  } // namespace

  std::string quantity_of_time(const double seconds)
  {
    struct Unit
    {
      double      size;
      const char *name;
    };
    // A unit serves up to a thousand of the smaller ones or two of the larger.
    static constexpr Unit units[] = {{86400, "d"}, {3600, "h"}, {60, "min"}, {1, "s"}, {1e-3, "ms"}, {1e-6, "us"}};
    for (const Unit &unit : units)
      if (std::abs(seconds) >= (unit.size > 1 ? 2 * unit.size : unit.size))
        return fmt::format("{:.3g} {}", seconds / unit.size, unit.name);
    return fmt::format("{:.3g} s", seconds);
  }

  std::string spoken_time(const double seconds)
  {
    const long n = std::lround(seconds);
    if (seconds < 1)
      return "under 1 s";
    if (n < 60)
      return fmt::format("{} s", n);
    if (n < 3600)
      return fmt::format("{} min {} s", n / 60, n % 60);
    return fmt::format("{} h {} min", n / 3600, n / 60 % 60);
  }

  double Progress::steady_clock()
  {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  }

  Progress::Progress()
    : Progress(first_rank() ? &std::cout : nullptr, isatty(STDOUT_FILENO) != 0)
  {}

  Progress::Progress(std::ostream *out, const bool terminal, Clock clock)
    : out(out)
    , terminal(terminal)
    , clock(std::move(clock))
    , last_shown(this->clock())
    , begin(last_shown)
  {}

  Progress::~Progress()
  {
    finish();
  }

  void Progress::update(const Step &step)
  {
    if (!out)
      return;
    const double now = clock();
    history.emplace_back(now, step.time);
    // Steps change their size, so that the recent pace says more than the mean since the start.
    const double memory = std::max(shortest_memory, 0.5 * (now - begin));
    while (history.size() > 2 && history.front().first < now - memory)
      history.pop_front();

    last          = step;
    last_is_shown = false;
    if (!anything_shown || now - last_shown >= (terminal ? seconds_between_updates : seconds_between_lines))
      show(step);
  }

  void Progress::message(const std::string &text)
  {
    if (!out)
      return;
    clear_line();
    *out << text << std::endl;
  }

  void Progress::finish()
  {
    if (!out)
      return;
    if (!last_is_shown)
      show(last);
    if (width > 0)
      *out << std::endl;
    width = 0;
  }

  void Progress::show(const Step &step)
  {
    const std::string text = line(step);
    if (terminal)
      {
        *out << '\r' << text << std::string(width > text.size() ? width - text.size() : 0, ' ') << std::flush;
        width = text.size();
      }
    else
      *out << text << std::endl;
    last_shown     = clock();
    anything_shown = true;
    last_is_shown  = true;
  }

  void Progress::clear_line()
  {
    if (width > 0)
      *out << '\r' << std::string(width, ' ') << '\r';
    width = 0;
  }

  std::string Progress::line(const Step &step) const
  {
    const double share = step.end_time > 0 ? std::clamp(step.time / step.end_time, 0., 1.) : 1.;
    return fmt::format("step {}  t = {} of {}  {:.0f} %  dt = {}{}", step.number, quantity_of_time(step.time),
                       quantity_of_time(step.end_time), std::floor(100 * share), quantity_of_time(step.size),
                       time_left(step));
  }

  std::string Progress::time_left(const Step &step) const
  {
    if (history.size() < 2 || step.time >= step.end_time)
      return "";
    const double wall      = history.back().first - history.front().first;
    const double simulated = history.back().second - history.front().second;
    if (wall <= 0 || simulated <= 0)
      return "";
    return "  left about " + spoken_time((step.end_time - step.time) * wall / simulated);
  }

  RunLog::RunLog(const std::string &file, const bool append)
    : name(file)
  {
    if (file.empty() || !first_rank())
      return;
    stream.open(file, append ? std::ios::app : std::ios::out);
    if (!stream)
      throw std::runtime_error("cannot write the log file " + file);
  }

  void RunLog::write(const std::string &text)
  {
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    stream << fmt::format("{:10.3f} s  {}\n", seconds, text) << std::flush;
    if (!stream)
      throw std::runtime_error("cannot write to the log file " + name + " (is the disk full?)");
  }
} // namespace nadir
