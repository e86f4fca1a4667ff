// V25: runs of single_edge_notch_shear.prm, their load and the path of their crack.
#pragma once

#include "convergence/orders.h"

#include "simulation.h"

#include <algorithm>

namespace nadir::testing
{
  /// Notes the points that are more broken than whole at the end of a run.
  class BrokenPoints : public Observer<2>
  {
  public:
    explicit BrokenPoints(std::vector<dealii::Point<2>> &list)
      : list(list)
    {}

    void step(const StepView<2> &) override {}

    void finish(const StepView<2> &view) override
    {
      const auto &cracks = *view.fracture;
      const auto  damage = cracks.system.at_points(cracks.damage).values;
      for (const auto &cell : cracks.fields.triangulation.active_cell_iterators())
        for (unsigned int q = 0; q < cracks.system.rule.size(); ++q)
          if (damage[cell->active_cell_index() * cracks.system.rule.size() + q] > 0.5)
            list.push_back(cracks.fields.mapping.transform_unit_to_real_cell(cell, cracks.system.rule.point(q)));
    }

  private:
    std::vector<dealii::Point<2>> &list;
  };

  struct ShearRun
  {
    std::vector<double>           displacement, force; ///< of the top, m, N/m
    std::vector<dealii::Point<2>> broken;              ///< m

    unsigned int peak() const { return std::max_element(force.begin(), force.end()) - force.begin(); }

    /// Load at a displacement, N/m.
    double load(const double at) const
    {
      const unsigned int i = std::lower_bound(displacement.begin(), displacement.end(), at) - displacement.begin();
      return force.at(i - 1) + (force.at(i) - force.at(i - 1)) * (at - displacement[i - 1]) / (displacement[i] - displacement[i - 1]);
    }

    double lowest() const { return height(std::min_element(broken.begin(), broken.end(), lower)); }
    double highest() const { return height(std::max_element(broken.begin(), broken.end(), lower)); }

    /// Where the crack is at a height, m; not a number where it is not. @param within half of a strip around the height, m
    double place(const double height, const double within) const
    {
      double       sum = 0;
      unsigned int n   = 0;
      for (const auto &p : broken)
        if (std::abs(p[1] - height) < within)
          {
            sum += p[0];
            ++n;
          }
      return sum / n;
    }

  private:
    static bool   lower(const dealii::Point<2> &a, const dealii::Point<2> &b) { return a[1] < b[1]; }
    static double height(const std::vector<dealii::Point<2>>::const_iterator p) { return (*p)[1]; }
  };

  /// Everything that is prescribed is zero but the displacement U of the top, and the energy W of a damaged body is quadratic in the
  /// strain for every split, so the force is 2 W/U.
  inline ShearRun shear(const Overrides &overrides)
  {
    const Deck    deck = read_deck("convergence/decks/single_edge_notch_shear.prm", overrides);
    Simulation<2> simulation(deck);
    ShearRun      run;
    simulation.watch(std::make_unique<BrokenPoints>(run.broken));
    simulation.run();
    for (const Row &row : simulation.history())
      {
        run.displacement.push_back(1e-7 * column(row, "time_s"));
        run.force.push_back(2 * column(row, "strain_energy_J") / run.displacement.back());
      }
    return run;
  }
} // namespace nadir::testing
