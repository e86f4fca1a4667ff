// What a failure means to the person at the screen and to the other ranks.
#pragma once

#include <mpi.h>

#include <exception>
#include <string>

namespace nadir
{
  enum ExitCode
  {
    done          = 0,
    anything_else = 1,
    deck_wrong    = 2,
    solve_failed  = 3,
    interrupted   = 4
  };

  struct Failure
  {
    std::string message;
    ExitCode    exit_code;
  };

  Failure failure_of(const std::exception &error);

  /// Where only some ranks failed, the others would wait for them forever: say so and end the job. Returns where all ranks
  /// arrive here within some seconds. Call it before destructors run, since some of those need all ranks.
  void end_job_if_alone(const Failure &failure);
} // namespace nadir
