// The list of registered laws, for `nadir laws`. A new family adds one line here.
#include "application.h"

#include "base/registry.h"
#include "laws/fracture/crack_density.h"
#include "laws/fracture/energy_split.h"
#include "laws/interfaces/charge_transfer.h"
#include "laws/interfaces/cohesive.h"
#include "laws/interfaces/constriction.h"
#include "laws/interfaces/interphase.h"
#include "laws/interfaces/void_closure.h"
#include "laws/mechanics/elasticity.h"
#include "laws/mechanics/flow.h"
#include "laws/transport/conductivity.h"

namespace nadir
{
  namespace
  {
    template <class Law>
    void append(std::vector<LawSummary> &list)
    {
      for (const LawEntry<Law> &entry : Registry<Law>::all())
        list.push_back({Law::family, entry.name, entry.summary});
    }
  } // namespace

  std::vector<LawSummary> registered_laws()
  {
    std::vector<LawSummary> list;
    append<ConductivityLaw>(list);
    append<ChargeTransferLaw>(list);
    append<InterphaseLaw>(list);
    append<ConstrictionLaw>(list);
    append<VoidClosureLaw>(list);
    append<CohesiveLaw>(list);
    append<ElasticityLaw>(list);
    append<FlowLaw>(list);
    append<EnergySplit>(list);
    append<CrackDensity>(list);
    return list;
  }
} // namespace nadir
