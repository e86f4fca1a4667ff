// What the tester does: a list of segments with piecewise linear control, so that the clock can land on every event.
//
// Cell current is positive when it enters at the working collector (whose electrode is then stripped); current
// densities refer to the working collector's area. Cell voltage = phi_e(working) - phi_e(counter).
#pragma once

#include "base/deck.h"

#include <string>
#include <vector>

namespace nadir
{
  struct CutOff
  {
    enum class Quantity
    {
      voltage,        ///< V
      current_density, ///< A/m2, magnitude
      capacity        ///< C/m2 passed since the segment began, magnitude
    };
    enum class Consequence
    {
      next_segment, ///< the protocol goes on with the next segment
      end_run       ///< the run ends; the verdict names the limit
    };
    Quantity    quantity;
    bool        above; ///< acts when the quantity rises to `value` (else when it falls to it)
    double      value;
    Consequence consequence;
    std::string name; ///< as the verdict says it, e.g. "upper voltage 0.5 V in step 'charge'"
  };

  struct Segment
  {
    enum class Control
    {
      current, ///< A/m2 at the working collector
      voltage  ///< V between working and counter
    };
    std::string         step;  ///< name of the deck's step
    int                 cycle = 1; ///< of the protocol, or of growing cycles
    Control             control;
    double              start, end;         ///< control value at begin and end, linear in time
    double              duration;           ///< s
    double              temperature_start, temperature_end; ///< K, linear in time
    std::vector<CutOff> cut_offs;
    double pressure_start = 0, pressure_end = 0; ///< stack pressure, Pa, linear in time
    bool   plates_held    = false;               ///< plates under pressure stay where they are
    double level          = 0; ///< of a current that rises level by level, also of the rest after it, A/m2, magnitude; 0: it does not

    double pressure(double time_in_segment) const
    {
      return pressure_start + (pressure_end - pressure_start) * time_in_segment / duration;
    }
    double value(double time_in_segment) const { return start + (end - start) * time_in_segment / duration; }
    double temperature(double time_in_segment) const
    {
      return temperature_start + (temperature_end - temperature_start) * time_in_segment / duration;
    }
  };

  struct Protocol
  {
    std::vector<Segment> segments;

    double duration() const;                ///< s, without cut-offs
    bool   has_voltage_limit() const;       ///< that ends the run
    double largest_current_density() const; ///< A/m2, magnitude; 0 if only voltages are prescribed

    /// Does a step raise the current level by level, to see which one fails?
    bool raises_current() const { return largest_level(infinity) > 0; }

    /// The largest level below this one, in segments before this one; 0 if there is none. A/m2 @param present null: in all
    double largest_level(double below, const Segment *present = nullptr) const;

    /// Names of steps of which no segment comes up to this one.
    std::vector<std::string> steps_not_begun(const Segment *present) const;
  };

  /// `subsection Protocol` with its steps: rest, constant current, constant voltage, CC-CV, linear and stepped ramps
  /// of current, temperature ramps, cycles with cut-offs.
  SectionKind protocol_schema();

  /// Does the deck's protocol have such a step? @param entry of the section that names it @throws DeckError where it has not
  void check_step_name(const Section &root, const Section &section, const std::string &entry, const std::string &step);

  /// @throws DeckError, also for a protocol that never ends or does nothing.
  Protocol make_protocol(const Section &section);
} // namespace nadir
