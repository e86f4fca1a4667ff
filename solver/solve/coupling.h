// Stress and electrochemistry of one time step.
//
//   monolithic  one turn of the staggered iteration as a guess, then solve/monolithic.h
//   staggered   electrochemistry at the given pressures -> thickness of the metal -> mechanics -> pressures, and so on, until
//               the residual of the electrochemistry with the new pressures is below the coupling tolerance
//
// Where pressures come close to F eta/V_m they answer to a few nanometres of metal. The kinetics then count on a response
// of the pressure to thickness, p + k (thickness - reference), with k from the iteration before; its value does not change
// the solution.
#pragma once

#include "solve/acceleration.h"
#include "solve/electrochemistry.h"
#include "solve/fracture_half.h"

namespace nadir
{
  struct CouplingResult
  {
    NewtonResult newton;         ///< of the last solve, or of the one that failed
    unsigned int iterations = 0; ///< of the staggered loop
    unsigned int mechanics_newton = 0;
  };

  template <int dim>
  class Coupling
  {
  public:
    Coupling(Electrochemistry<dim> &electrochemistry, Mechanics<dim> &mechanics, InterfaceExchange &exchange);

    /// Both systems have begun the step; the levels are guesses and receive the solution.
    CouplingResult solve(typename Electrochemistry<dim>::Level &electric, typename Mechanics<dim>::Level &mechanical);

    double tolerance = 1e-8; ///< of the summed residual of the electrochemistry relative to the reference current

    double deposit_tolerance = 1e-5; ///< the same with metal in cracks
    double turn_loosening    = 1e3;  ///< of the tolerances of either system in such turns

    FractureHalf<dim> *fracture = nullptr; ///< null: nothing cracks

    /// Moves plates that drift with the metal of an interface; set before every solve of the mechanics.
    std::function<void(typename Mechanics<dim>::Level &)> move_plates;
    /// Tells the mechanics the concentrations of the present electrochemical level, by which solids swell.
    std::function<void()> read_concentrations;

  private:
    /// Electrochemistry, then what `solve_solid` solves, each telling the other. @returns false where either failed, which `result` says
    bool take_turn(typename Electrochemistry<dim>::Level &electric, typename Mechanics<dim>::Level &mechanical,
                   const std::function<NewtonResult()> &solve_solid, CouplingResult &result, double loosened = 1);

    /// The latter half of that.
    bool take_stress(typename Mechanics<dim>::Level &mechanical, const std::function<NewtonResult()> &solve_solid, CouplingResult &result);

    /// With metal in cracks: electrochemistry, stress and damage in one loop of turns.
    CouplingResult solve_with_deposit(typename Electrochemistry<dim>::Level &electric, typename Mechanics<dim>::Level &mechanical);

    /// @returns whether it changed anywhere
    bool                estimate_stiffness(const std::vector<double> &thickness_before, const std::vector<double> &pressure_before);

    Electrochemistry<dim> &electrochemistry;
    Mechanics<dim>        &mechanics;
    InterfaceExchange     &exchange;
  };
} // namespace nadir
