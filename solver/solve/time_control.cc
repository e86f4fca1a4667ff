#include "solve/time_control.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nadir
{
  SectionKind time_schema()
  {
    SectionKind s;
    s.kind          = "Time";
    s.documentation = "Adaptive steps of a second-order backward differentiation formula.";
    s.entries = {positive(quantity("Initial step", "s", "1 ms", "After the start and after every jump of the protocol.")),
                 positive(quantity("Smallest step", "s", "1 ns", "Below it the run ends as a numerical failure.")),
                 positive(quantity("Largest step", "s", "1e9 s", "Also at most a twentieth of each segment of the protocol.")),
                 positive(quantity("Tolerance", "1", "1e-3",
                                         "Error of a step, relative to RT/F for potentials and to the initial concentration.")),
                 positive(quantity("Strain scale", "1", "1e-3", "Creep strain that the tolerance refers to.")),
                 positive(quantity("Temperature scale", "K difference", "1 K", "Temperature that the tolerance refers to, with `Heat`.")),
                 flag("Fixed", false, "Every step has the initial size, without an error estimate (convergence studies).")};
    return s;
  }

  TimeSettings read_time_settings(const Section &s)
  {
    const TimeSettings t{s.quantity("Initial step"), s.quantity("Smallest step"), s.quantity("Largest step"), s.quantity("Tolerance"),
                         s.quantity("Strain scale"), s.quantity("Temperature scale"), s.flag("Fixed")};
    if (t.smallest > t.initial)
      s.fail("Smallest step", "the smallest step is larger than the initial step", "lower it, or raise the initial step");
    if (t.initial > t.largest)
      s.fail("Initial step", "the initial step is larger than the largest step", "lower it, or raise the largest step");
    return t;
  }

  double StepSize::propose(const double left) const
  {
    const double size = std::min(settings.fixed ? settings.initial : next, settings.largest);
    return left / std::max(1., std::ceil(left / size * (1 - 1e-10)));
  }

  void StepSize::accepted(const double size, const double factor)
  {
    // A step shortened to land on an event says nothing against the size that was allowed before it.
    next = factor < 1 ? size * std::max(factor, 0.2) : std::max(next, size * std::min(factor, 2.));
    next = std::max(next, settings.smallest);
  }

  void StepSize::rejected(const double size, const double factor, const std::string &why)
  {
    if (settings.fixed || size <= settings.smallest * (1 + 1e-9))
      throw SolveError(fmt::format("the step of {:.3g} s failed ({}); it is {} and cannot be cut", size, why,
                                   settings.fixed ? "fixed" : "the smallest allowed"));
    next = std::max(size * std::clamp(factor, 0.1, 0.9), settings.smallest);
  }
} // namespace nadir
