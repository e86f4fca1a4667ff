#include "solve/mechanics.h"

#include "space/weights.h"

#include <deal.II/base/quadrature_lib.h>
#include <deal.II/base/timer.h>
#include <deal.II/dofs/dof_tools.h>
#include <deal.II/fe/fe_dgq.h>
#include <deal.II/lac/dynamic_sparsity_pattern.h>
#include <deal.II/lac/sparsity_tools.h>

#include <algorithm>
#include <cmath>

using namespace dealii;

namespace nadir
{
  namespace
  {
    template <int dim>
    void move_to(std::unique_ptr<StrainOperator<dim>> &strains, const typename Fields<dim>::Cell &cell, const Fields<dim> &fields,
                 const Quadrature<dim> &rule)
    {
      if (!strains)
        strains = std::make_unique<StrainOperator<dim>>(fields, rule);
      strains->reinit(cell);
    }
  } // namespace

  namespace
  {
    /// n.sigma.n
    template <int dim>
    double normal_component(const Mandel &stress, const Tensor<1, dim> &n)
    {
      static const double root2 = std::sqrt(2.);
      double              sum   = stress[0] * n[0] * n[0] + stress[1] * n[1] * n[1] + root2 * stress[5] * n[0] * n[1];
      if constexpr (dim == 3)
        sum += stress[2] * n[2] * n[2] + root2 * (stress[3] * n[1] * n[2] + stress[4] * n[0] * n[2]);
      return sum;
    }
  } // namespace

  template <int dim>
  Mechanics<dim>::Mechanics(Fields<dim>          &fields,
                            Supports<dim>        &supports,
                            InterfaceFaces<dim>  &faces,
                            InterfaceMemory<dim> &tractions,
                            CellMemory<dim>      &memory,
                            const LinearSettings &linear_settings)
    : fields(fields)
    , supports(supports)
    , faces(faces)
    , tractions(tractions)
    , memory(memory)
    , momentum(fields, memory)
    , opening(fields, faces)
    , settings(*fields.model.mechanics)
    , linear_settings(linear_settings)
  {
    for (const auto &interface : fields.model.interfaces)
      if (interface.opening && std::isfinite(interface.opening->laws.friction) && interface.opening->laws.friction > 0)
        symmetric = false;
      else if (interface.opening && interface.opening->laws.cohesive)
        symmetric = false; // damage that grows in mixed mode
  }

  template <int dim>
  void Mechanics<dim>::set_up()
  {
    const MPI_Comm comm = fields.triangulation.get_communicator();
    ghosted.reinit(fields.owned, fields.relevant, comm);
    layout.reinit(fields.owned, comm);
    border.clear();
    make_sparsity();
    linear = std::make_unique<LinearSolver>(linear_settings, dim, full_matrix_is_symmetric(), comm, "nadir_mechanics_");
    const IndexSet closures = owned_closures();
    if (fields.n_groups(Field::crack_closure) > 0) // the pressure that fills a crack is a multiplier, for which multigrid is not made
      linear->set_split(fields.owned, closures, symmetric);
    make_near_null_space(closures);

    FEFaceValues<dim> face(fields.mapping, fields.scalar_element, QGauss<dim - 1>(2), update_JxW_values | update_quadrature_points);
    double            area = 0;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && cell->at_boundary())
        for (const unsigned int f : cell->face_indices())
          if (cell->at_boundary(f))
            {
              face.reinit(typename Triangulation<dim>::active_cell_iterator(cell), f);
              for (const double w : weights_of(face, fields.names.axisymmetric))
                area += w;
            }
    least_force = settings.reference_stress * Utilities::MPI::sum(area, comm);
  }

  template <int dim>
  void Mechanics<dim>::make_sparsity()
  {
    DynamicSparsityPattern pattern(fields.relevant);
    DoFTools::make_sparsity_pattern(fields.dof_handler, pattern, supports.homogeneous, /*keep_constrained_dofs=*/false);
    faces.for_each_part([&](const InterfacePart<dim> &part) {
      if (opening.is_active(part.interface))
        supports.homogeneous.add_entries_local_to_global(opening.unknowns(part), pattern, false);
    });
    SparsityTools::distribute_sparsity_pattern(pattern, fields.owned, fields.triangulation.get_communicator(), fields.relevant);
    matrix.reinit(fields.owned, fields.owned, pattern, fields.triangulation.get_communicator());
  }

  template <int dim>
  IndexSet Mechanics<dim>::owned_closures() const
  {
    std::set<Dof> list;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned())
        for (const Dof dof : fields.unknowns(cell, Field::crack_closure))
          if (fields.owned.is_element(dof))
            list.insert(dof);
    IndexSet closures(fields.owned.size());
    closures.add_indices(list.begin(), list.end());
    return closures;
  }

  /// Rigid motions of every connected body: without them multigrid does not know what a stiffness matrix leaves unchanged.
  template <int dim>
  void Mechanics<dim>::make_near_null_space(const IndexSet &closures)
  {
    IndexSet solid = fields.owned;
    solid.subtract_set(closures);
    constexpr unsigned int n_modes = dim == 2 ? 3 : 6;
    std::vector<Vector>    modes(n_modes, layout);
    std::vector<Dof>       dofs;
    const auto            &points = fields.scalar_element.get_unit_support_points();
    bool                   blocks = solid.n_elements() % dim == 0;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned())
        {
          dofs.resize(cell->get_fe().n_dofs_per_cell());
          cell->get_dof_indices(dofs);
          const auto        &local = fields.local_dofs(cell->material_id(), Field::displacement);
          const unsigned int n     = points.size();
          for (unsigned int i = 0; i < n; ++i)
            {
              const auto p = fields.mapping.transform_unit_to_real_cell(cell, points[i]);
              for (unsigned int d = 0; d < dim; ++d)
                {
                  const Dof dof = dofs[local[d * n + i]];
                  if (!solid.is_element(dof))
                    continue;
                  blocks       = blocks && solid.index_within_set(dof) % dim == d;
                  modes[d](dof) = 1;
                  if constexpr (dim == 2)
                    modes[2](dof) = d == 0 ? -p[1] : p[0];
                  else
                    for (unsigned int a = 0; a < dim; ++a) // rotation about axis a
                      modes[3 + a](dof) = d == (a + 1) % 3 ? -p[(a + 2) % 3] : d == (a + 2) % 3 ? p[(a + 1) % 3] : 0.;
                }
            }
        }
    for (auto &mode : modes)
      mode.compress(VectorOperation::insert);
    translations.assign(modes.begin(), modes.begin() + dim);
    const bool everywhere = Utilities::MPI::min(blocks ? 1 : 0, fields.triangulation.get_communicator()) == 1;
    linear->set_near_null_space(modes, everywhere ? dim : 1);
  }

  template <int dim>
  typename Mechanics<dim>::Level Mechanics<dim>::make_level() const
  {
    Level level;
    level.solution.reinit(fields.owned, fields.relevant, fields.triangulation.get_communicator());
    level.plates.assign(supports.plates().size(), 0.);
    return level;
  }

  template <int dim>
  void Mechanics<dim>::begin_step(const TimeStep                  &new_step,
                                  const SolidEnvironment          &new_environment,
                                  const InterfaceExchange         &new_exchange,
                                  const std::vector<PlateControl> &new_controls,
                                  const std::vector<double>       &pressures_before)
  {
    closed.assign(pressures_before.size(), false);
    for (unsigned int p = 0; p < closed.size(); ++p)
      closed[p] = pressures_before[p] >= 0;
    step              = new_step;
    environment       = &new_environment;
    exchange          = &new_exchange;
    controls          = new_controls;
    memory_old        = 1;
    linear_iterations = 0;
    failure.clear();
    std::vector<unsigned int> free;
    for (unsigned int k = 0; k < controls.size(); ++k)
      if (controls[k].free)
        free.push_back(k);
    prepare_border(border, free, layout);
  }

  template <int dim>
  std::vector<double> Mechanics<dim>::full_plates(const std::vector<double> &b) const
  {
    std::vector<double> all = fixed_plates;
    for (unsigned int i = 0; i < border.size(); ++i)
      all[border[i].index] = b[i];
    return all;
  }

  template <int dim>
  NewtonResult Mechanics<dim>::solve(Level &level, const double new_loosened)
  {
    loosened = new_loosened;
    Vector              x(layout);
    std::vector<double> b;
    load(level, x, b);
    if (!predict(x, b))
      {
        NewtonResult failed;
        failed.reason = "no first guess: " + failure;
        return failed;
      }
    // Where damage begins or ends, or metal in a crack begins to be squeezed, the residual has corners, at which a line search on its norm
    // crawls: full steps first.
    const auto        &interfaces = fields.model.interfaces;
    const bool         corners =
      deposit || std::any_of(interfaces.begin(), interfaces.end(), [](const auto &i) { return i.opening && i.opening->laws.cohesive; });
    const Vector              x_start(x);
    const std::vector<double> b_start(b);
    NewtonResult              result;
    if (corners)
      result = newton(*this, x, b, settings.largest_newton_count, /*line_search=*/false);
    if (!result.converged)
      {
        x      = x_start;
        b      = b_start;
        result = newton(*this, x, b, settings.largest_newton_count);
      }
    if (!result.converged && !failure.empty())
      result.reason += ": " + failure;
    store(x, b, level);
    last_newton = result;
    return result;
  }

  template <int dim>
  void Mechanics<dim>::load(const Level &level, Vector &x, std::vector<double> &b)
  {
    place_plates(level.plates);
    x = level.solution;
    supports.impose(x, level.plates, step.time);
    b.clear();
    for (const auto &row : border)
      b.push_back(level.plates[row.index]);
  }

  template <int dim>
  void Mechanics<dim>::store(const Vector &x, const std::vector<double> &b, Level &level) const
  {
    level.plates = full_plates(b);
    Vector imposed(x);
    supports.impose(imposed, level.plates, step.time);
    level.solution = imposed;
  }

  template <int dim>
  bool Mechanics<dim>::predict(Vector &x, std::vector<double> &b)
  {
    const auto &interfaces = fields.model.interfaces;
    if (std::none_of(interfaces.begin(), interfaces.end(), [](const auto &i) { return i.opening && !i.opening->laws.cohesive; }))
      return true;
    assume_closed = true;
    Vector              r(layout), dx(layout);
    std::vector<double> r_b(b.size()), db(b.size());
    bool                good = residual(x, b, r, r_b);
    if (good)
      {
        linearise(x, b);
        good = solve_linear(r, r_b, dx, db);
      }
    assume_closed = false;
    if (!good)
      return false;
    x -= dx;
    for (unsigned int k = 0; k < b.size(); ++k)
      b[k] -= db[k];
    return true;
  }

  template <int dim>
  bool Mechanics<dim>::residual(const Vector &x, const std::vector<double> &b, Vector &r, std::vector<double> &r_b)
  {
    return assemble(x, b, r, r_b, false);
  }

  template <int dim>
  void Mechanics<dim>::linearise(const Vector &x, const std::vector<double> &b)
  {
    Vector              r(layout);
    std::vector<double> r_b(b.size());
    assemble(x, b, r, r_b, true);
    Timer timer;
    linear->set_matrix(matrix);
    timing.solve += timer.wall_time();
  }

  template <int dim>
  double Mechanics<dim>::error(const Vector &r, const std::vector<double> &r_b) const
  {
    return summed_residual(r, r_b) / allowed_residual();
  }

  template <int dim>
  bool Mechanics<dim>::solve_linear(const Vector &r, const std::vector<double> &r_b, Vector &dx, std::vector<double> &db)
  {
    Timer      timer;
    const auto solve = [&](const Vector &rhs, Vector &x) {
      const bool good = linear->solve(rhs, x);
      linear_iterations += linear->iterations();
      if (!good)
        failure = linear->reason();
      return good;
    };
    dx        = 0;
    bool good = solve(r, dx);
    for (auto &k : border)
      good = solve(k.column, k.solution) && good;
    eliminate_border(border, dx, r_b, db);
    timing.solve += timer.wall_time();
    return good;
  }

  template <int dim>
  void Mechanics<dim>::multiply(const Vector &dx, const std::vector<double> &db, Vector &r, std::vector<double> &r_b) const
  {
    matrix.vmult(r, dx);
    multiply_border(border, dx, db, r, r_b);
  }

  template <int dim>
  void Mechanics<dim>::remember(const Level &level)
  {
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && memory.has(cell->active_cell_index()))
        {
          const auto list = responses(level, cell);
          for (unsigned int q = 0; q < list.size(); ++q)
            write(list[q].state, memory.at(0, cell->active_cell_index(), q));
        }
    opening.for_each_point(opening_context(level), [&](const auto &part, const unsigned int q, const auto &point) {
      write(point.law.state, tractions.at(0, part.first_point + q));
    });
  }

  template <int dim>
  void Mechanics<dim>::report(const Level &level, InterfaceExchange &to) const
  {
    opening.for_each_point(opening_context(level), [&](const auto &part, const unsigned int q, const auto &point) {
      to.pressure[part.first_point + q] = -point.law.traction[0];
      to.contact[part.first_point + q]  = opening.contact(part.interface, point);
    });
    faces.for_each_part([&](const InterfacePart<dim> &part) {
      const Interface &interface = fields.model.interfaces[part.interface];
      if (!interface.laws.charge_transfer)
        return;
      if (!interface.opening)
        {
          const auto stress = stress_at_face(level, part.minus, part.minus_values);
          for (unsigned int q = 0; q < stress.size(); ++q)
            to.pressure[part.first_point + q] = -normal_component(stress[q], part.minus_values.normal_vector(q));
        }
      if (interface.laws.cation_volume != 0)
        {
          const auto stress = stress_at_face(level, part.plus, part.minus_values);
          for (unsigned int q = 0; q < stress.size(); ++q)
            to.electrolyte_pressure[part.first_point + q] = -trace(stress[q]) / 3;
        }
    });
  }

  template <int dim>
  std::vector<Mandel> Mechanics<dim>::stress_at_face(const Level &level, const typename Fields<dim>::Cell &cell,
                                                     const FEValuesBase<dim> &points) const
  {
    const FE_DGQArbitraryNodes<dim> polynomials{QGauss<1>(fields.scalar_element.degree + 1)};
    const auto                      list = responses(level, cell);
    std::vector<Mandel>             result(points.n_quadrature_points);
    for (unsigned int q = 0; q < result.size(); ++q)
      {
        const auto unit = fields.mapping.transform_real_to_unit_cell(cell, points.quadrature_point(q));
        for (unsigned int i = 0; i < list.size(); ++i)
          result[q] = result[q] + polynomials.shape_value(i, unit) * list[i].stress;
      }
    return result;
  }

  template <int dim>
  std::vector<double> Mechanics<dim>::local_values(const Level &level, const typename Fields<dim>::Cell &cell) const
  {
    const auto          list = fields.unknowns(cell, Field::displacement);
    std::vector<double> local(list.size());
    level.solution.extract_subvector_to(list.begin(), list.end(), local.begin());
    return local;
  }

  template <int dim>
  std::vector<SolidResponse> Mechanics<dim>::responses(const Level &level, const typename Fields<dim>::Cell &cell) const
  {
    const auto                 local = local_values(level, cell);
    std::vector<SolidResponse> result;
    move_to(strain_operator, cell, fields, memory.rule);
    for (unsigned int q = 0; q < strain_operator->n_points(); ++q)
      result.push_back(momentum.response(momentum_context(), cell, *strain_operator, local, q));
    return result;
  }

  template <int dim>
  std::vector<Mandel> Mechanics<dim>::strains(const Level &level, const typename Fields<dim>::Cell &cell) const
  {
    const auto          local = local_values(level, cell);
    std::vector<Mandel> result;
    move_to(strain_operator, cell, fields, memory.rule);
    for (unsigned int q = 0; q < strain_operator->n_points(); ++q)
      result.push_back(strain_operator->strain(q, local));
    return result;
  }

  template <int dim>
  std::vector<Mandel> Mechanics<dim>::elastic_strains(const Level &level, const std::vector<SolidResponse> &list,
                                                      const typename Fields<dim>::Cell &cell) const
  {
    auto result = strains(level, cell);
    for (unsigned int q = 0; q < list.size(); ++q)
      result[q] = result[q] - momentum.given_strain(momentum_context(), cell, strain_operator->shape.quadrature_point(q), q) -
                  list[q].state.creep_strain;
    return result;
  }

  template class Mechanics<2>;
  template class Mechanics<3>;
} // namespace nadir
