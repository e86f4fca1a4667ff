#include "laws/interfaces/interphase_growth.h"

#include "base/deck.h"

namespace nadir
{
  Entry parabolic_constant_entry()
  {
    return required(
      positive(quantity("Parabolic constant", "m2 s-1", "", "k_p in delta^2 = k_p t, at the reference temperature.")));
  }

  Entry linear_constant_entry()
  {
    return required(
      positive(quantity("Linear constant", "m s-1", "", "k_l in delta = k_l t, at the reference temperature.")));
  }

  Entry growth_activation_entry(const std::string &constant)
  {
    return activation_energy_entry("Activation energy of " + constant, "Ea; 0: it does not depend on temperature.");
  }

  GrowthConstant growth_constant(const Section &section, const std::string &constant)
  {
    return {section.quantity(constant == "parabolic constant" ? "Parabolic constant" : "Linear constant"),
            {section.quantity("Activation energy of " + constant), section.quantity("Reference temperature")}};
  }

  std::vector<std::vector<double>> growth_samples()
  {
    return {{0., 298.15, 3600.}, {5e-9, 298.15, 60.}, {2e-8, 333.15, 1e5}, {2e-7, 280., 1e6}};
  }
} // namespace nadir
