#include "nadir_step.h"

#include "application.h"
#include "output/fields_output.h"
#include "simulation.h"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <stdexcept>

namespace nadir::performance
{
  namespace
  {
    std::string deck(const unsigned int coarse, const unsigned int refinements)
    {
      const auto layer = [&](const std::string &name, const double thickness, const unsigned int cells) {
        return fmt::format("subsection Layer {}\nset Thickness = {} um\nset Cells = {}\nend\n", name, thickness, cells);
      };
      const double       cell  = 100. / coarse;
      const unsigned int metal = std::max(1u, coarse / 5);
      const std::string  kinetics =
        "subsection Charge transfer\nset Law = Butler-Volmer\nset Exchange current density = 25.7 A/m^2\nend\nend\n";
      return "set Dimension = 3\nsubsection Geometry\nset Generator = layers\nset Width = 100 um\nset Depth = 100 um\n" +
             fmt::format("set Cells across = {}\nset Cells deep = {}\n", coarse, coarse) + layer("lower", cell * metal, metal) +
             layer("electrolyte", cell * (coarse - 2 * metal), coarse - 2 * metal) + layer("upper", cell * metal, metal) + "end\n" +
             "subsection Region lower\nset Material = sodium\nend\nsubsection Region electrolyte\nset Material = Na3Zr2Si2PO12\nend\n" +
             "subsection Region upper\nset Material = sodium\nend\n" +
             "subsection Interface one\nset Between = lower, electrolyte\n" + kinetics +
             "subsection Interface two\nset Between = upper, electrolyte\n" + kinetics +
             "subsection Collector plate one\nset Boundary = bottom\nset Role = working\nend\n" +
             "subsection Collector plate two\nset Boundary = top\nset Role = counter\nend\n" +
             "subsection Protocol\nset Temperature = 25 degC\nsubsection Step plate\nset Type = constant current\n" +
             "set Current density = -1 mA/cm^2\nset Duration = 1 h\nend\nend\n" +
             fmt::format("subsection Mesh refinement\nset Initial refinements = {}\nend\n", refinements) +
             "subsection Solver\nsubsection Linear solver\nset Method = iterative\nend\nend\n";
    }
    /// One set of files for ParaView, in a folder that is removed again.
    void write_fields(const Electrochemistry<3> &system, const Electrochemistry<3>::Level &level)
    {
      const auto folder     = std::filesystem::temp_directory_path() / "nadir-performance";
      const bool first_rank = dealii::Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0;
      if (first_rank)
        std::filesystem::create_directories(folder);
      MPI_Barrier(MPI_COMM_WORLD);
      Measurements measured;
      measured.temperature = 298.15;
      const TimeStep step  = TimeStep::backward_euler(1, 1);
      const Balances balances;
      FieldsOutput<3>(folder.string(), 0, 1).step({1, nullptr, 0, step, system, level, nullptr, measured, balances, 0, 0, 0, true});
      MPI_Barrier(MPI_COMM_WORLD);
      if (first_rank)
        std::filesystem::remove_all(folder);
    }
  } // namespace

  struct NadirStep::Content
  {
    explicit Content(const std::string &text)
      : deck(Deck::read_text(text, "performance.prm", deck_schema(), {}, material_folders("")))
      , simulation(deck)
    {}
    Deck          deck;
    Simulation<3> simulation;
  };

  NadirStep::NadirStep(const unsigned int coarse, const unsigned int refinements)
  {
    set_up.memory_before = resident_memory(MPI_COMM_WORLD);
    StopWatch watch(MPI_COMM_WORLD);
    content       = std::make_unique<Content>(deck(coarse, refinements));
    set_up.set_up = watch.lap();
  }

  NadirStep::~NadirStep() = default;

  const dealii::parallel::distributed::Triangulation<3> &NadirStep::triangulation() const
  {
    return content->simulation.electrochemistry().fields.triangulation;
  }

  StepCost NadirStep::first() { return step("NADIR first step", true); }
  StepCost NadirStep::later() { return step("NADIR later step", false); }

  StepCost NadirStep::step(const char *name, const bool from_nothing)
  {
    auto         &system = content->simulation.electrochemistry();
    const double  current = -10 * system.potentials[0].area;
    auto          old = system.make_level();
    std::vector<PotentialControl> none(2), controls(2);
    controls[0] = {false, current};
    if (from_nothing)
      system.begin_step(TimeStep::backward_euler(1, 1), 298.15, none, old, old, std::abs(current));
    system.begin_step(TimeStep::backward_euler(1, 1), 298.15, controls, old, old, std::abs(current));

    StepCost cost  = set_up;
    cost.problem   = name;
    cost.ranks     = dealii::Utilities::MPI::n_mpi_processes(MPI_COMM_WORLD);
    cost.cells     = triangulation().n_global_active_cells();
    cost.unknowns  = system.fields.dof_handler.n_dofs();
    Vector              x(system.fields.owned, MPI_COMM_WORLD), r(x), dx(x);
    std::vector<double> b(1, 0.), r_b(1), db(1);
    StopWatch watch(MPI_COMM_WORLD);
    system.timing = {};
    system.residual(x, b, r, r_b);
    system.linearise(x, b);
    const double preconditioner = system.timing.solve;
    cost.assembly               = watch.lap() - preconditioner;
    if (!from_nothing)
      {
        // The worst case of a later Newton step: a residual of all frequencies.
        for (const dealii::types::global_dof_index i : system.fields.owned)
          r(i) = current / cost.unknowns * std::sin(static_cast<double>(i * i));
        r.compress(dealii::VectorOperation::insert);
        system.potentials.homogeneous.set_zero(r);
      }
    if (!system.solve_linear(r, r_b, dx, db))
      throw std::runtime_error("the linear solve did not converge");
    cost.solve       = watch.lap() + preconditioner;
    cost.iterations  = system.linear_iterations;
    old.potentials[0] = db[0];
    old.solution      = dx;
    if (set_up.output == 0) // once is enough, and its memory is not that of a step
      {
        set_up.memory_peak = peak_memory(MPI_COMM_WORLD);
        write_fields(system, old);
        set_up.output = watch.lap();
      }
    cost.output      = set_up.output;
    cost.memory      = resident_memory(MPI_COMM_WORLD);
    cost.memory_peak = set_up.memory_peak;
    return cost;
  }
} // namespace nadir::performance
