// Small runs with a filament over the whole range of what users ask: a seeded Latin hypercube and its corners, each with the critical
// current of a sharp crack in the same body.
#pragma once

#include "convergence/orders.h"

#include "base/constants.h"

#include <deal.II/base/numbers.h>

#include <algorithm>
#include <array>
#include <random>

namespace nadir::testing
{
  struct FilamentCase
  {
    double ratio;          ///< current over the critical one
    double depth;          ///< a, m
    double toughness;      ///< K_IC, Pa m^0.5
    double resistance;     ///< Z, ohm m2
    double temperature;    ///< K
    double depth_in_lengths; ///< a over l
  };

  /// Ranges of a case's six numbers, the lowest and highest.
  inline const std::array<std::array<double, 2>, 6> filament_ranges = {
    {{{0.3, 5}}, {{3e-6, 30e-6}}, {{0.3e6, 1.5e6}}, {{1e-4, 300e-4}}, {{273.15, 353.15}}, {{5, 20}}}};

  /// @param shares of the ranges, by logarithm
  inline FilamentCase filament_case(const std::array<double, 6> &shares)
  {
    std::array<double, 6> v;
    for (unsigned int k = 0; k < 6; ++k)
      v[k] = filament_ranges[k][0] * std::pow(filament_ranges[k][1] / filament_ranges[k][0], shares[k]);
    return {v[0], v[1], v[2], v[3], v[4], v[5]};
  }

  /// Eight corners, then 32 of a Latin hypercube.
  inline std::vector<FilamentCase> filament_cases()
  {
    std::vector<FilamentCase> list;
    for (unsigned int corner = 0; corner < 8; ++corner)
      {
        const auto bit = [&](const unsigned int k) { return double((corner >> k) & 1); };
        list.push_back(filament_case({bit(0), bit(1), bit(2), double((corner + corner / 2) % 2), double(corner / 4 % 2), bit(1) * bit(2)}));
      }
    constexpr unsigned int                 n = 32;
    std::mt19937                           random(20261126);
    std::array<std::array<double, n>, 6> shares;
    for (auto &column : shares)
      {
        for (unsigned int i = 0; i < n; ++i)
          column[i] = (i + random() / 4294967296.) / n;
        for (unsigned int i = n - 1; i > 0; --i)
          std::swap(column[i], column[random() % (i + 1)]);
      }
    for (unsigned int i = 0; i < n; ++i)
      list.push_back(filament_case({shares[0][i], shares[1][i], shares[2][i], shares[3][i], shares[4][i], shares[5][i]}));
    return list;
  }

  /// K/(p sqrt(pi a)) of the sharp crack in the body of filament.prm.
  inline double confined_factor()
  {
    const double K = simulate("convergence/decks/crack_edge.prm", {"Geometry/File=" NADIR_SOURCE_DIR "/tests/convergence/decks/meshes/edge_crack_confined.geo",
                                                                           "Support far/Type=symmetry"}).last("tip:stress_intensity_Pa_sqrt_m");
    return K / (1e8 * std::sqrt(dealii::numbers::PI * 10e-6));
  }

  /// At which the pressure that stops plating breaks the electrolyte: the closed form of laws/screening.h with the body's own factor,
  /// and the factor of a pressure that rises to the tip in the half-plane's proportion. A/m2
  inline double critical_current_density(const FilamentCase &c, const double factor)
  {
    const double conductivity =
      0.1 * 298.15 / c.temperature * std::exp(-0.325 * constants::faraday / constants::gas * (1 / c.temperature - 1 / 298.15));
    return 23.7e-6 / constants::faraday * c.toughness / std::sqrt(dealii::numbers::PI * c.depth) / factor /
           (c.resistance + 0.609 * c.depth / conductivity);
  }

  /// On every face of sodium; charge transfer hardly counts.
  inline Overrides linear_resistance(const double resistance)
  {
    const double i0 = 100 * constants::gas * 298.15 / constants::faraday / resistance;
    Overrides    list;
    for (const char *face : {"plated", "stripped"})
      {
        list.push_back(setting(fmt::format("Interface {} face/Charge transfer/Exchange current density", face), i0, "A/m^2"));
        list.push_back(setting(fmt::format("Interface {} face/Resistance", face), resistance, "ohm m^2"));
      }
    return list;
  }

  inline Overrides settings(const FilamentCase &c, const double current_density)
  {
    const auto   um = [&](const double in_depths) { return fmt::format("{:.17g} m", in_depths * c.depth); };
    // Long enough to fill a flaw that opens as in a half plane a hundred times.
    const double volume = 4 * c.toughness / std::sqrt(dealii::numbers::PI * c.depth) * c.depth * c.depth / 86e9;
    const double fill   = volume * constants::faraday / 23.7e-6 / (2 * c.depth * current_density);
    Overrides    list   = {"Region cathode/Material=backing",
                           "Geometry/Width=" + um(6.4),
                           "Geometry/Layer anode/Thickness=" + um(0.8),
                           "Geometry/Layer electrolyte/Thickness=" + um(1 + 7 / c.depth_in_lengths),
                           "Geometry/Layer cathode/Thickness=" + um(2.2 - 7 / c.depth_in_lengths),
                           "Initial crack flaw/From=" + um(3.2) + ", " + um(0.8),
                           "Initial crack flaw/To=" + um(3.2) + ", " + um(1.8),
                           "Fracture/Length=" + um(1 / c.depth_in_lengths),
                           setting("Protocol/Temperature", c.temperature, "K"),
                           setting("Mechanics/Reference temperature", c.temperature, "K"), // no thermal stress
                           setting("Protocol/Step plate/Current density", current_density, "A/m^2"),
                           setting("Protocol/Step plate/Duration", 100 * fill, "s"),
                           setting("Time/Initial step", 0.05 * fill, "s"),
                           setting("Material Na3Zr2Si2PO12/Fracture/Fracture toughness", c.toughness, "Pa m^0.5")};
    return list + linear_resistance(c.resistance);
  }
} // namespace nadir::testing
