#include "solve/electrochemistry.h"

#include "base/constants.h"
#include "terms/binary_electrolyte.h"
#include "terms/conduction.h"
#include "terms/source.h"

#include <deal.II/base/timer.h>
#include <deal.II/dofs/dof_tools.h>
#include <deal.II/lac/dynamic_sparsity_pattern.h>
#include <deal.II/lac/sparsity_tools.h>

#include <cmath>
#include <limits>

using namespace dealii;

namespace nadir
{
  template <int dim>
  Electrochemistry<dim>::Electrochemistry(Fields<dim>          &fields,
                                          Potentials<dim>      &potentials,
                                          InterfaceFaces<dim>  &faces,
                                          InterfaceMemory<dim> &memory,
                                          const LinearSettings &linear_settings,
                                          const double          temperature)
    : fields(fields)
    , potentials(potentials)
    , faces(faces)
    , memory(memory)
    , interface_term(fields, faces)
    , linear_settings(linear_settings)
    , scaling_temperature(temperature)
    , temperature(temperature)
  {
    make_terms();
  }

  template <int dim>
  void Electrochemistry<dim>::make_terms()
  {
    terms.push_back(std::make_unique<ConductionTerm<dim>>(Field::ionic_potential));
    terms.push_back(std::make_unique<ConductionTerm<dim>>(Field::electronic_potential));
    terms.push_back(std::make_unique<BinaryElectrolyteTerm<dim>>());
    for (const auto &source : fields.model.sources)
      terms.push_back(std::make_unique<SourceTerm<dim>>(source.place, source.field, parse_function<dim>(source.expression)));
    for (const auto &region : fields.model.regions)
      {
        terms_of_region.emplace_back();
        for (const auto &term : terms)
          if (term->applies_to(region))
            terms_of_region.back().push_back(term.get());
        has_salt = has_salt || region.has(Field::concentration);
      }
  }

  template <int dim>
  void Electrochemistry<dim>::set_up()
  {
    interface_term.find_contact();
    ghosted.reinit(fields.owned, fields.relevant, fields.triangulation.get_communicator());
    work_b.reinit(fields.owned, fields.triangulation.get_communicator());
    work_x.reinit(work_b);
    scaling.reinit(work_b);
    border.clear();
    make_scaling();
    if (!is_empty())
      make_sparsity();
    find_cells_at_collectors();
    linear = std::make_unique<LinearSolver>(linear_settings, dim, !has_salt, fields.triangulation.get_communicator());
  }

  template <int dim>
  void Electrochemistry<dim>::make_scaling()
  {
    std::array<std::vector<double>, n_fields> largest;
    for (unsigned int f = 0; f < n_fields; ++f)
      largest[f].assign(fields.n_groups(Field(f)), 0.);
    const auto coefficient = [&](const Region &region, const Field f) {
      if (f == Field::concentration)
        return constants::faraday * region.material.salt->diffusivity;
      return (*(f == Field::ionic_potential ? region.material.ionic : region.material.electronic)->conductivity)(scaling_temperature);
    };
    for (unsigned int p = 0; p < fields.n_pieces(); ++p)
      for (unsigned int f = 0; f < n_fields; ++f)
        if (const int g = fields.group(p, Field(f)); g >= 0)
          largest[f][g] = std::max(largest[f][g], coefficient(fields.region(p), Field(f)));
    scale_of_piece.assign(fields.n_pieces(), {});
    for (unsigned int p = 0; p < fields.n_pieces(); ++p)
      for (unsigned int f = 0; f < n_fields; ++f)
        if (const int g = fields.group(p, Field(f)); g >= 0)
          scale_of_piece[p][f] = 1 / std::sqrt(largest[f][g]);

    std::vector<Dof> dofs;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned())
        {
          dofs.resize(cell->get_fe().n_dofs_per_cell());
          cell->get_dof_indices(dofs);
          for (unsigned int f = 0; f < n_fields; ++f)
            for (const unsigned int i : fields.local_dofs(cell->material_id(), Field(f)))
              if (fields.owned.is_element(dofs[i]))
                scaling(dofs[i]) = scale_of_piece[cell->material_id()][f];
        }
    scaling.compress(VectorOperation::insert);
  }

  template <int dim>
  void Electrochemistry<dim>::make_sparsity()
  {
    DynamicSparsityPattern pattern(fields.relevant);
    DoFTools::make_sparsity_pattern(fields.dof_handler, pattern, potentials.homogeneous, /*keep_constrained_dofs=*/false);
    faces.for_each_part([&](const InterfacePart<dim> &part) {
      for (const Drive &drive : interface_term.drives(part))
        potentials.homogeneous.add_entries_local_to_global(interface_term.unknowns(part, drive), pattern, false);
    });
    SparsityTools::distribute_sparsity_pattern(pattern, fields.owned, fields.triangulation.get_communicator(), fields.relevant);
    matrix.reinit(fields.owned, fields.owned, pattern, fields.triangulation.get_communicator());
  }

  template <int dim>
  void Electrochemistry<dim>::find_cells_at_collectors()
  {
    at_collector.assign(fields.triangulation.n_active_cells(), false);
    std::vector<Dof>    all, dofs;
    std::vector<double> share;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (!cell->is_artificial())
        for (unsigned int k = 0; k < potentials.size(); ++k)
          {
            all.resize(cell->get_fe().n_dofs_per_cell());
            cell->get_dof_indices(all);
            dofs.clear();
            for (const unsigned int i : fields.local_dofs(cell->material_id(), potentials[k].field))
              dofs.push_back(all[i]);
            share.resize(dofs.size());
            if (potentials.boundary_share(k, dofs, share.data()))
              at_collector[cell->active_cell_index()] = true;
          }
  }

  template <int dim>
  typename Electrochemistry<dim>::Level Electrochemistry<dim>::make_level() const
  {
    Level level;
    level.solution.reinit(fields.owned, fields.relevant, fields.triangulation.get_communicator());
    level.potentials.assign(potentials.size(), 0.);
    return level;
  }

  template <int dim>
  void Electrochemistry<dim>::begin_step(const TimeStep                      &new_step,
                                         const double                         new_temperature,
                                         const std::vector<PotentialControl> &new_controls,
                                         const Level                         &new_old,
                                         const Level                         &new_older,
                                         const double                         new_reference_current)
  {
    step              = new_step;
    temperature       = new_temperature;
    controls          = new_controls;
    old               = &new_old;
    older             = &new_older;
    reference_current = new_reference_current;
    linear_iterations = 0;
    fixed_potentials  = new_old.potentials;
    memory_old        = 1;
    at_start          = true;
    failure.clear();

    std::vector<unsigned int> unknown;
    for (unsigned int k = 0; k < controls.size(); ++k)
      if (!controls[k].fixed)
        unknown.push_back(k);
    prepare_border(border, unknown, work_b);
  }

  template <int dim>
  void Electrochemistry<dim>::look_back(const TimeStep &last_step, const double last_temperature, const Level &last_old, const Level &last_older)
  {
    step        = last_step;
    temperature = last_temperature;
    old         = &last_old;
    older       = &last_older;
    memory_old  = 2;
  }

  template <int dim>
  std::vector<double> Electrochemistry<dim>::full_potentials(const std::vector<double> &b) const
  {
    std::vector<double> all = fixed_potentials;
    for (unsigned int i = 0; i < border.size(); ++i)
      all[border[i].index] = b[i];
    return all;
  }

  template <int dim>
  NewtonResult Electrochemistry<dim>::solve(Level &level, const double new_loosened)
  {
    loosened = new_loosened;
    if (is_empty())
      {
        NewtonResult nothing;
        nothing.converged = true;
        return nothing;
      }
    Vector              x(work_b);
    std::vector<double> b;
    load(level, x, b);
    // No current yet, and (in a turn before the first pressure) perhaps not even a residual.
    constexpr double none = std::numeric_limits<double>::min();
    if (reference_current <= none && least_reference == 0)
      {
        // Nothing says yet how large the current will be: the residual of the imposed potentials bounds it from above.
        Vector              r(work_b);
        std::vector<double> r_b(b.size());
        assemble(x, b, r, r_b, false);
        least_reference = 1e-3 * r.l1_norm();
      }
    reference_current   = std::max({reference_current, least_reference, none});
    at_start            = true;
    NewtonResult result = newton(*this, x, b, largest_newton_count);
    if (!result.converged && !failure.empty())
      result.reason += ": " + failure;
    store(x, b, level);
    return result;
  }

  template <int dim>
  void Electrochemistry<dim>::load(const Level &level, Vector &x, std::vector<double> &b)
  {
    fixed_potentials = level.potentials;
    x                = level.solution;
    potentials.impose(x, level.potentials, step.time);
    b.clear();
    for (const auto &row : border)
      b.push_back(level.potentials[row.index]);
  }

  template <int dim>
  void Electrochemistry<dim>::store(const Vector &x, const std::vector<double> &b, Level &level) const
  {
    level.potentials = full_potentials(b);
    Vector imposed(x);
    potentials.impose(imposed, level.potentials, step.time);
    level.solution = imposed;
  }

  template <int dim>
  bool Electrochemistry<dim>::residual(const Vector &x, const std::vector<double> &b, Vector &r, std::vector<double> &r_b)
  {
    linearised = at_start;
    at_start   = false;
    return assemble(x, b, r, r_b, linearised);
  }

  template <int dim>
  void Electrochemistry<dim>::linearise(const Vector &x, const std::vector<double> &b)
  {
    if (!linearised)
      {
        Vector              r(work_b);
        std::vector<double> r_b(b.size());
        with_residual = false;
        assemble(x, b, r, r_b, true);
        with_residual = true;
      }
    linearised = false;
    find_round_off(x);
    Timer timer;
    linear->set_matrix(matrix);
    timing.solve += timer.wall_time();
  }

  template <int dim>
  void Electrochemistry<dim>::find_round_off(const Vector &x)
  {
    Vector diagonal(work_b);
    MatGetDiagonal(matrix, diagonal);
    VecPointwiseDivide(diagonal, diagonal, scaling);
    VecPointwiseDivide(diagonal, diagonal, scaling);
    diagonal.scale(x);
    round_off = 4 * std::numeric_limits<double>::epsilon() * diagonal.l1_norm();
  }

  template <int dim>
  bool Electrochemistry<dim>::solve_scaled(const Vector &b, Vector &x)
  {
    work_b = b;
    work_b.scale(scaling);
    VecPointwiseDivide(work_x, x, scaling);
    const bool good = linear->solve(work_b, work_x);
    linear_iterations += linear->iterations();
    x = work_x;
    x.scale(scaling);
    if (!good)
      failure = linear->reason();
    return good;
  }

  template <int dim>
  bool Electrochemistry<dim>::solve_linear(const Vector              &r,
                                           const std::vector<double> &r_b,
                                           Vector                    &dx,
                                           std::vector<double>       &db)
  {
    Timer timer;
    dx        = 0;
    bool good = solve_scaled(r, dx);
    for (auto &k : border)
      good = solve_scaled(k.column, k.solution) && good;
    eliminate_border(border, dx, r_b, db);
    timing.solve += timer.wall_time();
    return good;
  }

  template <int dim>
  void Electrochemistry<dim>::multiply(const Vector              &dx,
                                       const std::vector<double> &db,
                                       Vector                    &r,
                                       std::vector<double>       &r_b) const
  {
    Vector unscaled(dx);
    VecPointwiseDivide(unscaled, dx, scaling);
    matrix.vmult(r, unscaled);
    VecPointwiseDivide(r, r, scaling);
    multiply_border(border, dx, db, r, r_b);
  }

  template <int dim>
  double Electrochemistry<dim>::error(const Vector &r, const std::vector<double> &r_b) const
  {
    return summed_residual(r, r_b) / allowed_residual();
  }

  template <int dim>
  void Electrochemistry<dim>::remember(const Level &level)
  {
    exponent_guards = 0;
    interface_term.for_each_point(interface_context(level), [&](const auto &part, const unsigned int q, const auto &point) {
      double *to = memory.at(0, part.first_point + q);
      to[0]      = point.law.state.plated;
      to[1]      = point.law.state.interphase;
      to[2]      = point.law.state.overpotential;
      to[3]      = point.law.state.contact_fraction;
      exponent_guards += point.law.limited;
    });
    exponent_guards = Utilities::MPI::sum(exponent_guards, fields.triangulation.get_communicator());
    if (deposit)
      {
        report_drops(level);
        deposit->remember();
      }
  }

  template <int dim>
  void Electrochemistry<dim>::report(const Level &level, InterfaceExchange &to) const
  {
    interface_term.for_each_point(interface_context(level), [&](const auto &part, const unsigned int q, const auto &point) {
      to.thickness[part.first_point + q] = point.law.thickness;
    });
  }

  template <int dim>
  double Electrochemistry<dim>::error_of(const Level &level)
  {
    if (is_empty())
      return 0;
    Vector x(work_b), r(work_b);
    x = level.solution;
    std::vector<double> b, r_b(border.size());
    for (const auto &row : border)
      b.push_back(level.potentials[row.index]);
    if (!assemble(x, b, r, r_b, false))
      return infinity;
    return error(r, r_b);
  }

  template class Electrochemistry<2>;
  template class Electrochemistry<3>;
} // namespace nadir
