// What one Newton step costs, and the table that compares costs.
//
// Times are wall-clock seconds of the slowest rank between two barriers; memory is the sum of the ranks' resident sets
// (VmRSS and VmHWM of /proc/self/status).
#pragma once

#include <mpi.h>

#include <string>
#include <vector>

namespace nadir::performance
{
  struct StepCost
  {
    std::string        problem;             ///< "bare Laplace", "NADIR"
    unsigned int       ranks      = 0;
    unsigned long long cells      = 0;
    unsigned long long unknowns   = 0;
    unsigned int       iterations = 0;      ///< of the Krylov solver
    double             set_up     = 0;      ///< s; unknowns, constraints, sparsity, matrix
    double             assembly   = 0;      ///< s
    double             solve      = 0;      ///< s; preconditioner and Krylov solver
    double             output     = 0;      ///< s
    double             memory_before = 0;   ///< bytes resident when the problem is begun, mesh included
    double             memory     = 0;      ///< bytes resident when it is solved
    double             memory_peak = 0;     ///< bytes, highest so far in this program
  };

  double resident_memory(MPI_Comm communicator); ///< bytes, all ranks
  double peak_memory(MPI_Comm communicator);     ///< bytes, all ranks

  /// Wall-clock time of the slowest rank since construction or the last call.
  class StopWatch
  {
  public:
    explicit StopWatch(MPI_Comm communicator);
    double lap();

  private:
    MPI_Comm communicator;
    double   begin;
  };

  /// Costs of several problems, mesh sizes and numbers of ranks. Runs with different numbers of ranks are different
  /// programs, so the table lives in a file.
  class CostTable
  {
  public:
    /// Reads what earlier runs left in `file` (comma-separated values); a missing file is an empty table.
    explicit CostTable(const std::string &file);

    /// Add a row; it replaces one with the same problem, ranks and cells.
    void add(const StepCost &cost);
    void save() const;

    /// Rows by cells, ranks, problem. The ratio columns divide by the row of `base` with the same cells and ranks;
    /// the efficiency of a row on n ranks is (time on 1)/(n time on n) of assembly and solve.
    std::string markdown(const std::string &base) const;

    /// Bytes per unknown between two meshes of one problem, from the peak memories of runs on `ranks` ranks.
    double memory_slope(const std::string &problem, unsigned int ranks, unsigned long long cells_small,
                        unsigned long long cells_large) const;

    const std::vector<StepCost> &rows() const { return list; }

  private:
    const StepCost *find(const std::string &problem, unsigned int ranks, unsigned long long cells) const;

    std::string           file;
    std::vector<StepCost> list;
  };
} // namespace nadir::performance
