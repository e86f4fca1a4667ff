#include "output/interface_patches.h"

#include <cmath>

using namespace dealii;

namespace nadir
{
  namespace
  {
    const std::vector<std::string> electrochemical = {"current_density_A_per_m2", "overpotential_V", "potential_drop_V",
                                                      "plated_thickness_m", "interphase_thickness_m"};
    const std::vector<std::string> mechanical = {"opening_m", "normal_traction_Pa", "shear_traction_Pa", "damage", "contact_fraction",
                                                 "mechanical_thickness_m"};
  } // namespace

  template <int dim>
  InterfacePatches<dim>::InterfacePatches(const StepView<dim> &view)
    : names(electrochemical)
  {
    if (view.mechanical)
      names.insert(names.end(), mechanical.begin(), mechanical.end());
    const unsigned int n = names.size();
    Values             values(view.system.faces.n_points() * n, 0.);
    add_electrochemistry(view, values);
    if (view.mechanical)
      add_mechanics(view, values);
    view.system.faces.for_each_part([&](const InterfacePart<dim> &part) {
      std::vector<double> means(n, 0.);
      double              area = 0;
      for (unsigned int q = 0; q < part.JxW.size(); ++q)
        {
          area += part.JxW[q];
          for (unsigned int v = 0; v < n; ++v)
            means[v] += part.JxW[q] * values[(part.first_point + q) * n + v];
        }
      for (double &mean : means)
        mean = area > 0 ? mean / area : 0.;
      add_patch(part, means);
    });
  }

  template <int dim>
  void InterfacePatches<dim>::add_electrochemistry(const StepView<dim> &view, Values &values) const
  {
    view.system.interface_term.for_each_point(
      view.system.interface_context(view.level), [&](const auto &part, const unsigned int q, const auto &point) {
        double *to = &values[(part.first_point + q) * names.size()];
        to[0]      = point.law.current;
        to[1]      = point.law.state.overpotential;
        to[2]      = point.drop;
        to[3]      = point.law.state.plated;
        to[4]      = point.law.state.interphase;
        if (names.size() > electrochemical.size())
          {
            to[9]  = point.law.state.contact_fraction;
            to[10] = point.law.thickness;
          }
      });
  }

  template <int dim>
  void InterfacePatches<dim>::add_mechanics(const StepView<dim> &view, Values &values) const
  {
    const auto &half  = *view.mechanical;
    const auto &model = half.fields.model;
    half.faces.for_each_part([&](const InterfacePart<dim> &part) {
      for (unsigned int q = 0; q < part.JxW.size(); ++q)
        {
          double *to = &values[(part.first_point + q) * names.size()];
          to[6]      = -half.exchange.pressure[part.first_point + q];
          if (model.interfaces[part.interface].blocking)
            to[9] = 1;
          to[9] *= model.interfaces[part.interface].laws.contact_fraction;
        }
    });
    half.system.opening.for_each_point(
      half.system.opening_context(half.levels[0]), [&](const auto &part, const unsigned int q, const auto &point) {
        double *to = &values[(part.first_point + q) * names.size()];
        to[5]      = point.opening[0];
        to[6]      = point.law.traction[0];
        to[7]      = std::hypot(point.law.traction[1], point.law.traction[2]);
        to[8]      = point.law.state.damage;
        to[9] *= half.system.opening.contact(part.interface, point);
      });
  }

  template <int dim>
  void InterfacePatches<dim>::add_patch(const InterfacePart<dim> &part, const std::vector<double> &means)
  {
    const bool  plus_is_finer = part.plus->level() > part.minus->level();
    const auto &cell          = plus_is_finer ? part.plus : part.minus;
    const auto &other         = plus_is_finer ? part.minus : part.plus;
    using TriaCell            = typename Triangulation<dim>::cell_iterator;
    for (const unsigned int f : cell->face_indices())
      if (!cell->at_boundary(f) && TriaCell(cell->neighbor(f)) == TriaCell(other))
        {
          constexpr unsigned int           n_vertices = GeometryInfo<dim>::vertices_per_face;
          DataOutBase::Patch<dim - 1, dim> patch;
          for (unsigned int v = 0; v < n_vertices; ++v)
            patch.vertices[v] = cell->face(f)->vertex(v);
          patch.patch_index    = patches.size();
          patch.n_subdivisions = 1;
          patch.reference_cell = ReferenceCells::get_hypercube<dim - 1>();
          patch.data.reinit(means.size(), n_vertices);
          for (unsigned int d = 0; d < means.size(); ++d)
            for (unsigned int v = 0; v < n_vertices; ++v)
              patch.data(d, v) = means[d];
          patches.push_back(patch);
          return;
        }
  }

  template class InterfacePatches<2>;
  template class InterfacePatches<3>;
} // namespace nadir
