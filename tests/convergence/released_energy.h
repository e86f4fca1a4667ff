// What the growth of a filament releases, from the metal's work and the body's energy: what the crack may cost.
#pragma once

#include "support/on_every_step.h"

#include <deal.II/fe/fe_values.h>

#include <cmath>
#include <map>

namespace nadir::testing
{
  /// The work of the metal's pressure less the energy that the body has stored, which is what cracks may cost. Lives as long as the simulation runs.
  class ReleasedEnergy
  {
  public:
    ReleasedEnergy(const ReleasedEnergy &) = delete;
    explicit ReleasedEnergy(Simulation<2> &simulation)
    {
      on_every_step(simulation, [this, &simulation](const StepView<2> &view) { add(simulation, view); });
    }

    /// J/m2, since the first step.
    double per_area() const { return (work - strain_energy + first_strain_energy) / (area - first_area); }

  private:
    struct AtPoint
    {
      double pressure, deposit; ///< Pa, volume per volume
    };
    std::map<std::pair<long, long>, AtPoint> points; ///< by place, 0.01 nm
    double work = 0, strain_energy = 0, area = 0, first_strain_energy = 0, first_area = 0; // J/m, m

    void add(Simulation<2> &simulation, const StepView<2> &view)
    {
      const auto &deposit = *simulation.electrochemistry().deposit;
      const auto &fields  = simulation.electrochemistry().fields;
      dealii::FEValues<2> shape(fields.mapping, fields.scalar_element, deposit.memory.rule, dealii::update_JxW_values | dealii::update_quadrature_points);
      std::map<std::pair<long, long>, AtPoint> now;
      const bool                               is_first = points.empty();
      for (const auto &cell : fields.triangulation.active_cell_iterators())
        if (const unsigned int c = cell->active_cell_index(); deposit.in_band(c))
          {
            shape.reinit(cell);
            for (unsigned int q = 0; q < deposit.memory.rule.size(); ++q)
              {
                const auto    place = shape.quadrature_point(q);
                const auto    key   = std::pair(std::lround(place[0] * 1e11), std::lround(place[1] * 1e11));
                const AtPoint here{deposit.pressure[deposit.point(c, q)], deposit.plated(c, q)};
                const auto    old    = points.find(key);
                const AtPoint before = old == points.end() ? AtPoint{0, 0} : old->second; // the band has just reached it
                if (!is_first)
                  work += shape.JxW(q) * (here.pressure + before.pressure) / 2 * (here.deposit - before.deposit);
                now[key] = here;
              }
          }
      points        = std::move(now);
      strain_energy = view.measured.mechanics->strain_energy;
      area          = view.measured.fracture->area;
      if (is_first)
        {
          first_strain_energy = strain_energy;
          first_area          = area;
        }
    }
  };
} // namespace nadir::testing
