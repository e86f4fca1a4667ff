// Cracks in the story of a run: the steps in which they grow, and how they end it.
#include "simulation.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

using namespace dealii;

namespace nadir
{
  /// Metal in cracks is asked for: does the protocol ever plate the electrode that they start from?
  template <int dim>
  void Simulation<dim>::check_plating() const
  {
    if (!protocol || !model.fracture || !model.fracture->deposit)
      return;
    const Section &root = deck.root();
    for (unsigned int i = 0; i < model.interfaces.size(); ++i)
      for (unsigned int k = 0; k < potentials->size(); ++k)
        if (model.interfaces[i].name == model.fracture->deposit->interface && (*potentials)[k].field == Field::electronic_potential &&
            interface_of_group(i, potentials->group(k)))
          {
            const double sign = (*potentials)[k].role == Collector::Role::working ? -1 : 1;
            if (std::none_of(protocol->segments.begin(), protocol->segments.end(),
                             [&](const Segment &s) { return sign * s.start > 0 || sign * s.end > 0; }))
              root.section("Protocol").fail(fmt::format("no step plates sodium at '{}', where `Deposit` has cracks begin", model.interfaces[i].name),
                                            fmt::format("a {} current plates there; or name the interface of the other electrode in `Deposit`",
                                                        sign > 0 ? "positive" : "negative"));
          }
  }

  template <int dim>
  void Simulation<dim>::compare_cracks(FractureMeasure &cracks, const double current, const double duration) const
  {
    for (unsigned int k = 0; k < cracks.cracks.size(); ++k)
      {
        CrackMeasure &crack = cracks.cracks[k];
        crack.current_share = current > 0 ? crack.current / current : 0.;
        if (measured_before.fracture && duration > 0)
          crack.tip_speed = (crack.length - measured_before.fracture->cracks[k].length) / duration;
      }
  }

  template <int dim>
  std::optional<Verdict> Simulation<dim>::ended_early() const
  {
    auto end = story ? story->ends(measured_before, criteria) : std::nullopt;
    if (!end)
      end = nucleated(measured_before, criteria);
    if (!end && criteria.after_every_step.value_or(false))
      end = lost_or_broken(measured_before, criteria, story ? &*story : nullptr);
    return end ? std::optional<Verdict>(ended(*end)) : std::nullopt;
  }

  template <int dim>
  double Simulation<dim>::largest_area() const
  {
    const double before = measured_before.fracture->area, advance = model.fracture->largest_advance;
    if (dim == 2 && !names.axisymmetric)
      return before + advance;
    // As in `growth_error`: A - A_before = 2 sqrt(pi A) times the advance.
    const double root = advance * std::sqrt(numbers::PI);
    return std::pow(root + std::sqrt(root * root + before), 2);
  }

  template <int dim>
  double Simulation<dim>::growth_error() const
  {
    if (!measured.fracture || !measured_before.fracture)
      return 0;
    // As if all that has grown were one crack with one front.
    const double area    = measured.fracture->area, pi = numbers::PI;
    const double front   = dim == 3 || names.axisymmetric ? 2 * std::sqrt(pi * area) : 1.;
    const double advance = (area - measured_before.fracture->area) / front / model.fracture->largest_advance;
    return advance > 0.01 ? std::pow(advance, 3) : 0.;
  }

  template <int dim>
  Verdict Simulation<dim>::ended(Ending ending) const
  {
    const Measurements &last    = protocol && step_number > 0 ? measured_before : measured; // not of a step that failed
    Verdict             verdict = verdict_of(std::move(ending), last, capacity[1]);
    verdict.capacity_of_segment = std::abs(capacity[1] - capacity_at_segment_start);
    verdict.electrode           = failed_electrode(verdict, last);
    verdict.warnings            = warnings;
    if (protocol && clock.segment && verdict.physical())
      {
        const bool failed = verdict.outcome != "survived" && verdict.outcome != "stopped";
        if (!failed)
          verdict.levels.survived = protocol->largest_level(infinity);
        else if (clock.segment->level > 0)
          verdict.levels = {protocol->largest_level(clock.segment->level, clock.segment), clock.segment->level};
      }
    for (const NotJudged &n : not_judged(criteria, model))
      verdict.not_judged.push_back(fmt::format("{}: {}", fmt::join(n.outcomes, ", "), n.why));
    if (story && last.fracture)
      {
        verdict.cracks = story->cracks();
        verdict.story  = story->sentences(last);
      }
    return verdict;
  }

  template <int dim>
  double Simulation<dim>::deposit_imbalance(const double scale)
  {
    if (!measured.fracture || !measured.fracture->has_deposit)
      return 0;
    // Electrons that enter the electrolyte and do not leave it have reduced sodium in cracks.
    double electrons = 0, in = 0, out = 0;
    for (unsigned int i = 0; i < leaked.size(); ++i)
      {
        electrons -= leaked[i][0];
        (measured.interfaces[i].electronic > 0 ? in : out) += std::abs(measured.interfaces[i].electronic);
      }
    auto        &m    = *measured.fracture;
    const double lost = std::abs(m.deposit_charge - electrons);
    m.deposit_balance  = scale > 0 ? lost / scale : 0.;
    m.shorting_current = std::min(in, out);
    return lost;
  }

  template class Simulation<2>;
  template class Simulation<3>;
} // namespace nadir
