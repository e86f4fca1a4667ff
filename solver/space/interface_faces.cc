#include "space/interface_faces.h"

#include "space/weights.h"

#include <deal.II/base/quadrature_lib.h>

#include <numeric>

using namespace dealii;

namespace nadir
{
  namespace
  {
    template <int facedim>
    Quadrature<facedim> on_each_half(const Quadrature<facedim> &rule)
    {
      std::vector<Point<facedim>> points;
      std::vector<double>         weights;
      const unsigned int          n = GeometryInfo<facedim>::max_children_per_cell;
      for (unsigned int half = 0; half < n; ++half)
        for (unsigned int q = 0; q < rule.size(); ++q)
          {
            points.push_back(GeometryInfo<facedim>::child_to_cell_coordinates(rule.point(q), half));
            weights.push_back(rule.weight(q) / n);
          }
      return {points, weights};
    }

    /// Cells of one size must see the same points in the same order; where they do not, the mesh is oriented as this code
    /// does not support. (Cells of different size follow a curved face differently.)
    template <int dim>
    void check_same_points(const FEFaceValuesBase<dim> &a, const FEFaceValuesBase<dim> &b, const double size)
    {
      for (unsigned int q = 0; q < a.n_quadrature_points; ++q)
        AssertThrow(a.quadrature_point(q).distance(b.quadrature_point(q)) < 1e-6 * size,
                    ExcMessage("the two sides of an interface face do not see the same points"));
    }
  } // namespace

  template <int dim>
  InterfaceFaces<dim>::InterfaceFaces(const Fields<dim> &fields, const unsigned int n_gauss_points)
    : fields(fields)
    , half_rule(QGauss<dim - 1>(n_gauss_points))
    , face_rule(on_each_half<dim - 1>(half_rule))
  {
    rebuild();
  }

  template <int dim>
  void InterfaceFaces<dim>::rebuild()
  {
    list.clear();
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned())
        for (const unsigned int f : cell->face_indices())
          if (!cell->at_boundary(f) && cell->material_id() != cell->neighbor(f)->material_id())
            {
              const auto meeting = fields.meeting(cell->material_id(), cell->neighbor(f)->material_id());
              if (meeting && meeting->first_is_minus)
                list.push_back({cell, f, meeting->interface, unsigned(list.size()) * points_per_face()});
            }
  }

  template <int dim>
  std::vector<double> InterfaceFaces<dim>::weights(const typename Triangulation<dim>::cell_iterator &cell,
                                                   const unsigned int                                face) const
  {
    FEFaceValues<dim> values(fields.mapping, fields.scalar_element, face_rule, update_JxW_values | update_quadrature_points);
    values.reinit(cell, face);
    return weights_of(values, fields.names.axisymmetric);
  }

  template <int dim>
  void InterfaceFaces<dim>::for_each_part(const std::function<void(const InterfacePart<dim> &)> &visit,
                                          const bool                                             gradients) const
  {
    if (list.empty())
      return;
    const UpdateFlags flags = update_values | update_JxW_values | update_quadrature_points | update_normal_vectors |
                              (gradients ? update_gradients : update_default);
    const auto &mapping = fields.mapping;
    const auto &element = fields.scalar_element;
    FEFaceValues<dim>    minus_face(mapping, element, face_rule, flags), plus_face(mapping, element, face_rule, flags);
    FESubfaceValues<dim> plus_subface(mapping, element, face_rule, flags), minus_half(mapping, element, half_rule, flags);
    FEFaceValues<dim>    plus_fine(mapping, element, half_rule, flags);
    using TriaCell = typename Triangulation<dim>::active_cell_iterator;

    const auto report = [&](const InterfaceFace<dim> &face, const Cell &plus, const FEFaceValuesBase<dim> &minus_values,
                            const FEFaceValuesBase<dim> &plus_values, const unsigned int first_point) {
      if (plus->level() == face.minus->level())
        check_same_points(minus_values, plus_values, face.minus->diameter());
      const auto JxW = weights_of(minus_values, fields.names.axisymmetric);
      visit({face.minus, plus, minus_values, plus_values, face.interface, first_point, JxW});
    };

    for (const auto &face : list)
      {
        const TriaCell     minus(face.minus);
        const unsigned int f = face.face;
        if (face.minus->neighbor(f)->has_children())
          for (unsigned int half = 0; half < halves; ++half)
            {
              const Cell plus = face.minus->neighbor_child_on_subface(f, half);
              minus_half.reinit(minus, f, half);
              plus_fine.reinit(TriaCell(plus), face.minus->neighbor_of_neighbor(f));
              report(face, plus, minus_half, plus_fine, face.first_point + half * half_rule.size());
            }
        else
          {
            const Cell plus = face.minus->neighbor(f);
            minus_face.reinit(minus, f);
            if (face.minus->neighbor_is_coarser(f))
              {
                const auto [plus_f, subface] = face.minus->neighbor_of_coarser_neighbor(f);
                plus_subface.reinit(TriaCell(plus), plus_f, subface);
                report(face, plus, minus_face, plus_subface, face.first_point);
              }
            else
              {
                plus_face.reinit(TriaCell(plus), face.minus->neighbor_of_neighbor(f));
                report(face, plus, minus_face, plus_face, face.first_point);
              }
          }
      }
  }

  template class InterfaceFaces<2>;
  template class InterfaceFaces<3>;
} // namespace nadir
