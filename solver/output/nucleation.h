// What drives sodium to nucleate inside a conductor of ions and electrons:
//
//   drive = phi_i - phi_e - V_m p/F          V; positive where sodium can form, p = -tr(sigma)/3 without mechanics 0
//
// at the points of the cells' Gauss rule, which lie inside; near a plated face it tends to the overpotential there. Points in the bands of
// cracks do not count: metal plates there anyway.
#pragma once

#include "output/largest_over_ranks.h"
#include "solve/electrochemistry.h"
#include "solve/mechanical_half.h"

#include <optional>

namespace nadir
{
  /// The largest drive and where it is; nothing where no region conducts both. @param mechanical null: nothing moves
  template <int dim>
  std::optional<Located> nucleation_drive(const Electrochemistry<dim> &system, const typename Electrochemistry<dim>::Level &level,
                                          const MechanicalHalf<dim> *mechanical);
} // namespace nadir
