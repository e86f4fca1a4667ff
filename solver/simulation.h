// One run, told as a story: set up, march, report.
#pragma once

#include "laws/protocols/protocol.h"
#include "output/checkpoint.h"
#include "output/history.h"
#include "output/progress.h"
#include "output/verdict.h"
#include "solve/coupling.h"
#include "solve/fracture_half.h"
#include "solve/mechanical_half.h"
#include "solve/refinement.h"
#include "solve/thermal_half.h"
#include "solve/time_control.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nadir
{
  template <int dim>
  class Simulation
  {
  public:
    /// Builds mesh, fields and laws. @param checkpoint from which `run` goes on; empty: it begins at the beginning. @throws DeckError
    explicit Simulation(const Deck &deck, const std::string &checkpoint = "");
    ~Simulation();

    /// Write history, fields and log into this folder, and show the progress on the screen. Without it nothing is written.
    void write_to(const std::string &folder);

    /// Let this see every step; it goes when results are to be written.
    void watch(std::unique_ptr<Observer<dim>> observer) { observers.push_back(std::move(observer)); }

    /// Run the protocol to its end (or, without one, solve once). @throws SolveError after a last consistent output
    /// @throws Interrupted after a checkpoint, where a signal asked for it
    Verdict run();

    /// What is known of a run that a SolveError ended.
    Verdict failed(const std::string &why) const { return ended({"numerical failure", why}); }

    const std::vector<Row>   &history() const { return history_observer->rows; }
    Electrochemistry<dim>    &electrochemistry() { return *system; }
    const typename Electrochemistry<dim>::Level &solution() const { return levels[0]; } ///< of it, the last
    const Measurements       &measurements() const { return measured; }
    const MeshNames<dim>     &mesh_names() const { return names; }
    MechanicalHalf<dim>      *mechanics() { return mechanical.get(); } ///< null: nothing moves
    const FractureHalf<dim>  *cracks() const { return fracture.get(); } ///< null: nothing cracks
    const ThermalHalf<dim>   *heat() const { return thermal.get(); }    ///< null: the temperature is the protocol's
    double                    wall_time() const { return Progress::steady_clock() - wall_start; } ///< s since the start, before a checkpoint included

  private:
    using Level = typename Electrochemistry<dim>::Level;

    /// Where the protocol is.
    struct Clock
    {
      double         time          = 0; ///< s since the start
      double         segment_start = 0;
      const Segment *segment       = nullptr;
      unsigned int   history       = 1; ///< how many earlier values the scheme may use
      unsigned int   on_this_mesh  = 1; ///< how many values were computed on the present mesh

      template <class Archive>
      void serialize(Archive &archive, const unsigned int)
      {
        archive & time & segment_start & history & on_this_mesh;
      }
    };

    // set up
    void set_up_space();
    void refine_initially();
    void check_names() const;
    void check_plating() const;
    void compare_cracks(FractureMeasure &cracks, double current, double duration) const; ///< with the cell and the last step
    void set_initial_values();
    void adapt_to_initial_solution();
    LinearSettings linear_settings() const; ///< for all systems
    unsigned int gauss_points() const; ///< per direction on interface faces, for both systems
    // march
    Verdict                steady_state();
    void                   begin_segment(const Segment &segment, StepSize &size);
    std::optional<Verdict> march_segment(const Segment &segment, StepSize &size);
    std::optional<CutOff>  make_step(double end, StepSize &size); ///< one accepted step; the limit that it reached, if any
    bool                   attempt(double size, std::string &why); ///< size 0: steady state with the interfaces as they are
    void                   guess_from_the_past(double size);
    // mechanics, simulation_mechanics.cc
    void                   set_up_mechanics();
    void                   start_mechanics();
    std::vector<double>    mean_contacts() const; ///< mean factor of damage and gap on the conductance, by interface
    NewtonResult           solve_at_temperature(double in_segment);
    Measurements           measure_step(double time);
    void                   begin_mechanics(double in_segment);
    void                   move_plates(typename MechanicalHalf<dim>::Level &level) const;
    void                   read_concentrations();
    double                 creep_error(double size) const;
    // heat, simulation_heat.cc
    void                   set_up_heat();
    NewtonResult           solve_step(double in_segment);
    void                   measure_heat_of_step(Measurements &m) const;
    void                   check_heat_balance() const;
    double                 temperature_error(double size) const;
    double                 divided_difference(double size, double y0, double y1, double y2, double y3) const;
    std::vector<PotentialControl> control_potentials(double time_in_segment);
    bool                   interface_of_group(unsigned int interface, int group) const;
    double                 error_estimate(double size) const;
    std::optional<CutOff>  crossed_limit(double &fraction) const;
    void                   accept(double size, bool event);
    void                   update_balances(double size);
    void                   check_balances() const;
    // mesh
    void adapt_mesh();
    void change_mesh(); ///< as the cells are flagged
    void prepare_mesh_change(); ///< all that lies on cells goes along
    void finish_mesh_change();
    bool follow_cracks(); ///< refine where damage has come to coarse cells; @returns whether the mesh has changed
    void restore_exchange();
    void restore_salt(const std::vector<double> &before);
    std::vector<double> salt_contents() const; ///< of every level, mol
    // checkpoints, simulation_checkpoint.cc
    struct Outside;
    void          keep_checkpoint(StepSize &size); ///< if one is due. @throws Interrupted
    void          keep_after(const Segment &ended, StepSize &size); ///< if the deck asks for it and its step ends for the first time
    std::string   write_checkpoint(StepSize &size, const std::string &after = {});
    void          load_mesh();
    std::size_t   go_on(StepSize &size); ///< from the checkpoint. @returns the segment in which, or with which, it does
    unsigned long coarse_mesh_checksum() const;
    /// What does not lie on cells.
    template <class Archive>
    void          serialize(Archive &archive, Outside &outside);
    // report
    void          finish(); ///< the last good step is what remains
    std::optional<Verdict> ended_early() const; ///< by cracks or nuclei
    Verdict       ended(Ending ending) const; ///< now, with what was warned of and what the cracks did
    double        deposit_imbalance(double scale); ///< C between the metal in cracks and the electrons that came; notes it relative to `scale`
    double        largest_area() const; ///< of cracks that have advanced as far as a step allows, m2
    double        growth_error() const; ///< advance of the cracks in the step over the largest allowed, in the scale of an error; 0: no growth
    std::optional<Verdict> exhausted_face() const; ///< an empty face that the protocol wants to strip
    StepView<dim> view(bool event) const;
    void          observe(bool event);
    void          warn(const std::string &text);

    const Deck                                       &deck;
    const std::string                                 checkpoint; ///< to go on from; empty: none
    const Model                                       model;
    const std::optional<Protocol>                     protocol;
    const TimeSettings                                time_settings;
    const RefinementSettings                          refinement;
    const FailureCriteria                             criteria;
    const CheckpointSettings                          checkpoints;
    dealii::parallel::distributed::Triangulation<dim> triangulation;
    const MeshNames<dim>                              names;
    std::unique_ptr<Fields<dim>>                      fields;
    std::unique_ptr<Potentials<dim>>                  potentials;
    std::unique_ptr<InterfaceFaces<dim>>              faces;
    std::unique_ptr<InterfaceMemory<dim>>             memory;
    std::unique_ptr<Electrochemistry<dim>>            system;
    std::vector<Level>                                levels; ///< now, old, older, oldest
    std::optional<LevelTransfer<dim>>                 transfer; ///< of these, while the mesh changes
    std::unique_ptr<MechanicalHalf<dim>>              mechanical; ///< null: nothing moves
    std::unique_ptr<FractureHalf<dim>>                fracture; ///< null: nothing cracks
    std::optional<CrackStory>                         story; ///< of the cracks
    std::unique_ptr<Coupling<dim>>                    coupling;
    std::unique_ptr<ThermalHalf<dim>>                 thermal; ///< null: the temperature is the protocol's

    Clock                    clock;
    TimeStep                 step, accepted_step;
    double                   accepted_temperature = 298.15; ///< K
    NewtonResult             newton_result;
    Measurements             measured, measured_before;
    Balances                 balances;
    std::vector<std::array<double, 3>> passed; ///< charge into every potential at three times, C
    std::vector<std::array<double, 3>> leaked; ///< electrons through every interface beside its reaction, C
    std::array<double, 2>    last_sizes{};     ///< of the two steps before, s
    std::array<double, 3>    capacity{};       ///< C/m2, signed
    double                   capacity_at_segment_start = 0;
    double                   absolute_charge = 0; ///< C
    double                   step_charge     = 0; ///< C: of the longest step so far at the largest current
    double                   imbalance       = 0; ///< C
    double                   absolute_charge_next = 0, step_charge_next = 0, imbalance_next = 0; ///< if the present step is accepted
    double                   temperature = 298.15; ///< K, of the present step
    double                   salt_at_start = 0;
    double                   balance_tolerance;
    std::vector<double>      contact_at_start; ///< with mechanics: `mean_contacts` before anything has moved
    std::vector<double>      layer_sizes, feature_sizes; ///< m: where deposits count as thick, by interface and by defect
    double                   largest_current; ///< A
    unsigned int             step_number = 0;
    std::vector<std::string> warnings;

    std::unique_ptr<RunLog>                     log;
    std::unique_ptr<Progress>                   progress;
    std::vector<std::unique_ptr<Observer<dim>>> observers;
    History<dim>                               *history_observer = nullptr;
    std::string                                 results; ///< folder; empty: nothing is written
    unsigned int                                kept_step = 0; ///< of the last checkpoint
    double                                      kept_at;    ///< reading of the clock then, s
    double                                      wall_start; ///< reading of the clock at the start, s
  };

  /// Sections read by the simulation itself: Time, Solver, Output.
  std::vector<SectionKind> simulation_schema();
} // namespace nadir
