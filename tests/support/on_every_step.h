// Lets a test look at every step of a simulation.
#pragma once

#include "simulation.h"

#include <memory>
#include <utility>

namespace nadir::testing
{
  /// Calls `look(view)` after every step. @param look with a `const StepView<dim> &`
  template <int dim, class Look>
  void on_every_step(Simulation<dim> &simulation, Look look)
  {
    struct Looking : Observer<dim>
    {
      Look look;

      explicit Looking(Look look)
        : look(std::move(look))
      {}
      void step(const StepView<dim> &view) override { look(view); }
    };
    simulation.watch(std::make_unique<Looking>(std::move(look)));
  }
} // namespace nadir::testing
