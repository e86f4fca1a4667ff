// Checkpoints of a run. What lies on cells goes with the mesh, packed as for a change of the mesh; the rest is one archive.
#include "simulation.h"

#include "base/archive.h"
#include "base/interruption.h"

#include <boost/crc.hpp>

#include <algorithm>
#include <sstream>

using namespace dealii;

namespace nadir
{
  /// What a checkpoint keeps beside the members.
  template <int dim>
  struct Simulation<dim>::Outside
  {
    StepSize                      &size;
    std::size_t                    segment   = 0; ///< in which, or with which, a run goes on
    bool                           begun     = true; ///< is it the former?
    double                         wall_time = 0; ///< s
    std::vector<std::vector<char>> observers = {};
  };

  template <int dim>
  template <class Archive>
  void Simulation<dim>::serialize(Archive &archive, Outside &outside)
  {
    archive & outside.size & outside.segment & outside.begun & outside.wall_time & outside.observers;
    archive & clock & accepted_step & accepted_temperature & measured_before & balances & passed & leaked & last_sizes & capacity;
    archive & capacity_at_segment_start & absolute_charge & step_charge & imbalance & salt_at_start & step_number & warnings;
    // found on the mesh of the start
    archive & contact_at_start & layer_sizes;
    for (Level &level : levels)
      archive & level.potentials;
    archive & *system;
    if (mechanical)
      archive & *mechanical;
    if (story)
      archive & *story;
    if (thermal)
      archive & *thermal;
    constexpr unsigned int last_word = 0x6e616469;
    unsigned int           end       = last_word;
    archive & end;
    if (end != last_word)
      throw std::runtime_error("the checkpoint '" + checkpoint + "' was written by another version of the program");
  }

  template <int dim>
  void Simulation<dim>::keep_checkpoint(StepSize &size)
  {
    if (!checkpoints.kept || results.empty())
      return;
    const double now      = Progress::steady_clock();
    const bool   on_clock = checkpoints.interval > 0 && now - kept_at >= checkpoints.interval;
    const bool   by_steps = checkpoints.every > 0 && step_number % checkpoints.every == 0;
    // The clocks of the ranks differ, and a signal may come to one of them before the others: 2 is a signal, 1 a checkpoint that is due.
    const int asked_for = Utilities::MPI::max(interruption_requested() ? 2 : on_clock || by_steps ? 1 : 0, triangulation.get_communicator());
    if (asked_for == 0 || (asked_for == 1 && step_number == kept_step))
      return;
    const std::string written = write_checkpoint(size);
    kept_step                 = step_number;
    kept_at                   = Progress::steady_clock();
    log->line("checkpoint {} ({:.2g} s)", written, kept_at - now);
    if (asked_for == 1)
      return;
    progress->finish();
    log->line("interrupted by a signal");
    throw Interrupted(fmt::format("interrupted by a signal after step {}, at {:.6g} s", step_number, clock.time));
  }

  template <int dim>
  void Simulation<dim>::keep_after(const Segment &ended, StepSize &size)
  {
    const auto &segments = protocol->segments;
    const auto  is_of_it = [&](const Segment &segment) { return segment.step == ended.step; };
    const auto  first    = std::find_if(segments.begin(), segments.end(), is_of_it), next = std::find_if_not(first, segments.end(), is_of_it);
    const bool  wanted   = std::count(checkpoints.after.begin(), checkpoints.after.end(), ended.step) > 0;
    if (wanted && !results.empty() && next != segments.end() && &ended + 1 == &*next)
      log->line("checkpoint {}", write_checkpoint(size, ended.step));
  }

  template <int dim>
  std::string Simulation<dim>::write_checkpoint(StepSize &size, const std::string &after)
  {
    const std::string folder = begin_checkpoint(results, step_number);
    prepare_mesh_change();
    if (mechanical)
      mechanical->prepare_exchange(triangulation);
    triangulation.save(folder + "/mesh");
    transfer.reset();

    const auto &segments = protocol->segments;
    Outside     outside{size, std::size_t(clock.segment - segments.data()) + !after.empty(), after.empty(), wall_time(), {}};
    for (const auto &observer : observers)
      outside.observers.push_back(observer->state());
    std::ostringstream              stream;
    boost::archive::binary_oarchive archive(stream);
    serialize(archive, outside);
    return finish_checkpoint(results, stream.str(), deck.resolved(),
                             {coarse_mesh_checksum(), step_number, clock.time, Utilities::MPI::n_mpi_processes(triangulation.get_communicator()),
                              protocol->steps_not_begun(clock.segment), after});
  }

  template <int dim>
  unsigned long Simulation<dim>::coarse_mesh_checksum() const
  {
    boost::crc_32_type crc;
    const auto         add = [&](const auto &value) { crc.process_bytes(&value, sizeof(value)); };
    for (const auto &cell : triangulation.cell_iterators_on_level(0))
      {
        add(cell->material_id());
        for (const unsigned int v : cell->vertex_indices())
          for (unsigned int d = 0; d < dim; ++d)
            add(cell->vertex(v)[d]);
      }
    return crc.checksum();
  }

  template <int dim>
  void Simulation<dim>::load_mesh()
  {
    const CheckpointOrigin origin = origin_of(checkpoint);
    if (origin.coarse_mesh != coarse_mesh_checksum())
      throw DeckError({}, "the checkpoint '" + checkpoint + "' belongs to another coarse mesh than the deck's",
                      "has a mesh file changed since? Bring it back, or start anew without --restart");
    triangulation.load(checkpoint + "/mesh",
                       /*autopartition=*/origin.ranks != Utilities::MPI::n_mpi_processes(triangulation.get_communicator()));
  }

  template <int dim>
  std::size_t Simulation<dim>::go_on(StepSize &size)
  {
    prepare_mesh_change();
    if (mechanical)
      mechanical->prepare_exchange(triangulation);
    finish_mesh_change();
    if (mechanical)
      mechanical->finish_exchange(triangulation);

    Outside                         outside{size};
    std::istringstream              stream(state_of(checkpoint));
    boost::archive::binary_iarchive archive(stream);
    serialize(archive, outside);
    clock.segment = outside.begun ? &protocol->segments.at(outside.segment) : nullptr;
    measured      = measured_before;
    kept_step     = step_number;
    wall_start    = Progress::steady_clock() - outside.wall_time;
    for (std::size_t k = 0; k < std::min(observers.size(), outside.observers.size()); ++k)
      observers[k]->go_on_from(outside.observers[k]);
    if (!results.empty() && Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) == 0)
      remove_later_checkpoints(results, step_number);
    log->line("goes on from {}: step {}, {:.6g} s", checkpoint, step_number, clock.time);
    return outside.segment;
  }

  template class Simulation<2>;
  template class Simulation<3>;
} // namespace nadir
