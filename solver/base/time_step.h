// Backward differentiation with variable steps.
//
//   dy/dt(t_new) ~ now y_new + old y_old + older y_older
//
// BDF2 (order 2, A-stable) where two earlier values exist, backward Euler for the first step after a discontinuity.
// With r = dt/dt_old: now = (1 + 2r)/((1 + r) dt), old = -(1 + r)/dt, older = r^2/((1 + r) dt).
#pragma once

namespace nadir
{
  struct TimeStep
  {
    double time  = 0; ///< s, at the end of the step
    double size  = 0; ///< s; 0 for a state that is held (no storage, initial solve)
    double now   = 0; ///< 1/s
    double old   = 0; ///< 1/s
    double older = 0; ///< 1/s

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & time & size & now & old & older;
    }

    double rate(const double y_new, const double y_old, const double y_older) const
    {
      return now * y_new + old * y_old + older * y_older;
    }

    /// The value whose rate is `r`, given the earlier values; the old value where the state is held.
    double value_with_rate(const double r, const double y_old, const double y_older) const
    {
      return size > 0 ? (r - old * y_old - older * y_older) / now : y_old;
    }

    static TimeStep held(const double time) { return {time, 0, 0, 0, 0}; }
    static TimeStep backward_euler(const double time, const double size)
    {
      return {time, size, 1. / size, -1. / size, 0};
    }
    static TimeStep bdf2(const double time, const double size, const double size_old)
    {
      const double r = size / size_old;
      return {time, size, (1 + 2 * r) / ((1 + r) * size), -(1 + r) / size, r * r / ((1 + r) * size)};
    }
  };
} // namespace nadir
