// The performance harness: costs of one step on boxes of growing size, added to a table.
//
//   performance --table FILE.csv [--mechanics] [--markdown FILE.md] [--check] COARSE:REFINEMENTS ...
//
// runs each mesh of COARSE^3 cells refined REFINEMENTS times on the ranks it is started with. --check also fails
// where a result is wrong or iterations are many, which is what CTest runs on small meshes.
#include "base/parallel_files.h"
#include "laplace_baseline.h"
#include "mechanics_step.h"
#include "nadir_step.h"
#include "step_cost.h"

#include <deal.II/base/mpi.h>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
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
    bool                                               check = false, mechanics = false;
    std::vector<std::pair<unsigned int, unsigned int>> meshes;
  };

  Options read_command_line(const int argc, char **argv)
  {
    Options                  options;
    std::vector<std::string> meshes;
    CLI::App                 app("Costs of one step on boxes of growing size", "performance");
    app.add_option("--table", options.table, "comma-separated table that the costs are added to")->required();
    app.add_option("--markdown", options.markdown, "the same table for reading");
    app.add_flag("--mechanics", options.mechanics, "mechanics and coupled steps instead of electrochemistry");
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

  const char *const about_electrochemistry =
    "\"NADIR first step\": the first step of a run from rest, where the residual is the prescribed current and the border's solve starts "
    "from nothing; \"NADIR later step\": a residual of all frequencies, and the border's solve starts from the step before. A NADIR step "
    "is one residual, one linearisation and the bordered solve; iterations are those of both solves; memory is without the output, whose "
    "patches take about 1.5 kB for each unknown while they are written.";

  const char *const about_mechanics =
    "\"NADIR mechanics\": one residual, one linearisation and one solve of a bonded stack of elastic sodium, ceramic and sodium; \"bare "
    "elasticity\": a plain deal.II loop with the same moduli and GAMG with the rigid motions. \"coupled step\": plating at 1 mA/cm2 under "
    "1 MPa with creep and two interfaces that can open, three steps of 1 s, time of each system as mean per step over all staggered turns; "
    "iterations there are all linear ones of the last step. The later ones of NADIR's three repetitions reuse the interpolation of the "
    "first, as Newton steps of a run do; the bare program builds multigrid anew.";

  /// The table with what it is and the memory that a further unknown takes.
  std::string report(const CostTable &table, const bool mechanics)
  {
    const char *commit = std::getenv("NADIR_COMMIT");
    std::string text   = fmt::format("# Costs of one step{}\n\nCommand: `./bootstrap verify`. Commit: {}.\n\n{}\n\nBoxes of hexahedra, "
                                     "order 1, wall-clock seconds, each the least of three repetitions. A step is assembly and solve.\n\n{}",
                                     mechanics ? ": mechanics" : "", commit ? commit : "not recorded",
                                     mechanics ? about_mechanics : about_electrochemistry,
                                     table.markdown(mechanics ? "bare elasticity" : "bare Laplace"));
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

  void measure_electrochemistry(const unsigned int coarse, const unsigned int refinements, const bool with_check, CostTable &table)
  {
    NadirStep       nadir(coarse, refinements);
    const StepCost  first = measure([&] { return nadir.first(); });
    const StepCost  later = measure([&] { return nadir.later(); });
    LaplaceBaseline baseline(nadir.triangulation(), 1e-4);
    const StepCost  bare = measure([&] { return baseline.run(); });
    if (with_check)
      {
        check(baseline, bare);
        check_iterations(first);
        check_iterations(later);
      }
    for (const StepCost &cost : {bare, first, later})
      table.add(cost);
  }

  void measure_mechanics(const unsigned int coarse, const unsigned int refinements, const bool with_check, CostTable &table)
  {
    MechanicsStep      nadir(coarse, refinements);
    const StepCost     step = measure([&] { return nadir.run(); });
    ElasticityBaseline baseline(nadir.triangulation(), nadir.materials(), MechanicsStep::shift);
    const StepCost     bare = measure([&] { return baseline.run(); });
    // B-bar and full integration agree as far as the mesh resolves the solution.
    if (with_check && !(std::abs(nadir.mean_displacement() - baseline.mean_displacement()) < 0.02 * std::abs(MechanicsStep::shift)))
      throw std::runtime_error(fmt::format("the solutions differ: {} and {}", nadir.mean_displacement(), baseline.mean_displacement()));
    if (with_check && step.iterations > bare.iterations + 5)
      throw std::runtime_error(fmt::format("{} iterations, and the bare solve takes {}", step.iterations, bare.iterations));
    table.add(bare);
    table.add(step);
    for (const StepCost &cost : coupled_steps(coarse, refinements))
      table.add(cost);
  }

  void run(const Options &options)
  {
    const bool first_rank = dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0;
    CostTable  table(options.table);
    for (const auto &[coarse, refinements] : options.meshes)
      (options.mechanics ? measure_mechanics : measure_electrochemistry)(coarse, refinements, options.check, table);
    if (!first_rank)
      return;
    table.save();
    const std::string text = report(table, options.mechanics);
    std::cout << text << std::flush;
    if (!options.markdown.empty() && !(std::ofstream(options.markdown) << text << std::flush))
      throw std::runtime_error("cannot write " + options.markdown);
  }
} // namespace

int main(int argc, char **argv)
{
  int                                            n_words = 1;
  char                                          *words[] = {argv[0], nullptr}, **list = words;
  nadir::avoid_semaphores_of_files();
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
