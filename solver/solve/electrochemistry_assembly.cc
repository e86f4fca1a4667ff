#include "solve/electrochemistry.h"

#include "base/errors.h"
#include "solve/owned_values.h"
#include "space/weights.h"

#include <deal.II/base/quadrature_lib.h>
#include <deal.II/base/timer.h>

#include <algorithm>
#include <limits>

using namespace dealii;

namespace nadir
{
  /// Scratch data of the cell loop.
  template <int dim>
  struct Electrochemistry<dim>::CellWork
  {
    explicit CellWork(const Electrochemistry<dim> &system, const Vector &solution)
      : shape(system.fields.mapping,
              system.fields.scalar_element,
              QGauss<dim>(system.fields.scalar_element.degree + 1),
              update_gradients | update_JxW_values |
                (system.has_salt || system.deposit || !system.fields.model.sources.empty() ? update_values : update_default) |
                (system.fields.names.axisymmetric || !system.fields.model.sources.empty() ? update_quadrature_points : update_default))
      , solution(solution)
    {}

    FEValues<dim>             shape;
    const Vector             &solution; // ghosted
    std::vector<double>       JxW, values, old, older;
    std::vector<Dof>          all, dofs;
    std::array<int, n_fields> start;
  };

  namespace
  {
    /// Terms along interfaces need gradients there, others do without.
    bool current_along_interfaces(const Model &model)
    {
      return std::any_of(model.interfaces.begin(), model.interfaces.end(), [](const Interface &interface) { return interface.conductance_along > 0; });
    }
  } // namespace

  /// The unknowns of a cell and, where anything flows, their values and shape functions. @returns whether anything flows
  template <int dim>
  bool Electrochemistry<dim>::gather_cell(const typename Fields<dim>::Cell &cell, CellWork &work) const
  {
    const unsigned int piece  = cell->material_id();
    const Region      &region = fields.region(piece);
    work.all.resize(cell->get_fe().n_dofs_per_cell());
    cell->get_dof_indices(work.all);
    work.dofs.clear();
    for (unsigned int f = 0; f < n_fields; ++f)
      {
        const auto &local = fields.local_dofs(piece, Field(f));
        work.start[f]     = local.empty() ? -1 : int(work.dofs.size());
        for (const unsigned int i : local)
          work.dofs.push_back(work.all[i]);
      }
    if (terms_of_region[&region - fields.model.regions.data()].empty())
      return false;

    work.shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
    work.JxW = weights_of(work.shape, fields.names.axisymmetric);
    gather_values(work.solution, work.dofs, work.values);
    if (region.has(Field::concentration))
      {
        gather_values(old->solution, work.dofs, work.old);
        gather_values(older->solution, work.dofs, work.older);
      }
    return true;
  }

  template <int dim>
  CellContext<dim> Electrochemistry<dim>::context_of(const typename Fields<dim>::Cell &cell, const CellWork &work) const
  {
    const double *points = temperatures ? &temperatures->cells[cell->active_cell_index() * work.shape.n_quadrature_points] : nullptr;
    CellContext<dim> context{work.shape, work.JxW, fields.region(cell->material_id()), temperature, step, work.start, work.values, work.old,
                             work.older, points};
    if (const unsigned int c = cell->active_cell_index(); deposit && deposit->in_band(c))
      {
        context.ions_left = &deposit->ions_left[deposit->point(c, 0)];
        context.metal     = &deposit->metal[deposit->point(c, 0)];
      }
    return context;
  }

  template <int dim>
  bool Electrochemistry<dim>::cell_system(const typename Fields<dim>::Cell &cell, CellWork &work, LocalSystem &system) const
  {
    const bool has_flow = gather_cell(cell, work);
    system.residual.reinit(work.dofs.size());
    if (system.with_matrix)
      system.matrix.reinit(work.dofs.size(), work.dofs.size());
    if (!has_flow)
      return false;
    const auto context = context_of(cell, work);
    for (const auto *term : terms_of_region[&context.region - fields.model.regions.data()])
      term->add(context, system);
    try
      {
        if (context.metal)
          add_crack_reaction(*deposit, cell->active_cell_index(), context, system);
      }
    catch (const SolveError &error)
      {
        if (failure.empty())
          failure = std::string(error.what()) + " (in a crack of '" + fields.region(cell->material_id()).name + "')";
      }
    return true;
  }

  template <int dim>
  HeatSources Electrochemistry<dim>::heat(const Level &level) const
  {
    HeatSources        sources;
    CellWork           work(*this, level.solution);
    const unsigned int n = work.shape.n_quadrature_points;
    sources.cells.assign(fields.triangulation.n_active_cells() * n, 0.);
    sources.interfaces.assign(faces.n_points(), 0.);
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && gather_cell(cell, work))
        {
          const auto context = context_of(cell, work);
          for (unsigned int q = 0; q < n; ++q)
            {
              const double power = joule_heat(context, q) * work.JxW[q];
              sources.cells[cell->active_cell_index() * n + q] = power;
              sources.joule += power;
            }
        }
    const auto context = interface_context(level);
    interface_term.for_each_point(context, [&](const auto &part, const unsigned int q, const auto &point) {
      const unsigned int p    = part.first_point + q;
      const auto         heat = interface_heat(fields.model.interfaces[part.interface].laws, point.law, point.drop, context.temperature_at(p));
      sources.interfaces[p] += (heat.irreversible + heat.reversible) * part.JxW[q];
      sources.interfacial += heat.irreversible * part.JxW[q];
      sources.reversible += heat.reversible * part.JxW[q];
    });
    interface_term.for_each_contact_point(context, [&](const auto &part, const unsigned int q, const double current, const double drop) {
      sources.interfaces[part.first_point + q] += current * drop;
      sources.interfacial += current * drop;
    });
    for (double *sum : {&sources.joule, &sources.interfacial, &sources.reversible})
      *sum = Utilities::MPI::sum(*sum, fields.triangulation.get_communicator());
    return sources;
  }

  template <int dim>
  void Electrochemistry<dim>::report_drops(const Level &level) const
  {
    CellWork work(*this, level.solution);
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (const unsigned int c = cell->active_cell_index(); cell->is_locally_owned() && deposit->in_band(c) && gather_cell(cell, work))
        for (unsigned int q = 0; q < work.shape.n_quadrature_points; ++q)
          deposit->drop[deposit->point(c, q)] = drop_at(context_of(cell, work), q);
  }

  template <int dim>
  void Electrochemistry<dim>::distribute(LocalSystem                            &system,
                                         const std::vector<Dof>                 &dofs,
                                         const std::vector<std::vector<double>> &sensitivities,
                                         Vector                                 &r,
                                         std::vector<double>                    &r_b)
  {
    const unsigned int     n = dofs.size();
    dealii::Vector<double> column(n);
    for (unsigned int k = 0; k < border.size(); ++k)
      {
        const auto &e = sensitivities[k];
        if (e.empty())
          continue;
        for (unsigned int i = 0; i < n; ++i)
          r_b[k] += e[i] * system.residual(i);
        if (!system.with_matrix)
          continue;
        const dealii::Vector<double> e_k(e.begin(), e.end());
        system.matrix.vmult(column, e_k);
        for (unsigned int j = 0; j < border.size(); ++j)
          if (!sensitivities[j].empty())
            for (unsigned int i = 0; i < n; ++i)
              border[j].corner[k] += sensitivities[j][i] * column(i);
        potentials.homogeneous.distribute_local_to_global(column, dofs, border[k].column);
        system.matrix.Tvmult(column, e_k);
        potentials.homogeneous.distribute_local_to_global(column, dofs, border[k].row);
      }
    if (with_residual)
      potentials.homogeneous.distribute_local_to_global(system.residual, dofs, r);
  }

  template <int dim>
  void Electrochemistry<dim>::add_cells(CellWork &work, LocalSystem &system, Vector &r, std::vector<double> &r_b)
  {
    std::vector<std::vector<double>> sensitivities(border.size());
    std::vector<Dof>                 block;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      {
        if (!cell->is_locally_owned())
          continue;
        const unsigned int piece    = cell->material_id();
        const bool         has_flow = cell_system(cell, work, system);
        if (!has_flow && system.with_matrix)
          for (unsigned int i = 0; i < work.dofs.size(); ++i)
            system.matrix(i, i) = 1; // every unknown of this cell is fixed
        for (unsigned int k = 0; k < border.size(); ++k)
          {
            sensitivities[k].clear();
            const Field f = potentials[border[k].index].field;
            if (!has_flow || !at_collector[cell->active_cell_index()] || work.start[unsigned(f)] < 0)
              continue;
            std::vector<double> e(work.dofs.size(), 0.);
            const int           start = work.start[unsigned(f)];
            block.assign(work.dofs.begin() + start, work.dofs.begin() + start + work.shape.dofs_per_cell);
            if (potentials.sensitivity(border[k].index, piece, f, block, &e[start]))
              sensitivities[k] = e;
          }
        distribute(system, work.dofs, sensitivities, r, r_b);
        if (system.with_matrix)
          {
            if (has_flow)
              for (unsigned int f = 0; f < n_fields; ++f)
                for (unsigned int g = 0; g < n_fields; ++g)
                  if (work.start[f] >= 0 && work.start[g] >= 0)
                    for (unsigned int i = 0; i < work.shape.dofs_per_cell; ++i)
                      for (unsigned int j = 0; j < work.shape.dofs_per_cell; ++j)
                        system.matrix(work.start[f] + i, work.start[g] + j) *= scale_of_piece[piece][f] * scale_of_piece[piece][g];
            potentials.homogeneous.distribute_local_to_global(system.matrix, work.dofs, matrix);
          }
      }
  }

  template <int dim>
  void Electrochemistry<dim>::add_interfaces(const Level &state, LocalSystem &system, Vector &r, std::vector<double> &r_b)
  {
    const auto                       context = interface_context(state);
    std::vector<std::vector<double>> sensitivities(border.size());
    const unsigned int               n = fields.scalar_element.n_dofs_per_cell();
    const auto                       add_drive = [&](const InterfacePart<dim> &part, const Drive &drive) {
      const auto dofs = interface_term.unknowns(part, drive);
      system.residual.reinit(2 * n);
      if (system.with_matrix)
        system.matrix.reinit(2 * n, 2 * n);
      try
        {
          interface_term.add(context, part, drive, system);
        }
      catch (const SolveError &error)
        {
          if (failure.empty())
            failure = std::string(error.what()) + " (interface '" + fields.model.interfaces[part.interface].name + "')";
          return;
        }
      const std::vector<Dof> minus(dofs.begin(), dofs.begin() + n), plus(dofs.begin() + n, dofs.end());
      for (unsigned int k = 0; k < border.size(); ++k)
        {
          std::vector<double> e(2 * n, 0.);
          const bool on_minus = potentials.sensitivity(border[k].index, part.minus->material_id(), drive.minus, minus, &e[0]);
          const bool on_plus  = potentials.sensitivity(border[k].index, part.plus->material_id(), drive.plus, plus, &e[n]);
          sensitivities[k]    = on_minus || on_plus ? e : std::vector<double>();
        }
      distribute(system, dofs, sensitivities, r, r_b);
      if (system.with_matrix)
        {
          const double s_minus = scale_of_piece[part.minus->material_id()][unsigned(drive.minus)];
          const double s_plus  = scale_of_piece[part.plus->material_id()][unsigned(drive.plus)];
          for (unsigned int i = 0; i < 2 * n; ++i)
            for (unsigned int j = 0; j < 2 * n; ++j)
              system.matrix(i, j) *= (i < n ? s_minus : s_plus) * (j < n ? s_minus : s_plus);
          potentials.homogeneous.distribute_local_to_global(system.matrix, dofs, matrix);
        }
    };
    faces.for_each_part([&](const InterfacePart<dim> &part) {
      for (const Drive &drive : interface_term.drives(part))
        add_drive(part, drive);
    }, current_along_interfaces(fields.model));
  }

  template <int dim>
  bool Electrochemistry<dim>::assemble(const Vector              &x,
                                       const std::vector<double> &b,
                                       Vector                    &r,
                                       std::vector<double>       &r_b,
                                       const bool                 with_matrix)
  {
    Timer          timer;
    const MPI_Comm comm = fields.triangulation.get_communicator();
    Level          state;
    state.potentials = full_potentials(b);
    {
      Vector imposed(x);
      potentials.impose(imposed, state.potentials, step.time);
      ghosted = imposed;
    }
    state.solution = ghosted;
    r                = 0;
    r_b.assign(border.size(), 0.);
    if (with_matrix)
      {
        matrix = 0;
        clear_border(border);
      }
    failure.clear();
    CellWork    work(*this, ghosted);
    LocalSystem system;
    system.with_matrix = with_matrix;
    add_cells(work, system, r, r_b);
    add_interfaces(state, system, r, r_b);

    r.compress(VectorOperation::add);
    Utilities::MPI::sum(r_b, comm, r_b);
    for (unsigned int k = 0; k < border.size(); ++k)
      r_b[k] -= controls[border[k].index].current;
    if (with_matrix)
      {
        matrix.compress(VectorOperation::add);
        compress_border(border, comm);
      }
    timing.assembly += timer.wall_time();
    return Utilities::MPI::max(failure.empty() ? 0 : 1, comm) == 0;
  }

  template <int dim>
  std::vector<double> Electrochemistry<dim>::collector_currents(const Level &level) const
  {
    std::vector<double> currents(potentials.size(), 0.), share;
    CellWork            work(*this, level.solution);
    LocalSystem         system;
    const auto          add = [&](const Field f, const std::vector<Dof> &dofs, const unsigned int start) {
      share.resize(dofs.size());
      for (unsigned int k = 0; k < potentials.size(); ++k)
        if (potentials[k].field == f && potentials.boundary_share(k, dofs, share.data()))
          for (unsigned int i = 0; i < dofs.size(); ++i)
            currents[k] += share[i] * system.residual(start + i);
    };
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && at_collector[cell->active_cell_index()] && cell_system(cell, work, system))
        for (const Field f : {Field::ionic_potential, Field::electronic_potential})
          if (const int start = work.start[unsigned(f)]; start >= 0)
            add(f, {work.dofs.begin() + start, work.dofs.begin() + start + work.shape.dofs_per_cell}, start);

    const unsigned int n = fields.scalar_element.n_dofs_per_cell();
    faces.for_each_part([&](const InterfacePart<dim> &part) {
      if (!at_collector[part.minus->active_cell_index()] && !at_collector[part.plus->active_cell_index()])
        return;
      for (const Drive &drive : interface_term.drives(part))
        {
          system.residual.reinit(2 * n);
          interface_term.add(interface_context(level), part, drive, system);
          const auto dofs = interface_term.unknowns(part, drive);
          add(drive.minus, {dofs.begin(), dofs.begin() + n}, 0);
          add(drive.plus, {dofs.begin() + n, dofs.end()}, n);
        }
    }, current_along_interfaces(fields.model));
    Utilities::MPI::sum(currents, fields.triangulation.get_communicator(), currents);
    return currents;
  }

  template class Electrochemistry<2>;
  template class Electrochemistry<3>;
} // namespace nadir
