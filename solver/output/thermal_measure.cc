#include "output/thermal_measure.h"

#include "base/constants.h"

#include <algorithm>

using namespace dealii;

namespace nadir
{
  template <int dim>
  ThermalMeasure measure_heat(const ThermalHalf<dim> &half, const double time)
  {
    const auto     &system    = half.system;
    const double    reference = system.reference_temperature;
    const MPI_Comm  comm      = half.fields.triangulation.get_communicator();
    const Vector   &solution  = half.levels[0].solution;
    ThermalMeasure  m;
    m.least   = infinity;
    m.largest = -m.least;
    for (const auto dof : half.fields.owned)
      {
        m.least   = std::min<double>(m.least, solution(dof));
        m.largest = std::max<double>(m.largest, solution(dof));
      }
    m.least      = reference + Utilities::MPI::min(m.least, comm);
    m.largest    = reference + Utilities::MPI::max(m.largest, comm);
    m.mean       = reference + half.energy / system.heat_capacity();
    m.joule      = half.sources.joule;
    m.interfaces = half.sources.interfacial;
    m.reversible = half.sources.reversible;
    m.prescribed = system.flows().prescribed;
    m.outflow    = system.flows().total_outflow();
    m.stored     = half.energy - half.energy_at_start();
    m.balance    = half.balance();
    m.turns      = half.turns;
    m.change     = half.change;
    for (unsigned int b = 0; b < half.boundaries.list().size(); ++b)
      m.boundaries.push_back({half.boundaries.list()[b].name, system.flows().outflow[b]});
    for (const auto &exact : half.fields.model.heat->exact)
      m.errors.push_back(error_against(half.fields, solution, exact, time, [&](unsigned int) { return reference; }));
    return m;
  }

  template ThermalMeasure measure_heat<2>(const ThermalHalf<2> &, double);
  template ThermalMeasure measure_heat<3>(const ThermalHalf<3> &, double);
} // namespace nadir
