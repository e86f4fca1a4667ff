#include "solve/heat.h"

#include "solve/owned_values.h"
#include "space/weights.h"
#include "terms/heat_conduction.h"

#include <deal.II/base/quadrature_lib.h>

#include <cmath>
#include <numeric>

using namespace dealii;

namespace nadir
{
  /// Scratch data of the cell loop.
  template <int dim>
  struct HeatEquation<dim>::CellWork
  {
    CellWork(const HeatEquation<dim> &system, const Vector &solution)
      : shape(system.fields.mapping, system.fields.scalar_element, QGauss<dim>(system.fields.scalar_element.degree + 1),
              update_values | update_gradients | update_JxW_values | update_quadrature_points)
      , face(system.fields.mapping, system.fields.scalar_element, QGauss<dim - 1>(system.fields.scalar_element.degree + 1),
             update_values | update_JxW_values | update_quadrature_points)
      , solution(solution)
    {
      start.fill(-1);
      start[unsigned(Field::temperature)] = 0;
    }

    FEValues<dim>             shape;
    FEFaceValues<dim>         face;
    const Vector             &solution; // ghosted
    HeatConductionTerm<dim>   conduction;
    std::vector<Dof>          dofs;
    std::vector<double>       JxW, values, old, older;
    std::array<int, n_fields> start;
    LocalSystem               prescribed;
  };

  template <int dim>
  void HeatEquation<dim>::add_cell(CellWork &work, const typename Fields<dim>::Cell &cell, const HeatSources *sources,
                                   LocalSystem &system)
  {
    const Region      &region = fields.region(cell->material_id());
    const unsigned int n      = work.shape.dofs_per_cell;
    work.shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
    work.JxW = weights_of(work.shape, fields.names.axisymmetric);
    gather_values(work.solution, work.dofs, work.values);
    gather_values(old->solution, work.dofs, work.old);
    gather_values(older->solution, work.dofs, work.older);
    const CellContext<dim> context{work.shape, work.JxW,    region,   protocol_temperature, step, work.start,
                                   work.values, work.old, work.older};
    work.conduction.add(context, system);
    if (system.with_matrix)
      return;
    // The shape functions add up to one, so that of the sum only what is stored is left.
    last_flows.at_work += std::abs(std::accumulate(system.residual.begin(), system.residual.end(), 0.));

    work.prescribed.residual.reinit(n);
    for (const auto &term : source_terms)
      if (term->applies_to(region))
        term->add(context, work.prescribed);
    system.residual += work.prescribed.residual;
    const double given = -std::accumulate(work.prescribed.residual.begin(), work.prescribed.residual.end(), 0.);
    last_flows.prescribed += given;
    last_flows.at_work += std::abs(given);

    const unsigned int n_points = source_rule.size();
    for (unsigned int q = 0; q < n_points; ++q)
      {
        const double power = sources->cells[cell->active_cell_index() * n_points + q];
        last_flows.generated += power;
        last_flows.at_work += std::abs(power);
        for (unsigned int i = 0; i < n; ++i)
          system.residual(i) -= power * table[q * n + i];
      }
  }

  template <int dim>
  void HeatEquation<dim>::add_boundary(CellWork &work, const typename Fields<dim>::Cell &cell, const unsigned int f,
                                       LocalSystem &system)
  {
    const int b = boundaries.at(cell->face(f)->boundary_id());
    if (b < 0 || boundaries.list()[b].prescribes())
      return;
    const ThermalBoundary &boundary = boundaries.list()[b];
    const unsigned int     n        = work.shape.dofs_per_cell;
    const double           outside  = protocol_temperature - reference_temperature + boundary.offset;
    work.face.reinit(typename Triangulation<dim>::active_cell_iterator(cell), f);
    const auto weights = weights_of(work.face, fields.names.axisymmetric);
    for (unsigned int q = 0; q < weights.size(); ++q)
      {
        double difference = -outside;
        for (unsigned int i = 0; i < n; ++i)
          difference += work.values[i] * work.face.shape_value(i, q);
        const double outflow = (boundary.transfer * difference - boundary.flux) * weights[q];
        if (!system.with_matrix)
          {
            last_flows.outflow[b] += outflow;
            last_flows.at_work += std::abs(outflow);
          }
        for (unsigned int i = 0; i < n; ++i)
          {
            system.residual(i) += outflow * work.face.shape_value(i, q);
            if (system.with_matrix)
              for (unsigned int j = 0; j < n; ++j)
                system.matrix(i, j) +=
                  boundary.transfer * weights[q] * work.face.shape_value(i, q) * work.face.shape_value(j, q);
          }
      }
  }

  template <int dim>
  void HeatEquation<dim>::add_interfaces(const HeatSources &sources, Vector &raw)
  {
    const unsigned int     n = fields.scalar_element.n_dofs_per_cell();
    dealii::Vector<double> load(n);
    faces.for_each_part([&](const InterfacePart<dim> &part) {
      load = 0;
      for (unsigned int q = 0; q < part.JxW.size(); ++q)
        {
          const double power = sources.interfaces[part.first_point + q];
          last_flows.generated += power;
          last_flows.at_work += std::abs(power);
          for (unsigned int i = 0; i < n; ++i)
            load(i) -= power * part.minus_values.shape_value(i, q);
        }
      fields.hanging_nodes.distribute_local_to_global(load, fields.unknowns(part.minus), raw);
    });
  }

  /// `raw` is the residual of all unknowns, also of those that a boundary prescribes: there it is what flows in.
  template <int dim>
  void HeatEquation<dim>::assemble(const Vector &solution, const HeatSources *sources, Vector &raw, const bool with_matrix)
  {
    last_flows = {};
    last_flows.outflow.assign(boundaries.list().size(), 0.);
    CellWork    work(*this, solution);
    LocalSystem system;
    system.with_matrix = with_matrix;
    raw                = 0;
    if (with_matrix)
      matrix = 0;
    const unsigned int n = fields.scalar_element.n_dofs_per_cell();
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned())
        {
          work.dofs = fields.unknowns(cell);
          system.residual.reinit(n);
          if (with_matrix)
            system.matrix.reinit(n, n);
          add_cell(work, cell, sources, system);
          for (const unsigned int f : cell->face_indices())
            if (cell->at_boundary(f))
              add_boundary(work, cell, f, system);
          if (with_matrix)
            boundaries.homogeneous.distribute_local_to_global(system.matrix, work.dofs, matrix);
          else
            fields.hanging_nodes.distribute_local_to_global(system.residual, work.dofs, raw);
        }
    if (with_matrix)
      {
        matrix.compress(VectorOperation::add);
        return;
      }
    add_interfaces(*sources, raw);
    raw.compress(VectorOperation::add);
  }

  template <int dim>
  void HeatEquation<dim>::finish_flows(const Vector &raw)
  {
    const MPI_Comm comm = fields.triangulation.get_communicator();
    for (const Dof dof : fields.owned)
      if (const int b = boundaries.prescribing(dof); b >= 0)
        {
          last_flows.outflow[b] -= raw(dof);
          last_flows.at_work += std::abs(raw(dof));
        }
    for (double *sum : {&last_flows.generated, &last_flows.prescribed, &last_flows.at_work})
      *sum = Utilities::MPI::sum(*sum, comm);
    Utilities::MPI::sum(last_flows.outflow, comm, last_flows.outflow);
  }

  template class HeatEquation<2>;
  template class HeatEquation<3>;
} // namespace nadir
