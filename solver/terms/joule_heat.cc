#include "terms/joule_heat.h"

#include "base/constants.h"
#include "terms/conduction.h"

using namespace dealii;

namespace nadir
{
  template <int dim>
  double joule_heat(const CellContext<dim> &context, const unsigned int q)
  {
    const Material &material = context.region.material;
    const double    T        = context.temperature_at(q);
    double          heat     = 0;
    if (context.has(Field::electronic_potential) && !context.region.equipotential)
      {
        const Tensor<1, dim> slope = context.gradient(context.values, Field::electronic_potential, q);
        heat += conductivity_tensor<dim>(*material.electronic, T) * slope * slope;
      }
    if (context.has(Field::ionic_potential))
      {
        const Tensor<1, dim> slope = context.gradient(context.values, Field::ionic_potential, q);
        Tensor<1, dim>       drive = slope;
        if (material.salt)
          drive -= 2 * constants::gas * T / constants::faraday * material.salt->thermodynamic_factor *
                   (1 - material.salt->transference_number) / context.value(context.values, Field::concentration, q) *
                   context.gradient(context.values, Field::concentration, q);
        heat += conductivity_tensor<dim>(*material.ionic, T) * drive * slope;
      }
    return heat;
  }

  InterfaceHeat interface_heat(const InterfaceLaws &laws, const InterfaceCurrent &law, const double drop, const double temperature)
  {
    const double e = law.state.overpotential;
    if (!laws.charge_transfer)
      return {law.current * drop, 0.};
    return {law.current * (drop - laws.open_circuit_potential - e) + law.faradaic * (e + law.pressure_shift),
            law.faradaic * temperature * laws.entropy_coefficient};
  }

  template double joule_heat<2>(const CellContext<2> &, unsigned int);
  template double joule_heat<3>(const CellContext<3> &, unsigned int);
} // namespace nadir
