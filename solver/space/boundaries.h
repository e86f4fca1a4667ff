// Boundaries by the names of the deck.
#pragma once

#include "base/text.h"
#include "space/mesh.h"

#include <map>
#include <set>

namespace nadir
{
  /// @throws DeckError where the mesh has no boundary that the entry names
  template <int dim>
  dealii::types::boundary_id boundary_named(const MeshNames<dim> &names, const Section &section, const std::string &entry = "Boundary")
  {
    std::vector<std::string> known;
    for (const auto &[id, name] : names.boundaries)
      {
        if (name == section.text(entry))
          return id;
        known.push_back(name);
      }
    section.fail(entry, "the mesh has no boundary '" + section.text(entry) + "'",
                 did_you_mean(section.text(entry), known) + "it has: " + listed(known));
  }
} // namespace nadir
