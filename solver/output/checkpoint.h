// Checkpoints of a run: folders RESULTS/checkpoints/step-NNNNNNNN, the newest two of which are kept, and step-NNNNNNNN-after-STEP, which
// are written where a step of the protocol has ended and are all kept.
//
//   mesh, mesh.info, mesh_*.data   the refined mesh and what lies on its cells (deal.II, p4est)
//   state                          what does not lie on cells (Boost.Serialization)
//   deck.prm                       the resolved deck
//   manifest.json                  format, versions, step, time, ranks, and the size and checksum of every other file
//
// A checkpoint is written as step-NNNNNNNN.part and renamed when all of it is on the disk. Where nothing else is said, all ranks call.
#pragma once

#include "base/deck.h"

#include <string>
#include <vector>

namespace nadir
{
  struct CheckpointSettings
  {
    bool         kept     = true;
    unsigned int every    = 0;    ///< steps; 0: by the clock only
    double       interval = 1800; ///< s on the clock of the computer; 0: by steps only
    std::vector<std::string> after = {}; ///< steps of the protocol at whose first end one is written for good
  };

  SectionKind        checkpoint_schema(); ///< `subsection Checkpoint`
  /// @throws DeckError for a step that the protocol does not have
  CheckpointSettings read_checkpoint_settings(const Section &root);

  /// What a checkpoint is of.
  struct CheckpointOrigin
  {
    unsigned long coarse_mesh; ///< checksum
    unsigned int  step;
    double        time; ///< s, simulated
    unsigned int  ranks;
    std::vector<std::string> later_steps = {}; ///< of the protocol, none of which has begun: they may be others where a run goes on
    std::string   after = {}; ///< step of the protocol that has just ended, where it is kept for good
  };

  /// Make the folder under its temporary name. @returns its path
  std::string begin_checkpoint(const std::string &results, unsigned int step);

  /// Add the rest, and give the folder its name. @param state that of rank 0 counts @returns the path of the checkpoint
  std::string finish_checkpoint(const std::string &results, const std::string &state, const std::string &resolved_deck,
                                const CheckpointOrigin &origin);

  /// Checkpoints of a run, newest first. For one rank.
  std::vector<std::string> checkpoints_of(const std::string &results);

  /// The newest of those that were kept after a step of the protocol; empty: there is none. For one rank.
  std::string kept_checkpoint(const std::string &results);

  /// Remove those of later steps than this, which a run that goes on from here writes anew. For one rank.
  void remove_later_checkpoints(const std::string &results, unsigned int step);

  /// What is wrong with a checkpoint for a run of this deck; empty: nothing.
  std::string reason_to_refuse(const std::string &checkpoint, const std::string &resolved_deck);

  // Of a checkpoint that nothing is wrong with.
  std::string      state_of(const std::string &checkpoint);
  CheckpointOrigin origin_of(const std::string &checkpoint);
} // namespace nadir
