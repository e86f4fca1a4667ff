#include "solve/mechanics.h"

#include "base/errors.h"
#include "space/weights.h"

#include <deal.II/base/quadrature_lib.h>
#include <deal.II/base/timer.h>

#include <algorithm>
#include <cmath>

using namespace dealii;

namespace nadir
{
  namespace
  {
    /// Space that is there at the start as it enters the balance of volume, contact stiffness times m3: its round-off is what that balance can be solved to.
    template <int dim>
    double room_at_work(const CrackDeposit<dim> &deposit, const Fields<dim> &fields, const Quadrature<dim> &rule)
    {
      const auto &cracks = fields.model.fracture->cracks;
      if (std::none_of(cracks.begin(), cracks.end(), [](const InitialCrack &crack) { return crack.is_pore() || crack.width > 0; }))
        return 0;
      double        sum = 0;
      FEValues<dim> shape(fields.mapping, fields.scalar_element, rule, update_JxW_values | update_quadrature_points);
      for (const auto &cell : fields.dof_handler.active_cell_iterators())
        if (const unsigned int c = cell->active_cell_index(); cell->is_locally_owned() && deposit.in_band(c))
          {
            shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
            const auto weights = weights_of(shape, fields.names.axisymmetric);
            for (unsigned int q = 0; q < weights.size(); ++q)
              sum += weights[q] * deposit.room(c, q);
          }
      return deposit.settings.contact_stiffness * Utilities::MPI::sum(sum, fields.triangulation.get_communicator());
    }
  } // namespace

  /// Every local system also adds to the rows and columns of the free plates it touches.
  template <int dim>
  void Mechanics<dim>::distribute(LocalSystem &system, const std::vector<Dof> &dofs, Vector &r, Vector &raw)
  {
    const unsigned int                  n = dofs.size();
    dealii::Vector<double>              column(n);
    std::vector<dealii::Vector<double>> modes(border.size());
    for (unsigned int k = 0; system.with_matrix && k < border.size(); ++k)
      {
        modes[k].reinit(n);
        supports.mode(border[k].index).extract_subvector_to(dofs.begin(), dofs.end(), modes[k].begin());
        if (modes[k].linfty_norm() == 0)
          modes[k].reinit(0);
      }
    for (unsigned int k = 0; k < border.size(); ++k)
      if (system.with_matrix && modes[k].size() > 0)
        {
          system.matrix.vmult(column, modes[k]);
          for (unsigned int j = 0; j < border.size(); ++j)
            if (modes[j].size() > 0)
              border[j].corner[k] += modes[j] * column;
          supports.homogeneous.distribute_local_to_global(column, dofs, border[k].column);
          system.matrix.Tvmult(column, modes[k]);
          supports.homogeneous.distribute_local_to_global(column, dofs, border[k].row);
        }
    if (system.with_matrix)
      supports.homogeneous.distribute_local_to_global(system.matrix, dofs, matrix);
    else
      {
        supports.homogeneous.distribute_local_to_global(system.residual, dofs, r);
        supports.continuity.distribute_local_to_global(system.residual, dofs, raw);
      }
  }

  template <int dim>
  void Mechanics<dim>::add_cells(const Vector &solution, LocalSystem &system, Vector &r, Vector &raw)
  {
    if (!strain_operator)
      strain_operator = std::make_unique<StrainOperator<dim>>(fields, memory.rule);
    std::vector<double> local;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned())
        {
          auto       dofs    = fields.unknowns(cell, Field::displacement);
          const auto closure = fields.unknowns(cell, Field::crack_closure);
          dofs.insert(dofs.end(), closure.begin(), closure.end());
          local.resize(dofs.size());
          solution.extract_subvector_to(dofs.begin(), dofs.end(), local.begin());
          strain_operator->reinit(cell);
          system.residual.reinit(dofs.size());
          if (system.with_matrix)
            system.matrix.reinit(dofs.size(), dofs.size());
          try
            {
              forces_at_work += momentum.add(momentum_context(), cell, *strain_operator, local, system);
              momentum.add_body_force(momentum_context(), cell, *strain_operator, system, applied);
              if (!closure.empty())
                add_crack_filling(*deposit, cell->active_cell_index(), *strain_operator, local, fields.model.fracture->length, system);
            }
          catch (const SolveError &error)
            {
              if (failure.empty())
                failure = std::string(error.what()) + " (region '" + fields.region(cell->material_id()).name + "')";
              continue;
            }
          distribute(system, dofs, r, raw);
        }
  }

  template <int dim>
  void Mechanics<dim>::add_openings(const Vector &solution, LocalSystem &system, Vector &r, Vector &raw)
  {
    const typename OpeningTerm<dim>::Context context{solution, tractions, *exchange, memory_old, assume_closed ? &closed : nullptr};
    const unsigned int                       n = 2 * dim * fields.scalar_element.n_dofs_per_cell();
    faces.for_each_part([&](const InterfacePart<dim> &part) {
      if (!opening.is_active(part.interface))
        return;
      system.residual.reinit(n);
      if (system.with_matrix)
        system.matrix.reinit(n, n);
      forces_at_work += opening.add(context, part, system);
      distribute(system, opening.unknowns(part), r, raw);
    });
  }

  template <int dim>
  void Mechanics<dim>::add_tractions(Vector &r, Vector &raw)
  {
    FEFaceValues<dim> face(fields.mapping, fields.scalar_element, QGauss<dim - 1>(fields.scalar_element.degree + 2),
                           update_values | update_JxW_values | update_quadrature_points | update_normal_vectors);
    LocalSystem       system;
    for (unsigned int k = 0; k < supports.list().size(); ++k)
      if (supports.list()[k].type == Support::Type::traction)
        for (const auto &cell : fields.dof_handler.active_cell_iterators())
          if (cell->is_locally_owned() && cell->at_boundary())
            for (const unsigned int f : cell->face_indices())
              if (cell->at_boundary(f) && cell->face(f)->boundary_id() == supports.list()[k].boundary)
                {
                  face.reinit(typename Triangulation<dim>::active_cell_iterator(cell), f);
                  const auto weights = weights_of(face, fields.names.axisymmetric);
                  const auto dofs = fields.unknowns(cell, Field::displacement);
                  system.residual.reinit(dofs.size());
                  const unsigned int n = face.dofs_per_cell;
                  for (unsigned int q = 0; q < weights.size(); ++q)
                    {
                      const auto force = weights[q] * supports.traction(k, face.quadrature_point(q), face.normal_vector(q), step.time);
                      for (unsigned int d = 0; d < dim; ++d)
                        {
                          applied[d] += force[d];
                          for (unsigned int i = 0; i < n; ++i)
                            system.residual(d * n + i) -= force[d] * face.shape_value(i, q);
                        }
                    }
                  forces_at_work += system.residual.l1_norm();
                  distribute(system, dofs, r, raw);
                }
  }

  template <int dim>
  void Mechanics<dim>::find_forces(const Vector &raw)
  {
    const MPI_Comm comm = fields.triangulation.get_communicator();
    forces_on_plates.clear();
    for (unsigned int k = 0; k < supports.plates().size(); ++k)
      {
        Vector mode(layout);
        mode = supports.mode(k);
        forces_on_plates.push_back(-(mode * raw));
      }
    // Internal forces sum to nothing, so what supports and loads give must, too; and nothing may be left at free unknowns.
    Vector free(raw);
    supports.homogeneous.set_zero(free);
    imbalance = 0;
    for (unsigned int d = fields.names.axisymmetric ? 1 : 0; d < dim; ++d)
      {
        const double loads = Utilities::MPI::sum(applied[d], comm);
        imbalance          = std::max({imbalance, std::abs(translations[d] * raw + loads), std::abs(translations[d] * free)});
      }
  }

  template <int dim>
  bool Mechanics<dim>::assemble(const Vector              &x,
                                const std::vector<double> &b,
                                Vector                    &r,
                                std::vector<double>       &r_b,
                                const bool                 with_matrix)
  {
    Timer                     timer;
    const MPI_Comm            comm   = fields.triangulation.get_communicator();
    const std::vector<double> plates = full_plates(b);
    Vector                    raw(layout);
    {
      Vector imposed(x);
      supports.impose(imposed, plates, step.time);
      ghosted = imposed;
    }
    r = 0;
    r_b.assign(border.size(), 0.);
    if (with_matrix)
      {
        matrix = 0;
        clear_border(border);
      }
    failure.clear();
    forces_at_work = 0;
    applied.fill(0.);
    LocalSystem system;
    system.with_matrix = with_matrix;
    add_cells(ghosted, system, r, raw);
    add_openings(ghosted, system, r, raw);
    if (!with_matrix)
      {
        add_tractions(r, raw);
        r.compress(VectorOperation::add);
        raw.compress(VectorOperation::add);
        find_forces(raw);
      }
    forces_at_work = Utilities::MPI::sum(forces_at_work, comm);
    if (!with_matrix)
      imbalance /= std::max(forces_at_work, least_force);
    forces_at_work = std::max(forces_at_work, deposit ? room_at_work(*deposit, fields, memory.rule) : 0.);
    for (unsigned int i = 0; i < border.size(); ++i)
      {
        const unsigned int k     = border[i].index;
        const Plate       &plate = supports.plates()[k];
        if (!with_matrix)
          r_b[i] = -forces_on_plates[k] + (controls[k].pressure + plate.stiffness * plates[k]) * plate.area;
      }
    if (with_matrix)
      {
        matrix.compress(VectorOperation::add);
        compress_border(border, comm);
        for (auto &row : border)
          row.corner[&row - border.data()] += supports.plates()[row.index].stiffness * supports.plates()[row.index].area;
      }
    timing.assembly += timer.wall_time();
    return Utilities::MPI::max(failure.empty() ? 0 : 1, comm) == 0;
  }

  template class Mechanics<2>;
  template class Mechanics<3>;
} // namespace nadir
