#include "laws/protocols/protocol.h"

#include "base/text.h"
#include "laws/protocols/step_types.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace nadir
{
  namespace
  {
    using Consequence = CutOff::Consequence;

    void add_voltage_limits(const Section &section, Step &step)
    {
      const bool has_upper = section.is_set("Upper voltage"), has_lower = section.is_set("Lower voltage");
      const bool ends_run = section.text("At a voltage limit") == "end run";
      if (!has_upper && !has_lower)
        {
          if (!ends_run)
            section.fail("At a voltage limit", "the step has no voltage limit",
                         "add `set Upper voltage = ...` or `set Lower voltage = ...`, or remove this line");
          return;
        }
      const std::string first = has_upper ? "Upper voltage" : "Lower voltage";
      if (!step.has_voltage_limits)
        section.fail(first, fmt::format("a step of type '{}' prescribes the voltage itself", section.text("Type")),
                     "remove the limit, or prescribe a current");
      if (has_upper && has_lower && section.quantity("Upper voltage") <= section.quantity("Lower voltage"))
        section.fail("Upper voltage",
                     fmt::format("the upper voltage {:.6g} V is not above the lower voltage {:.6g} V",
                                 section.quantity("Upper voltage"), section.quantity("Lower voltage")),
                     "exchange the two");
      if (!ends_run && step.segments.size() > 1)
        section.fail("At a voltage limit",
                     fmt::format("a step of type '{}' has several parts; a voltage limit can only end the run",
                                 section.text("Type")),
                     "remove this line, or write the parts as steps of their own");

      const Consequence consequence = ends_run ? Consequence::end_run : Consequence::next_segment;
      for (auto &segment : step.segments)
        for (const bool upper : {true, false})
          if ((upper ? has_upper : has_lower) && segment.control == Segment::Control::current)
            {
              const double value = section.quantity(upper ? "Upper voltage" : "Lower voltage");
              segment.cut_offs.push_back(
                {CutOff::Quantity::voltage, upper, value, consequence,
                 fmt::format("{} voltage {:.6g} V in step '{}'", upper ? "upper" : "lower", value, section.name())});
            }
    }

    /// The step's own voltage must lie within its limits, or it could never be reached.
    void check_target_voltage(const Section &section)
    {
      if (section.text("Type") != "constant current constant voltage")
        return;
      const double v = section.quantity("Voltage");
      for (const bool upper : {true, false})
        {
          const std::string entry = upper ? "Upper voltage" : "Lower voltage";
          if (!section.is_set(entry))
            continue;
          const double limit = section.quantity(entry);
          if (upper ? v >= limit : v <= limit)
            section.fail(entry,
                         fmt::format("the voltage {:.6g} V of the step is not {} the {} voltage {:.6g} V", v,
                                     upper ? "below" : "above", upper ? "upper" : "lower", limit),
                         "move the limit, or `Voltage`");
        }
    }

    void add_capacity(const Section &section, Step &step)
    {
      const std::string type = section.text("Type");
      if (!section.is_set("Capacity") || type == "constant current" || type == "growing cycles") // there it is a duration
        return;
      if (type == "rest")
        section.fail("Capacity", "a rest passes no charge", "remove this line; `Duration` ends the rest");
      if (type == "constant current constant voltage")
        section.fail("Capacity", "a capacity cannot end a step of two parts",
                     "use two steps, `constant current` with a capacity and `constant voltage`");

      const double value = section.quantity("Capacity");
      for (auto &segment : step.segments)
        if (segment.control == Segment::Control::voltage || segment.start != 0. || segment.end != 0.)
          segment.cut_offs.push_back({CutOff::Quantity::capacity, true, value, Consequence::next_segment,
                                      fmt::format("capacity {:.6g} C/m2 in step '{}'", value, section.name())});
    }

    /// Spread a linear change of temperature or stack pressure over the segments.
    void spread(const Section &section, const std::string &entry, std::vector<Segment> &segments, double Segment::*start,
                double Segment::*end, const double before, const double after)
    {
      double total = 0.;
      for (const auto &segment : segments)
        {
          total += segment.duration;
          for (const auto &cut_off : segment.cut_offs)
            if (before != after && cut_off.consequence == Consequence::next_segment)
              section.fail(entry,
                           fmt::format("the {} changes in a step that may end early, by {}",
                                       entry == "Temperature" ? "temperature" : "stack pressure", cut_off.name),
                           fmt::format("change the {} in a step of its own, e.g. a rest",
                                       entry == "Temperature" ? "temperature" : "stack pressure"));
        }
      double time = 0.;
      for (auto &segment : segments)
        {
          segment.*start = before + (after - before) * (time / total);
          time += segment.duration;
          segment.*end = before + (after - before) * (time / total);
        }
      segments.back().*end = after;
    }
  } // namespace

  double Protocol::duration() const
  {
    double sum = 0.;
    for (const auto &segment : segments)
      sum += segment.duration;
    return sum;
  }

  double Protocol::largest_current_density() const
  {
    double largest = 0.;
    for (const auto &segment : segments)
      if (segment.control == Segment::Control::current)
        largest = std::max({largest, std::abs(segment.start), std::abs(segment.end)});
    return largest;
  }

  bool Protocol::has_voltage_limit() const
  {
    for (const Segment &s : segments)
      for (const CutOff &c : s.cut_offs)
        if (c.quantity == CutOff::Quantity::voltage && c.consequence == CutOff::Consequence::end_run)
          return true;
    return false;
  }

  double Protocol::largest_level(const double below, const Segment *present) const
  {
    double largest = 0.;
    for (const Segment *s = segments.data(); s != segments.data() + segments.size() && s != present; ++s)
      if (s->level < below)
        largest = std::max(largest, s->level);
    return largest;
  }

  std::vector<std::string> Protocol::steps_not_begun(const Segment *present) const
  {
    std::set<std::string> begun;
    for (const Segment *s = segments.data(); s <= present; ++s)
      begun.insert(s->step);
    std::vector<std::string> list;
    for (const Segment &s : segments)
      if (begun.insert(s.step).second)
        list.push_back(s.step);
    return list;
  }

  void check_step_name(const Section &root, const Section &section, const std::string &entry, const std::string &step)
  {
    std::vector<std::string> known;
    if (root.has("Protocol"))
      for (const Section *s : root.section("Protocol").sections("Step"))
        known.push_back(s->name());
    if (std::count(known.begin(), known.end(), step) == 0)
      section.fail(entry, "the protocol has no step '" + step + "'", did_you_mean(step, known) + (known.empty() ? "it has none" : "steps: " + listed(known)));
  }

  SectionKind protocol_schema()
  {
    SectionKind s;
    s.kind          = "Protocol";
    s.documentation = "What the tester does with the cell: steps in the order of the deck, repeated as cycles. Without this "
                      "section a run computes one steady state.";
    s.entries       = {positive(quantity("Temperature", "K", "25 degC", "Temperature at the start.")),
                       quantity("Stack pressure", "Pa", "0 Pa",
                                      "On plates under pressure at the start, compressive (see `Support`); for plates without a pressure of "
                                      "their own."),
                       between(integer("Cycles", 1, "How often the steps are run through."), 1, 1e6)};
    s.sections      = {step_schema()};
    return s;
  }

  Protocol make_protocol(const Section &section)
  {
    const std::vector<const Section *> sections = section.sections("Step");
    if (sections.empty())
      section.fail("the protocol has no step", "add `subsection Step NAME` with `set Type = ...`, e.g. `rest`");

    std::vector<std::vector<Segment>> steps;
    for (const Section *s : sections)
      {
        Step step = make_step(*s);
        check_target_voltage(*s);
        add_voltage_limits(*s, step);
        add_capacity(*s, step);
        steps.push_back(step.segments);
      }

    Protocol protocol;
    double   temperature = section.quantity("Temperature"), pressure = section.quantity("Stack pressure");
    int      cycles_of_steps = 1;
    for (const auto &segments : steps)
      cycles_of_steps = std::max(cycles_of_steps, segments.back().cycle);
    for (int cycle = 0; cycle < section.integer("Cycles"); ++cycle)
      for (std::size_t k = 0; k < steps.size(); ++k)
        {
          const Section &step  = *sections[k];
          const double   after = step.is_set("Temperature") ? step.quantity("Temperature") : temperature;
          spread(step, "Temperature", steps[k], &Segment::temperature_start, &Segment::temperature_end, temperature, after);
          temperature                = after;
          const double pressure_then = step.is_set("Stack pressure") ? step.quantity("Stack pressure") : pressure;
          spread(step, "Stack pressure", steps[k], &Segment::pressure_start, &Segment::pressure_end, pressure, pressure_then);
          pressure = pressure_then;
          for (Segment segment : steps[k])
            {
              segment.cycle += cycle * cycles_of_steps;
              segment.plates_held = step.flag("Hold plates");
              protocol.segments.push_back(std::move(segment));
            }
        }
    return protocol;
  }
} // namespace nadir
