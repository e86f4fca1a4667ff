// What `subsection Study` asks for: points, each a set of entries that override the deck's, and what is wanted of each.
#pragma once

#include "base/deck.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace nadir
{
  /// An entry that a study varies.
  struct Varied
  {
    std::string              name;
    std::string              entry;  ///< "Section/entry", as for --set
    std::vector<std::string> values; ///< as a deck writes them; of a Latin hypercube: the ends of the range
    bool                     logarithmic = false;
    Where                    where       = {};
  };

  /// How a critical current density is looked for.
  struct CurrentSearch
  {
    std::string              entry; ///< of the current density
    std::string              unit;  ///< of the start
    double                   start; ///< with its sign, in that unit
    bool                     from_closed_form; ///< where there is one
    double                   growth, tolerance; ///< factors: of the bracket at first, upper over lower at the end less 1
    unsigned int             largest_count; ///< runs for one critical current
    std::vector<std::string> fails_with, survives_with; ///< outcomes
    Where                    where = {}, start_where = {}, fails_where = {};
  };

  struct StudyPlan
  {
    std::vector<Varied>                   varied;
    std::vector<std::vector<std::string>> points; ///< one value for each of `varied`
    std::map<std::string, std::vector<std::string>> settings_for; ///< overrides by electrode
    std::vector<std::string>              electrodes = {"any"}; ///< "any", "plated", "stripped": whose failure a search is for. All points come for the first, then for the next
    bool                                  one_at_a_time = false, sampled = false; ///< sampled: a Latin hypercube
    double                                factor        = 1; ///< of one at a time: pairs of points after the first, base times and over it
    std::optional<CurrentSearch>          search;
    bool                                  raises_current = false; ///< the protocol does, level by level: each run has its own bracket
    std::vector<std::string>              results; ///< columns of history.csv, of its last row
    std::string                           launcher;
    std::string                           folder;
    std::string                           shared_until; ///< step of the protocol up to whose end runs may be one; empty: none
    unsigned int                          at_once = 1;

    bool               has_bracket() const { return search || raises_current; } ///< of a critical current, each point
    unsigned int       points_each() const { return points.size() / electrodes.size(); } ///< of an electrode
    const std::string &electrode(const unsigned int p) const { return electrodes[p / points_each()]; } ///< @param p index of a point

    /// The overrides of a point. @param p index
    std::vector<std::string> settings(unsigned int p) const;
  };

  SectionKind study_schema(); ///< `subsection Study`

  /// @throws DeckError, also where there is no `Study`
  StudyPlan read_study(const Section &root);

  /// "1.5 um" as number and the rest. @throws std::invalid_argument
  std::pair<double, std::string> number_and_unit(const std::string &text);
} // namespace nadir
