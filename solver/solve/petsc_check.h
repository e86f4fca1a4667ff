// Errors of PETSc's C interface as exceptions.
#pragma once

#include <deal.II/base/exceptions.h>

#include <petscsys.h>

#include <string>

namespace nadir
{
  inline void check(const PetscErrorCode code)
  {
    AssertThrow(code == 0, dealii::ExcMessage("PETSc error " + std::to_string(code)));
  }
} // namespace nadir
