// The types of protocol steps: what the deck may say about each, and the bare segments that each makes.
#pragma once

#include "base/deck.h"
#include "laws/protocols/protocol.h"

#include <string>
#include <vector>

namespace nadir
{
  /// A step as it is prescribed, still without cycle and temperature.
  struct Step
  {
    std::vector<Segment> segments;           ///< with the cut-offs that belong to the step's type
    bool                 has_voltage_limits; ///< false where the voltage itself is prescribed
  };

  /// `subsection Step NAME`: the selector `Type` with its variants, and the entries common to all types.
  SectionKind step_schema();

  /// @throws DeckError for a step without an end
  Step make_step(const Section &section);
} // namespace nadir
