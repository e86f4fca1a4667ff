// Numbers with units: conversion, the messages for wrong ones, and the way back.
#include "base/constants.h"
#include "base/dimensions.h"
#include "base/units.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <iterator>
#include <limits>
#include <ostream>
#include <regex>
#include <string>
#include <vector>

using namespace nadir;

BOOST_AUTO_TEST_SUITE(units_of_decks)

namespace
{
  struct Good
  {
    std::string text, si_unit;
    double      value;
  };

  std::ostream &operator<<(std::ostream &out, const Good &good)
  {
    return out << good.text;
  }

  // Literals on the right: the conversion rounds correctly where the factor is a power of ten.
  const std::vector<Good> good = {
    { "1.0 mA/cm^2", "A m-2", 10. },
    { "-2 mA/cm2", "A m-2", -20. },
    { "1 mA cm-2", "A m-2", 10. },
    { "50 um", "m", 50e-6 },
    { "50um", "m", 50e-6 },
    { "50 µm", "m", 50e-6 },
    { "+1e1 nm", "m", 1e-8 },
    { "25 degC", "K", 298.15 },
    { "298.15 K", "K", 298.15 },
    { "60 K", "K difference", 60. },
    { "60 degC", "K difference", 60. },
    { "9 degF", "K difference", 5. },
    { "27.9 kJ/mol", "J mol-1", 27900. },
    { "0.30 eV", "J mol-1", 0.30 * constants::faraday },
    { "300 meV", "J mol-1", 0.30 * constants::faraday },
    { "1 mS/cm", "S m-1", 0.1 },
    { "10 ohm cm^2", "ohm m2", 1e-3 },
    { "2 h", "s", 7200. },
    { "1 mAh", "C", 3.6 },
    { "1 mAh/cm^2", "C m-2", 36000. },
    { "100 mAh/g", "C kg-1", 360000. },
    { "10 uF/cm^2", "F m-2", 0.1 },
    { "1e4 S K/cm", "S K m-1", 1e6 },
    { "2 S K^0.5/cm", "S K0.5 m-1", 200. },
    { "1.3 MPa m^0.5", "Pa m0.5", 1.3e6 },
    { "1.3 MPa sqrt(m)", "Pa m0.5", 1.3e6 },
    { "1.3 MPa m^(1/2)", "Pa m0.5", 1.3e6 },
    { "41.11 N/mm^1.5", "Pa m0.5", 41.11e6 * std::sqrt(1e-3) },
    { "0.53 MPa^-5 s^-1", "Pa-5 s-1", 0.53e-30 },
    { "1 mol/l", "mol m-3", 1000. },
    { "23.7 cm^3/mol", "m3 mol-1", 23.7e-6 },
    { "71e-6 1/K", "K-1", 71e-6 },
    { "71e-6 /K", "K-1", 71e-6 },
    { "50 %", "1", 0.5 },
    { "0.25", "1", 0.25 },
  };

  struct Bad
  {
    std::string text, si_unit, problem, remedy;
  };

  std::ostream &operator<<(std::ostream &out, const Bad &bad)
  {
    return out << bad.text;
  }

  const std::string length = "write for example '50 um' or '0.1 mm'";
  const std::string one_number
      = "write a decimal point, no comma and no space within a number or exponent, for example ";
  const std::vector<Bad> bad = {
    { "10", "A m-2", "'10' has no unit; expected a current density", "write for example '10 A/m^2' or '1 mA/cm^2'" },
    { "0", "m", "'0' has no unit; expected a length", length },
    { "", "m", "there is no value; expected a length", length },
    { "thin", "m", "'thin' does not begin with a number; expected a length", length },
    { "1 V", "m", "'1 V' is a voltage; expected a length", length },
    { "1 kg^7", "m", "'1 kg^7' has another dimension; expected a length", length },
    { "1 furlog", "m", "'1 furlog' has the unknown unit 'furlog'; expected a length", length },
    { "1 m^0.3", "m", "'1 m^0.3' has the unknown unit 'm^0.3'; expected a length", length },
    { "nan m", "m", "'nan m' is not a finite number; expected a length", length },
    { "-inf m", "m", "'-inf m' is not a finite number; expected a length", length },
    { "1e999 m", "m", "'1e999 m' is not a finite number; expected a length", length },
    { "1e308 Gm", "m", "'1e308 Gm' is not a finite number; expected a length", length },
    { "0,5 um", "m", "'0,5 um' is not one number with a unit; expected a length", one_number + "'50 um' or '0.1 mm'" },
    { "1 000 um", "m", "'1 000 um' is not one number with a unit; expected a length",
      one_number + "'50 um' or '0.1 mm'" },
    { "1 A/m 2", "A m-2", "'1 A/m 2' is not one number with a unit; expected a current density",
      one_number + "'10 A/m^2' or '1 mA/cm^2'" },
    { "25 C", "K", "'25 C' is a charge; expected a temperature", "write for example '25 degC' or '298.15 K'" },
    { "30 kJ", "J mol-1", "'30 kJ' is an energy; expected a molar energy",
      "write for example '30 kJ/mol' or '0.3 eV'" },
    { "1.3 MPa", "Pa m0.5", "'1.3 MPa' is a pressure; expected a fracture toughness",
      "write for example '1.3 MPa m^0.5' or '1.3 MPa sqrt(m)'" },
    { "1 m", "1", "'1 m' is a length; expected a pure number", "write for example '0.5' or '50 %'" },
    { "5 dBm", "W", "'5 dBm' has the unknown unit 'dBm'; expected a power", "write for example '1 mW' or '1e-3 W'" },
    { "5 %", "m", "'5 %' is a pure number; expected a length", length },
    { "5 m", "kg s-9", "'5 m' is a length; expected a quantity in 'kg s-9'", "write for example '1 kg s-9'" },
  };
} // namespace

BOOST_DATA_TEST_CASE(right_quantities_are_converted, boost::unit_test::data::make(good), g)
{
  const double value = units::to_si(g.text, g.si_unit);
  BOOST_TEST(std::abs(value - g.value) <= 2e-16 * std::abs(g.value),
             g.text << " gave " << value << ", expected " << g.value);
}

BOOST_DATA_TEST_CASE(wrong_quantities_are_explained, boost::unit_test::data::make(bad), b)
{
  try
  {
    const double value = units::to_si(b.text, b.si_unit);
    BOOST_ERROR("'" << b.text << "' was accepted as " << value);
  }
  catch (const units::Error &error)
  {
    BOOST_TEST(error.problem == b.problem);
    BOOST_TEST(error.remedy == b.remedy);
  }
}

BOOST_AUTO_TEST_CASE(every_example_of_the_table_is_right)
{
  const std::regex quoted("'([^']+)'");
  for (const units::Dimension &dimension : units::dimensions())
  {
    const std::string   &examples = dimension.example;
    std::sregex_iterator example(examples.begin(), examples.end(), quoted);
    BOOST_TEST((example != std::sregex_iterator()), dimension.name << " has no example");
    for (; example != std::sregex_iterator(); ++example)
    {
      const std::string text = (*example)[1];
      BOOST_CHECK_NO_THROW(units::to_si(text, dimension.si_unit));
      if (dimension.si_unit != "1")
        BOOST_CHECK_THROW(units::to_si(text, "kg s-9"), units::Error);
    }
  }
}

BOOST_AUTO_TEST_CASE(values_survive_the_way_out_and_back)
{
  const std::vector<double> values = { 0.,  1. / 3., -2.2250738585072014e-308, 1.7976931348623157e308, 5e-324, 298.15,
                                       0.1, 1e22,    std::nextafter(1., 2.) };
  for (const units::Dimension &dimension : units::dimensions())
    for (const double value : values)
      if (value != 5e-324 || dimension.si_unit == "1")
        BOOST_TEST(units::to_si(units::from_si(value, dimension.si_unit), dimension.si_unit) == value);
  BOOST_TEST(units::from_si(10., "A m-2") == "10 A m-2");
  BOOST_TEST(units::from_si(0.5, "1") == "0.5");
  BOOST_TEST(units::from_si(60., "K difference") == "60 K");
}

BOOST_AUTO_TEST_SUITE_END()
