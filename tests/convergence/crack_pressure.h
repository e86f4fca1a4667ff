// The pressure of metal in the flaw of crack_deposit.prm, put on a sharp crack of the same depth in a body forty times as deep.
#pragma once

#include "convergence/filament_cases.h"

#include "simulation.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace nadir::testing
{
  /// The flaw of crack_deposit.prm at another depth: a body of 40 a by 80 a, l = a/per_depth, the interface resistance linear.
  /// @param resistance ohm m2 @param current_density A/m2 @param fills how long, in times that it takes to fill the flaw
  inline Overrides edge_flaw(const double a, const double per_depth, const double resistance, const double current_density, const double fills = 100)
  {
    const auto   um   = [&](const double in_depths) { return fmt::format("{:.17g} m", in_depths * a); };
    const double fill = 400 * a / 10e-6 / current_density; // s, of the order of what it takes to fill the flaw
    Overrides    list = {"Geometry/Width=" + um(80),
                         "Geometry/Layer anode/Thickness=" + um(2),
                         "Geometry/Layer electrolyte/Thickness=" + um(40),
                         "Geometry/Layer cathode/Thickness=" + um(2),
                         "Initial crack flaw/From=" + um(40) + ", " + um(2),
                         "Initial crack flaw/To=" + um(40) + ", " + um(3),
                         "Fracture/Length=" + um(1 / per_depth),
                         setting("Protocol/Step plate/Current density", current_density, "A/m^2"),
                         setting("Protocol/Step plate/Duration", fills * fill, "s"),
                         setting("Time/Initial step", 0.1 * fill, "s")};
    return list + linear_resistance(resistance);
  }

  inline Overrides elements_of_degree(const unsigned int degree)
  {
    return {fmt::format("Solver/Degree={}", degree), fmt::format("Mechanics/Degree={}", degree)};
  }

  /// Pressure along the crack against the distance from its mouth. @param mouth its height, m
  inline std::vector<std::array<double, 2>> pressure_profile(Simulation<2> &simulation, const double mouth)
  {
    const auto                        &deposit = *simulation.electrochemistry().deposit;
    const auto                        &fields  = simulation.electrochemistry().fields;
    std::vector<std::array<double, 2>> list;
    for (const auto &cell : fields.triangulation.active_cell_iterators())
      if (const unsigned int c = cell->active_cell_index(); deposit.in_band(c))
        for (unsigned int q = 0; q < deposit.memory.rule.size(); ++q)
          if (const auto p = deposit.point(c, q); deposit.band.damage[p] > 0.9)
            list.push_back({{fields.mapping.transform_unit_to_real_cell(cell, deposit.memory.rule.point(q))[1] - mouth, deposit.pressure[p]}});
    std::sort(list.begin(), list.end());
    return list;
  }

  /// K of a sharp edge crack of this depth under such a pressure. @param body other than that of crack_edge.prm
  inline double sharp_intensity(const std::vector<std::array<double, 2>> &pressures, const double depth, const Overrides &body = {})
  {
    const auto file = (std::filesystem::temp_directory_path() / fmt::format("nadir_profile_{:.0f}.csv", depth * 1e9)).string();
    {
      std::ofstream stream(file);
      stream << "y_m, pressure_Pa\n0, " << pressures.front()[1] << "\n";
      double last = 0;
      for (const auto &[y, p] : pressures)
        if (y > last + 1e-3 * depth)
          {
            stream << fmt::format("{:.9g}, {:.9g}\n", y, p);
            last = y;
          }
    }
    // The deck's lengths are those of a crack of 10 um.
    const auto scaled    = [&](const double um) { return fmt::format("{:.17g} m", um * depth / 10); };
    Overrides  overrides = {"Support faces/Pressure=0", "Support faces/Pressure file=" + file, setting("Geometry/Length unit", depth, "m"),
                            "Crack tip tip/Position=0 m, " + scaled(10),
                            fmt::format("Crack tip tip/Radii={}, {}, {}, {}", scaled(3), scaled(5), scaled(7), scaled(9))};
    for (const auto &[place, radius, size] : {std::tuple("domains", 9., 1.2), {"inner", 3., 0.5}, {"near", 1., 0.25}, {"tip", 0.2, 0.06}})
      {
        const std::string section = fmt::format("Mesh refinement/Fine place {}/", place);
        overrides                 = overrides + Overrides{section + "Position=0 m, " + scaled(10), section + "Radius=" + scaled(radius),
                                                          section + "Cell size=" + scaled(size)};
      }
    const double K = simulate("convergence/decks/crack_edge.prm", overrides + body).last("tip:stress_intensity_Pa_sqrt_m");
    std::filesystem::remove(file);
    return K;
  }
} // namespace nadir::testing
