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

    double grown() const { return length - initial_length; } ///< m
    double speed() const { return onset && last_growth > *onset ? (length - onset_length) / (last_growth - *onset) : 0.; } ///< m/s, since the onset
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

    struct End
    {
      std::string outcome, criterion, place;
    };

    /// How a run with metal in cracks ends now, and why, if it does.
    std::optional<End> ends(const Measurements &measured, const FailureCriteria &criteria) const;

    /// What cracks amount to where the protocol came to its end; nothing if none has grown.
    std::optional<End> at_end_of_protocol(const Measurements &measured) const;

    const std::vector<CrackEvents> &cracks() const { return events; }
    std::vector<std::string>        sentences(const Measurements &last) const;

  private:
    const CrackEvents &longest() const;    ///< by its metal
    const CrackEvents &most_grown() const;
    std::string        grown(const CrackEvents &crack) const;
    std::optional<End> short_circuit(const Measurements &measured, const FailureCriteria &criteria) const;

    const double             length;
    std::vector<CrackEvents> events;
    double                   largest_current    = 0; ///< A on the faces of cracks
    double                   largest_resistance = 0; ///< ohm m2 of the cell
    bool                     grew = false;        ///< in the last step
  };
} // namespace nadir
