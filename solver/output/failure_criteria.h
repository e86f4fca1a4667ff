// What decides how a run is judged: the entries of `subsection Verdict`, and how far the model itself can be trusted.
//
// Displacements are small in NADIR: the mesh does not move with the plated metal. That is an error of about the plated (or
// stripped) thickness over the layer's, and of its ratio to the size of what is rough on the interface.
#pragma once

#include "output/measurements.h"

#include <optional>
#include <string>
#include <vector>

namespace nadir
{
  struct FailureCriteria
  {
    double least_contact     = 0.5;  ///< mean share of the conductance of an interface that is left
    double largest_thickness = 0.05; ///< plated thickness or gap over the layer's thickness
    double short_circuit_share = 0.5; ///< of the current that electrons carry through metal in cracks
    double grown_by            = 0;   ///< m by which a crack has grown at which a run ends; 0: it goes on
    double stopped_below       = 0;   ///< current on the faces of cracks over its largest at which a run ends at rest; 0: it goes on
    double film_share          = 0.5; ///< of the voltage, above which a film that has grown is the cause of a voltage limit
    std::optional<bool>   after_every_step = {}; ///< lost contact and fracture through end the run at once; without it where the protocol raises the current
    std::optional<double> nucleation = {}; ///< V above which sodium nucleates inside a mixed conductor; without it this is not judged
  };

  /// A measured value and the criterion that it met or kept.
  struct Decision
  {
    std::string quantity;
    double      value, threshold;
    std::string unit;  ///< SI; "1" for shares, empty for numbers
    std::string entry; ///< of the deck, where the threshold stands; empty where it is fixed
  };

  SectionKind verdict_schema(); ///< `subsection Verdict`

  /// @throws DeckError for a criterion that nothing in the model can meet
  FailureCriteria read_failure_criteria(const Section &root, const Model &model);

  /// Outcomes that a model cannot have, and why.
  struct NotJudged
  {
    std::vector<std::string> outcomes;
    std::string              why;
  };
  std::vector<NotJudged> not_judged(const FailureCriteria &criteria, const Model &model);

  /// Thinner of the two regions at every interface, as volume over area, m; infinite where there is no such face.
  template <int dim>
  std::vector<double> layer_thicknesses(const Fields<dim> &fields, const InterfaceFaces<dim> &faces);

  /// Sentences about every interface and defect where the deposit is too thick for small displacements.
  std::vector<std::string> too_thick(const FailureCriteria &criteria, const Measurements &measured,
                                     const std::vector<double> &layer_thicknesses, const std::vector<double> &feature_sizes);
} // namespace nadir
