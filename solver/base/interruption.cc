#include "base/interruption.h"

#include <csignal>

namespace nadir
{
  namespace
  {
    volatile std::sig_atomic_t requested = 0;

    void remember(int) { requested = 1; }
  } // namespace

  void watch_for_interruption()
  {
    std::signal(SIGTERM, remember);
    std::signal(SIGUSR1, remember);
  }

  bool interruption_requested() { return requested != 0; }
} // namespace nadir
