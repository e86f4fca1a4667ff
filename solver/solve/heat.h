// The thermal system: rho c dT/dt = div(k grad T) + sources, linear in T.
//
// Its unknowns are deviations from one reference temperature. The equation is solved by corrections to a guess until the
// residual is small enough: one for a direct solver, one or two for an iterative one.
#pragma once

#include "solve/linear_solver.h"
#include "space/interface_faces.h"
#include "space/thermal_boundaries.h"
#include "terms/joule_heat.h"

#include <memory>

namespace nadir
{
  /// Where the heat of a solution comes from and goes to, over all ranks, W.
  struct HeatFlows
  {
    double              generated  = 0; ///< by currents
    double              prescribed = 0; ///< by sources of the deck
    double              at_work    = 0; ///< magnitudes of all that is generated, stored and exchanged
    std::vector<double> outflow;        ///< by thermal boundary
    double              total_outflow() const;
    double              gained() const { return generated + prescribed - total_outflow(); }
  };

  template <int dim>
  class HeatEquation
  {
  public:
    struct Level
    {
      Vector solution; ///< ghosted, deviation from the reference temperature, K
    };

    /// @param rule the points at which currents heat cells
    HeatEquation(Fields<dim> &fields, ThermalBoundaries<dim> &boundaries, InterfaceFaces<dim> &faces,
                 const LinearSettings &linear, const dealii::Quadrature<dim> &rule, double reference_temperature);

    /// Sparsity and work vectors for the present mesh.
    void set_up();

    Level make_level() const;

    /// `old` and `older` must outlive the solve.
    void begin_step(const TimeStep &step, double protocol_temperature, const Level &old, const Level &older);

    /// `level` is the guess and receives the solution. @returns false where the linear solver fails; then `failure` says why.
    bool solve(Level &level, const HeatSources &sources);

    /// Prescribed temperatures of this step into a guess.
    void impose(Level &level) const;

    double energy(const Level &level) const; ///< int rho c (T - reference) dV, J
    double heat_capacity() const { return capacity; } ///< int rho c dV, J/K

    /// At the points of a rule on all owned and ghost cells, K.
    std::vector<double> at_points(const Vector &solution, const dealii::Quadrature<dim> &rule) const;
    /// At a point of the unit cell, K.
    double at(const Vector &solution, const typename Fields<dim>::Cell &cell, const dealii::Point<dim> &unit) const;
    /// At the interface points, K.
    std::vector<double> at_interfaces(const Vector &solution) const;

    /// Of the last solution.
    const HeatFlows &flows() const { return last_flows; }
    double           round_off() const { return last_round_off; } ///< of the summed residual, W

    double               tolerance = 1e-10; ///< of the summed residual, relative to the heat at work
    std::string          failure;
    mutable unsigned int linear_iterations = 0; ///< since begin_step

    Fields<dim>                  &fields;
    ThermalBoundaries<dim>       &boundaries;
    InterfaceFaces<dim>          &faces;
    const dealii::Quadrature<dim> source_rule;
    const double                  reference_temperature; ///< K

  private:
    using Dof = dealii::types::global_dof_index;
    struct CellWork;
    void assemble(const Vector &ghosted, const HeatSources *sources, Vector &raw, bool with_matrix);
    void add_cell(CellWork &work, const typename Fields<dim>::Cell &cell, const HeatSources *sources, LocalSystem &system);
    void add_boundary(CellWork &work, const typename Fields<dim>::Cell &cell, unsigned int face, LocalSystem &system);
    void add_interfaces(const HeatSources &sources, Vector &raw);
    void finish_flows(const Vector &raw);
    std::vector<double> shape_table(const dealii::Quadrature<dim> &rule) const;

    const LinearSettings                            linear_settings;
    std::unique_ptr<LinearSolver>                   linear;
    std::vector<std::unique_ptr<CellTerm<dim>>>     source_terms;
    const std::vector<double>                       table; ///< shape functions at the points of the sources
    Matrix                                          matrix;
    Vector                                          layout;
    TimeStep                                        step;
    double                                          matrix_now           = -1; ///< TimeStep::now of the matrix
    double                                          protocol_temperature = 298.15;
    double                                          capacity             = 0;
    const Level                                    *old = nullptr, *older = nullptr;
    HeatFlows                                       last_flows;
    double                                          last_round_off = 0;
  };
} // namespace nadir
