// The critical current density of the flaw of crack_deposit.prm: its pressure when plating has stopped, put on a sharp crack. With a
// linear resistance the pressure is proportional to the current, and so is its stress intensity.
#pragma once

#include "convergence/crack_pressure.h"

#include "laws/screening.h"

namespace nadir::testing
{
  /// @param r focusing over interface, 0.609 a/(sigma Z), of a half plane with sigma = 0.1 S/m
  inline double resistance_for(const double r, const double a) { return 0.609 * a / (0.1 * r); }

  /// @param toughness Pa m^0.5 @param a depth, m @param resistance Z, ohm m2 @param per_depth a/l. A/m2
  inline double simulated_critical_current(const double toughness, const double a, const double resistance, const double per_depth)
  {
    const double  current = 0.5 * estimate_flaw(toughness, a, 23.7e-6, resistance, 0.1).critical_current_density;
    const Deck    deck    = read_deck("convergence/decks/crack_deposit.prm", edge_flaw(a, per_depth, resistance, current, 400) + Overrides{"Verdict/Stopped below=0.0002"});
    Simulation<2> simulation(deck);
    simulation.run();
    // At rest: metal moves from one end of the flaw to the other until its pressure is that of the overpotential everywhere.
    const auto &first = simulation.history().front(), &last = simulation.history().back();
    BOOST_TEST(std::abs(column(last, "flaw:current_A")) < 1e-3 * std::abs(column(first, "flaw:current_A")));
    BOOST_TEST(column(last, "flaw:length_m") < 1.05 * a);
    return current * toughness / sharp_intensity(pressure_profile(simulation, 2 * a), a);
  }

  struct Slopes
  {
    double current, in_resistance, in_depth;
  };

  /// Logarithmic slopes over 20 percent, and the current itself.
  inline Slopes slopes(const double r, const double a, const double per_depth)
  {
    const double toughness = 1.3e6, step = 1.2, Z = resistance_for(r, a);
    const double middle = simulated_critical_current(toughness, a, Z, per_depth);
    return {middle, std::log(simulated_critical_current(toughness, a, step * Z, per_depth) / middle) / std::log(step),
            std::log(simulated_critical_current(toughness, step * a, Z, per_depth) / middle) / std::log(step)};
  }
} // namespace nadir::testing
