#include "solve/newton.h"

#include "base/constants.h"
#include "solve/petsc_check.h"

#include <petscsnes.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>

namespace nadir
{
  namespace
  {
    /// Translates between SNES's single vector (finite elements, then the global unknowns on the last rank) and ours.
    class Bridge
    {
    public:
      Bridge(BorderedProblem &problem, const Vector &layout, const unsigned int n_border)
        : problem(problem)
        , x(layout)
        , r(layout)
        , border(n_border)
        , r_border(n_border)
        , comm(layout.get_mpi_communicator())
        , n_ranks(dealii::Utilities::MPI::n_mpi_processes(comm))
        , last(dealii::Utilities::MPI::this_mpi_process(comm) == n_ranks - 1)
      {
        check(VecGetLocalSize(x, &n_local));
      }

      Vec create() const
      {
        Vec v;
        check(VecCreateMPI(comm, n_local + (last ? border.size() : 0), PETSC_DETERMINE, &v));
        return v;
      }

      void split(Vec joined, Vector &fe, std::vector<double> &b) const
      {
        const PetscScalar *from;
        PetscScalar       *to;
        Vec                target = fe;
        check(VecGetArrayRead(joined, &from));
        check(VecGetArray(target, &to));
        std::copy_n(from, n_local, to);
        if (last)
          std::copy_n(from + n_local, b.size(), b.begin());
        check(VecRestoreArray(target, &to));
        check(VecRestoreArrayRead(joined, &from));
        if (!b.empty())
          MPI_Bcast(b.data(), b.size(), MPI_DOUBLE, n_ranks - 1, comm);
      }

      void join(const Vector &fe, const std::vector<double> &b, Vec joined) const
      {
        const PetscScalar *from;
        PetscScalar       *to;
        check(VecGetArrayRead(fe, &from));
        check(VecGetArray(joined, &to));
        std::copy_n(from, n_local, to);
        if (last)
          std::copy_n(b.begin(), b.size(), to + n_local);
        check(VecRestoreArray(joined, &to));
        check(VecRestoreArrayRead(fe, &from));
      }

      /// C++ exceptions must not travel through PETSc.
      template <class Action>
      PetscErrorCode guarded(const Action &action)
      {
        try
          {
            action();
            return 0;
          }
        catch (...)
          {
            exception = std::current_exception();
            return PETSC_ERR_USER;
          }
      }

      BorderedProblem    &problem;
      Vector              x, r;
      std::vector<double> border, r_border;
      MPI_Comm            comm;
      unsigned int        n_ranks;
      bool                last;
      PetscInt            n_local = 0;
      bool                linear_failed = false;
      double              last_error    = infinity;
      std::vector<double> errors; ///< of the iterates
      std::exception_ptr  exception;
    };

    PetscErrorCode function(SNES snes, Vec joined, Vec f, void *context)
    {
      Bridge &bridge = *static_cast<Bridge *>(context);
      return bridge.guarded([&] {
        bridge.split(joined, bridge.x, bridge.border);
        const bool good   = bridge.problem.residual(bridge.x, bridge.border, bridge.r, bridge.r_border);
        bridge.last_error = bridge.problem.error(bridge.r, bridge.r_border);
        bridge.join(bridge.r, bridge.r_border, f);
        if (!good)
          {
            check(VecSet(f, std::numeric_limits<double>::quiet_NaN()));
            check(SNESSetFunctionDomainError(snes));
          }
      });
    }

    PetscErrorCode jacobian(SNES, Vec joined, Mat, Mat, void *context)
    {
      Bridge &bridge = *static_cast<Bridge *>(context);
      return bridge.guarded([&] {
        bridge.split(joined, bridge.x, bridge.border);
        bridge.problem.linearise(bridge.x, bridge.border);
      });
    }

    PetscErrorCode apply(Mat shell, Vec direction, Vec result)
    {
      void *context;
      check(MatShellGetContext(shell, &context));
      Bridge &bridge = *static_cast<Bridge *>(context);
      return bridge.guarded([&] {
        bridge.split(direction, bridge.x, bridge.border);
        bridge.problem.multiply(bridge.x, bridge.border, bridge.r, bridge.r_border);
        bridge.join(bridge.r, bridge.r_border, result);
      });
    }

    PetscErrorCode apply_inverse(PC pc, Vec rhs, Vec result)
    {
      void *context;
      check(PCShellGetContext(pc, &context));
      Bridge &bridge = *static_cast<Bridge *>(context);
      return bridge.guarded([&] {
        Vector              dx(bridge.x);
        std::vector<double> db(bridge.border.size());
        bridge.split(rhs, bridge.r, bridge.r_border);
        if (!bridge.problem.solve_linear(bridge.r, bridge.r_border, dx, db))
          bridge.linear_failed = true;
        bridge.join(dx, db, result);
      });
    }

    PetscErrorCode converged(SNES, PetscInt iteration, PetscReal, PetscReal, PetscReal norm, SNESConvergedReason *reason, void *context)
    {
      Bridge &bridge = *static_cast<Bridge *>(context);
      *reason        = SNES_CONVERGED_ITERATING;
      bridge.errors.push_back(bridge.last_error);
      if (bridge.linear_failed)
        *reason = SNES_DIVERGED_LINEAR_SOLVE;
      else if (!std::isfinite(norm))
        *reason = SNES_DIVERGED_FNORM_NAN;
      else if (bridge.last_error < 1)
        *reason = SNES_CONVERGED_FNORM_ABS;
      (void)iteration;
      return 0;
    }

    std::string in_words(const SNESConvergedReason reason)
    {
      switch (reason)
        {
          case SNES_DIVERGED_FUNCTION_DOMAIN:
          case SNES_DIVERGED_FNORM_NAN:
            return "a law or a formula of the deck has no value (not-a-number)";
          case SNES_DIVERGED_LINEAR_SOLVE:
            return "the linear solver did not converge";
          case SNES_DIVERGED_LINE_SEARCH:
            return "the line search found no descent";
          case SNES_DIVERGED_MAX_IT:
            return "too many Newton iterations";
          default:
            return reason > 0 ? "converged" : SNESConvergedReasons[reason];
        }
    }
  } // namespace

  NewtonResult newton(BorderedProblem &problem, Vector &x, std::vector<double> &b, const unsigned int largest_count,
                      const bool with_line_search)
  {
    Bridge bridge(problem, x, b.size());
    Vec    joined = bridge.create(), f = bridge.create();
    bridge.join(x, b, joined);

    Mat      shell;
    PetscInt n_local;
    check(VecGetLocalSize(joined, &n_local));
    check(MatCreateShell(bridge.comm, n_local, n_local, PETSC_DETERMINE, PETSC_DETERMINE, &bridge, &shell));
    check(MatShellSetOperation(shell, MATOP_MULT, reinterpret_cast<void (*)(void)>(apply)));
    SNES snes;
    check(SNESCreate(bridge.comm, &snes));
    check(SNESSetOptionsPrefix(snes, "nadir_"));
    check(SNESSetFunction(snes, f, function, &bridge));
    check(SNESSetJacobian(snes, shell, shell, jacobian, &bridge));
    check(SNESSetConvergenceTest(snes, converged, &bridge, nullptr));
    check(SNESSetTolerances(snes, 0, 0, 0, largest_count, 1000 * largest_count));
    KSP ksp;
    PC  pc;
    check(SNESGetKSP(snes, &ksp));
    check(KSPSetOptionsPrefix(ksp, "nadir_outer_"));
    check(KSPSetType(ksp, KSPPREONLY));
    check(KSPGetPC(ksp, &pc));
    check(PCSetType(pc, PCSHELL));
    check(PCShellSetContext(pc, &bridge));
    check(PCShellSetApply(pc, apply_inverse));
    SNESLineSearch line_search;
    check(SNESGetLineSearch(snes, &line_search));
    check(SNESLineSearchSetType(line_search, with_line_search ? SNESLINESEARCHBT : SNESLINESEARCHBASIC));
    check(SNESSetFromOptions(snes));

    check(PetscPushErrorHandler(PetscReturnErrorHandler, nullptr));
    const PetscErrorCode code = SNESSolve(snes, nullptr, joined);
    check(PetscPopErrorHandler());

    NewtonResult        result;
    SNESConvergedReason reason = SNES_CONVERGED_ITERATING;
    PetscInt            iterations = 0;
    check(SNESGetConvergedReason(snes, &reason));
    check(SNESGetIterationNumber(snes, &iterations));
    bridge.split(joined, x, b);
    check(SNESDestroy(&snes));
    check(MatDestroy(&shell));
    check(VecDestroy(&joined));
    check(VecDestroy(&f));
    if (bridge.exception)
      std::rethrow_exception(bridge.exception);
    check(code);
    result.converged  = reason > 0;
    result.iterations = iterations;
    result.error      = bridge.last_error;
    result.errors     = bridge.errors;
    result.reason     = in_words(reason);
    return result;
  }
} // namespace nadir
