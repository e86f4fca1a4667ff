#include "laws/protocols/step_types.h"

#include "base/constants.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace nadir
{
  namespace
  {
    using Control     = Segment::Control;
    using Quantity    = CutOff::Quantity;
    using Consequence = CutOff::Consequence;

    Segment segment(const Section &step, const Control control, const double start, const double end,
                    const double duration)
    {
      return {step.name(), 1, control, start, end, duration, 0., 0., {}};
    }

    CutOff current_cut_off(const Section &step)
    {
      const double value = step.quantity("Cut-off current density");
      return {Quantity::current_density, false, value, Consequence::next_segment,
              fmt::format("cut-off current density {:.6g} A/m2 in step '{}'", value, step.name())};
    }

    Step rest(const Section &step)
    {
      return {{segment(step, Control::current, 0., 0., step.quantity("Duration"))}, true};
    }

    /// The charge passed is known beforehand, so that a capacity is a duration and the clock lands on it.
    Step constant_current(const Section &step)
    {
      const double i            = step.quantity("Current density");
      const bool   has_duration = step.is_set("Duration"), has_capacity = step.is_set("Capacity");
      if (!has_duration && !has_capacity)
        step.fail("a step at constant current has no end",
                  "add `set Duration = ...` or `set Capacity = ...`; voltage limits may end it earlier");
      if (has_capacity && i == 0.)
        step.fail("Capacity", "a current density of zero passes no charge", "end the step by `set Duration = ...`");

      double duration = infinity;
      if (has_duration)
        duration = step.quantity("Duration");
      if (has_capacity)
        duration = std::min(duration, step.quantity("Capacity") / std::abs(i));
      return {{segment(step, Control::current, i, i, duration)}, true};
    }

    Step constant_voltage(const Section &step)
    {
      const double v = step.quantity("Voltage");
      Segment      s = segment(step, Control::voltage, v, v, step.quantity("Duration"));
      if (step.is_set("Cut-off current density"))
        s.cut_offs.push_back(current_cut_off(step));
      return {{s}, false};
    }

    Step constant_current_constant_voltage(const Section &step)
    {
      const double i = step.quantity("Current density"), v = step.quantity("Voltage");
      const bool   has_duration = step.is_set("Duration"), has_cut_off = step.is_set("Cut-off current density");
      if (i == 0.)
        step.fail("Current density", "a current density of zero does not change the voltage",
                  "give a current density that drives the cell towards `Voltage`");
      if (!has_duration && !has_cut_off)
        step.fail("the constant voltage has no end", "add `set Cut-off current density = ...` or `set Duration = ...`");
      if (has_cut_off && step.quantity("Cut-off current density") >= std::abs(i))
        step.fail("Cut-off current density", "the cut-off is not below the current density of the step",
                  "give a smaller cut-off, commonly a tenth or a twentieth of `Current density`");

      const double longest = step.quantity("Longest time");
      Segment      current = segment(step, Control::current, i, i, longest);
      current.cut_offs.push_back({Quantity::voltage, i > 0., v, Consequence::next_segment,
                                  fmt::format("voltage {:.6g} V of step '{}'", v, step.name())});
      Segment voltage = segment(step, Control::voltage, v, v, has_duration ? step.quantity("Duration") : longest);
      if (has_cut_off)
        voltage.cut_offs.push_back(current_cut_off(step));
      return {{current, voltage}, true};
    }

    Step current_ramp(const Section &step)
    {
      return {{segment(step, Control::current, step.quantity("From"), step.quantity("To"), step.quantity("Duration"))},
              true};
    }

    /// `Steps` currents from `From` to `To`; the last one is `To` itself, without round-off.
    std::vector<double> current_levels(const Section &step)
    {
      const double        from = step.quantity("From"), to = step.quantity("To");
      const int           n = step.integer("Steps");
      std::vector<double> levels;
      for (int k = 0; k < n; ++k)
        levels.push_back(k == n - 1 ? to : from + (to - from) * k / (n - 1));
      return levels;
    }

    /// Constant currents one after the other, with a rest between each two. Levels that rise are noted.
    Step staircase(const Section &step, const std::vector<double> &levels, const std::function<double(double)> &duration)
    {
      Step         s{{}, true};
      const double rest   = step.quantity("Rest between");
      const bool   rising = std::abs(levels.back()) > std::abs(levels.front());
      for (const double level : levels)
        {
          if (!s.segments.empty() && rest > 0.)
            {
              const double before = s.segments.back().level;
              s.segments.push_back(segment(step, Control::current, 0., 0., rest));
              s.segments.back().level = before;
            }
          s.segments.push_back(segment(step, Control::current, level, level, duration(level)));
          s.segments.back().level = rising ? std::abs(level) : 0.;
        }
      return s;
    }

    Step stepped_current_ramp(const Section &step)
    {
      return staircase(step, current_levels(step), [&](double) { return step.quantity("Duration"); });
    }

    Step growing_cycles(const Section &step)
    {
      if (!step.is_set("Capacity"))
        step.fail("cycles of a growing current have no end", "add `set Capacity = ...`, what each half-cycle passes");
      std::vector<double> halves;
      for (const double level : current_levels(step))
        {
          if (level == 0.)
            step.fail("From", "a current density of zero passes no charge", "begin at one that does, and end at one of the same sign");
          halves.push_back(level);
          halves.push_back(-level);
        }
      Step s    = staircase(step, halves, [&](const double level) { return step.quantity("Capacity") / std::abs(level); });
      int  half = 0;
      for (Segment &segment : s.segments)
        {
          segment.cycle = half / 2 + 1;
          half += segment.start != 0;
        }
      return s;
    }

    Step voltage_ramp(const Section &step)
    {
      return {{segment(step, Control::voltage, step.quantity("From"), step.quantity("To"), step.quantity("Duration"))},
              false};
    }

    struct StepType
    {
      std::string                          name, summary;
      std::vector<Entry>                   entries;
      std::function<Step(const Section &)> make;
    };

    Entry duration(const std::string &documentation)
    {
      return required(positive(quantity("Duration", "s", "", documentation)));
    }

    Entry current_density(const std::string &name)
    {
      return required(quantity(name, "A m-2", "",
                               "Cell current per area of the working collector; positive strips the "
                               "working electrode, negative plates it."));
    }

    Entry voltage(const std::string &name)
    {
      return required(quantity(name, "V", "", "Cell voltage, working minus counter."));
    }

    Entry cut_off()
    {
      return positive(
        quantity("Cut-off current density", "A m-2", "", "Magnitude at which the constant voltage ends."));
    }

    // An entry with an empty default that is not `required` is optional: the code asks Section::is_set.
    const std::vector<StepType> &step_types()
    {
      static const std::vector<StepType> types = {
        {"rest", "no current", {duration("Length of the rest.")}, rest},
        {"constant current",
         "a constant current, for a time or a capacity",
         {current_density("Current density"),
          positive(quantity("Duration", "s", "", "Length of the step, unless `Capacity` ends it first."))},
         constant_current},
        {"constant voltage",
         "a constant voltage, for a time or until the current has fallen",
         {voltage("Voltage"), duration("Length of the step, unless a cut-off ends it first."), cut_off()},
         constant_voltage},
        {"constant current constant voltage",
         "a constant current until the cell reaches a voltage, then that voltage",
         {current_density("Current density"), voltage("Voltage"), cut_off(),
          positive(quantity("Duration", "s", "",
                            "Length of the constant voltage, unless the cut-off ends it first.")),
          positive(quantity("Longest time", "s", "100 h",
                            "The constant current ends after this time even if the voltage was not reached, the "
                            "constant voltage if it has no `Duration`."))},
         constant_current_constant_voltage},
        {"current ramp",
         "a current that changes linearly in time",
         {current_density("From"), current_density("To"), duration("Length of the ramp.")},
         current_ramp},
        {"stepped current ramp",
         "a staircase of constant currents",
         {current_density("From"), current_density("To"),
          required(between(integer("Steps", 2, "Number of levels, `From` and `To` included."), 2, 1e6)),
          duration("Length of each level."),
          not_negative(quantity("Rest between", "s", "0 s", "Rest between the levels; 0: none."))},
         stepped_current_ramp},
        {"growing cycles",
         "cycles of a current that grows from one to the next, each half of which passes the same charge: `Capacity`",
         {current_density("From"), current_density("To"), required(between(integer("Steps", 2, "Number of cycles, those at `From` and `To` included."), 2, 1e6)),
          not_negative(quantity("Rest between", "s", "0 s", "Rest between the halves of cycles; 0: none."))},
         growing_cycles},
        {"voltage ramp",
         "a voltage that changes linearly in time",
         {voltage("From"), voltage("To"), duration("Length of the ramp.")},
         voltage_ramp}};
      return types;
    }
  } // namespace

  SectionKind step_schema()
  {
    SectionKind s;
    s.kind          = "Step";
    s.documentation = "One step of the protocol; the steps run in the order of the deck.";
    s.named         = true;
    s.selector      = "Type";
    for (const auto &type : step_types())
      s.variants.push_back({type.name, type.summary, type.entries});
    s.entries = {
      quantity("Upper voltage", "V", "", "Upper limit of the cell voltage while the current is prescribed."),
      quantity("Lower voltage", "V", "",
               "Lower limit of the cell voltage while the current is "
               "prescribed."),
      choice("At a voltage limit", {"end run", "next step"}, "end run",
             "What an upper or lower voltage does: end the run, which the verdict then says, or go on with the next "
             "step."),
      positive(quantity("Capacity", "C m-2", "",
                        "Charge per area (magnitude) after which the step ends; in a stepped ramp, each level, in growing cycles, each half of a cycle.")),
      positive(quantity("Temperature", "K", "",
                        "Temperature at the end of the step, reached linearly in time from that before it.")),
      quantity("Stack pressure", "Pa", "",
               "Stack pressure at the end of the step, compressive, reached linearly in time from that before it."),
      flag("Hold plates", false, "Plates under pressure stay where they are during the step (relaxation).")};
    return s;
  }

  Step make_step(const Section &section)
  {
    const std::string type = section.text("Type");
    for (const auto &t : step_types())
      if (t.name == type)
        return t.make(section);
    section.fail("Type", "there is no step type '" + type + "'", "see the deck reference, `nadir reference`");
  }
} // namespace nadir
