// Stress and electrochemistry of one time step in one Newton iteration.
//
// Unknowns: those of both systems, and at every interface point what mechanics tells the electrochemistry, E = (p, p_e,
// contact). With T(x_e, E) the thickness that pushes the sides apart and A(x_m, T) what mechanics answers:
//
//   R_e(x_e, E) = 0        R_m(x_m, T(x_e, E)) = 0        E - A(x_m, T(x_e, E)) = 0
//
// The diagonal blocks are the assembled Jacobians of the two systems; the cross terms, which live on interfaces alone, are
// taken as directional differences of the residuals. GMRES solves the whole, preconditioned by the two systems in turn.
#pragma once

#include "solve/electrochemistry.h"
#include "solve/mechanics.h"

#include <functional>

namespace nadir
{
  template <int dim>
  class Monolithic : public BorderedProblem
  {
  public:
    using Electric   = typename Electrochemistry<dim>::Level;
    using Mechanical = typename Mechanics<dim>::Level;

    /// Both systems have begun the step; the levels and `exchange` are the guess and follow the iterates.
    Monolithic(Electrochemistry<dim> &electrochemistry, Mechanics<dim> &mechanics, InterfaceExchange &exchange, Electric &electric,
               Mechanical &mechanical, const std::function<void(Mechanical &)> &move_plates,
               const std::function<void()> &read_concentrations);

    NewtonResult solve(unsigned int largest_count);

    // BorderedProblem: x holds everything, b is empty.
    bool   residual(const Vector &x, const std::vector<double> &b, Vector &r, std::vector<double> &r_b) override;
    void   linearise(const Vector &x, const std::vector<double> &b) override;
    bool   solve_linear(const Vector &r, const std::vector<double> &r_b, Vector &dx, std::vector<double> &db) override;
    void   multiply(const Vector &dx, const std::vector<double> &db, Vector &r, std::vector<double> &r_b) const override;
    double error(const Vector &r, const std::vector<double> &r_b) const override;

    /// Block Gauss-Seidel: dst = (electrochemistry, mechanics, exchange)^-1 src.
    void precondition(Vector &dst, const Vector &src) const;

  private:
    /// A joint vector taken apart, without the scaling of rows.
    struct Parts
    {
      Vector              e, m;
      std::vector<double> told; ///< p, p_e (both over the pressure scale) and contact of every point
      std::vector<double> b_e, b_m;
    };

    Parts  empty_parts() const;
    Parts  split(const Vector &x) const;
    void   join(const Parts &parts, Vector &x) const;
    void   scale_rows(Parts &parts, bool back) const;
    /// Thickness and what else follows from the electrochemistry at a state. Concentrations are read by residuals alone: that
    /// solids swell is no part of the Jacobian.
    void   see_electric(const Parts &state) const;
    std::vector<double> answer(const Parts &state) const;
    bool   mechanical_residual(const Parts &state, Parts &r) const;
    /// Change of the electrochemical residual with `told`, and of the thickness with both.
    void   electric_cross(const Parts &d, Vector *r, std::vector<double> *r_b, std::vector<double> &d_thickness) const;
    /// Change of the mechanical residual with the thickness, and of the answer with both.
    void   mechanical_cross(const Parts &d, const std::vector<double> &d_thickness, Vector *r, std::vector<double> *r_b,
                            std::vector<double> *d_answer) const;
    double largest(const Parts &parts, bool electric_side) const;

    Electrochemistry<dim>                  &electrochemistry;
    Mechanics<dim>                         &mechanics;
    InterfaceExchange                      &exchange;
    Electric                               &electric;
    Mechanical                             &mechanical;
    const std::function<void(Mechanical &)> &move_plates;
    const std::function<void()>            &read_concentrations;
    const MPI_Comm                          comm;
    const bool                              last; ///< this rank holds the global unknowns
    Vector                                  layout, layout_e, layout_m;
    unsigned int                            n_b_e = 0, n_b_m = 0;
    double                                  allowed_e = 1, allowed_m = 1; ///< residuals that count as zero, A and N
    Parts                                   base, base_residual;
    std::vector<double>                     base_thickness, base_answer;
  };
} // namespace nadir
