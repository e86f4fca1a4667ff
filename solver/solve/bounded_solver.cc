#include "solve/bounded_solver.h"

#include "solve/petsc_check.h"

#include <petscsnes.h>

namespace nadir
{
  namespace
  {
    struct Problem
    {
      Mat A;
      Vec b;
    };

    PetscErrorCode gradient(SNES, Vec x, Vec g, void *context)
    {
      const Problem &problem = *static_cast<Problem *>(context);
      PetscErrorCode code    = MatMult(problem.A, x, g);
      return code ? code : VecAXPY(g, -1, problem.b);
    }

    PetscErrorCode hessian(SNES, Vec, Mat, Mat, void *) { return 0; }

    void choose_linear_solver(SNES snes, const bool direct)
    {
      KSP ksp;
      PC  pc;
      check(SNESGetKSP(snes, &ksp));
      check(KSPGetPC(ksp, &pc));
      check(KSPSetType(ksp, direct ? KSPPREONLY : KSPCG));
      check(PCSetType(pc, direct ? PCLU : PCHYPRE));
      if (direct)
        check(PCFactorSetMatSolverType(pc, MATSOLVERMUMPS));
      else
        check(PCHYPRESetType(pc, "boomeramg"));
      check(KSPSetTolerances(ksp, 1e-8, PETSC_DEFAULT, PETSC_DEFAULT, 200));
    }

    std::string reason_in_words(const SNESConvergedReason reason)
    {
      switch (reason)
        {
          case SNES_DIVERGED_LINEAR_SOLVE:
            return "the linear solver did not converge";
          case SNES_DIVERGED_MAX_IT:
            return "the set of free unknowns did not settle";
          default:
            return reason > 0 ? "converged" : SNESConvergedReasons[reason];
        }
    }
  } // namespace

  BoundedResult minimise_between(const Matrix &A, const Vector &b, const Vector &lower, const Vector &upper, Vector &x,
                                 const BoundedSettings &settings)
  {
    Problem problem{A, b};
    Vector  work(b);
    SNES    snes;
    check(SNESCreate(b.get_mpi_communicator(), &snes));
    check(SNESSetOptionsPrefix(snes, "nadir_damage_"));
    check(SNESSetType(snes, SNESVINEWTONRSLS));
    check(SNESSetFunction(snes, work, gradient, &problem));
    check(SNESSetJacobian(snes, problem.A, problem.A, hessian, &problem));
    check(SNESVISetVariableBounds(snes, lower, upper));
    check(SNESSetTolerances(snes, settings.tolerance, 0, 0, settings.largest_count, PETSC_MAX_INT));
    choose_linear_solver(snes, b.size() < settings.direct_below);
    SNESLineSearch line_search;
    check(SNESGetLineSearch(snes, &line_search));
    check(SNESLineSearchSetType(line_search, SNESLINESEARCHBASIC));
    check(SNESSetFromOptions(snes));
    check(SNESSolve(snes, nullptr, x));

    BoundedResult       result;
    SNESConvergedReason reason;
    PetscInt            iterations, linear;
    check(SNESGetConvergedReason(snes, &reason));
    check(SNESGetIterationNumber(snes, &iterations));
    check(SNESGetLinearSolveIterations(snes, &linear));
    check(SNESDestroy(&snes));
    result.converged         = reason > 0;
    result.iterations        = iterations;
    result.linear_iterations = linear;
    result.reason            = reason_in_words(reason);
    return result;
  }
} // namespace nadir
