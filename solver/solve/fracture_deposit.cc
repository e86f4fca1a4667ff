// The part of the fracture half that is about metal in cracks: closure and pressure, normals, faces, and what conducts.
#include "solve/fracture_half.h"

#include "solve/owned_values.h"

#include <algorithm>

using namespace dealii;

namespace nadir
{
  /// |grad f| of the interpolated f: across a band of any cells it adds up to one per face.
  template <int dim>
  std::vector<double> FractureHalf<dim>::areas_of_faces(const Vector &damage) const
  {
    auto list = owned_values(damage, fields.owned);
    for (double &value : list)
      value = deposit->faces(value);
    Vector faces = vector_of(list, fields.owned, fields.triangulation.get_communicator()), ghosted(damage);
    fields.hanging_nodes.distribute(faces);
    ghosted             = faces;
    const auto slopes   = system.at_points(ghosted).gradients;
    list.resize(slopes.size());
    std::transform(slopes.begin(), slopes.end(), list.begin(), [](const auto &slope) { return slope.norm(); });
    return list;
  }

  template <int dim>
  DamageAtPoints<dim> FractureHalf<dim>::closures(const typename Mechanics<dim>::Level &level) const
  {
    const unsigned int  n = system.rule.size(), all = fields.triangulation.n_active_cells() * n;
    DamageAtPoints<dim> result{std::vector<double>(all), std::vector<Tensor<1, dim>>(all)};
    FEValues<dim>       shape(mechanical.fields.mapping, mechanical.fields.scalar_element, system.rule, update_values | update_gradients);
    std::vector<double> local(shape.dofs_per_cell);
    for (const auto &cell : mechanical.fields.dof_handler.active_cell_iterators())
      if (const auto dofs = mechanical.fields.unknowns(cell, Field::crack_closure); !dofs.empty())
        {
          shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
          level.solution.extract_subvector_to(dofs.begin(), dofs.end(), local.begin());
          for (unsigned int q = 0; q < n; ++q)
            for (unsigned int i = 0; i < dofs.size(); ++i)
              {
                result.values[cell->active_cell_index() * n + q] += local[i] * shape.shape_value(i, q);
                result.gradients[cell->active_cell_index() * n + q] += std::max(local[i], 0.) * shape.shape_grad(i, q);
              }
        }
    return result;
  }

  template <int dim>
  void FractureHalf<dim>::start_closure()
  {
    const auto &solid  = mechanical.fields;
    const auto &points = solid.scalar_element.get_unit_support_points();
    Vector      values(solid.owned, solid.triangulation.get_communicator());
    for (const auto &cell : solid.dof_handler.active_cell_iterators())
      if (const auto dofs = cell->is_artificial() ? std::vector<types::global_dof_index>() : solid.unknowns(cell, Field::crack_closure); !dofs.empty())
        for (unsigned int i = 0; i < dofs.size(); ++i)
          if (solid.owned.is_element(dofs[i]))
            values(dofs[i]) = -deposit->empty_at_start(solid.mapping.transform_unit_to_real_cell(cell, points[i]));
    values.compress(VectorOperation::insert);
    solid.hanging_nodes.distribute(values);
    for (auto &level : mechanical.levels)
      level.solution = values;
  }

  template <int dim>
  void FractureHalf<dim>::find_pressure(const typename Mechanics<dim>::Level &level)
  {
    const auto   z = closures(level);
    const double S = deposit->settings.contact_stiffness;
    deposit->pressure.resize(z.values.size());
    deposit->slope.resize(z.values.size());
    for (std::size_t p = 0; p < z.values.size(); ++p)
      {
        deposit->pressure[p] = S * std::max(z.values[p], 0.);
        deposit->slope[p]    = S * z.gradients[p];
      }
  }

  template <int dim>
  std::vector<double> FractureHalf<dim>::empty_widths(const typename Mechanics<dim>::Level &level) const
  {
    auto list = closures(level).values;
    for (double &value : list)
      value = std::max(-value, 0.);
    return list;
  }

  /// What has opened and is not empty, over the area of the crack, both seen from the whole reach.
  template <int dim>
  void FractureHalf<dim>::find_width(const typename Mechanics<dim>::Level &level)
  {
    const auto          faces = areas_of_faces(accepted), empty = empty_widths(level);
    std::vector<double> metal = opened(level), area(metal.size());
    for (std::size_t p = 0; p < area.size(); ++p)
      {
        area[p] = faces[p] / 2;
        metal[p] -= faces[p] * empty[p];
      }
    // What has opened lies between the faces; the ratio is lower on them than there, until it is averaged over the faces, too.
    const auto seen_area = system.at_points(smooth_metal(area)).values;
    for (unsigned int average = 0; average < 2; ++average)
      {
        const auto seen = system.at_points(smooth_metal(metal)).values;
        deposit->width.assign(area.size(), 0.);
        for (std::size_t p = 0; p < area.size(); ++p)
          if (seen[p] > 0 && seen_area[p] > 0)
            {
              deposit->width[p] = seen[p] / seen_area[p];
              metal[p]          = area[p] * deposit->width[p];
            }
      }

    double push = 0, size = 0;
    mechanical.faces.for_each_part([&](const InterfacePart<dim> &part) {
      if (fields.model.interfaces[part.interface].name == deposit->settings.interface)
        for (unsigned int q = 0; q < part.JxW.size(); ++q)
          {
            push += part.JxW[q] * mechanical.accepted_exchange.pressure[part.first_point + q];
            size += part.JxW[q];
          }
    });
    const MPI_Comm comm     = fields.triangulation.get_communicator();
    deposit->mouth_pressure = std::max(Utilities::MPI::sum(push, comm) / Utilities::MPI::sum(size, comm), 0.);
  }

  /// Damage falls across a crack, but ahead of its tip along it: there the normal is that of the flanks behind, seen over the length of the
  /// phase field. d^4 picks out what is broken, (1 - d)^2 leaves out the middle of the band, whose steps from cell to cell say nothing of the
  /// crack; the fourth power of the tensor leaves its largest direction: a share of another would press on the mouth, where nothing bears it.
  /// Normals of the accepted damage hold for the whole step, so that stress and damage still minimise one energy in turns.
  template <int dim>
  void FractureHalf<dim>::find_normals()
  {
    const auto          points = system.at_points(accepted);
    const std::size_t   n      = points.values.size();
    std::vector<double> weight(n);
    for (std::size_t p = 0; p < n; ++p)
      weight[p] = std::pow(points.values[p], 4) * std::pow(1 - points.values[p], 2);
    std::vector<SymmetricTensor<2, dim>> tensors(n);
    for (unsigned int a = 0; a < dim; ++a)
      for (unsigned int b = a; b < dim; ++b)
        {
          std::vector<double> product(n);
          for (std::size_t p = 0; p < n; ++p)
            product[p] = weight[p] * points.gradients[p][a] * points.gradients[p][b];
          const auto smoothed = system.at_points(smooth_normals(product)).values;
          for (std::size_t p = 0; p < n; ++p)
            tensors[p][a][b] = smoothed[p];
        }
    band.normal.assign(n, {});
    for (std::size_t p = 0; p < n; ++p)
      if (const double size = trace(tensors[p]); size > 0)
        {
          const Tensor<2, dim> tensor(tensors[p] / size), square = tensor * tensor, fourth = square * square;
          band.normal[p] = mandel_of<dim>(symmetrize(fourth) / trace(fourth));
        }
    // Metal in a pore presses in all directions.
    for (std::size_t p = 0; p < mechanical.environment.hollow.size(); ++p)
      if (mechanical.environment.hollow[p])
        band.normal[p] = mandel_identity;
  }

  /// Cells at the mouth, and those that share an unknown with an interface of another electrode: also by a hanging node, which would conduct
  /// past the last row.
  template <int dim>
  void FractureHalf<dim>::find_electrodes()
  {
    deposit->mouth_height.assign(fields.triangulation.n_active_cells(), 0.);
    Vector touching(fields.owned, fields.triangulation.get_communicator());
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (!cell->is_artificial() && fields.has(cell->material_id(), Field::damage))
        for (const unsigned int f : cell->face_indices())
          {
            const auto meeting = cell->at_boundary(f) ? std::nullopt : fields.meeting(cell->material_id(), cell->neighbor(f)->material_id());
            if (!meeting)
              continue;
            const Interface &interface = fields.model.interfaces[meeting->interface];
            if (interface.name == deposit->settings.interface)
              deposit->mouth_height[cell->active_cell_index()] = cell->measure() / cell->face(f)->measure();
            else if (interface.laws.charge_transfer)
              for (unsigned int v = 0; v < GeometryInfo<dim>::vertices_per_face; ++v)
                if (const auto dof = fields.unknowns(cell)[GeometryInfo<dim>::face_to_cell_vertices(f, v)]; fields.owned.is_element(dof))
                  touching(dof) = 1;
          }
    touching.compress(VectorOperation::insert);
    fields.hanging_nodes.distribute(touching);
    Vector seen(fields.owned, fields.relevant, fields.triangulation.get_communicator());
    seen = touching;
    at_other_electrode.assign(fields.triangulation.n_active_cells(), false);
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned())
        for (const auto dof : fields.unknowns(cell))
          at_other_electrode[cell->active_cell_index()] = at_other_electrode[cell->active_cell_index()] || seen(dof) > 0;
  }

  /// How well metal of the last accepted step conducts, 0 to 1, seen from the whole reach.
  template <int dim>
  void FractureHalf<dim>::find_metal()
  {
    const auto         &d    = *deposit;
    const auto          points = system.at_points(accepted);
    const auto          faces = areas_of_faces(accepted);
    std::vector<double> metal(faces.size(), 0.);
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (const unsigned int c = cell->active_cell_index(); cell->is_locally_owned() && d.memory.has(c))
        for (unsigned int q = 0; q < system.rule.size(); ++q)
          metal[d.point(c, q)] = d.visible_metal(c, q, faces[d.point(c, q)]);
    const auto seen_metal = system.at_points(smooth_metal(metal)).values, seen_faces = system.at_points(smooth_metal(faces)).values;
    for (std::size_t p = 0; p < metal.size(); ++p)
      metal[p] = seen_faces[p] > 0 ? smooth_step(2 * seen_metal[p] / seen_faces[p] / d.settings.percolation - 1) : 0.;
    // Whether metal touches the other electrode is known from step to step, yes or no: within a step the pressure that opens the last gap
    // would vanish with the short circuit, which closes it again.
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (const unsigned int c = cell->active_cell_index(); cell->is_locally_owned() && d.memory.has(c) && at_other_electrode[c])
        for (unsigned int q = 0; q < system.rule.size(); ++q)
          metal[d.point(c, q)] = metal[d.point(c, q)] > 0.5 && points.values[d.point(c, q)] > d.settings.reacts_above ? 1. : 0.;
    metal_share = std::move(metal);
  }

  template <int dim>
  void FractureHalf<dim>::tell_deposit(const DamageAtPoints<dim> &points)
  {
    auto             &d = *deposit;
    const std::size_t n = points.values.size(), n_points = system.rule.size();
    band.damage         = points.values;
    band.area           = areas_of_faces(told);
    band.opened.resize(n);
    d.ions_left.resize(n);
    d.metal.resize(n);
    d.band_cells.assign(fields.triangulation.n_active_cells(), false);
    for (std::size_t p = 0; p < n; ++p)
      {
        const double damage = band.damage[p];
        band.opened[p]      = opened_share(damage);
        d.ions_left[p]      = 1 - (1 - 1e-6) * smooth_step((damage - d.settings.blocked_above) / (1 - d.settings.blocked_above));
        d.metal[p]          = d.settings.metal_conductivity * metal_share[p] * smooth_step(2 * damage / d.settings.reacts_above - 1);
      }
    for (const auto &cell : fields.triangulation.active_cell_iterators())
      if (const unsigned int c = cell->active_cell_index(); cell->is_locally_owned() && d.memory.has(c))
        d.band_cells[c] = *std::max_element(&band.damage[d.point(c, 0)], &band.damage[d.point(c, 0)] + n_points) > 1e-4;
  }

  template class FractureHalf<2>;
  template class FractureHalf<3>;
} // namespace nadir
