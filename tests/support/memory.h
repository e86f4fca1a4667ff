// What a test has needed of the machine.
#pragma once

#include <deal.II/base/utilities.h>

namespace nadir::testing
{
  /// The largest so far, of this process.
  inline double memory_in_megabytes()
  {
    dealii::Utilities::System::MemoryStats stats;
    dealii::Utilities::System::get_memory_stats(stats);
    return stats.VmHWM / 1024.;
  }
} // namespace nadir::testing
