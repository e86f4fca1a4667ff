// Block elimination of a few global unknowns b beside the finite-element unknowns x:
//
//   [ A    B ] [dx]   [r  ]       y_k = A^-1 B_k is at hand as border[k].solution, and z = A^-1 r as dx
//   [ C^T  G ] [db] = [r_b]       (G - C^T y) db = r_b - C^T z,   dx = z - y db
#pragma once

#include "space/fields.h"

#include <deal.II/lac/full_matrix.h>

#include <vector>

namespace nadir
{
  /// One global unknown: its column of B, row of C and of G, and the last solution for the column.
  struct BorderRow
  {
    unsigned int        index;  ///< among all global quantities, of which some are given
    std::vector<double> corner; ///< row of G
    Vector              column, solution, row;
  };

  /// One row for every index in `free`; keeps `border` (and the solutions in it) where they are the same already.
  void prepare_border(std::vector<BorderRow> &border, const std::vector<unsigned int> &free, const Vector &layout);

  void clear_border(std::vector<BorderRow> &border);

  /// After assembly: exchange what ranks have added.
  void compress_border(std::vector<BorderRow> &border, MPI_Comm communicator);

  /// From z in dx to the solution (dx, db).
  void eliminate_border(const std::vector<BorderRow> &border, Vector &dx, const std::vector<double> &r_b, std::vector<double> &db);

  /// Sum of the magnitudes of all residuals.
  double summed_residual(const Vector &r, const std::vector<double> &r_b);

  /// Adds the border's part of the product to r = A dx and makes r_b.
  void multiply_border(const std::vector<BorderRow> &border, const Vector &dx, const std::vector<double> &db, Vector &r,
                       std::vector<double> &r_b);
} // namespace nadir
