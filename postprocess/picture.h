// A colour map of one field, drawn off-screen and written as PNG.
#pragma once

#include "dataset.h"

#include <optional>
#include <string>

namespace nadir::post
{
  struct Look
  {
    std::string          title;
    std::string          field;
    int                  component = -1;        ///< -1: the value of a scalar, the magnitude of a vector
    std::optional<Range> range;                 ///< empty: the field's own
    std::string          warp;                  ///< vector field that displaces the points; empty: none
    double               warp_factor = 1;
    bool                 edges       = false;   ///< draw the cells' edges
    int                  width = 1000, height = 800; ///< pixels
  };

  /// Draws lengths in micrometres. Places without a value are left transparent. 3D grids are seen from a corner.
  /// @throws std::runtime_error
  void draw(vtkUnstructuredGrid &grid, const Look &look, const std::string &png_file);
} // namespace nadir::post
