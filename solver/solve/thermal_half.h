// Everything thermal of a run: fields, boundaries, the system, its solutions, and the turns between heat and currents.
//
// Within a time step the currents are solved at a temperature, which they heat; that is repeated until the temperature
// changes by less than the tolerance (accelerated by Anderson's method). What remains of a step is the solution of the heat
// equation with the heat of the last currents; `told` is the temperature at which these were solved.
#pragma once

#include "solve/acceleration.h"
#include "solve/electrochemistry.h"
#include "solve/heat.h"
#include "solve/level_transfer.h"

#include <optional>

namespace nadir
{
  template <int dim>
  class ThermalHalf
  {
  public:
    using Level = typename HeatEquation<dim>::Level;

    /// @param n_gauss_points per direction on interface faces, the same as those of the electrochemistry
    /// @param cell_rule of the electrochemistry; @param reference_temperature that of the start, K
    ThermalHalf(const dealii::parallel::distributed::Triangulation<dim> &triangulation, const MeshNames<dim> &names,
                const Model &model, const Section &root, const LinearSettings &linear, unsigned int n_gauss_points,
                const dealii::Quadrature<dim> &cell_rule, double reference_temperature);

    /// Initial temperatures everywhere and at all times.
    void start();

    /// The first guess of a step. @param ratio of its size to that of the step before; 0: the temperature stays
    void guess(double ratio);

    void begin_step(const TimeStep &step, double protocol_temperature);

    /// Solve the heat equation with the heat of this solution of the electrochemistry. @returns whether the step is finished;
    /// `result` is then what became of it, and else the electrochemistry is to be solved again at the new temperature.
    bool turn(const Electrochemistry<dim> &electrochemistry, const typename Electrochemistry<dim>::Level &level,
              NewtonResult &result);

    /// After an accepted step.
    void advance();

    /// Look at the last accepted step again.
    void look_back();

    double energy_at_start() const { return start_energy; } ///< J above the reference temperature

    /// Relative error of the balance of energy since the start, as of the newest level; see docs/theory/heat.md.
    double balance() const;

    // Around a change of the mesh.
    void prepare_mesh_change();
    void finish_mesh_change();
    std::vector<double> energies() const; ///< of all levels, J above the reference temperature
    /// Coarsening interpolates; a shift by the mean loss brings back what the levels had.
    void restore_energies(const std::vector<double> &before);

    Fields<dim>            fields;
    ThermalBoundaries<dim> boundaries;
    InterfaceFaces<dim>    faces;
    HeatEquation<dim>      system;
    std::vector<Level>     levels; ///< now, old, older, oldest
    Vector                 told;   ///< ghosted: the temperature of the electrochemistry (and mechanics), as a deviation
    PointTemperatures      points; ///< the same at the points of the electrochemistry
    HeatSources            sources;
    unsigned int           turns  = 0; ///< of the last step
    double                 change = 0; ///< of the temperature in the last turn, K
    double                 energy = 0; ///< of the newest level, J above the reference temperature

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & energy & start_energy & gained & absolute & uncounted;
    }

  private:
    void find_points();
    void update_energy();
    void set_initial_values(Vector &values) const;

    const HeatSettings        settings;
    Acceleration              acceleration;
    TimeStep                  step;
    double                    start_energy = 0;       ///< J
    std::array<double, 3>     gained{};               ///< J since the start, by the quadrature of the time scheme; at three times
    double                    absolute = 0, next_absolute = 0;   ///< J that have been generated, stored or exchanged
    double                    uncounted = 0, next_uncounted = 0; ///< J below the round-off of the steps
    std::optional<LevelTransfer<dim>> transfer;
  };
} // namespace nadir
