#include "mechanics_step.h"

#include "application.h"
#include "simulation.h"

#include <fmt/format.h>

#include <set>
#include <stdexcept>

namespace nadir::performance
{
  namespace
  {
    std::string stack(const unsigned int coarse, const unsigned int refinements, const std::string &metal)
    {
      const auto layer = [&](const std::string &name, const unsigned int cells) {
        return fmt::format("subsection Layer {}\nset Thickness = {} um\nset Cells = {}\nend\n", name, 100. * cells / coarse, cells);
      };
      const unsigned int n = std::max(1u, coarse / 5);
      return "set Dimension = 3\nsubsection Geometry\nset Generator = layers\nset Width = 100 um\nset Depth = 100 um\n" +
             fmt::format("set Cells across = {}\nset Cells deep = {}\n", coarse, coarse) + layer("lower", n) +
             layer("electrolyte", coarse - 2 * n) + layer("upper", n) + "end\n" +
             "subsection Material elastic sodium\nsubsection Elasticity\nset Young's modulus = 4.6 GPa\nset Poisson's ratio = 0.41\n"
             "end\nend\nsubsection Material ceramic\nsubsection Elasticity\nset Young's modulus = 80 GPa\nset Poisson's ratio = 0.26\n"
             "end\nend\n" +
             fmt::format("subsection Region lower\nset Material = {}\nend\nsubsection Region upper\nset Material = {}\nend\n", metal, metal) +
             fmt::format("subsection Mesh refinement\nset Initial refinements = {}\nend\n", refinements) +
             "subsection Support base\nset Type = fixed\nset Boundary = bottom\nend\n"
             "subsection Solver\nsubsection Linear solver\nset Method = iterative\nend\nend\n";
    }

    std::string bonded(const unsigned int coarse, const unsigned int refinements)
    {
      return stack(coarse, refinements, "elastic sodium") + "subsection Region electrolyte\nset Material = ceramic\nend\n" +
             "subsection Mechanics\nend\nsubsection Support press\nset Type = plate\nset Boundary = top\nset Control = displacement\n" +
             fmt::format("set Displacement = {}\nend\n", MechanicsStep::shift);
    }

    std::string coupled(const unsigned int coarse, const unsigned int refinements)
    {
      std::string text = stack(coarse, refinements, "sodium") +
                         "subsection Region electrolyte\nset Material = Na3Zr2Si2PO12\nend\nsubsection Mechanics\nend\n"
                         "subsection Support press\nset Type = plate\nset Boundary = top\nset Pressure = 1 MPa\nend\n";
      for (const std::string side : {"left", "right", "front", "back"})
        text += fmt::format("subsection Support {}\nset Type = symmetry\nset Boundary = {}\nend\n", side, side);
      for (const std::string side : {"lower", "upper"})
        text += "subsection Interface " + side + " face\nset Between = " + side + ", electrolyte\nsubsection Charge transfer\n" +
                "set Law = Butler-Volmer\nset Exchange current density = 25.7 A/m^2\nend\nsubsection Opening\nend\nend\n";
      return text + "subsection Collector plate one\nset Boundary = bottom\nset Role = working\nend\n"
                    "subsection Collector plate two\nset Boundary = top\nset Role = counter\nend\n"
                    "subsection Protocol\nset Temperature = 25 degC\nsubsection Step plate\nset Type = constant current\n"
                    "set Current density = -1 mA/cm^2\nset Duration = 3 s\nend\nend\nsubsection Time\nset Fixed = true\n"
                    "set Initial step = 1 s\nend\n";
    }

    /// Mean of u_z over all nodes.
    double mean_of_vertical(const Fields<3> &fields, const Vector &solution)
    {
      std::set<dealii::types::global_dof_index>    vertical;
      std::vector<dealii::types::global_dof_index> dofs;
      for (const auto &cell : fields.dof_handler.active_cell_iterators())
        if (cell->is_locally_owned())
          {
            dofs.resize(cell->get_fe().n_dofs_per_cell());
            cell->get_dof_indices(dofs);
            const auto        &local = fields.local_dofs(cell->material_id(), Field::displacement);
            const unsigned int n     = local.size() / 3;
            for (unsigned int i = 2 * n; i < 3 * n; ++i)
              if (fields.owned.is_element(dofs[local[i]]))
                vertical.insert(dofs[local[i]]);
          }
      double sum = 0;
      for (const auto i : vertical)
        sum += solution(i);
      return dealii::Utilities::MPI::sum(sum, MPI_COMM_WORLD) / (fields.dof_handler.n_dofs() / 3.);
    }

    struct Run
    {
      explicit Run(const std::string &text)
        : deck(Deck::read_text(text, "performance.prm", deck_schema(), {}, material_folders("")))
        , simulation(deck)
      {}
      Deck          deck;
      Simulation<3> simulation;
    };
  } // namespace

  struct MechanicsStep::Content : Run
  {
    using Run::Run;
  };

  MechanicsStep::MechanicsStep(const unsigned int coarse, const unsigned int refinements)
  {
    set_up.memory_before = resident_memory(MPI_COMM_WORLD);
    StopWatch watch(MPI_COMM_WORLD);
    content       = std::make_unique<Content>(bonded(coarse, refinements));
    set_up.set_up = watch.lap();
  }

  MechanicsStep::~MechanicsStep() = default;

  const dealii::parallel::distributed::Triangulation<3> &MechanicsStep::triangulation() const
  {
    return content->simulation.mechanics()->fields.triangulation;
  }

  std::vector<LameConstants> MechanicsStep::materials() const
  {
    std::vector<LameConstants> list;
    const auto                &fields = content->simulation.mechanics()->fields;
    for (unsigned int piece = 0; piece < fields.n_pieces(); ++piece)
      {
        const auto stiffness = fields.region(piece).material.solid->laws.elasticity->stiffness();
        list.push_back({stiffness[1], stiffness[21] / 2}); // Mandel's notation: C_12, and 2 mu on the diagonal of shear
      }
    return list;
  }

  StepCost MechanicsStep::run()
  {
    auto &half   = *content->simulation.mechanics();
    auto &system = half.system;
    auto  level  = system.make_level();
    for (unsigned int k = 0; k < level.plates.size(); ++k)
      level.plates[k] = half.supports.plate_displacement(k, 0);
    const std::vector<PlateControl> controls(level.plates.size());
    const TimeStep                  step = TimeStep::held(0);
    system.begin_step(step, half.environment, half.exchange, controls, half.exchange.pressure);

    StepCost cost = set_up;
    cost.problem  = "NADIR mechanics";
    cost.ranks    = dealii::Utilities::MPI::n_mpi_processes(MPI_COMM_WORLD);
    cost.cells    = triangulation().n_global_active_cells();
    cost.unknowns = half.fields.dof_handler.n_dofs();
    Vector              x(half.fields.owned, MPI_COMM_WORLD), r(x), dx(x);
    std::vector<double> b, r_b, db;
    system.load(level, x, b);
    StopWatch watch(MPI_COMM_WORLD);
    system.timing = {};
    system.residual(x, b, r, r_b);
    system.linearise(x, b);
    const double preconditioner = system.timing.solve;
    cost.assembly               = watch.lap() - preconditioner;
    if (!system.solve_linear(r, r_b, dx, db))
      throw std::runtime_error("the linear solve did not converge");
    cost.solve       = watch.lap() + preconditioner;
    cost.iterations  = system.linear_iterations;
    cost.memory      = resident_memory(MPI_COMM_WORLD);
    cost.memory_peak = peak_memory(MPI_COMM_WORLD);

    x -= dx;
    system.store(x, b, level);
    mean = mean_of_vertical(half.fields, level.solution);
    return cost;
  }

  std::vector<StepCost> coupled_steps(const unsigned int coarse, const unsigned int refinements)
  {
    Run   run(coupled(coarse, refinements));
    auto &electric = run.simulation.electrochemistry();
    auto &solid    = run.simulation.mechanics()->system;
    electric.timing = {};
    solid.timing    = {};
    run.simulation.run();
    const double steps = run.simulation.history().size();

    StepCost cost;
    cost.ranks = dealii::Utilities::MPI::n_mpi_processes(MPI_COMM_WORLD);
    cost.cells = electric.fields.triangulation.n_global_active_cells();
    std::vector<StepCost> rows(2, cost);
    rows[0].problem    = "coupled step: electrochemistry";
    rows[0].unknowns   = electric.fields.dof_handler.n_dofs();
    rows[0].assembly   = electric.timing.assembly / steps;
    rows[0].solve      = electric.timing.solve / steps;
    rows[0].iterations = electric.linear_iterations;
    rows[1].problem    = "coupled step: mechanics";
    rows[1].unknowns   = solid.fields.dof_handler.n_dofs();
    rows[1].assembly   = solid.timing.assembly / steps;
    rows[1].solve      = solid.timing.solve / steps;
    rows[1].iterations = solid.linear_iterations;
    return rows;
  }
} // namespace nadir::performance
