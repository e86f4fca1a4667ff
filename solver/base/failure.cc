#include "base/failure.h"

#include "base/errors.h"
#include "base/interruption.h"

#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <thread>

namespace nadir
{
  namespace
  {
    /// Wait some seconds for the other ranks. @returns true if all of them came to this call.
    bool all_ranks_arrive()
    {
      using namespace std::chrono_literals;
      MPI_Request request;
      MPI_Ibarrier(MPI_COMM_WORLD, &request);
      int        arrived  = 0;
      const auto deadline = std::chrono::steady_clock::now() + 5s;
      while (!arrived && std::chrono::steady_clock::now() < deadline)
        {
          MPI_Test(&request, &arrived, MPI_STATUS_IGNORE);
          std::this_thread::sleep_for(1ms);
        }
      return arrived;
    }
  } // namespace

  Failure failure_of(const std::exception &error)
  {
    if (dynamic_cast<const DeckError *>(&error))
      return {error.what(), deck_wrong};
    if (dynamic_cast<const SolveError *>(&error))
      return {std::string("the solve failed: ") + error.what(), solve_failed};
    if (dynamic_cast<const Interrupted *>(&error))
      return {std::string(error.what()) + "\n  help: the same command with --restart goes on from there", interrupted};
    return {std::string("error: ") + error.what(), anything_else};
  }

  void end_job_if_alone(const Failure &failure)
  {
    if (all_ranks_arrive())
      return;
    int rank;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    std::cerr << fmt::format("on rank {} alone: {}", rank, failure.message) << std::endl;
    MPI_Abort(MPI_COMM_WORLD, failure.exit_code);
  }
} // namespace nadir
