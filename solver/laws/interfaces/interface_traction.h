// Mechanics of an interface at a point: contact, cohesion and friction act on one opening.
//
//   g = [u].n - w - beta delta_sei + g0 (normal), g_s = tangential part of [u]          [x] = x(+) - x(-), n minus to plus
//   g <= 0:  t_n = K_c g                          compression by a penalty; p = -t_n; penetration is p/K_c
//   g >  0:  t_n = (1 - d) K g                    d irreversible, from the cohesive law
//   shear:   t_s = (1 - d) K g_s + d_f t_f        t_f: friction of the broken (or never bonded) part, d_f = d or 1
//            |t_f| <= mu p  (Coulomb), t_f = K_c (g_s - slip); slip grows where the bound is reached; `stick`: mu infinite;
//            no friction where the interface is open
//
// A closed interface is damaged by its shear alone (lambda uses <g_n>), so the shear of the bond passes g = 0 without a
// jump; friction vanishes there with p. A sticking interface releases its shear when it opens, and one that touches
// again starts without. Friction on the damaged part only: G. Alfano, E. Sacco, Int. J. Numer. Meth. Engng 68 (2006)
// 542, doi 10.1002/nme.1728.
// Dissipated energy: of damage exact at a fixed mode for steps of any size; of friction t_f times slip, end of step.
//
// t = sigma.n acts on the minus side with the normal pointing from minus to plus: the plus side pulls the minus side by t.
#pragma once

#include "laws/interfaces/cohesive.h"

#include <array>
#include <memory>

namespace nadir
{
  struct InterfaceMechanicsLaws
  {
    std::shared_ptr<const CohesiveLaw> cohesive;           ///< null: not bonded
    double                             contact_stiffness;  ///< K_c, Pa/m
    double                             friction  = 0;      ///< mu; infinity: stick
  };

  /// Components: normal first, then the tangential ones (one is used in two dimensions).
  using Local3 = std::array<double, 3>;

  struct TractionState
  {
    double                damage     = 0;  ///< d, 0 to 1; stays 1 where the interface is not bonded
    std::array<double, 2> slip       = {}; ///< of the frictional part, m
    double                dissipated = 0;  ///< J/m2 by damage and friction
  };
  inline constexpr unsigned int traction_state_size = 4;

  TractionState initial_traction_state(const InterfaceMechanicsLaws &laws);

  struct Traction
  {
    Local3                traction; ///< Pa: normal (positive in tension), tangential
    std::array<double, 9> tangent;  ///< d(traction)/d(opening), row by row, Pa/m
    TractionState         state;    ///< at the end of the step
  };

  Traction interface_traction(const InterfaceMechanicsLaws &laws, const Local3 &opening, const TractionState &old);
} // namespace nadir
