// An edge flaw full of sodium whose tip advances by two lengths of the phase field: K of its pressure on a sharp crack, and the energy that is released.
#pragma once

#include "convergence/crack_pressure.h"
#include "convergence/filament_balances.h"
#include "convergence/released_energy.h"

#include "laws/screening.h"

namespace nadir::testing
{
  struct Onset
  {
    static constexpr double toughness = 1.3e6, critical_energy_release_rate = toughness * toughness * (1 - 0.26 * 0.26) / 80e9; ///< Pa m^0.5, J/m2

    double mean_pressure;       ///< Pa, on the faces, in the step before the end
    double intensity;           ///< of the pressure as computed on a sharp crack as deep, over K_IC
    double intensity_by_energy; ///< the same of one that costs as much
    double released;            ///< per area of crack, over G_c
    double depth, cells, seconds;
  };

  /// @param a depth, m @param per_depth a/l @param ratio of the current over the critical one @param degree of the elements; those of degree 1 are too stiff
  /// behind the crack, where cells get large within a few rows
  inline Onset onset(const double a, const double per_depth, const double ratio, const unsigned int degree)
  {
    constexpr double resistance = 20e-4; // ohm m2
    const double     current    = ratio * estimate_flaw(Onset::toughness, a, 23.7e-6, resistance, 0.1).critical_current_density;
    const Deck       deck       = read_deck("convergence/decks/crack_deposit.prm", edge_flaw(a, per_depth, resistance, current, 400) + elements_of_degree(degree) +
                                                                               Overrides{setting("Verdict/Ended by growth", 2 * a / per_depth, "m")});
    Simulation<2>  simulation(deck);
    ReleasedEnergy released(simulation);
    const auto     verdict = simulation.run();
    BOOST_TEST(verdict.outcome == "crack grows");
    const auto &history = simulation.history();
    check_balances(history);
    const auto  &last    = history.back();
    const auto   grown   = [&](const std::string &name) { return column(last, name) - column(history.front(), name); };
    const auto   profile = pressure_profile(simulation, 2 * a);
    const double depth   = a + grown("flaw:length_m");
    return {verdict.cracks.at(0).onset_pressure,
            sharp_intensity(profile, depth) / Onset::toughness,
            sharp_intensity(profile, a + grown("crack_area_m2")) / Onset::toughness,
            released.per_area() / Onset::critical_energy_release_rate,
            depth,
            column(last, "cells"),
            column(last, "wall_time_s")};
  }
} // namespace nadir::testing
