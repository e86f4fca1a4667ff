// Physical constants (CODATA 2018, rounded as in docs/conventions.md) in SI units.
#pragma once

#include <limits>

namespace nadir::constants
{
  inline constexpr double faraday             = 96485.33;  ///< C/mol
  inline constexpr double gas                 = 8.314463;  ///< J/(mol K)
  inline constexpr double elementary_charge   = 1.602177e-19; ///< C
  inline constexpr double vacuum_permittivity = 8.854188e-12; ///< F/m
  inline constexpr double zero_celsius        = 273.15;    ///< K
} // namespace nadir::constants

namespace nadir
{
  inline constexpr double infinity = std::numeric_limits<double>::infinity();
} // namespace nadir
