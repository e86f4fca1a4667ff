// The minimum of x.A x/2 - b.x between bounds: PETSc's SNESVI, a Newton method on the unknowns that are not at a bound
// (S. J. Benson, T. S. Munson, Optim. Methods Softw. 21 (2006) 11, doi 10.1080/10556780500065382).
#pragma once

#include "space/fields.h"

#include <string>

namespace nadir
{
  struct BoundedSettings
  {
    double       tolerance     = 0;     ///< of the Euclidean norm of the gradient over the free unknowns
    unsigned int largest_count = 200;   ///< of changes of the set of free unknowns
    unsigned int direct_below  = 20000; ///< unknowns for which linear systems are solved directly
  };

  struct BoundedResult
  {
    bool         converged  = false;
    unsigned int iterations = 0, linear_iterations = 0;
    std::string  reason; ///< in words
  };

  /// A is symmetric and positive definite. `x` is the guess and receives the solution. Infinite bounds are allowed.
  /// PETSc options have the prefix `nadir_damage_`.
  BoundedResult minimise_between(const Matrix &A, const Vector &b, const Vector &lower, const Vector &upper, Vector &x,
                                 const BoundedSettings &settings);
} // namespace nadir
