// A solid at a point: elastic, thermal, swelling, prescribed and creep strains in one implicit update.
//
//   sigma = C : (eps - eps_0 - eps_c)          eps_0: thermal, swelling and prescribed strain (given)
//   time scheme:  now eps_c + old eps_c_old + older eps_c_older = rate 3/2 s/sigma_eq,  sigma_eq = S(rate, h, T)
//
// With isotropic elasticity the update is radial (J. C. Simo, T. J. R. Hughes, Computational Inelasticity, Springer 1998,
// chapter 3, doi 10.1007/b98904): one scalar equation for the creep increment.
#pragma once

#include "base/time_step.h"
#include "laws/fracture/energy_split.h"
#include "laws/mechanics/elasticity.h"
#include "laws/mechanics/flow.h"

#include <memory>

namespace nadir
{
  struct SolidLaws
  {
    std::shared_ptr<const ElasticityLaw> elasticity;
    std::shared_ptr<const FlowLaw>       flow; ///< null: elastic
    std::shared_ptr<const EnergySplit>   split; ///< null: does not crack; elastic solids only
  };

  /// What a point of a solid remembers.
  struct SolidState
  {
    Mandel creep_strain{};
    double equivalent_creep_strain = 0; ///< int of the equivalent rate
    double hardening               = 0; ///< Pa
    double dissipated              = 0; ///< J/m3, int of sigma_eq times the equivalent rate
  };
  inline constexpr unsigned int solid_state_size = 9;

  SolidState initial_solid_state(const SolidLaws &laws);

  struct SolidResponse
  {
    Mandel       stress;  ///< Pa
    MandelMatrix tangent; ///< d(stress)/d(strain), consistent with the time scheme
    SolidState   state;   ///< at the end of the step
  };

  /// @param strain total, @param given_strain the part that is neither elastic nor creep
  /// @param integrity g(d): the share of the energy that a crack does not carry which is still there, 1 if intact
  /// @throws SolveError where the local equation has no finite solution (a law returned not-a-number)
  SolidResponse solid_response(const SolidLaws  &laws,
                               const Mandel     &strain,
                               const Mandel     &given_strain,
                               double            temperature,
                               const TimeStep   &step,
                               const SolidState &old,
                               const SolidState &older,
                               double            integrity = 1);

  /// Elastic energy that drives a crack, J/m3. @param elastic_strain of a solid with a split
  double driving_energy(const SolidLaws &laws, const Mandel &elastic_strain);
} // namespace nadir
