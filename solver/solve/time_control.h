// Step sizes: from the error estimate, and such that the clock lands on every event.
#pragma once

#include "base/deck.h"

namespace nadir
{
  struct TimeSettings
  {
    double initial   = 1e-3; ///< s, after the start and after every discontinuity
    double smallest  = 1e-9; ///< s
    double largest   = 1e99; ///< s
    double tolerance = 1e-3; ///< error of a step, relative to R T/F and to the initial concentration
    double strain_scale = 1e-3; ///< creep strain whose error counts as 1
    double temperature_scale = 1; ///< K, whose error counts as 1
    bool   fixed     = false; ///< every step has the initial size (convergence studies)
  };

  SectionKind  time_schema();
  TimeSettings read_time_settings(const Section &section);

  class StepSize
  {
  public:
    explicit StepSize(const TimeSettings &settings)
      : settings(settings)
      , next(settings.initial)
    {}

    /// After a discontinuity.
    void restart() { next = settings.initial; }

    /// The size to try with `left` seconds to the next event; the last steps before it share the rest evenly.
    double propose(double left) const;

    /// After a step of this size. @param factor to the size at which the error would meet the tolerance, infinite without an error
    void accepted(double size, double factor);
    /// @param factor as above. @throws SolveError below the smallest step. @param why in words
    void rejected(double size, double factor, const std::string &why);

    const TimeSettings settings;

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & next;
    }

  private:
    double next;
  };
} // namespace nadir
