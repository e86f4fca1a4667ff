#include "space/places.h"

#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>

using namespace dealii;

namespace nadir
{
  template <int dim>
  std::pair<bool, bool> find_point(const Fields<dim> &fields, const Point<dim> &place, const Field field)
  {
    bool here = false, anywhere = false;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && cell->bounding_box().point_inside(place, 1e-6))
        try
          {
            const Point<dim> unit = fields.mapping.transform_real_to_unit_cell(cell, place);
            if (GeometryInfo<dim>::is_inside_unit_cell(unit, 1e-8))
              {
                anywhere = true;
                here     = here || fields.region(cell->material_id()).has(field);
              }
          }
        catch (const typename Mapping<dim>::ExcTransformationFailed &)
          {} // far outside of this cell
    const MPI_Comm comm = fields.triangulation.get_communicator();
    return {Utilities::MPI::max(int(here), comm) == 1, Utilities::MPI::max(int(anywhere), comm) == 1};
  }

  template <int dim>
  std::string extent(const Fields<dim> &fields)
  {
    Point<dim> low = fields.triangulation.get_vertices()[0], high = low;
    for (const auto &cell : fields.triangulation.cell_iterators_on_level(0))
      for (const unsigned int v : cell->vertex_indices())
        for (unsigned int d = 0; d < dim; ++d)
          {
            low[d]  = std::min(low[d], cell->vertex(v)[d]);
            high[d] = std::max(high[d], cell->vertex(v)[d]);
          }
    std::string text;
    for (unsigned int d = 0; d < dim; ++d)
      text += fmt::format("{}{} from {} to {}", d == 0 ? "" : ", ", "xyz"[d], length_text(low[d]), length_text(high[d]));
    return text;
  }

  template std::pair<bool, bool> find_point(const Fields<2> &, const Point<2> &, Field);
  template std::pair<bool, bool> find_point(const Fields<3> &, const Point<3> &, Field);
  template std::string extent(const Fields<2> &);
  template std::string extent(const Fields<3> &);
} // namespace nadir
