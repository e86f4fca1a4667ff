// The electrochemical system: concentration, ionic and electronic potential, and the potentials of collectors.
//
//   [ A    B ] [dx]     [r  ]      A: finite elements        B = A e_k: effect of a collector's potential
//   [ B'^T G ] [db] = - [r_b]      r_b: current that leaves the electrode minus the prescribed current
//
// Block elimination: A y = B, A z = r, then one small dense system for db. The solution y is kept as the next start.
// Rows and columns are scaled by one factor per group of regions, so that a metal's conductivity, eight orders above
// the electrolyte's, does not show in the matrix and constants stay in the near kernel.
#pragma once

#include "solve/border.h"
#include "solve/linear_solver.h"
#include "solve/newton.h"
#include "terms/crack_deposit.h"
#include "terms/joule_heat.h"

#include <memory>

namespace nadir
{
  /// What drives a global potential in this step.
  struct PotentialControl
  {
    bool   fixed   = true; ///< else the current is given
    double current = 0;    ///< A, positive into the cell at this collector
  };

  template <int dim>
  class Electrochemistry : public BorderedProblem
  {
  public:
    /// Several times of the solution; level 0 is the newest. Ghosted vectors of deviations, and the potentials.
    struct Level
    {
      Vector              solution;
      std::vector<double> potentials;
    };

    Electrochemistry(Fields<dim> &fields, Potentials<dim> &potentials, InterfaceFaces<dim> &faces, InterfaceMemory<dim> &memory,
                     const LinearSettings &linear, double temperature);

    /// Sparsity, scaling and work vectors for the present mesh.
    void set_up();

    /// What the next residuals refer to. `old` and `older` must outlive the solve.
    void begin_step(const TimeStep &step, double temperature, const std::vector<PotentialControl> &controls, const Level &old,
                    const Level &older, double reference_current);

    /// See an accepted step again, after the memory has moved on by one.
    void look_back(const TimeStep &step, double temperature, const Level &old, const Level &older);

    /// Nothing conducts: a purely mechanical deck.
    bool is_empty() const { return fields.dof_handler.n_dofs() == 0; }

    const Matrix &jacobian() const { return matrix; } ///< scaled

    /// What the residual is compared with, A.
    double reference() const { return reference_current; }

    // BorderedProblem: x holds the deviations, b the potentials whose current is given.
    bool   residual(const Vector &x, const std::vector<double> &b, Vector &r, std::vector<double> &r_b) override;
    void   linearise(const Vector &x, const std::vector<double> &b) override;
    bool   solve_linear(const Vector &r, const std::vector<double> &r_b, Vector &dx, std::vector<double> &db) override;
    void   multiply(const Vector &dx, const std::vector<double> &db, Vector &r, std::vector<double> &r_b) const override;
    double error(const Vector &r, const std::vector<double> &r_b) const override;

    /// Solve the step; `level` is the guess and receives the solution (with ghosts).
    /// @param loosened how many times the tolerance is enough
    NewtonResult solve(Level &level, double loosened = 1);

    /// The unknowns of a level, with its given potentials imposed; those stay the ones of the next residuals.
    void load(const Level &level, Vector &x, std::vector<double> &b);
    /// The level of these unknowns.
    void store(const Vector &x, const std::vector<double> &b, Level &level) const;

    /// Summed residual that counts as zero, A.
    double allowed_residual() const { return allowed_residual(loosened * relative_tolerance); }
    double allowed_residual(const double tolerance) const { return tolerance * reference_current + round_off; }

    /// Current that enters at every potential, A: consistent nodal reactions (interface integrals for equipotential metals).
    std::vector<double> collector_currents(const Level &level) const;

    /// The interface term's view of a solution of this step.
    typename InterfaceTerm<dim>::Context interface_context(const Level &level) const
    {
      return {level.solution, level.potentials, potentials, temperature, step, memory, memory_old, exchange, temperatures};
    }

    /// Write the state of the interfaces at the end of the step into level 0 of the memory.
    void remember(const Level &level);

    /// Tell the mechanics how thick the metal and what else lies between the two sides has become.
    void report(const Level &level, InterfaceExchange &to) const;

    /// Tell the deposit in cracks the drop phi_e - phi_i at its points.
    void report_drops(const Level &level) const;

    /// The heat that a solution of this step sets free.
    HeatSources heat(const Level &level) const;

    /// The residual of a solution relative to its tolerance, with what mechanics says now: converged below 1.
    double error_of(const Level &level);

    const InterfaceExchange *exchange = nullptr; ///< what mechanics says; null: nothing
    CrackDeposit<dim>       *deposit = nullptr; ///< metal in cracks; null: none
    const PointTemperatures *temperatures = nullptr; ///< what the heat equation says; null: one temperature everywhere
    double loosened           = 1;     ///< of the tolerance, in the present solve
    double relative_tolerance = 1e-10; ///< of the summed residual beyond its round-off, relative to the reference current
    unsigned int largest_newton_count = 30;
    mutable std::string  failure;                ///< the last law failure, in words
    mutable unsigned int linear_iterations = 0;  ///< since begin_step
    mutable unsigned int exponent_guards   = 0;  ///< interface points at the guard in the last `remember`

    Level make_level() const;

    /// What a checkpoint keeps of the system itself.
    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & least_reference;
    }

    struct Timing
    {
      double assembly = 0, solve = 0; ///< s, accumulated
    };
    Timing timing;

    Fields<dim>          &fields;
    Potentials<dim>      &potentials;
    InterfaceFaces<dim>  &faces;
    InterfaceMemory<dim> &memory;
    InterfaceTerm<dim>    interface_term;

  private:
    using Dof = dealii::types::global_dof_index;
    struct CellWork;

    void make_terms();
    void make_scaling();
    void make_sparsity();
    void find_cells_at_collectors();
    /// Residual, and with_matrix the Jacobian; a Jacobian alone leaves r as it is where `with_residual` is off.
    bool assemble(const Vector &x, const std::vector<double> &b, Vector &r, std::vector<double> &r_b, bool with_matrix);
    bool cell_system(const typename Fields<dim>::Cell &cell, CellWork &work, LocalSystem &system) const;
    bool gather_cell(const typename Fields<dim>::Cell &cell, CellWork &work) const;
    CellContext<dim> context_of(const typename Fields<dim>::Cell &cell, const CellWork &work) const;
    void add_cells(CellWork &work, LocalSystem &system, Vector &r, std::vector<double> &r_b);
    void add_interfaces(const Level &state, LocalSystem &system, Vector &r, std::vector<double> &r_b);
    void distribute(LocalSystem &system, const std::vector<Dof> &dofs, const std::vector<std::vector<double>> &sensitivities, Vector &r,
                    std::vector<double> &r_b);
    std::vector<double> full_potentials(const std::vector<double> &b) const;
    void find_round_off(const Vector &x);
    bool solve_scaled(const Vector &b, Vector &x);

    std::vector<std::unique_ptr<CellTerm<dim>>>  terms;
    std::vector<std::vector<const CellTerm<dim> *>> terms_of_region;
    const LinearSettings                         linear_settings;
    const double                                 scaling_temperature; ///< K
    std::unique_ptr<LinearSolver>                linear;
    Matrix                                       matrix;
    Vector                                       scaling; ///< owned
    std::vector<std::array<double, n_fields>>    scale_of_piece;
    Vector                                       ghosted, work_b, work_x;
    std::vector<bool>                            at_collector; ///< by active cell index
    std::vector<BorderRow>                          border;
    std::vector<PotentialControl>                controls;
    std::vector<double>                          fixed_potentials;
    TimeStep                                     step;
    double                                       temperature;
    double                                       reference_current = 1;
    double                                       round_off         = 0; ///< of the summed residual, sum |A_ii x_i| times a few epsilon, A
    double                                       least_reference   = 0; ///< found by the first step that had no reference, A
    const Level                                 *old = nullptr, *older = nullptr;
    unsigned int                                 memory_old        = 1; ///< level of the memory that is the old state
    bool                                         has_salt          = false;
    // Newton's first residual is followed by a linearisation at the same place: both are found in one pass over the cells.
    bool at_start = false, linearised = false, with_residual = true;
  };
} // namespace nadir
