#include "laws/interfaces/interface_traction.h"

#include <algorithm>
#include <cmath>

namespace nadir
{
  namespace
  {
    struct Damage
    {
      double value;
      Local3 slope      = {}; ///< by the opening, 1/m
      double dissipated = 0;  ///< in this step, J/m2
    };

    /// Damage of this opening; penetration does not separate, so a closed interface is damaged by shear alone.
    Damage damage_at(const InterfaceMechanicsLaws &laws, const Local3 &opening, const double old)
    {
      if (!laws.cohesive || old >= 1)
        return {old};
      const Local3 g = {std::max(opening[0], 0.), opening[1], opening[2]};
      const double shear = g[1] * g[1] + g[2] * g[2], squared = g[0] * g[0] + shear;
      if (squared == 0)
        return {old};
      const double mix   = shear / squared;
      const double in[2] = {std::sqrt(squared), mix};
      double       value, derivatives[2];
      laws.cohesive->evaluate(in, &value, derivatives);
      if (!(value > old))
        return {std::isnan(value) ? value : old};

      Damage damage{value, {}, laws.cohesive->dissipated(value, mix) - laws.cohesive->dissipated(old, mix)};
      for (unsigned int i = 0; i < 3; ++i)
        damage.slope[i] =
          derivatives[0] * g[i] / in[0] + derivatives[1] * 2. * g[i] * (i == 0 ? -mix : 1. - mix) / squared;
      return damage;
    }

    struct Friction
    {
      std::array<double, 2> traction  = {}; ///< t_f, Pa
      std::array<double, 2> by_normal = {}; ///< d t_f / d g_n, Pa/m
      std::array<double, 4> by_shear  = {}; ///< d t_f / d g_s, Pa/m
    };

    /// Coulomb friction of the broken part, by return to the bound mu p. `slip` is brought to the end of the step.
    Friction friction_at(const InterfaceMechanicsLaws &laws, const Local3 &opening, std::array<double, 2> &slip)
    {
      Friction     f;
      const double stiffness = laws.contact_stiffness;
      if (opening[0] > 0 || laws.friction == 0)
        {
          slip = {opening[1], opening[2]}; // what touches again has no stress from before
          return f;
        }
      for (unsigned int i = 0; i < 2; ++i)
        f.traction[i] = stiffness * (opening[i + 1] - slip[i]);
      const double trial = std::hypot(f.traction[0], f.traction[1]);
      const bool   stick = std::isinf(laws.friction);
      const double bound = stick ? trial : -laws.friction * stiffness * opening[0];
      if (stick || trial <= bound)
        {
          f.by_shear = {stiffness, 0, 0, stiffness};
          return f;
        }
      const std::array<double, 2> direction = {f.traction[0] / trial, f.traction[1] / trial};
      for (unsigned int i = 0; i < 2; ++i)
        {
          f.traction[i]  = bound * direction[i];
          f.by_normal[i] = -laws.friction * stiffness * direction[i];
          slip[i]        = opening[i + 1] - f.traction[i] / stiffness;
          for (unsigned int j = 0; j < 2; ++j)
            f.by_shear[2 * i + j] = bound * stiffness / trial * ((i == j ? 1. : 0.) - direction[i] * direction[j]);
        }
      return f;
    }
  } // namespace

  TractionState initial_traction_state(const InterfaceMechanicsLaws &laws)
  {
    TractionState state;
    state.damage = laws.cohesive ? 0. : 1.;
    return state;
  }

  Traction interface_traction(const InterfaceMechanicsLaws &laws, const Local3 &opening, const TractionState &old)
  {
    const Damage damage    = damage_at(laws, opening, old.damage);
    const double stiffness = laws.cohesive ? laws.cohesive->stiffness() : 0.;
    const double bond      = (1. - damage.value) * stiffness;
    const bool   open      = opening[0] > 0;

    Traction r{{}, {}, old};
    r.state.damage = damage.value;
    r.state.dissipated += damage.dissipated;
    const Friction friction = friction_at(laws, opening, r.state.slip);

    const double normal = open ? bond : laws.contact_stiffness;
    r.traction[0]       = normal * opening[0];
    r.tangent[0]        = normal;
    if (open)
      for (unsigned int j = 0; j < 3; ++j)
        r.tangent[j] -= stiffness * opening[0] * damage.slope[j];

    for (unsigned int i = 0; i < 2; ++i)
      {
        const double cohesive = stiffness * opening[i + 1];
        r.traction[i + 1]     = bond * opening[i + 1] + damage.value * friction.traction[i];
        double *row           = &r.tangent[3 * (i + 1)];
        row[0]                = damage.value * friction.by_normal[i];
        for (unsigned int j = 0; j < 3; ++j)
          row[j] += (friction.traction[i] - cohesive) * damage.slope[j];
        for (unsigned int j = 0; j < 2; ++j)
          row[j + 1] += (i == j ? bond : 0.) + damage.value * friction.by_shear[2 * i + j];
        r.state.dissipated += damage.value * friction.traction[i] * (r.state.slip[i] - old.slip[i]);
      }
    return r;
  }
} // namespace nadir
