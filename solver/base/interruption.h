// A queue's warning that the time of a job ends (SIGTERM, SIGUSR1): the run finishes its step, keeps a checkpoint, and leaves.
#pragma once

#include <stdexcept>

namespace nadir
{
  /// From now on SIGTERM and SIGUSR1 do not end the program but are remembered.
  void watch_for_interruption();

  /// Has one of them come to this rank?
  bool interruption_requested();

  /// The run has been left before its end, with a checkpoint. what() says where, and how to go on.
  class Interrupted : public std::runtime_error
  {
  public:
    using std::runtime_error::runtime_error;
  };
} // namespace nadir
