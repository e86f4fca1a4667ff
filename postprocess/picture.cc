#include "picture.h"

#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkCellData.h>
#include <vtkColorTransferFunction.h>
#include <vtkDataArray.h>
#include <vtkDataSetSurfaceFilter.h>
#include <vtkDiscretizableColorTransferFunction.h>
#include <vtkPNGWriter.h>
#include <vtkPointData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>
#include <vtkScalarBarActor.h>
#include <vtkTextActor.h>
#include <vtkTextProperty.h>
#include <vtkWarpVector.h>
#include <vtkWindowToImageFilter.h>

#include <cmath>
#include <stdexcept>

namespace nadir::post
{
  namespace
  {
    constexpr double micrometres_per_metre = 1e6;

    /// Dark to bright in even steps of lightness, readable in grey and by colour-blind eyes (viridis, nine points).
    vtkSmartPointer<vtkDiscretizableColorTransferFunction> colour_map(const Range &range)
    {
      static constexpr double colours[][3] = {{0.267, 0.005, 0.329}, {0.283, 0.141, 0.458}, {0.254, 0.265, 0.530},
                                              {0.207, 0.372, 0.553}, {0.164, 0.471, 0.558}, {0.128, 0.567, 0.551},
                                              {0.267, 0.679, 0.479}, {0.478, 0.821, 0.319}, {0.993, 0.906, 0.144}};
      constexpr int           last         = sizeof(colours) / sizeof(colours[0]) - 1;
      const auto              map          = vtkSmartPointer<vtkDiscretizableColorTransferFunction>::New();
      for (int i = 0; i <= last; ++i)
        map->AddRGBPoint(range.minimum + (range.maximum - range.minimum) * i / last, colours[i][0], colours[i][1],
                         colours[i][2]);
      map->DiscretizeOff();
      map->SetNanColor(1, 1, 1);
      map->SetNanOpacity(0);
      map->EnableOpacityMappingOff();
      return map;
    }

    vtkSmartPointer<vtkPolyDataMapper> surface(vtkUnstructuredGrid &grid, const Look &look, const Range &range)
    {
      const auto filter = vtkSmartPointer<vtkDataSetSurfaceFilter>::New();
      if (look.warp.empty())
        filter->SetInputData(&grid);
      else
        {
          const Field warp = find_field(grid, look.warp);
          if (warp.values->GetNumberOfComponents() != 3 || !warp.on_points)
            throw std::runtime_error("the field '" + look.warp + "' cannot displace points: it is no vector on them");
          const auto displaced = vtkSmartPointer<vtkWarpVector>::New();
          displaced->SetInputData(&grid);
          displaced->SetInputArrayToProcess(0, 0, 0, vtkDataObject::FIELD_ASSOCIATION_POINTS, look.warp.c_str());
          displaced->SetScaleFactor(look.warp_factor);
          filter->SetInputConnection(displaced->GetOutputPort());
        }

      const auto mapper = vtkSmartPointer<vtkPolyDataMapper>::New();
      const auto map    = colour_map(range);
      if (look.component < 0)
        map->SetVectorModeToMagnitude();
      else
        {
          map->SetVectorModeToComponent();
          map->SetVectorComponent(look.component);
        }
      mapper->SetInputConnection(filter->GetOutputPort());
      mapper->SetLookupTable(map);
      mapper->UseLookupTableScalarRangeOn();
      mapper->SetColorModeToMapScalars();
      mapper->InterpolateScalarsBeforeMappingOff(); // a vertex without a value must not colour its neighbours
      if (find_field(grid, look.field).on_points)
        mapper->SetScalarModeToUsePointFieldData();
      else
        mapper->SetScalarModeToUseCellFieldData();
      mapper->SelectColorArray(look.field.c_str());
      return mapper;
    }

    vtkSmartPointer<vtkTextActor> heading(const Look &look)
    {
      const auto text = vtkSmartPointer<vtkTextActor>::New();
      text->SetInput(look.title.c_str());
      text->GetTextProperty()->SetColor(0, 0, 0);
      text->GetTextProperty()->SetFontSize(look.height / 36);
      text->GetTextProperty()->SetJustificationToCentered();
      text->GetTextProperty()->SetVerticalJustificationToTop();
      text->GetPositionCoordinate()->SetCoordinateSystemToNormalizedViewport();
      text->SetPosition(0.5, 0.98);
      return text;
    }

    vtkSmartPointer<vtkScalarBarActor> colour_bar(const Look &look, vtkPolyDataMapper &mapper)
    {
      const auto bar = vtkSmartPointer<vtkScalarBarActor>::New();
      bar->SetLookupTable(mapper.GetLookupTable());
      bar->SetTitle(look.field.c_str());
      bar->SetNumberOfLabels(4); // an even number leaves the middle to the title
      bar->SetLabelFormat("%.4g");
      bar->UnconstrainedFontSizeOn();
      for (vtkTextProperty *text : {bar->GetTitleTextProperty(), bar->GetLabelTextProperty()})
        {
          text->SetColor(0, 0, 0);
          text->SetFontSize(look.height / 45);
          text->ItalicOff();
          text->BoldOff();
          text->ShadowOff();
        }
      bar->SetOrientationToHorizontal();
      bar->SetPosition(0.15, 0.02);
      bar->SetWidth(0.7);
      bar->SetHeight(0.11);
      return bar;
    }

    void aim(vtkRenderer &renderer, vtkUnstructuredGrid &grid, const Look &look)
    {
      double box[6];
      grid.GetBounds(box);
      for (double &x : box)
        x *= micrometres_per_metre;
      vtkCamera *camera = renderer.GetActiveCamera();
      camera->ParallelProjectionOn();
      const double width = box[1] - box[0], height = box[3] - box[2], depth = box[5] - box[4];
      if (depth > 0)
        {
          camera->SetViewUp(0, 0, 1);
          camera->SetPosition(-1, -1.6, 0.9);
          camera->SetFocalPoint(0, 0, 0);
          renderer.ResetCamera(box);
          return;
        }
      renderer.ResetCamera(box);
      // The grid gets the middle of the picture: the heading is above, the colour bar below.
      constexpr double free_height = 0.76, free_width = 0.94, shift = 0.04;
      const double     aspect = static_cast<double>(look.width) / look.height;
      const double     half   = 0.5 * std::max(height / free_height, width / (free_width * aspect));
      camera->SetParallelScale(half);
      double focus[3], position[3];
      camera->GetFocalPoint(focus);
      camera->GetPosition(position);
      camera->SetFocalPoint(focus[0], focus[1] - 2 * half * shift, focus[2]);
      camera->SetPosition(position[0], position[1] - 2 * half * shift, position[2]);
    }
  } // namespace

  void draw(vtkUnstructuredGrid &grid, const Look &look, const std::string &png_file)
  {
    const Field field = find_field(grid, look.field);
    if (look.component >= field.values->GetNumberOfComponents())
      throw std::runtime_error("the field '" + look.field + "' has no component " + std::to_string(look.component));
    const bool  scalar = field.values->GetNumberOfComponents() == 1;
    Look        seen   = look;
    if (scalar)
      seen.component = 0;
    Range range = look.range ? *look.range : finite_range(*field.values, seen.component);
    if (range.minimum == range.maximum) // a constant field still needs two ends of its colour bar
      range.maximum += std::abs(range.maximum) > 0 ? 1e-6 * std::abs(range.maximum) : 1.;

    const auto mapper = surface(grid, seen, range);
    const auto actor  = vtkSmartPointer<vtkActor>::New();
    actor->SetMapper(mapper);
    actor->SetScale(micrometres_per_metre); // cameras do not like boxes of 1e-5
    actor->GetProperty()->LightingOff();
    actor->GetProperty()->SetLineWidth(look.edges ? 1 : 4); // interfaces.pvd of a 2D cell holds lines
    actor->GetProperty()->SetEdgeVisibility(look.edges);
    actor->GetProperty()->SetEdgeColor(0.3, 0.3, 0.3);

    const auto renderer = vtkSmartPointer<vtkRenderer>::New();
    renderer->SetBackground(1, 1, 1);
    renderer->AddActor(actor);
    renderer->AddActor2D(heading(look));
    renderer->AddActor2D(colour_bar(seen, *mapper));
    aim(*renderer, grid, look);
    renderer->ResetCameraClippingRange();

    const auto window = vtkSmartPointer<vtkRenderWindow>::New();
    window->SetOffScreenRendering(true);
    window->SetMultiSamples(8);
    window->SetSize(look.width, look.height);
    window->AddRenderer(renderer);
    window->Render();

    const auto image = vtkSmartPointer<vtkWindowToImageFilter>::New();
    image->SetInput(window);
    image->ReadFrontBufferOff();
    const auto writer = vtkSmartPointer<vtkPNGWriter>::New();
    writer->SetFileName(png_file.c_str());
    writer->SetInputConnection(image->GetOutputPort());
    writer->Write();
    if (writer->GetErrorCode() != 0)
      throw std::runtime_error("cannot write " + png_file);
  }
} // namespace nadir::post
