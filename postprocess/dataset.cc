#include "dataset.h"

#include <vtkCellData.h>
#include <vtkDataArray.h>
#include <vtkPointData.h>
#include <vtkXMLDataElement.h>
#include <vtkXMLPUnstructuredGridReader.h>
#include <vtkXMLUnstructuredGridReader.h>
#include <vtkXMLUtilities.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <stdexcept>

namespace nadir::post
{
  namespace
  {
    template <class Reader>
    vtkSmartPointer<vtkUnstructuredGrid> read_with(const std::string &file)
    {
      const auto reader = vtkSmartPointer<Reader>::New();
      reader->SetFileName(file.c_str());
      reader->Update();
      vtkUnstructuredGrid *grid = reader->GetOutput();
      if (reader->GetErrorCode() != 0 || !grid || grid->GetNumberOfCells() == 0)
        throw std::runtime_error("cannot read a grid from " + file);
      return grid;
    }
  } // namespace

  std::vector<TimeStep> time_steps(const std::string &file)
  {
    if (!std::filesystem::exists(file))
      throw std::runtime_error("there is no file " + file);
    if (std::filesystem::path(file).extension() != ".pvd")
      return {{std::numeric_limits<double>::quiet_NaN(), file}};

    const vtkSmartPointer<vtkXMLDataElement> root =
      vtkSmartPointer<vtkXMLDataElement>::Take(vtkXMLUtilities::ReadElementFromFile(file.c_str()));
    vtkXMLDataElement *collection = root ? root->FindNestedElementWithName("Collection") : nullptr;
    if (!collection)
      throw std::runtime_error(file + " is not a ParaView collection");

    std::vector<TimeStep> steps;
    for (int i = 0; i < collection->GetNumberOfNestedElements(); ++i)
      {
        vtkXMLDataElement *entry = collection->GetNestedElement(i);
        const char        *name  = entry->GetAttribute("file");
        double             time  = 0;
        if (!name || !entry->GetScalarAttribute("timestep", time))
          throw std::runtime_error(file + " has an entry without file or timestep");
        steps.push_back({time, (std::filesystem::path(file).parent_path() / name).string()});
      }
    if (steps.empty())
      throw std::runtime_error(file + " has no steps");
    return steps;
  }

  vtkSmartPointer<vtkUnstructuredGrid> read_grid(const std::string &file)
  {
    const std::string extension = std::filesystem::path(file).extension().string();
    if (extension == ".pvtu")
      return read_with<vtkXMLPUnstructuredGridReader>(file);
    if (extension == ".vtu")
      return read_with<vtkXMLUnstructuredGridReader>(file);
    throw std::runtime_error(file + ": expected a .pvd, .pvtu or .vtu file");
  }

  std::vector<std::string> field_names(vtkUnstructuredGrid &grid)
  {
    std::vector<std::string> names;
    for (int i = 0; i < grid.GetPointData()->GetNumberOfArrays(); ++i)
      names.emplace_back(grid.GetPointData()->GetArrayName(i));
    for (int i = 0; i < grid.GetCellData()->GetNumberOfArrays(); ++i)
      names.emplace_back(grid.GetCellData()->GetArrayName(i));
    return names;
  }

  Field find_field(vtkUnstructuredGrid &grid, const std::string &name)
  {
    if (vtkDataArray *values = grid.GetPointData()->GetArray(name.c_str()))
      return {values, true};
    if (vtkDataArray *values = grid.GetCellData()->GetArray(name.c_str()))
      return {values, false};
    std::string list;
    for (const std::string &other : field_names(grid))
      list += "\n  " + other;
    throw std::runtime_error("there is no field '" + name + "'; there are" + list);
  }

  Range finite_range(vtkDataArray &values, const int component)
  {
    Range     range = {std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    const int n     = values.GetNumberOfComponents();
    for (vtkIdType i = 0; i < values.GetNumberOfTuples(); ++i)
      {
        double value = component < 0 ? 0 : values.GetComponent(i, component);
        if (component < 0)
          {
            for (int c = 0; c < n; ++c)
              value = std::hypot(value, values.GetComponent(i, c));
          }
        if (std::isfinite(value))
          range = {std::min(range.minimum, value), std::max(range.maximum, value)};
      }
    if (range.minimum > range.maximum)
      throw std::runtime_error("the field has no value anywhere");
    return range;
  }
} // namespace nadir::post
