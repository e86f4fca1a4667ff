// Formulas of the deck: in x, y, z (m) and t (s), read by muParser through deal.II's FunctionParser.
#pragma once

#include <deal.II/base/function.h>

#include <memory>
#include <string>

namespace nadir
{
  /// A formula that was checked when the deck was read; in 2D there is no z.
  template <int dim>
  std::shared_ptr<dealii::Function<dim>> parse_function(const std::string &expression);

  /// What is wrong with a formula, in the parser's words; empty if nothing is.
  std::string expression_problem(const std::string &expression, int dim);
} // namespace nadir
