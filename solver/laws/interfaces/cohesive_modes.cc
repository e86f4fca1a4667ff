#include "laws/interfaces/cohesive_modes.h"

#include <fmt/format.h>

#include <cmath>

namespace nadir
{
  CohesiveModes::AtMode CohesiveModes::at(const double mode_mix) const
  {
    const double share = std::pow(mode_mix, mixing_exponent);
    const double slope = mixing_exponent * std::pow(mode_mix, mixing_exponent - 1.);
    const double I = normal_strength * normal_strength, II = shear_strength * shear_strength;

    AtMode m;
    m.toughness      = {toughness_I + (toughness_II - toughness_I) * share, (toughness_II - toughness_I) * slope};
    m.strength.value = std::sqrt(I + (II - I) * share);
    m.strength.slope = (II - I) * slope / (2. * m.strength.value);
    m.onset          = {m.strength.value / stiffness, m.strength.slope / stiffness};
    return m;
  }

  std::vector<Entry> CohesiveModes::entries()
  {
    return {required(positive(quantity("Normal strength", "Pa", "", "Largest traction in pure opening (mode I)."))),
            required(positive(quantity("Shear strength", "Pa", "", "Largest traction in pure shear (mode II)."))),
            required(positive(quantity("Mode I toughness", "J m-2", "", "Energy to separate a unit area by opening."))),
            required(positive(quantity("Mode II toughness", "J m-2", "", "Energy to separate a unit area by shear."))),
            between(quantity("Mixing exponent", "1", "2",
                             "m of Benzeggagh and Kenane, G = G_I + (G_II - G_I) B^m, B the share of shear; the "
                             "default is an assumption."),
                    1., 20.),
            required(positive(quantity("Stiffness", "Pa m-1", "",
                                       "K of the unbroken interface, the same in opening and shear; at least "
                                       "strength^2/(2 toughness) of either mode.")))};
  }

  CohesiveModes CohesiveModes::read(const Section &section)
  {
    const CohesiveModes modes{section.quantity("Normal strength"),  section.quantity("Shear strength"),
                              section.quantity("Mode I toughness"), section.quantity("Mode II toughness"),
                              section.quantity("Mixing exponent"),  section.quantity("Stiffness")};
    const auto check = [&](const std::string &mode, const std::string &name, const double strength,
                           const double toughness) {
      const double least = strength * strength / (2. * toughness);
      if (modes.stiffness <= least)
        section.fail("Stiffness",
                     fmt::format("the interface snaps back in mode {}: at the peak it stores strength^2/(2 K) = {:.4g} "
                                 "J/m^2, no less than its toughness, {:.4g} J/m^2",
                                 mode, strength * strength / (2. * modes.stiffness), toughness),
                     fmt::format("set a stiffness well above strength^2/(2 toughness) = {:.4g} Pa/m, or a lower `{}`",
                                 least, name));
    };
    check("I", "Normal strength", modes.normal_strength, modes.toughness_I);
    check("II", "Shear strength", modes.shear_strength, modes.toughness_II);
    return modes;
  }
} // namespace nadir
