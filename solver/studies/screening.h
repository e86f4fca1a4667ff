// `nadir screen`: closed-form estimates from a deck, without a mesh. Every number comes with its formula, what it assumes, and a source; what the deck
// does not say is listed with the reason.
#pragma once

#include "base/deck.h"

#include <string>
#include <utility>
#include <vector>

namespace nadir
{
  /// A closed form, whatever the numbers.
  struct ClosedForm
  {
    std::string              name; ///< as in tables, e.g. "critical current density"
    std::string              unit; ///< SI
    std::string              formula;
    std::vector<std::string> assumptions;
    std::string              source;
  };

  struct Estimate
  {
    const ClosedForm                             *form;
    std::string                                   place; ///< "flaw of 10 um at 'plated face'"
    double                                        value; ///< SI
    std::vector<std::pair<std::string, double>>   inputs; ///< name with SI unit, value
  };

  struct NotAvailable
  {
    std::string name, place, why;
  };

  struct Screening
  {
    double                    temperature, current_density, pressure; ///< K, A/m2 (magnitude), Pa
    std::vector<Estimate>     estimates;
    std::vector<NotAvailable> not_available;
  };

  SectionKind screening_schema(); ///< `subsection Screening`

  /// @throws DeckError where the deck is wrong; the mesh is not made and so not checked
  Screening screen(const Deck &deck);

  std::string as_table(const Screening &screening, const std::string &title);
  std::string as_json(const Screening &screening, const std::string &title);
} // namespace nadir
