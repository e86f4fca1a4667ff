#include "base/parallel_files.h"

#include <cstdlib>

namespace nadir
{
  void avoid_semaphores_of_files()
  {
    const int keep = 0;
    setenv("OMPI_MCA_io_ompio_priority", "1", keep);
    setenv("OMPI_MCA_sharedfp_sm_priority", "0", keep);
  }
} // namespace nadir
