// Linear systems through PETSc's KSP, with the choices of the deck and everything else open to PETSc options
// (prefix `nadir_`).
#pragma once

#include "base/deck.h"
#include "space/fields.h"

#include <petscksp.h>

#include <string>

namespace nadir
{
  struct LinearSettings
  {
    std::string  method         = "automatic"; ///< automatic, direct, iterative
    std::string  preconditioner = "hypre";     ///< hypre, gamg
    double       tolerance      = 1e-6;        ///< relative reduction of the residual
    unsigned int largest_count  = 200;         ///< iterations
    unsigned int direct_below   = 20000;       ///< unknowns for which `automatic` is direct
  };

  SectionKind    linear_solver_schema();
  LinearSettings read_linear_settings(const Section &section);

  class LinearSolver
  {
  public:
    LinearSolver(const LinearSettings &settings, int dim, bool symmetric, MPI_Comm communicator, const std::string &prefix = "nadir_");
    ~LinearSolver();
    LinearSolver(const LinearSolver &)            = delete;
    LinearSolver &operator=(const LinearSolver &) = delete;

    /// Unknowns that multigrid is made for, where it is not for the others: iterative solves then factorise the matrix by blocks, with multigrid for these
    /// and a direct solve of the Schur complement of the others, in which the diagonal stands for the block of these. To be called first.
    /// @param owned by this rank @param others likewise @param is_symmetric the block that multigrid is for
    void set_split(const dealii::IndexSet &owned, const dealii::IndexSet &others, bool is_symmetric);

    /// What the matrix nearly maps to zero (rigid motions); multigrid is then GAMG, in blocks of this size.
    void set_near_null_space(const std::vector<Vector> &modes, unsigned int block_size);

    /// The matrix has new entries (or is a new one).
    void set_matrix(const Matrix &matrix);

    /// Solve A x = b, starting from x. @returns false if it did not converge; `reason` then says why.
    bool solve(const Vector &b, Vector &x);

    unsigned int iterations() const { return last_iterations; } ///< of the last solve
    std::string  reason() const;

  private:
    void choose(const Matrix &matrix);
    void choose_multigrid(PC pc);
    void choose_split(PC pc);

    const LinearSettings settings;
    const int            dim;
    const bool           symmetric;
    const std::string    prefix;
    KSP                  ksp             = nullptr;
    MatNullSpace         near_null_space = nullptr;
    IS                   split = nullptr, others = nullptr; ///< null: one field
    bool                 split_is_symmetric = false;
    unsigned int         block_size      = 1;
    bool                 chosen          = false;
    unsigned int         last_iterations = 0;
  };
} // namespace nadir
