// The part of the fracture half that is about metal in cracks: closure and pressure, normals, faces, and what conducts.
#include "solve/fracture_half.h"

#include <algorithm>

using namespace dealii;

namespace nadir
{
  template <int dim>
  std::vector<double> FractureHalf<dim>::closures(const typename Mechanics<dim>::Level &level) const
  {
    const unsigned int  n = system.rule.size();
    std::vector<double> list(fields.triangulation.n_active_cells() * n, 0.);
    FEValues<dim>       shape(mechanical.fields.mapping, mechanical.fields.scalar_element, system.rule, update_values);
    std::vector<double> local(shape.dofs_per_cell);
    for (const auto &cell : mechanical.fields.dof_handler.active_cell_iterators())
      if (const auto dofs = mechanical.fields.unknowns(cell, Field::crack_closure); !dofs.empty())
        {
          shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
          level.solution.extract_subvector_to(dofs.begin(), dofs.end(), local.begin());
          for (unsigned int q = 0; q < n; ++q)
            {
              double closure = 0;
              for (unsigned int i = 0; i < dofs.size(); ++i)
                closure += local[i] * shape.shape_value(i, q);
              list[cell->active_cell_index() * n + q] = closure;
            }
        }
    return list;
  }

  template <int dim>
  std::vector<double> FractureHalf<dim>::pressures_of(const typename Mechanics<dim>::Level &level) const
  {
    auto list = closures(level);
    for (double &value : list)
      value = deposit->settings.contact_stiffness * std::max(value, 0.);
    return list;
  }

  template <int dim>
  std::vector<double> FractureHalf<dim>::empty_widths(const typename Mechanics<dim>::Level &level) const
  {
    auto list = closures(level);
    for (double &value : list)
      value = std::max(-value, 0.);
    return list;
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
  }

  /// Cells that share an unknown with an interface of another electrode: also by a hanging node, which would conduct past the last row.
  template <int dim>
  void FractureHalf<dim>::find_other_electrodes()
  {
    const auto is_other = [&](const Interface &i) { return i.name != deposit->settings.interface && i.laws.charge_transfer; };
    Vector     touching(fields.owned, fields.triangulation.get_communicator());
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (!cell->is_artificial() && fields.has(cell->material_id(), Field::damage))
        for (const unsigned int f : cell->face_indices())
          if (!cell->at_boundary(f))
            if (const auto meeting = fields.meeting(cell->material_id(), cell->neighbor(f)->material_id());
                meeting && is_other(fields.model.interfaces[meeting->interface]))
              for (unsigned int v = 0; v < GeometryInfo<dim>::vertices_per_face; ++v)
                if (const auto dof = fields.unknowns(cell)[GeometryInfo<dim>::face_to_cell_vertices(f, v)]; fields.owned.is_element(dof))
                  touching(dof) = 1;
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
    std::vector<double> metal(points.values.size(), 0.), faces(metal);
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (const unsigned int c = cell->active_cell_index(); cell->is_locally_owned() && d.memory.has(c))
        for (unsigned int q = 0; q < system.rule.size(); ++q)
          {
            const std::size_t p = d.point(c, q);
            faces[p]            = d.faces_by_damage(points.values[p]) * points.gradients[p].norm();
            metal[p]            = d.visible_metal(c, q, faces[p]);
          }
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
    band.area.resize(n);
    band.opened.resize(n);
    d.ions_left.resize(n);
    d.metal.resize(n);
    d.band_cells.assign(fields.triangulation.n_active_cells(), false);
    for (std::size_t p = 0; p < n; ++p)
      {
        const double damage = band.damage[p];
        band.area[p]        = deposit->faces_by_damage(damage) * points.gradients[p].norm();
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
