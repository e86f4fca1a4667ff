// Newton's method through PETSc's SNES for finite-element unknowns with a few global unknowns beside them.
#pragma once

#include "space/fields.h"

#include <string>
#include <vector>

namespace nadir
{
  /// A nonlinear system R(x, b) = 0 with distributed unknowns x and global unknowns b (known on every rank).
  class BorderedProblem
  {
  public:
    virtual ~BorderedProblem() = default;

    /// @returns false where the residual does not exist (a law failed); on all ranks alike.
    virtual bool residual(const Vector &x, const std::vector<double> &b, Vector &r, std::vector<double> &r_b) = 0;
    virtual void linearise(const Vector &x, const std::vector<double> &b)                                     = 0;

    /// Solve J (dx, db) = (r, r_b). @returns false if a linear solve did not converge.
    virtual bool solve_linear(const Vector &r, const std::vector<double> &r_b, Vector &dx, std::vector<double> &db) = 0;

    /// (r, r_b) = J (dx, db), for the slope along the line search.
    virtual void multiply(const Vector &dx, const std::vector<double> &db, Vector &r, std::vector<double> &r_b) const = 0;

    /// The largest residual relative to its tolerance: converged below 1.
    virtual double error(const Vector &r, const std::vector<double> &r_b) const = 0;
  };

  struct NewtonResult
  {
    bool         converged  = false;
    unsigned int iterations = 0;
    double       error      = 0; ///< as BorderedProblem::error
    std::string  reason;         ///< in words
    std::vector<double> errors;  ///< before every iteration and at the end
  };

  /// Start from (x, b) and leave the solution there. x is an owned vector without ghosts.
  /// @param line_search on the norm of the residual; without it every step is a full one
  NewtonResult newton(BorderedProblem &problem, Vector &x, std::vector<double> &b, unsigned int largest_count,
                      bool line_search = true);
} // namespace nadir
