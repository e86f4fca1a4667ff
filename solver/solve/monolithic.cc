#include "solve/monolithic.h"

#include "base/constants.h"

#include <deal.II/lac/solver_control.h>
#include <deal.II/lac/solver_gmres.h>

#include <algorithm>
#include <cmath>

using namespace dealii;

namespace nadir
{
  namespace
  {
    constexpr double allowed_told = 1e-10; // of `told`, whose scale is one

    double magnitude(const std::vector<double> &list)
    {
      double largest = 0;
      for (const double value : list)
        largest = std::max(largest, std::abs(value));
      return largest;
    }

    /// a + h b
    std::vector<double> along(const std::vector<double> &a, const double h, const std::vector<double> &b)
    {
      std::vector<double> sum(a);
      for (std::size_t i = 0; i < sum.size(); ++i)
        sum[i] += h * b[i];
      return sum;
    }

    std::vector<double> difference(const std::vector<double> &a, const std::vector<double> &b, const double h)
    {
      std::vector<double> result(a);
      for (std::size_t i = 0; i < result.size(); ++i)
        result[i] = (a[i] - b[i]) / h;
      return result;
    }

    /// For deal.II's iterative solvers.
    template <class Action>
    struct Operator
    {
      void         vmult(Vector &dst, const Vector &src) const { action(dst, src); }
      const Action action;
    };
    template <class Action>
    Operator(Action) -> Operator<Action>;
  } // namespace

  template <int dim>
  Monolithic<dim>::Monolithic(Electrochemistry<dim> &electrochemistry, Mechanics<dim> &mechanics, InterfaceExchange &exchange,
                              Electric &electric, Mechanical &mechanical, const std::function<void(Mechanical &)> &move_plates,
                              const std::function<void()> &read_concentrations)
    : electrochemistry(electrochemistry)
    , mechanics(mechanics)
    , exchange(exchange)
    , electric(electric)
    , mechanical(mechanical)
    , move_plates(move_plates)
    , read_concentrations(read_concentrations)
    , comm(mechanics.fields.triangulation.get_communicator())
    , last(Utilities::MPI::this_mpi_process(comm) + 1 == Utilities::MPI::n_mpi_processes(comm))
    , layout_e(electrochemistry.fields.owned, comm)
    , layout_m(mechanics.fields.owned, comm)
  {
    std::fill(exchange.stiffness.begin(), exchange.stiffness.end(), 0.); // the pressure is an unknown here
    base = empty_parts();
    electrochemistry.load(electric, base.e, base.b_e);
    mechanics.load(mechanical, base.m, base.b_m);
    base.told = exchange.told();
    n_b_e     = base.b_e.size();
    n_b_m     = base.b_m.size();
    const types::global_dof_index n_local =
      layout_e.local_size() + layout_m.local_size() + base.told.size() + (last ? n_b_e + n_b_m : 0);
    layout.reinit(comm, Utilities::MPI::sum(n_local, comm), n_local);
  }

  template <int dim>
  NewtonResult Monolithic<dim>::solve(const unsigned int largest_count)
  {
    Vector              x(layout), r(layout);
    std::vector<double> none;
    join(base, x);
    residual(x, none, r, none); // finds what counts as zero
    allowed_e = electrochemistry.allowed_residual();
    allowed_m = mechanics.allowed_residual();

    NewtonResult result = newton(*this, x, none, largest_count);
    for (const std::string &failure : {electrochemistry.failure, mechanics.failure})
      if (!result.converged && !failure.empty())
        result.reason += ": " + failure;
    const Parts solution = split(x);
    exchange.set_told(solution.told);
    electrochemistry.store(solution.e, solution.b_e, electric);
    electrochemistry.report(electric, exchange);
    mechanics.store(solution.m, solution.b_m, mechanical);
    return result;
  }

  template <int dim>
  typename Monolithic<dim>::Parts Monolithic<dim>::empty_parts() const
  {
    return {layout_e, layout_m, std::vector<double>(3 * exchange.pressure.size()), std::vector<double>(n_b_e), std::vector<double>(n_b_m)};
  }

  template <int dim>
  typename Monolithic<dim>::Parts Monolithic<dim>::split(const Vector &x) const
  {
    Parts              parts = empty_parts();
    const PetscScalar *from;
    PetscScalar       *to;
    VecGetArrayRead(x, &from);
    for (Vector *v : {&parts.e, &parts.m})
      {
        const Vec target = *v;
        VecGetArray(target, &to);
        std::copy_n(from, v->local_size(), to);
        VecRestoreArray(target, &to);
        from += v->local_size();
      }
    std::copy_n(from, parts.told.size(), parts.told.begin());
    std::vector<double> global(n_b_e + n_b_m, 0.);
    if (last)
      std::copy_n(from + parts.told.size(), global.size(), global.begin());
    from -= layout_e.local_size() + layout_m.local_size();
    VecRestoreArrayRead(x, &from);
    Utilities::MPI::sum(global, comm, global);
    std::copy_n(global.begin(), n_b_e, parts.b_e.begin());
    std::copy_n(global.begin() + n_b_e, n_b_m, parts.b_m.begin());
    return parts;
  }

  template <int dim>
  void Monolithic<dim>::join(const Parts &parts, Vector &x) const
  {
    PetscScalar *start;
    const Vec    target = x;
    VecGetArray(target, &start);
    PetscScalar *to = start;
    for (const Vector *v : {&parts.e, &parts.m})
      {
        const PetscScalar *from;
        VecGetArrayRead(*v, &from);
        to = std::copy_n(from, v->local_size(), to);
        VecRestoreArrayRead(*v, &from);
      }
    to = std::copy(parts.told.begin(), parts.told.end(), to);
    if (last)
      std::copy(parts.b_m.begin(), parts.b_m.end(), std::copy(parts.b_e.begin(), parts.b_e.end(), to));
    VecRestoreArray(target, &start);
  }

  template <int dim>
  void Monolithic<dim>::scale_rows(Parts &parts, const bool back) const
  {
    const double e = back ? allowed_e : 1 / allowed_e, m = back ? allowed_m : 1 / allowed_m;
    parts.e *= e;
    parts.m *= m;
    for (auto &value : parts.b_e)
      value *= e;
    for (auto &value : parts.b_m)
      value *= m;
    for (auto &value : parts.told)
      value *= back ? allowed_told : 1 / allowed_told;
  }

  template <int dim>
  void Monolithic<dim>::see_electric(const Parts &state) const
  {
    exchange.set_told(state.told);
    electrochemistry.store(state.e, state.b_e, electric);
    electrochemistry.report(electric, exchange);
  }

  template <int dim>
  std::vector<double> Monolithic<dim>::answer(const Parts &state) const
  {
    mechanics.store(state.m, state.b_m, mechanical);
    InterfaceExchange to = exchange;
    mechanics.report(mechanical, to);
    return to.told();
  }

  template <int dim>
  bool Monolithic<dim>::mechanical_residual(const Parts &state, Parts &r) const
  {
    move_plates(mechanical);
    mechanics.place_plates(mechanical.plates);
    return mechanics.residual(state.m, state.b_m, r.m, r.b_m);
  }

  template <int dim>
  bool Monolithic<dim>::residual(const Vector &x, const std::vector<double> &, Vector &r, std::vector<double> &)
  {
    const Parts state = split(x);
    Parts       parts = empty_parts();
    see_electric(state);
    read_concentrations();
    bool good  = electrochemistry.residual(state.e, state.b_e, parts.e, parts.b_e);
    good       = mechanical_residual(state, parts) && good;
    parts.told = difference(state.told, answer(state), 1.);
    scale_rows(parts, false);
    join(parts, r);
    return good;
  }

  template <int dim>
  void Monolithic<dim>::linearise(const Vector &x, const std::vector<double> &)
  {
    base          = split(x);
    base_residual = empty_parts();
    see_electric(base);
    read_concentrations();
    electrochemistry.residual(base.e, base.b_e, base_residual.e, base_residual.b_e);
    mechanical_residual(base, base_residual);
    base_answer    = answer(base);
    base_thickness = exchange.thickness;
    electrochemistry.linearise(base.e, base.b_e);
    mechanics.linearise(base.m, base.b_m);
  }

  template <int dim>
  double Monolithic<dim>::largest(const Parts &parts, const bool electric_side) const
  {
    const double here = electric_side ? std::max({parts.e.linfty_norm(), magnitude(parts.b_e), magnitude(parts.told)}) :
                                        std::max(parts.m.linfty_norm(), magnitude(parts.b_m));
    return Utilities::MPI::max(here, comm);
  }

  template <int dim>
  void Monolithic<dim>::electric_cross(const Parts &d, Vector *r, std::vector<double> *r_b, std::vector<double> &d_thickness) const
  {
    const double size = largest(d, true);
    d_thickness.assign(base_thickness.size(), 0.);
    if (size == 0)
      return;
    const double h       = 1e-8 / size;
    Parts        shifted = base;
    shifted.told         = along(base.told, h, d.told);
    if (r)
      {
        Parts moved = empty_parts();
        exchange.set_told(shifted.told);
        electrochemistry.residual(base.e, base.b_e, moved.e, moved.b_e);
        r->add(1 / h, moved.e, -1 / h, base_residual.e);
        *r_b = along(*r_b, 1., difference(moved.b_e, base_residual.b_e, h));
      }
    shifted.e.add(h, d.e);
    shifted.b_e = along(base.b_e, h, d.b_e);
    see_electric(shifted);
    d_thickness = difference(exchange.thickness, base_thickness, h);
  }

  template <int dim>
  void Monolithic<dim>::mechanical_cross(const Parts &d, const std::vector<double> &d_thickness, Vector *r, std::vector<double> *r_b,
                                         std::vector<double> *d_answer) const
  {
    const double size = std::max(largest(d, false), Utilities::MPI::max(magnitude(d_thickness), comm));
    if (d_answer)
      d_answer->assign(base_answer.size(), 0.);
    if (size == 0)
      return;
    const double scale = std::max({base.m.linfty_norm(), Utilities::MPI::max(magnitude(base_thickness), comm), 1e-10});
    const double h     = 1e-7 * scale / size;
    exchange.set_told(base.told);
    exchange.thickness = along(base_thickness, h, d_thickness);
    if (r)
      {
        Parts moved = empty_parts();
        mechanical_residual(base, moved);
        r->add(1 / h, moved.m, -1 / h, base_residual.m);
        *r_b = along(*r_b, 1., difference(moved.b_m, base_residual.b_m, h));
      }
    if (d_answer)
      {
        Parts shifted = base;
        shifted.m.add(h, d.m);
        shifted.b_m = along(base.b_m, h, d.b_m);
        move_plates(mechanical);
        mechanics.place_plates(mechanical.plates);
        *d_answer = difference(answer(shifted), base_answer, h);
      }
  }

  template <int dim>
  void Monolithic<dim>::multiply(const Vector &dx, const std::vector<double> &, Vector &r, std::vector<double> &) const
  {
    const Parts         d     = split(dx);
    Parts               parts = empty_parts();
    std::vector<double> d_thickness, d_answer;
    electrochemistry.multiply(d.e, d.b_e, parts.e, parts.b_e);
    mechanics.multiply(d.m, d.b_m, parts.m, parts.b_m);
    electric_cross(d, &parts.e, &parts.b_e, d_thickness);
    mechanical_cross(d, d_thickness, &parts.m, &parts.b_m, &d_answer);
    parts.told = difference(d.told, d_answer, 1.);
    scale_rows(parts, false);
    join(parts, r);
  }

  template <int dim>
  void Monolithic<dim>::precondition(Vector &dst, const Vector &src) const
  {
    Parts r = split(src), d = empty_parts();
    scale_rows(r, true);
    electrochemistry.solve_linear(r.e, r.b_e, d.e, d.b_e);
    std::vector<double> d_thickness, d_answer;
    electric_cross(d, nullptr, nullptr, d_thickness);
    Vector              cross(layout_m);
    std::vector<double> cross_b(n_b_m, 0.);
    mechanical_cross(empty_parts(), d_thickness, &cross, &cross_b, nullptr);
    r.m -= cross;
    mechanics.solve_linear(r.m, along(r.b_m, -1., cross_b), d.m, d.b_m);
    mechanical_cross(d, d_thickness, nullptr, nullptr, &d_answer);
    d.told = along(r.told, 1., d_answer);
    join(d, dst);
  }

  template <int dim>
  bool Monolithic<dim>::solve_linear(const Vector &r, const std::vector<double> &, Vector &dx, std::vector<double> &)
  {
    const Operator whole{[this](Vector &dst, const Vector &src) {
      std::vector<double> none;
      multiply(src, none, dst, none);
    }};
    const Operator turns{[this](Vector &dst, const Vector &src) { precondition(dst, src); }};
    SolverControl  control(400, 1e-8 * r.l2_norm(), false, false);
    typename SolverGMRES<Vector>::AdditionalData data;
    data.max_n_tmp_vectors     = 150;
    data.right_preconditioning = true;
    SolverGMRES<Vector> gmres(control, data);
    dx = 0;
    try
      {
        gmres.solve(whole, dx, r, turns);
      }
    catch (const SolverControl::NoConvergence &)
      {
        return false;
      }
    return true;
  }

  template <int dim>
  double Monolithic<dim>::error(const Vector &r, const std::vector<double> &) const
  {
    const Parts parts = split(r); // scaled
    return std::max({summed_residual(parts.e, parts.b_e), summed_residual(parts.m, parts.b_m), Utilities::MPI::max(magnitude(parts.told), comm)});
  }

  template class Monolithic<2>;
  template class Monolithic<3>;
} // namespace nadir
