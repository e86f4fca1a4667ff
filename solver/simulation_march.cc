// The march through the protocol: steps, their errors, limits and balances.
#include "simulation.h"

#include "base/constants.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace dealii;

namespace nadir
{
  namespace
  {
    /// Value of a cut-off's quantity in a measured state.
    double quantity_of(const CutOff &limit, const Measurements &m, const double capacity_in_segment)
    {
      switch (limit.quantity)
        {
          case CutOff::Quantity::voltage:
            return m.voltage;
          case CutOff::Quantity::current_density:
            return std::abs(m.current_density);
          default:
            return std::abs(capacity_in_segment);
        }
    }

    double resolution(const CutOff &limit)
    {
      const double scale = limit.quantity == CutOff::Quantity::voltage ? 1e-3 : 0.;
      return 1e-6 * std::max(std::abs(limit.value), scale);
    }
  } // namespace

  template <int dim>
  void Simulation<dim>::guess_from_the_past(const double size)
  {
    levels[0] = levels[1];
    if (mechanical)
      {
        mechanical->levels[0] = mechanical->levels[1];
        mechanical->exchange  = mechanical->accepted_exchange;
      }
    if (thermal)
      thermal->guess(clock.history < 3 || size == 0 ? 0. : size / last_sizes[0]);
    // An extrapolated concentration could be negative, where the potential has no value.
    const bool salt = fields->n_groups(Field::concentration) > 0;
    // The oldest value of a segment dates from before the jump that began it.
    if (clock.history < 3 || size == 0 || salt)
      return;
    const double ratio = size / last_sizes[0];
    Vector       guess(fields->owned, triangulation.get_communicator()), before(guess);
    guess  = levels[1].solution;
    before = levels[2].solution;
    guess.sadd(1 + ratio, -ratio, before);
    levels[0].solution = guess;
    for (unsigned int k = 0; k < potentials->size(); ++k)
      levels[0].potentials[k] += ratio * (levels[1].potentials[k] - levels[2].potentials[k]);
  }

  template <int dim>
  std::vector<PotentialControl> Simulation<dim>::control_potentials(const double time_in_segment)
  {
    std::vector<PotentialControl> controls(potentials->size());
    for (unsigned int k = 0; k < potentials->size(); ++k)
      if ((*potentials)[k].role == Collector::Role::counter)
        levels[0].potentials[k] = 0;
      else if ((*potentials)[k].role == Collector::Role::floating || !clock.segment)
        controls[k] = {false, 0.};
      else if (clock.segment->control == Segment::Control::current)
        controls[k] = {false, clock.segment->value(time_in_segment) * (*potentials)[k].area};
      else
        levels[0].potentials[k] = clock.segment->value(time_in_segment);
    return controls;
  }

  template <int dim>
  bool Simulation<dim>::attempt(const double size, std::string &why)
  {
    const double time       = clock.time + size;
    const double in_segment = time - clock.segment_start;
    step = size == 0          ? TimeStep::held(time) :
           clock.history >= 2 ? TimeStep::bdf2(time, size, last_sizes[0]) :
                                TimeStep::backward_euler(time, size);
    if (clock.segment)
      temperature = clock.segment->temperature(in_segment);
    guess_from_the_past(size);
    const auto controls  = control_potentials(in_segment);
    double     reference = largest_current;
    for (const double current : measured_before.collector_current)
      reference = std::max(reference, std::abs(current));
    system->begin_step(step, temperature, controls, levels[1], levels[2], reference);
    newton_result = solve_step(in_segment);
    why           = newton_result.reason;
    if (!newton_result.converged)
      return false;
    system->remember(levels[0]);
    if (mechanical)
      mechanical->system.remember(mechanical->levels[0]);
    return true;
  }

  template <int dim>
  double Simulation<dim>::error_estimate(const double size) const
  {
    if (time_settings.fixed)
      return 0.729;
    // The scheme extrapolates, and must not strip a face of more sodium than it has. (A film may still consume it.)
    double overdrawn = 0;
    for (const auto &face : faces->faces())
      if (const auto &laws = model.interfaces[face.interface].laws; laws.sodium_in_interphase == 0)
        for (unsigned int p = face.first_point; p < face.first_point + faces->points_per_face(); ++p)
          overdrawn = std::max(overdrawn, (std::min(laws.sodium_inventory + memory->at(1, p)[0], 0.) -
                                           (laws.sodium_inventory + memory->at(0, p)[0])) /
                                            laws.depletion_thickness);
    overdrawn = Utilities::MPI::max(overdrawn, triangulation.get_communicator()) / time_settings.tolerance;
    // It takes four values after the jump that began the segment; until then the steps keep their size. A change of the
    // mesh is such a jump, too: stress finds another balance there, however short the step is.
    if (clock.history < 4 || (mechanical && clock.on_this_mesh < 3))
      return std::max(overdrawn, 0.729);
    const auto scheme_error = [&](const double y0, const double y1, const double y2, const double y3) {
      return std::abs(divided_difference(size, y0, y1, y2, y3));
    };
    double       error   = std::max(creep_error(size), temperature_error(size));
    const double thermal = constants::gas * temperature / constants::faraday;
    for (unsigned int k = 0; k < potentials->size(); ++k)
      error = std::max(error, scheme_error(levels[0].potentials[k], levels[1].potentials[k], levels[2].potentials[k], levels[3].potentials[k]) / thermal);
    std::vector<types::global_dof_index> dofs;
    for (const auto &cell : fields->dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && fields->has(cell->material_id(), Field::concentration))
        {
          dofs.resize(cell->get_fe().n_dofs_per_cell());
          cell->get_dof_indices(dofs);
          const double scale = fields->region(cell->material_id()).material.salt->concentration;
          for (const unsigned int i : fields->local_dofs(cell->material_id(), Field::concentration))
            error = std::max(error, scheme_error(levels[0].solution(dofs[i]), levels[1].solution(dofs[i]), levels[2].solution(dofs[i]),
                                                  levels[3].solution(dofs[i])) /
                                      scale);
        }
    for (unsigned int p = 0; p < faces->n_points(); ++p)
      error = std::max(error, scheme_error(memory->at(0, p)[2], memory->at(1, p)[2], memory->at(2, p)[2], memory->at(3, p)[2]) / thermal);
    return std::max(overdrawn, Utilities::MPI::max(error, triangulation.get_communicator()) / time_settings.tolerance);
  }

  template <int dim>
  std::optional<CutOff> Simulation<dim>::crossed_limit(double &fraction) const
  {
    std::optional<CutOff> first;
    fraction = 1;
    for (const auto &limit : clock.segment->cut_offs)
      {
        const double now  = quantity_of(limit, measured, balances.capacity - capacity_at_segment_start);
        const double past = (limit.above ? 1 : -1) * (now - limit.value);
        if (past < -resolution(limit))
          continue;
        const double before =
          quantity_of(limit, measured_before, clock.history >= 2 ? capacity[1] - capacity_at_segment_start : 0.);
        double share = 1;
        if (past > resolution(limit) && clock.history >= 2 && now != before)
          share = std::clamp((limit.value - before) / (now - before), 0., 1.);
        if (share <= fraction)
          {
            fraction = share;
            first    = limit;
          }
      }
    return first;
  }

  template <int dim>
  void Simulation<dim>::begin_segment(const Segment &segment, StepSize &size)
  {
    clock.segment             = &segment;
    clock.segment_start       = clock.time;
    clock.history             = 1;
    capacity_at_segment_start = balances.capacity;
    size.restart();
    log->line("segment '{}' (cycle {}) from {:.6g} s to {:.6g} s", segment.step, segment.cycle, clock.time, clock.time + segment.duration);
  }

  template <int dim>
  std::optional<Verdict> Simulation<dim>::march_segment(const Segment &segment, StepSize &size)
  {
    if (clock.segment != &segment) // else a checkpoint goes on within it
      begin_segment(segment, size);
    const double end = clock.segment_start + segment.duration;
    while (clock.time < end * (1 - 1e-14))
      {
        keep_checkpoint(size);
        const auto limit = make_step(end, size);
        if (const auto verdict = ended_early())
          {
            log->line("ended: {}", verdict->criterion);
            return verdict;
          }
        if (!limit)
          continue;
        log->line("limit: {}", limit->name);
        if (limit->consequence == CutOff::Consequence::end_run)
          return ended(limit_reached(*limit, measured, model, criteria, story ? &*story : nullptr));
        return std::nullopt;
      }
    return std::nullopt;
  }

  template <int dim>
  std::optional<CutOff> Simulation<dim>::make_step(const double end, StepSize &size)
  {
    double       h        = size.propose(end - clock.time);
    unsigned int landings = 0, growth_cuts = 0;
    if (!time_settings.fixed)
      h = std::min(h, clock.segment->duration / 20);
    for (;;)
      {
        std::string why;
        double      error = 0, factor = 0.25;
        const bool  may_cut = !time_settings.fixed && growth_cuts < 4 && h > time_settings.smallest;
        if (fracture)
          fracture->largest_area = may_cut && measured_before.fracture ? largest_area() : infinity;
        const bool  solved = attempt(h, why);
        if (solved && follow_cracks())
          continue;
        if (solved)
          {
            measured = measure_step(clock.time + h);
            error    = error_estimate(h);
            factor   = 0.9 * std::pow(error, -1. / 3);
            why      = fmt::format("its error is {:.2g} times the tolerance", error);
            // A tip that advances lets the potentials jump, which no shorter step mends: how far it may go decides. One that goes on
            // by itself is let go.
            if (const double growth = time_settings.fixed ? 0. : growth_error(); growth > 0)
              {
                error = !may_cut ? std::min(growth, 1.) : fracture->agreed() ? growth : std::max(growth, 2.4); // half a step, if it was not finished
                growth_cuts += error > 1;
                factor = 0.6 * std::pow(error, -1. / 3); // growth gathers speed, and a step thrown away costs a whole one
                why    = "cracks grow by more than `Largest advance` allows";
              }
            // So does metal that has just reached the other electrode.
            if (error > 1 && measured.fracture && measured.fracture->bridged && !measured_before.fracture->bridged)
              {
                error  = 1;
                factor = 0.9;
              }
          }
        if (!solved || error > 1)
          {
            log->line("step {} of {:.3g} s repeated: {}", step_number + 1, h, why);
            size.rejected(h, factor, why);
            h = size.propose(end - clock.time);
            continue;
          }
        update_balances(h);
        double     fraction;
        const auto limit = crossed_limit(fraction);
        if (limit && fraction < 1 - 1e-9 && landings < 12 && fraction * h > time_settings.smallest)
          {
            ++landings; // land on the limit
            h *= fraction;
            continue;
          }
        accept(h, limit || clock.time + h >= end * (1 - 1e-14));
        size.accepted(h, factor);
        return limit;
      }
  }

  template <int dim>
  std::optional<Verdict> Simulation<dim>::exhausted_face() const
  {
    if (newton_result.converged || !clock.segment || clock.segment->control != Segment::Control::current)
      return std::nullopt;
    const double wanted = clock.segment->value(step.time - clock.segment_start);
    for (unsigned int k = 0; k < potentials->size(); ++k)
      for (unsigned int i = 0; i < model.interfaces.size(); ++i)
        {
          const InterfaceLaws &laws  = model.interfaces[i].laws;
          const double         least = measured_before.interfaces.empty() ? 0. : measured_before.interfaces[i].least_plated;
          const bool stripped        = (*potentials)[k].role == Collector::Role::working ? wanted > 0 : wanted < 0;
          if (stripped && (*potentials)[k].field == Field::electronic_potential && interface_of_group(i, potentials->group(k)) &&
              laws.sodium_inventory + least <= laws.depletion_thickness)
            return ended(face_exhausted(measured_before.interfaces[i], laws));
        }
    return std::nullopt;
  }

  template <int dim>
  void Simulation<dim>::accept(const double size, const bool event)
  {
    ++step_number;
    clock.time += size;
    absolute_charge = absolute_charge_next;
    step_charge     = step_charge_next;
    imbalance       = imbalance_next;
    check_balances();
    if (system->exponent_guards > 0)
      warn("the guard on the exponent of the charge-transfer law acted");
    for (const std::string &sentence : too_thick(criteria, measured, layer_sizes, feature_sizes))
      warn(sentence);
    for (const std::string &sentence : CrackStory::above_strength(measured))
      warn(sentence);
    log->line("step {} t = {:.8g} s dt = {:.3g} s newton {} linear {} voltage {:.8g} V charge {:.2e} sodium {:.2e}", step_number,
              clock.time, size, newton_result.iterations, system->linear_iterations, measured.voltage, balances.charge, balances.sodium);
    observe(event);
    progress->update({step_number, clock.time, protocol->duration(), size});

    accepted_step        = step;
    accepted_temperature = temperature;
    memory->advance();
    if (mechanical)
      mechanical->advance();
    if (fracture)
      {
        fracture->advance();
        story->add(measured);
      }
    if (thermal)
      thermal->advance();
    for (unsigned int l = levels.size() - 1; l > 0; --l)
      levels[l] = levels[l - 1];
    for (auto *list : {&passed, &leaked})
      for (auto &q : *list)
        q = {{q[0], q[0], q[1]}};
    capacity        = {{capacity[0], capacity[0], capacity[1]}};
    measured_before = measured;
    last_sizes      = {{size, last_sizes[0]}};
    ++clock.history;
    ++clock.on_this_mesh;
    if (refinement.every > 0 && step_number % refinement.every == 0)
      adapt_mesh();
  }

  template <int dim>
  void Simulation<dim>::update_balances(const double size)
  {
    for (unsigned int k = 0; k < potentials->size(); ++k)
      passed[k][0] = step.value_with_rate(measured.collector_current[k], passed[k][1], passed[k][2]);
    for (unsigned int i = 0; i < leaked.size(); ++i)
      leaked[i][0] = step.value_with_rate(measured.interfaces[i].electronic, leaked[i][1], leaked[i][2]);
    capacity[0]          = step.value_with_rate(measured.current_density, capacity[1], capacity[2]);
    balances.capacity    = capacity[0];
    absolute_charge_next = absolute_charge + std::abs(measured.current) * size;
    imbalance_next       = imbalance + measured.charge_imbalance * size;
    // Errors add up over all steps, so a short step after long ones is not to be measured by its own charge.
    step_charge_next     = std::max(step_charge, std::max(system->reference(), std::abs(measured.current)) * size);
    const double scale   = absolute_charge_next + step_charge_next;
    balances.charge      = scale > 0 ? imbalance_next / scale : 0.;

    // Metal by metal: sodium on its faces against the charge that came through its collector and neither is in the double
    // layer nor leaked on as electrons.
    double sodium = 0;
    for (unsigned int k = 0; k < potentials->size(); ++k)
      if ((*potentials)[k].field == Field::electronic_potential && potentials->group(k) >= 0)
        {
          double mol = 0, stored = 0;
          for (unsigned int i = 0; i < model.interfaces.size(); ++i)
            if (model.interfaces[i].laws.charge_transfer && interface_of_group(i, potentials->group(k)))
              {
                mol += measured.interfaces[i].sodium;
                stored += measured.interfaces[i].stored_charge + leaked[i][0];
              }
          sodium += std::abs(constants::faraday * mol + passed[k][0] - stored);
        }
    sodium += deposit_imbalance(scale);
    // Salt cannot be counted better than double precision does.
    const double uncounted = 64 * std::numeric_limits<double>::epsilon() * salt_at_start;
    sodium += constants::faraday * std::max(0., std::abs(measured.salt - salt_at_start) - uncounted);
    balances.sodium = scale > 0 ? sodium / scale : 0.;
  }

  template <int dim>
  bool Simulation<dim>::interface_of_group(const unsigned int interface, const int group) const
  {
    for (unsigned int p = 0; p < fields->n_pieces(); ++p)
      if (fields->region(p).name == model.interfaces[interface].minus && fields->group(p, Field::electronic_potential) == group)
        return model.interfaces[interface].laws.molar_volume > 0;
    return false;
  }

  template <int dim>
  void Simulation<dim>::check_balances() const
  {
    check_heat_balance();
    if (!balances.defined)
      return;
    for (const auto &[name, value] : {std::make_pair("charge", balances.charge), std::make_pair("sodium", balances.sodium)})
      if (!(value <= balance_tolerance))
        throw SolveError(fmt::format("the balance of {} is off by {:.3g} of what has passed (allowed: {:.3g}) at {:.6g} s", name, value,
                                     balance_tolerance, clock.time));
  }

  template class Simulation<2>;
  template class Simulation<3>;
} // namespace nadir
