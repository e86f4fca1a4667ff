#include "step_cost.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <tuple>

namespace nadir::performance
{
  namespace
  {
    /// A line "VmRSS:  1234 kB" of /proc/self/status, in bytes, summed over the ranks.
    double memory_entry(const std::string &entry, const MPI_Comm communicator)
    {
      std::ifstream status("/proc/self/status");
      double        own = -1;
      for (std::string line; std::getline(status, line);)
        if (line.compare(0, entry.size() + 1, entry + ":") == 0)
          own = 1024 * std::stod(line.substr(entry.size() + 1));
      if (own < 0)
        throw std::runtime_error("/proc/self/status has no entry " + entry);
      double sum = 0;
      MPI_Allreduce(&own, &sum, 1, MPI_DOUBLE, MPI_SUM, communicator);
      return sum;
    }

    auto key(const StepCost &c)
    {
      return std::make_tuple(c.cells, c.ranks, c.problem);
    }

    const char *const header = "problem,ranks,cells,unknowns,iterations,set_up_s,assembly_s,solve_s,output_s,"
                               "memory_before_B,memory_B,memory_peak_B";

    StepCost read_row(const std::string &line)
    {
      std::istringstream stream(line);
      StepCost           c;
      std::getline(stream, c.problem, ',');
      char comma;
      stream >> c.ranks >> comma >> c.cells >> comma >> c.unknowns >> comma >> c.iterations >> comma >> c.set_up >>
        comma >> c.assembly >> comma >> c.solve >> comma >> c.output >> comma >> c.memory_before >> comma >> c.memory >>
        comma >> c.memory_peak;
      if (!stream)
        throw std::runtime_error("this is no row of a table of costs: " + line);
      return c;
    }

    std::string ratio(const double value, const double base)
    {
      return base > 0 ? fmt::format("{:.2f}", value / base) : "";
    }
  } // namespace

  double resident_memory(const MPI_Comm communicator)
  {
    return memory_entry("VmRSS", communicator);
  }

  double peak_memory(const MPI_Comm communicator)
  {
    return memory_entry("VmHWM", communicator);
  }

  StopWatch::StopWatch(const MPI_Comm communicator)
    : communicator(communicator)
  {
    lap();
  }

  double StopWatch::lap()
  {
    MPI_Barrier(communicator); // after it every rank has waited for the slowest
    const double now  = MPI_Wtime();
    const double span = now - begin;
    begin             = now;
    return span;
  }

  CostTable::CostTable(const std::string &file)
    : file(file)
  {
    std::ifstream stream(file);
    std::string   line;
    std::getline(stream, line);
    while (std::getline(stream, line))
      list.push_back(read_row(line));
  }

  void CostTable::add(const StepCost &cost)
  {
    const auto same = std::find_if(list.begin(), list.end(), [&](const auto &c) { return key(c) == key(cost); });
    if (same != list.end())
      *same = cost;
    else
      list.push_back(cost);
    std::sort(list.begin(), list.end(), [](const auto &a, const auto &b) { return key(a) < key(b); });
  }

  void CostTable::save() const
  {
    std::ofstream stream(file);
    stream << header << '\n';
    for (const StepCost &c : list)
      stream << fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", c.problem, c.ranks, c.cells, c.unknowns,
                            c.iterations, c.set_up, c.assembly, c.solve, c.output, c.memory_before, c.memory,
                            c.memory_peak);
    stream.flush();
    if (!stream)
      throw std::runtime_error("cannot write " + file);
  }

  const StepCost *CostTable::find(const std::string &problem, const unsigned int ranks,
                                  const unsigned long long cells) const
  {
    for (const StepCost &c : list)
      if (c.problem == problem && c.ranks == ranks && c.cells == cells)
        return &c;
    return nullptr;
  }

  std::string CostTable::markdown(const std::string &base) const
  {
    const auto  step = [](const StepCost *c) { return c ? c->assembly + c->solve : 0.; };
    std::string text =
      fmt::format("| cells | ranks | problem | unknowns | set-up s | assembly s | solve s | output s | iterations | "
                  "step s | step/{} | efficiency | peak MB | kB/unknown |\n|{}\n",
                  base, " --: | --: | :-- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
    for (const StepCost &c : list)
      {
        const StepCost *alone = find(c.problem, 1, c.cells);
        text += fmt::format("| {} | {} | {} | {} | {:.3f} | {:.3f} | {:.3f} | {:.3f} | {} | {:.3f} | {} | {} | "
                            "{:.0f} | {:.2f} |\n",
                            c.cells, c.ranks, c.problem, c.unknowns, c.set_up, c.assembly, c.solve, c.output,
                            c.iterations, step(&c), ratio(step(&c), step(find(base, c.ranks, c.cells))),
                            ratio(step(alone), c.ranks * step(&c)), c.memory_peak * 1e-6,
                            (c.memory - c.memory_before) * 1e-3 / static_cast<double>(c.unknowns));
      }
    return text;
  }

  double CostTable::memory_slope(const std::string &problem, const unsigned int ranks,
                                 const unsigned long long cells_small, const unsigned long long cells_large) const
  {
    const StepCost *small = find(problem, ranks, cells_small), *large = find(problem, ranks, cells_large);
    if (!small || !large)
      return std::numeric_limits<double>::quiet_NaN();
    return (large->memory_peak - small->memory_peak) / static_cast<double>(large->unknowns - small->unknowns);
  }
} // namespace nadir::performance
