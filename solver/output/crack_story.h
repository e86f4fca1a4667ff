// What the cracks of a run did, from step to step: when they began to grow and under which pressure, how fast, and how they ended.
#pragma once

#include "output/failure_criteria.h"

#include <optional>
#include <string>
#include <vector>

namespace nadir
{
  struct CrackEvents
  {
    std::string           name;
    bool                  pore = false;
    double                initial_length = 0, length = 0, metal_length = 0; ///< m
    std::optional<double> onset;              ///< s: when its tip had advanced by two lengths of the phase field
    double                onset_pressure = 0; ///< Pa, mean over the squeezed faces in the step before
    double                last_growth    = 0; ///< s: end of the last step in which it grew
    double                onset_length   = 0; ///< m
    double                mean_pressure  = 0; ///< Pa, over the squeezed faces
    double                peak_pressure  = 0; ///< Pa, largest so far
    double                deposit        = 0; ///< m3
    std::array<double, 3> tip = {}, metal_tip = {}; ///< m

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & name & pore & initial_length & length & metal_length & onset & onset_pressure & last_growth & onset_length
            &mean_pressure & peak_pressure & deposit & tip & metal_tip;
    }

    double grown() const { return length - initial_length; } ///< m
    double speed() const { return onset && last_growth > *onset ? (length - onset_length) / (last_growth - *onset) : 0.; } ///< m/s, since the onset
  };

  /// How a run ends: one of the outcomes, why, and where.
  struct Ending
  {
    std::string                          outcome, criterion;
    std::string                          place    = {}; ///< crack, interface or region; empty where there is none
    std::optional<std::array<double, 3>> position = {}; ///< m
    std::vector<Decision>                decided_by = {};

    bool physical() const { return outcome != "numerical failure"; }
  };

  class CrackStory
  {
  public:
    /// @param length of the phase field, m
    explicit CrackStory(const double length)
      : length(length)
    {}

    /// An accepted step.
    void add(const Measurements &measured);

    /// How a run with metal in cracks ends now, and why, if it does.
    std::optional<Ending> ends(const Measurements &measured, const FailureCriteria &criteria) const;

    /// A crack has reached the other electrode, and metal has not.
    std::optional<Ending> gone_through(const Measurements &measured) const;

    /// What cracks that have not gone through amount to where the protocol came to its end; nothing if none has grown by a length of the phase field.
    std::optional<Ending> at_end_of_protocol() const;

    /// Warnings of cracks whose metal presses harder than the solid around them bears without a crack.
    static std::vector<std::string> above_strength(const Measurements &measured);

    const std::vector<CrackEvents> &cracks() const { return events; }
    std::vector<std::string>        sentences(const Measurements &last) const;

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & events & largest_current & largest_resistance & grew;
    }

  private:
    const CrackEvents &longest() const;    ///< by its metal
    const CrackEvents &most_grown() const;
    std::string        grown(const CrackEvents &crack) const;
    Decision           growth_of(const CrackEvents &crack, double threshold, const std::string &entry) const;
    std::optional<Ending> short_circuit(const Measurements &measured, const FailureCriteria &criteria) const;
    std::optional<Ending> at_rest(const Measurements &measured, const FailureCriteria &criteria) const;

    const double             length;
    std::vector<CrackEvents> events;
    double                   largest_current    = 0; ///< A on the faces of cracks
    double                   largest_resistance = 0; ///< ohm m2 of the cell
    bool                     grew = false;        ///< in the last step
  };
} // namespace nadir
