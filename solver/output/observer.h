// Observers see a finished step through a const view and write something; they never change the simulation.
#pragma once

#include "laws/protocols/protocol.h"
#include "output/measurements.h"

namespace nadir
{
  /// Sums over time, by the time scheme's own quadrature.
  struct Balances
  {
    double capacity = 0; ///< C/m2 through the working collector since the start, signed
    double charge   = 0; ///< imbalance relative to the charge passed plus one step at the largest current
    double sodium   = 0; ///< the same for sodium
    bool   defined  = true; ///< false where sources or prescribed potentials let charge in

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & capacity & charge & sodium & defined;
    }
  };

  template <int dim>
  struct StepView
  {
    unsigned int                                  number;
    const Segment                                *segment; ///< null without a protocol
    double                                        time_in_segment;
    const TimeStep                               &step;
    const Electrochemistry<dim>                  &system;
    const typename Electrochemistry<dim>::Level  &level;
    const MechanicalHalf<dim>                    *mechanical; ///< null: nothing moves
    const Measurements                           &measured;
    const Balances                               &balances;
    unsigned int                                  newton_iterations, linear_iterations;
    double                                        wall_time;
    bool                                          event; ///< the step ends a segment or the run
    const ThermalHalf<dim>                       *thermal = nullptr; ///< null: the temperature is the protocol's
    const FractureHalf<dim>                      *fracture = nullptr; ///< null: nothing cracks
  };

  template <int dim>
  class Observer
  {
  public:
    virtual ~Observer()                                 = default;
    virtual void step(const StepView<dim> &view)        = 0;
    virtual void finish(const StepView<dim> & /*last*/) {}

    /// What a checkpoint keeps, on rank 0.
    virtual std::vector<char> state() const { return {}; }
    /// Bring what has been written back to such a state. @throws DeckError where it is not there
    virtual void go_on_from(const std::vector<char> & /*state*/) {}
  };
} // namespace nadir
