// The mechanical system: displacement, and the displacements of rigid plates.
//
//   [ K    B ] [du]     [r  ]      K: finite elements       B = K e_k: effect of a plate's displacement
//   [ B'^T G ] [dU] = - [r_k]      r_k = e_k . r + p A + k A U: force of the body on plate k plus that of the stack
#pragma once

#include "solve/border.h"
#include "solve/linear_solver.h"
#include "solve/newton.h"
#include "space/supports.h"
#include "terms/crack_deposit.h"
#include "terms/opening.h"

#include <memory>

namespace nadir
{
  /// What drives a plate in this step.
  struct PlateControl
  {
    bool   free     = false; ///< its displacement is unknown
    double pressure = 0;     ///< Pa, where it is free
  };

  template <int dim>
  class Mechanics : public BorderedProblem
  {
  public:
    struct Level
    {
      Vector              solution; ///< ghosted
      std::vector<double> plates;   ///< m, outwards
    };

    Mechanics(Fields<dim> &fields, Supports<dim> &supports, InterfaceFaces<dim> &faces, InterfaceMemory<dim> &tractions,
              CellMemory<dim> &memory, const LinearSettings &linear);

    /// Sparsity, near null space and work vectors for the present mesh.
    void set_up();

    Level make_level() const;

    /// `environment` and `exchange` must outlive the solve.
    void begin_step(const TimeStep &step, const SolidEnvironment &environment, const InterfaceExchange &exchange,
                    const std::vector<PlateControl> &controls, const std::vector<double> &pressures_before);

    /// See an accepted step again, after the memories have moved on by one.
    void look_back(const TimeStep &last_step) { step = last_step; memory_old = 2; }

    // BorderedProblem: x holds the displacement, b the displacements of free plates.
    bool   residual(const Vector &x, const std::vector<double> &b, Vector &r, std::vector<double> &r_b) override;
    void   linearise(const Vector &x, const std::vector<double> &b) override;
    bool   solve_linear(const Vector &r, const std::vector<double> &r_b, Vector &dx, std::vector<double> &db) override;
    void   multiply(const Vector &dx, const std::vector<double> &db, Vector &r, std::vector<double> &r_b) const override;
    double error(const Vector &r, const std::vector<double> &r_b) const override;

    /// Solve the step; `level` is the guess (with the displacements of controlled plates) and receives the solution.
    /// @param loosened how many times the tolerance is enough
    NewtonResult solve(Level &level, double loosened = 1);

    /// The unknowns of a level, with its given displacements imposed.
    void load(const Level &level, Vector &x, std::vector<double> &b);
    /// The level of these unknowns.
    void store(const Vector &x, const std::vector<double> &b, Level &level) const;
    /// Displacements of the plates that are not free, for the next residuals.
    void place_plates(const std::vector<double> &plates) { fixed_plates = plates; }

    /// Summed residual that counts as zero, N.
    double allowed_residual() const { return loosened * settings.tolerance * std::max(forces_at_work, least_force); }

    /// Write the state at the end of the step into level 0 of the memories, and note the forces on plates.
    void remember(const Level &level);

    /// Tell the electrochemistry about pressure and contact.
    void report(const Level &level, InterfaceExchange &exchange) const;

    /// Displacements at the nodes of a cell: all of x, then all of y, ...
    std::vector<double> local_values(const Level &level, const typename Fields<dim>::Cell &cell) const;

    /// Stress at the quadrature points of a cell (owned, or without memory of its own).
    std::vector<SolidResponse> responses(const Level &level, const typename Fields<dim>::Cell &cell) const;

    /// Total strain at the quadrature points of a cell.
    std::vector<Mandel> strains(const Level &level, const typename Fields<dim>::Cell &cell) const;

    /// Elastic strains that the stress of these responses belongs to.
    std::vector<Mandel> elastic_strains(const Level &level, const std::vector<SolidResponse> &responses,
                                        const typename Fields<dim>::Cell &cell) const;

    /// Force with which the body pushes on each plate, N (compressive positive), at the last residual.
    const std::vector<double> &plate_forces() const { return forces_on_plates; }

    /// Sum of all external forces per direction over the sum of the forces at work, at the last residual.
    double force_imbalance() const { return imbalance; }

    typename OpeningTerm<dim>::Context opening_context(const Level &level) const
    {
      return {level.solution, tractions, *exchange, memory_old};
    }
    typename MomentumTerm<dim>::Context momentum_context() const { return {*environment, step, memory_old}; }

    /// An empty crack feels no pressure, but its opening is counted.
    bool full_matrix_is_symmetric() const { return symmetric && fields.n_groups(Field::crack_closure) == 0; }
    const Matrix &jacobian() const { return matrix; }
    unsigned int  n_border() const { return border.size(); }

    mutable std::string  failure;
    mutable unsigned int linear_iterations = 0; ///< since begin_step
    NewtonResult         last_newton;           ///< of the last solve
    struct Timing
    {
      double assembly = 0, solve = 0; ///< s, accumulated
    };
    mutable Timing timing;

    const CrackDeposit<dim> *deposit = nullptr; ///< metal in cracks; null: none

    Fields<dim>          &fields;
    Supports<dim>        &supports;
    InterfaceFaces<dim>  &faces;
    InterfaceMemory<dim> &tractions;
    CellMemory<dim>      &memory;
    MomentumTerm<dim>     momentum;
    OpeningTerm<dim>      opening;
    const MechanicsSettings settings;

  private:
    using Dof = dealii::types::global_dof_index;
    /// Stress of a cell extrapolated from its quadrature points to those of a face.
    std::vector<Mandel> stress_at_face(const Level &level, const typename Fields<dim>::Cell &cell,
                                       const dealii::FEValuesBase<dim> &points) const;
    /// One linear step with all points in contact that were so before: faces that have moved apart by a nanometre of stripped
    /// metal leave nothing else to start from.
    bool predict(Vector &x, std::vector<double> &b);
    void make_sparsity();
    dealii::IndexSet owned_closures() const; ///< unknowns of the pressure in cracks
    void             make_near_null_space(const dealii::IndexSet &closures);
    bool assemble(const Vector &x, const std::vector<double> &b, Vector &r, std::vector<double> &r_b, bool with_matrix);
    void add_cells(const Vector &solution, LocalSystem &system, Vector &r, Vector &raw);
    void add_openings(const Vector &solution, LocalSystem &system, Vector &r, Vector &raw);
    void add_tractions(Vector &r, Vector &raw);
    void distribute(LocalSystem &system, const std::vector<Dof> &dofs, Vector &r, Vector &raw);
    void find_forces(const Vector &raw);
    std::vector<double> full_plates(const std::vector<double> &b) const;

    const LinearSettings          linear_settings;
    std::unique_ptr<LinearSolver> linear;
    mutable std::unique_ptr<StrainOperator<dim>> strain_operator; ///< scratch
    Matrix                        matrix;
    Vector                        ghosted, layout;
    std::vector<BorderRow>        border;
    std::vector<PlateControl>     controls;
    std::vector<double>           fixed_plates;
    std::vector<double>           forces_on_plates;
    TimeStep                      step;
    const SolidEnvironment       *environment = nullptr;
    const InterfaceExchange      *exchange    = nullptr;
    unsigned int                  memory_old  = 1;
    double                        loosened = 1; ///< of the tolerance, in the present solve
    double                        forces_at_work = 0, least_force = 0, imbalance = 0; ///< N, N, 1
    std::array<double, 3>         applied{};     ///< loads per direction on this rank, N
    std::vector<Vector>           translations;  ///< unit displacement per direction
    bool                          symmetric = true; ///< but for pressure in cracks
    std::vector<bool>             closed;               ///< interface points that were in contact at the start of the step
    bool                          assume_closed = false;
  };
} // namespace nadir
