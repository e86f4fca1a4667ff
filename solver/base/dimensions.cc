// The table of dimensions. The examples are in the units that papers on cells use; a test converts every one of them.
#include "base/dimensions.h"

namespace nadir::units
{
  const std::vector<Dimension> &dimensions()
  {
    // clang-format off
    static const std::vector<Dimension> table = {
      {"1", "a pure number", "'0.5' or '50 %'"},
      {"m", "a length", "'50 um' or '0.1 mm'"},
      {"m2", "an area", "'1 cm^2' or '1e-4 m^2'"},
      {"m3", "a volume", "'1 mm^3' or '1e-9 m^3'"},
      {"m-1", "an inverse length", "'10 1/um' or '1e7 m^-1'"},
      {"m-3", "a number density", "'1e18 cm^-3' or '1e24 m^-3'"},
      {"s", "a time", "'10 s' or '1 h'"},
      {"s-1", "a rate", "'0.1 s^-1' or '1 1/h'"},
      {"K", "a temperature", "'25 degC' or '298.15 K'"},
      {"K difference", "a temperature difference", "'60 K' or '60 degC'"},
      {"K s-1", "a heating rate", "'1 K/min' or '0.1 K/s'"},
      {"K-1", "an inverse temperature (thermal expansion)", "'9e-6 1/K' or '9e-6 K^-1'"},
      {"V", "a voltage", "'50 mV' or '0.05 V'"},
      {"V s-1", "a voltage rate", "'1 mV/s' or '0.1 V/h'"},
      {"V K-1", "a voltage per temperature", "'1 mV/K' or '1e-3 V/K'"},
      {"V m-1", "an electric field", "'10 V/m' or '0.1 V/cm'"},
      {"A", "a current", "'1 mA' or '1e-3 A'"},
      {"A m-2", "a current density", "'10 A/m^2' or '1 mA/cm^2'"},
      {"A m-2 s-1", "a rate of current density", "'1 mA/cm^2/h' or '0.01 A/m^2/s'"},
      {"A m-3", "a current per volume", "'1e6 A/m^3' or '1 A/cm^3'"},
      {"C", "a charge", "'1 mAh' or '3.6 C'"},
      {"C m-2", "a charge per area", "'1 mAh/cm^2' or '36000 C/m^2'"},
      {"C m-3", "a charge per volume", "'1 C/cm^3' or '1e6 C/m^3'"},
      {"C mol-1", "a charge per amount", "'96485.33 C/mol' or '26.8 Ah/mol'"},
      {"C kg-1", "a charge per mass", "'100 mAh/g' or '3.6e5 C/kg'"},
      {"ohm", "a resistance", "'10 ohm' or '1 kohm'"},
      {"ohm m", "a resistivity", "'4.8e-8 ohm m' or '10 ohm cm'"},
      {"ohm m2", "an area-specific resistance", "'10 ohm cm^2' or '1e-3 ohm m^2'"},
      {"S", "a conductance", "'1 mS' or '1e-3 S'"},
      {"S m-1", "a conductivity", "'1 mS/cm' or '0.1 S/m'"},
      {"S m-2", "a conductance per area", "'0.1 S/cm^2' or '1e3 S/m^2'"},
      {"S K m-1", "a conductivity times temperature (Arrhenius prefactor)", "'1e6 S K/m' or '1e4 S K/cm'"},
      {"S K0.5 m-1", "a conductivity times root of temperature (VTF prefactor)", "'10 S K^0.5/m'"},
      {"F", "a capacitance", "'10 uF' or '1e-5 F'"},
      {"F m-1", "a permittivity", "'8.854188e-12 F/m' or '1 nF/m'"},
      {"F m-2", "a capacitance per area", "'10 uF/cm^2' or '0.1 F/m^2'"},
      {"mol", "an amount", "'1 mmol' or '1e-3 mol'"},
      {"mol m-3", "a concentration", "'1 mol/l' or '1000 mol/m^3'"},
      {"mol m-2", "an amount per area", "'1 umol/cm^2' or '0.01 mol/m^2'"},
      {"m3 mol-1", "a molar volume", "'23.7 cm^3/mol' or '23.7e-6 m^3/mol'"},
      {"kg mol-1", "a molar mass", "'22.99 g/mol' or '22.99e-3 kg/mol'"},
      {"J mol-1", "a molar energy", "'30 kJ/mol' or '0.3 eV'"},
      {"J mol-1 K-1", "a molar entropy", "'20 J/mol/K' or '20 J/(mol K)'"},
      {"m2 s-1", "an area per time (diffusivity, parabolic growth)", "'1e-12 m^2/s' or '1e-8 cm^2/s'"},
      {"m s-1", "a velocity", "'1 nm/s' or '1 um/h'"},
      {"m s-2", "an acceleration", "'9.81 m/s^2'"},
      {"kg", "a mass", "'1 mg' or '1e-6 kg'"},
      {"kg m-3", "a density", "'0.97 g/cm^3' or '970 kg/m^3'"},
      {"N", "a force", "'10 N' or '1 kN'"},
      {"N m-1", "a force per length", "'10 N/m' or '10 mN/mm'"},
      {"Pa", "a pressure", "'1 MPa' or '10 bar'"},
      {"Pa s", "a viscosity", "'1 mPa s' or '1e-3 Pa s'"},
      {"Pa s-1", "a pressure rate", "'1 MPa/h' or '1 kPa/s'"},
      {"Pa K-1", "a stress per temperature", "'-1 kPa/K' or '-1000 Pa/K'"},
      {"Pa m-1", "a stiffness per area", "'1 MPa/um' or '1e12 Pa/m'"},
      {"Pa m0.5", "a fracture toughness", "'1.3 MPa m^0.5' or '1.3 MPa sqrt(m)'"},
      {"Pa-1", "a compliance", "'1e-3 1/MPa' or '1e-9 Pa^-1'"},
      {"J", "an energy", "'1 mJ' or '1e-3 J'"},
      {"J m-2", "an energy per area", "'5 J/m^2' or '5 N/m'"},
      {"J m-3", "an energy per volume", "'1 MJ/m^3' or '1 J/cm^3'"},
      {"J kg-1 K-1", "a specific heat", "'900 J/kg/K' or '0.9 J/g/K'"},
      {"J m-3 K-1", "a heat capacity per volume", "'2 MJ/m^3/K' or '2 J/cm^3/K'"},
      {"W", "a power", "'1 mW' or '1e-3 W'"},
      {"W m-1 K-1", "a thermal conductivity", "'1 W/m/K' or '1 W/(m K)'"},
      {"W m-2 K-1", "a heat transfer coefficient", "'10 W/m^2/K' or '10 W/(m^2 K)'"},
      {"W m-2", "a heat flux", "'10 W/m^2' or '1 mW/cm^2'"},
      {"W m-3", "a heat source", "'1e6 W/m^3' or '1 W/cm^3'"},
    };
    // clang-format on
    return table;
  }

  Dimension dimension(const std::string &si_unit)
  {
    for (const Dimension &row : dimensions())
      if (row.si_unit == si_unit)
        return row;
    return { si_unit, "a quantity in '" + si_unit + "'", "'1 " + si_unit + "'" };
  }
} // namespace nadir::units
