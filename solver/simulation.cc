#include "simulation.h"

#include "base/constants.h"
#include "base/text.h"
#include "output/fields_output.h"
#include "space/initial_cracks.h"
#include "space/model_check.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace dealii;

namespace nadir
{
  std::vector<SectionKind> simulation_schema()
  {
    SectionKind solver;
    solver.kind          = "Solver";
    solver.documentation = "Discretisation and Newton's method.";
    solver.sections      = {linear_solver_schema()};
    solver.entries       = {choice("Degree", {"1", "2"}, "1", "Polynomial degree of the finite elements."),
                            between(quantity("Tolerance", "1", "1e-10", "Sum of the residual over the reference current: the largest of the protocol's and the present one."), 1e-15, 1e-3),
                            positive(integer("Largest count", 30, "Newton iterations after which a step counts as failed.")),
                            positive(quantity("Balance tolerance", "1", "1e-8", "A run that loses more charge or sodium than this fails."))};
    SectionKind output;
    output.kind          = "Output";
    output.documentation = "What is written, and where.";
    output.entries       = {text("Folder", "", "For the results; without it, results/NAME-OF-DECK beside the working folder."),
                            flag("Fields", true, "Write fields and interfaces for ParaView."),
                            not_negative(integer("Fields every", 10, "Steps; 0: only at the ends of the protocol's segments.")),
                            positive(integer("File groups", 1, "Files per output time, whatever the number of ranks."))};
    return {time_schema(), refinement_schema(), solver, verdict_schema(), output, checkpoint_schema()};
  }

  namespace
  {
    double seconds_now() { return Progress::steady_clock(); }

    std::optional<Protocol> read_protocol(const Section &root)
    {
      if (!root.has("Protocol"))
        return std::nullopt;
      return make_protocol(root.section("Protocol"));
    }

    /// Where the current rises level by level, failure is looked for after every step, and rest at one level is not rest at the next.
    FailureCriteria criteria_for(FailureCriteria criteria, const std::optional<Protocol> &protocol)
    {
      if (!protocol || !protocol->raises_current())
        return criteria;
      criteria.after_every_step = criteria.after_every_step.value_or(true);
      criteria.stopped_below    = 0;
      return criteria;
    }
  } // namespace

  template <int dim>
  Simulation<dim>::Simulation(const Deck &deck, const std::string &checkpoint)
    : deck(deck)
    , checkpoint(checkpoint)
    , model(make_model(deck.root()))
    , protocol(read_protocol(deck.root()))
    , time_settings(read_time_settings(deck.root().section("Time")))
    , refinement(read_refinement_settings(deck.root().section("Mesh refinement")))
    , criteria(criteria_for(read_failure_criteria(deck.root(), model), protocol))
    , checkpoints(read_checkpoint_settings(deck.root()))
    , triangulation(MPI_COMM_WORLD,
                    typename Triangulation<dim>::MeshSmoothing(Triangulation<dim>::none),
                    // The order of cells does not depend on how the mesh came about, so that a run that goes on from a checkpoint adds up alike.
                    parallel::distributed::Triangulation<dim>::mesh_reconstruction_after_repartitioning)
    , names(build_mesh<dim>(deck.root().section("Geometry"), deck.root(), triangulation))
    , kept_at(seconds_now())
    , wall_start(kept_at)
  {
    check_names();
    set_up_space();
    log              = std::make_unique<RunLog>("");
    progress         = std::make_unique<Progress>(nullptr, false);
    history_observer = new History<dim>("");
    observers.emplace_back(history_observer);
  }

  template <int dim>
  void Simulation<dim>::write_to(const std::string &folder)
  {
    const Section &output = deck.root().section("Output");
    results               = folder;
    log                   = std::make_unique<RunLog>(folder + "/nadir.log", /*append=*/!checkpoint.empty());
    progress              = std::make_unique<Progress>();
    history_observer      = new History<dim>(folder + "/history.csv");
    observers.clear();
    observers.emplace_back(history_observer);
    if (output.flag("Fields"))
      observers.push_back(std::make_unique<FieldsOutput<dim>>(folder, output.integer("Fields every"), output.integer("File groups")));
  }

  template <int dim>
  Simulation<dim>::~Simulation() = default;

  template <int dim>
  void Simulation<dim>::set_up_space()
  {
    const Section &root = deck.root(), &solver = root.section("Solver");
    make_periodic(root, names, triangulation);
    if (checkpoint.empty())
      refine_initially();
    else
      load_mesh();
    const int degree = std::stoi(solver.text("Degree"));
    fields           = std::make_unique<Fields<dim>>(triangulation, names, model, root, degree,
                                            std::vector<Field>{Field::concentration, Field::ionic_potential, Field::electronic_potential});
    potentials       = std::make_unique<Potentials<dim>>(*fields, root);
    check_model_in_mesh(root, *fields);
    if (protocol && protocol->largest_current_density() > 0)
      check_current_path(root, *potentials);
    check_plating();
    faces            = std::make_unique<InterfaceFaces<dim>>(*fields, gauss_points());
    memory           = std::make_unique<InterfaceMemory<dim>>(*faces, interface_state_size, 4);

    temperature          = protocol ? protocol->segments.front().temperature_start : 298.15;
    measured.temperature = temperature;
    system                   = std::make_unique<Electrochemistry<dim>>(*fields, *potentials, *faces, *memory, linear_settings(), temperature);
    system->relative_tolerance   = solver.quantity("Tolerance");
    system->largest_newton_count = solver.integer("Largest count");
    balance_tolerance            = solver.quantity("Balance tolerance");
    passed.assign(potentials->size(), {});
    leaked.assign(model.interfaces.size(), {});
    balances.defined = model.sources.empty() && model.boundary_values.empty();
    largest_current  = 0;
    for (unsigned int k = 0; k < potentials->size(); ++k)
      if ((*potentials)[k].role == Collector::Role::working && protocol)
        largest_current = protocol->largest_current_density() * (*potentials)[k].area;
    system->set_up();
    layer_sizes = layer_thicknesses(*fields, *faces);
    feature_sizes.clear();
    for (const auto &defect : names.defects)
      feature_sizes.push_back(defect.feature_size);
    if (model.mechanics)
      set_up_mechanics();
    if (model.heat)
      set_up_heat();
    set_initial_values();
  }

  template <int dim>
  LinearSettings Simulation<dim>::linear_settings() const
  {
    LinearSettings settings = read_linear_settings(deck.root().section("Solver").section("Linear solver"));
    if (dim == 2 && model.fracture && model.fracture->deposit) // the properties of cells with metal differ by many orders within them: faster, and by far
      settings.direct_below = std::numeric_limits<unsigned int>::max();
    return settings;
  }

  template <int dim>
  unsigned int Simulation<dim>::gauss_points() const
  {
    return std::max({std::stoi(deck.root().section("Solver").text("Degree")), model.mechanics ? model.mechanics->degree : 1,
                     model.heat ? model.heat->degree : 1}) +
           1;
  }

  template <int dim>
  void Simulation<dim>::set_initial_values()
  {
    levels.clear();
    for (unsigned int l = 0; l < 4; ++l)
      levels.push_back(system->make_level());
    std::vector<std::pair<const PrescribedFunction *, std::shared_ptr<Function<dim>>>> functions;
    for (const auto &initial : model.initial)
      functions.push_back({&initial, parse_function<dim>(initial.expression)});

    Vector                               values(fields->owned, triangulation.get_communicator());
    std::vector<types::global_dof_index> dofs;
    const auto                          &support = fields->scalar_element.get_unit_support_points();
    for (const auto &cell : fields->dof_handler.active_cell_iterators())
      if (cell->is_locally_owned())
        {
          dofs.resize(cell->get_fe().n_dofs_per_cell());
          cell->get_dof_indices(dofs);
          const unsigned int piece = cell->material_id();
          const auto         set   = [&](const Field f, const auto &value_at) {
            const auto &local = fields->local_dofs(piece, f);
            for (unsigned int i = 0; i < local.size(); ++i)
              if (fields->owned.is_element(dofs[local[i]]))
                values(dofs[local[i]]) = value_at(fields->mapping.transform_unit_to_real_cell(cell, support[i]));
          };
          if (fields->has(piece, Field::concentration))
            set(Field::concentration, [&](const auto &) { return fields->region(piece).material.salt->concentration; });
          for (const auto &[initial, function] : functions)
            if (initial->place == fields->region(piece).name && fields->has(piece, initial->field))
              set(initial->field, [&, f = function](const Point<dim> &p) { return f->value(p); });
        }
    values.compress(VectorOperation::insert);
    for (auto &level : levels)
      level.solution = values;
    memory->fill([&](const unsigned int interface, double *state) {
      state[0] = 0;
      state[1] = model.interfaces[interface].laws.initial_interphase;
      state[2] = 0;
      state[3] = 1;
    });
    if (thermal)
      thermal->start();
    if (mechanical)
      start_mechanics();
  }

  template <int dim>
  Verdict Simulation<dim>::run()
  {
    log->line("{} cells, {} unknowns, {} interface points on this rank", triangulation.n_global_active_cells(),
              fields->dof_handler.n_dofs(), faces->n_points());
    if (!protocol)
      return steady_state();
    StepSize size(time_settings);
    std::size_t first = 0;
    if (checkpoint.empty())
      adapt_to_initial_solution();
    else
      first = go_on(size);
    std::optional<Verdict> verdict;
    try
      {
        for (std::size_t s = first; s < protocol->segments.size() && !verdict; ++s)
          {
            verdict = march_segment(protocol->segments[s], size);
            if (!verdict)
              keep_after(protocol->segments[s], size);
          }
      }
    catch (const SolveError &error)
      {
        progress->finish();
        log->line("failed: {}", error.what());
        verdict = exhausted_face();
        if (!verdict)
          {
            if (step_number > 0)
              finish();
            throw;
          }
      }
    progress->finish();
    if (step_number > 0)
      finish();
    if (!verdict)
      verdict = ended(protocol_ended(measured, criteria, story ? &*story : nullptr));
    return *verdict;
  }

  template <int dim>
  void Simulation<dim>::finish()
  {
    // A step that failed has left its traces in the newest level only.
    levels[0] = levels[1];
    measured  = measured_before;
    step      = accepted_step;
    system->look_back(accepted_step, accepted_temperature, levels[2], levels[3]);
    if (thermal)
      thermal->look_back();
    if (mechanical)
      {
        mechanical->levels[0] = mechanical->levels[1];
        mechanical->exchange  = mechanical->accepted_exchange;
        mechanical->system.look_back(accepted_step);
        mechanical->environment.temperature = accepted_temperature;
        if (fracture)
          fracture->look_back(accepted_step, accepted_temperature, mechanical->levels[1]);
      }
    for (auto &observer : observers)
      observer->finish(view(true));
  }

  template <int dim>
  Verdict Simulation<dim>::steady_state()
  {
    for (unsigned int cycle = 0; cycle <= refinement.initial_cycles; ++cycle)
      {
        std::string why;
        do
          if (!attempt(0., why))
            throw SolveError("the steady state was not found: " + why);
        while (follow_cracks());
        ++step_number;
        measured = measure_step(0.);
        check_heat_balance();
        observe(cycle == refinement.initial_cycles);
        if (cycle == refinement.initial_cycles)
          break;
        levels[1] = levels[0];
        if (mechanical)
          mechanical->levels[1] = mechanical->levels[0];
        if (thermal)
          thermal->levels[1] = thermal->levels[0];
        adapt_mesh();
      }
    for (auto &observer : observers)
      observer->finish(view(true));
    const auto nuclei = nucleated(measured, criteria);
    return ended(nuclei ? *nuclei : Ending{"survived", "the deck has no protocol: one steady state"});
  }

  template <int dim>
  void Simulation<dim>::check_names() const
  {
    std::vector<std::string> defects;
    for (const auto &defect : names.defects)
      defects.push_back(defect.name);
    for (const auto &place : refinement.places)
      {
        const Section &s = *deck.root().section("Mesh refinement").find("Fine place", place.name);
        if (!place.defect.empty() && std::count(defects.begin(), defects.end(), place.defect) == 0)
          s.fail("Defect", "there is no defect '" + place.defect + "'",
                 did_you_mean(place.defect, defects) + "the geometry has: " + listed(defects));
        if (place.defect.empty() && place.position.size() != dim)
          s.fail("Position", fmt::format("a place has {} coordinates here, not {}", dim, place.position.size()),
                 dim == 2 ? "write for example 'Position = 10 um, 20 um'" : "write for example 'Position = 10 um, 10 um, 20 um'");
      }
  }

  template <int dim>
  void Simulation<dim>::warn(const std::string &text)
  {
    if (std::find(warnings.begin(), warnings.end(), text) != warnings.end())
      return;
    warnings.push_back(text);
    log->line("warning: {}", text);
    progress->message("warning: " + text);
  }

  template <int dim>
  StepView<dim> Simulation<dim>::view(const bool event) const
  {
    return {step_number,
            clock.segment,
            clock.time - clock.segment_start,
            step,
            *system,
            levels[0],
            mechanical.get(),
            measured,
            balances,
            newton_result.iterations,
            system->linear_iterations,
            wall_time(),
            event,
            thermal.get(),
            fracture.get()};
  }

  template <int dim>
  void Simulation<dim>::observe(const bool event)
  {
    for (auto &observer : observers)
      observer->step(view(event));
  }

  template class Simulation<2>;
  template class Simulation<3>;
} // namespace nadir
