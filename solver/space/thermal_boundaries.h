// What the boundaries of the cell do to its heat; a boundary that no section names is insulated.
//
//   temperature  T = T_p + offset         T_p: temperature of the protocol
//   exchange     k dT/dn = h (T_p + offset - T)
//   given flux   k dT/dn = q              positive into the cell
//
// A `Boundary value` of the temperature prescribes T as a formula. All temperatures of the unknowns are deviations from
// one reference, the temperature at the start: heating by a millikelvin keeps its digits.
#pragma once

#include "space/expression.h"
#include "space/fields.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace nadir
{
  struct ThermalBoundary
  {
    enum class Type
    {
      temperature,
      exchange,
      flux,
      formula
    };
    std::string                name;
    dealii::types::boundary_id boundary;
    Type                       type;
    double                     offset   = 0; ///< K, to the temperature of the protocol
    double                     transfer = 0; ///< h, W/(m2 K)
    double                     flux     = 0; ///< q, W/m2

    bool prescribes() const { return type == Type::temperature || type == Type::formula; }
  };

  template <int dim>
  class ThermalBoundaries
  {
  public:
    /// @throws DeckError for a boundary that does not exist or is named twice
    ThermalBoundaries(const Fields<dim> &fields, const Section &root);

    /// Find the prescribed unknowns on the present mesh.
    void distribute();

    const std::vector<ThermalBoundary> &list() const { return boundaries; }

    /// Put prescribed temperatures into an owned vector of deviations from `reference`.
    void impose(Vector &solution, double protocol_temperature, double reference, double time) const;

    /// Index of what acts on a boundary, or -1.
    int at(dealii::types::boundary_id boundary) const;

    /// Index of the boundary that prescribes an unknown, or -1.
    int prescribing(dealii::types::global_dof_index dof) const
    {
      const auto it = fixed.find(dof);
      return it == fixed.end() ? -1 : int(it->second.first);
    }

    /// Does anything determine the level of the temperature in a steady state?
    bool hold() const;

    /// Hanging nodes, and zero for every prescribed unknown.
    dealii::AffineConstraints<double> homogeneous;

  private:
    void read_boundaries(const Section &root);
    void add(const Section &section, ThermalBoundary boundary);

    const Fields<dim>                                   &fields;
    std::vector<ThermalBoundary>                         boundaries;
    std::vector<std::shared_ptr<dealii::Function<dim>>>  formulas; // by boundary
    std::unordered_map<dealii::types::global_dof_index, std::pair<unsigned int, dealii::Point<dim>>> fixed;
  };
} // namespace nadir
