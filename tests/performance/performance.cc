// The performance harness: costs of one step on boxes of growing size, added to a table.
//
//   performance --table FILE.csv [--markdown FILE.md] [--check] COARSE:REFINEMENTS ...
//
// runs each mesh of COARSE^3 cells refined REFINEMENTS times on the ranks it is started with. --check also fails
// where a result is wrong or iterations are many, which is what CTest runs on small meshes.
#include "laplace_baseline.h"
#include "nadir_step.h"
#include "step_cost.h"

#include <deal.II/base/mpi.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>

namespace
{
  using namespace nadir::performance;

  struct Options
  {
    std::string                                        table, markdown;
    bool                                               check = false;
    std::vector<std::pair<unsigned int, unsigned int>> meshes;
  };

  Options read_command_line(const int argc, char **argv)
  {
    Options                  options;
    std::vector<std::string> meshes;
    CLI::App                 app("Costs of one step on boxes of growing size", "performance");
    app.add_option("--table", options.table, "comma-separated table that the costs are added to")->required();
    app.add_option("--markdown", options.markdown, "the same table for reading");
    app.add_flag("--check", options.check, "fail where a result is wrong or iterations are many");
    app.add_option("MESH", meshes, "COARSE:REFINEMENTS")->required();
    app.parse(argc, argv);
    for (const std::string &mesh : meshes)
      {
        unsigned int coarse, refinements;
        if (std::sscanf(mesh.c_str(), "%u:%u", &coarse, &refinements) != 2)
          throw CLI::ValidationError(mesh, "expected COARSE:REFINEMENTS, such as 6:3");
        options.meshes.emplace_back(coarse, refinements);
      }
    return options;
  }

  /// The least of three repetitions: the first also warms up, and other programs disturb single ones.
  template <class Run>
  StepCost measure(const Run &run)
  {
    StepCost best = run();
    for (unsigned int repetition = 0; repetition < 2; ++repetition)
      {
        const StepCost cost = run();
        best.set_up         = std::min(best.set_up, cost.set_up);
        best.assembly       = std::min(best.assembly, cost.assembly);
        best.solve          = std::min(best.solve, cost.solve);
      }
    return best;
  }

  void check_iterations(const StepCost &cost)
  {
    if (cost.iterations > 15)
      throw std::runtime_error(fmt::format("{}: {} iterations, 15 are allowed", cost.problem, cost.iterations));
  }

  void check(const LaplaceBaseline &baseline, const StepCost &cost)
  {
    // Values of u are up to one; CG stops at 1e-6 of the first residual.
    if (!(baseline.nodal_error() < 1e-4))
      throw std::runtime_error(fmt::format("the solution is wrong by {}", baseline.nodal_error()));
    check_iterations(cost);
  }

  /// The table with what it is and the memory that a further unknown takes.
  std::string report(const CostTable &table)
  {
    const char *commit = std::getenv("NADIR_COMMIT");
    std::string text   = std::string("# Costs of one step\n\nCommand: `./bootstrap verify`. Commit: ") + (commit ? commit : "not recorded") +
                       ".\n\n\"NADIR first step\": the bordered solve starts from nothing; \"NADIR later step\": it starts from the step before. "
                       "A NADIR step is one residual, one linearisation and the bordered solve; iterations are those of both solves; memory is without the output, whose patches take about 1.5 kB for each unknown while they are written.\n\nBoxes of hexahedra, order 1, wall-clock seconds, each the least of "
                       "three repetitions. A step is assembly and solve.\n\n" +
                       table.markdown("bare Laplace");
    const auto &rows = table.rows();
    for (const StepCost &large : rows)
      for (const StepCost &small : rows)
        if (small.problem == large.problem && small.ranks == large.ranks && small.unknowns > 8e4 &&
            large.unknowns > 5 * small.unknowns)
          text += fmt::format("\n{} with ranks = {}: {:.2f} kB for each unknown between {} and {}.\n", large.problem,
                              large.ranks,
                              1e-3 * table.memory_slope(large.problem, large.ranks, small.cells, large.cells),
                              small.unknowns, large.unknowns);
    return text;
  }

  void run(const Options &options)
  {
    const bool first_rank = dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0;
    CostTable  table(options.table);
    for (const auto &[coarse, refinements] : options.meshes)
      {
        NadirStep      nadir(coarse, refinements);
        const StepCost first = measure([&] { return nadir.first(); });
        const StepCost later = measure([&] { return nadir.later(); });
        LaplaceBaseline baseline(nadir.triangulation(), 1e-4);
        const StepCost  bare = measure([&] { return baseline.run(); });
        if (options.check)
          {
            check(baseline, bare);
            check_iterations(later);
          }
        table.add(bare);
        table.add(first);
        table.add(later);
      }
    if (!first_rank)
      return;
    table.save();
    const std::string text = report(table);
    std::cout << text << std::flush;
    if (!options.markdown.empty() && !(std::ofstream(options.markdown) << text << std::flush))
      throw std::runtime_error("cannot write " + options.markdown);
  }
} // namespace

int main(int argc, char **argv)
{
  int                                            n_words = 1;
  char                                          *words[] = {argv[0], nullptr}, **list = words;
  const dealii::Utilities::MPI::MPI_InitFinalize mpi(n_words, list, 1);
  try
    {
      run(read_command_line(argc, argv));
      return 0;
    }
  catch (const std::exception &error)
    {
      std::cerr << "performance: " << error.what() << std::endl;
      MPI_Abort(MPI_COMM_WORLD, 1);
    }
}
