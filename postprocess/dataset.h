// Reading results: one step of a run as an unstructured grid, and where its fields are.
#pragma once

#include <vtkSmartPointer.h>
#include <vtkUnstructuredGrid.h>

#include <string>
#include <vector>

class vtkDataArray;

namespace nadir::post
{
  /// One entry of a .pvd collection.
  struct TimeStep
  {
    double      time; ///< s
    std::string file;
  };

  /// The steps of a .pvd collection in its order; one without a time for any other file.
  /// @throws std::runtime_error
  std::vector<TimeStep> time_steps(const std::string &file);

  /// Read a .pvtu or .vtu. @throws std::runtime_error
  vtkSmartPointer<vtkUnstructuredGrid> read_grid(const std::string &file);

  struct Field
  {
    vtkDataArray *values;
    bool          on_points; ///< else on cells
  };

  /// @throws std::runtime_error that lists the fields there are
  Field find_field(vtkUnstructuredGrid &grid, const std::string &name);

  std::vector<std::string> field_names(vtkUnstructuredGrid &grid);

  struct Range
  {
    double minimum, maximum;
  };

  /// Of a component, or of the magnitude (component -1), without the places that have no value (not a number).
  /// @throws std::runtime_error if no place has a value
  Range finite_range(vtkDataArray &values, int component);
} // namespace nadir::post
