// Values of a solution at a place, and its distance from a known one.
#pragma once

#include "space/fields.h"

#include <functional>
#include <string>
#include <vector>

namespace nadir
{
  struct ErrorNorms
  {
    std::string name;
    double      l2 = 0, h1 = 0; ///< of the difference to the known solution (h1: seminorm)

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & name & l2 & h1;
    }
  };

  /// What is to be added to the unknowns of a piece to give the field's value.
  using Offset = std::function<double(unsigned int piece)>;

  /// Value of a scalar field at a place (mean over the cells that share it); not-a-number where the field is not.
  template <int dim>
  double value_at(const Fields<dim> &fields, const Vector &solution, Field field, const std::vector<double> &position,
                  const Offset &offset);

  template <int dim>
  ErrorNorms error_against(const Fields<dim> &fields, const Vector &solution, const PrescribedFunction &exact, double time,
                           const Offset &offset);
} // namespace nadir
