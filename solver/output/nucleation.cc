#include "output/nucleation.h"

#include "base/constants.h"

#include <deal.II/base/quadrature_lib.h>
#include <deal.II/fe/fe_values.h>

#include <algorithm>

using namespace dealii;

namespace nadir
{
  namespace
  {
    /// Of the metal that would form: the largest of the model's.
    double molar_volume(const Model &model)
    {
      double largest = 0;
      for (const Interface &interface : model.interfaces)
        largest = std::max(largest, interface.laws.molar_volume);
      return largest;
    }
  } // namespace

  template <int dim>
  std::optional<Located> nucleation_drive(const Electrochemistry<dim> &system, const typename Electrochemistry<dim>::Level &level,
                                          const MechanicalHalf<dim> *mechanical)
  {
    const auto  &fields = system.fields;
    const double V_m    = molar_volume(fields.model);
    FEValues<dim> shape(fields.mapping, fields.scalar_element,
                        mechanical ? mechanical->memory.rule : QGauss<dim>(fields.scalar_element.degree + 1), update_values | update_quadrature_points);
    Located largest{-infinity, {}};
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      {
        const unsigned int piece = cell->is_locally_owned() ? cell->material_id() : 0;
        if (!cell->is_locally_owned() || !fields.has(piece, Field::ionic_potential) || !fields.has(piece, Field::electronic_potential) ||
            (system.deposit && system.deposit->in_band(cell->active_cell_index())))
          continue;
        shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
        const auto   ions = fields.unknowns(cell, Field::ionic_potential), electrons = fields.unknowns(cell, Field::electronic_potential);
        const int    base = system.potentials.base(piece);
        const double at_base = base >= 0 ? level.potentials[base] : 0.;
        std::vector<SolidResponse> solid;
        if (mechanical && fields.region(piece).has(Field::displacement))
          solid = mechanical->system.responses(mechanical->levels[0], {&fields.triangulation, cell->level(), cell->index(), &mechanical->fields.dof_handler});
        for (unsigned int q = 0; q < shape.n_quadrature_points; ++q)
          {
            double drive = -at_base;
            for (unsigned int i = 0; i < ions.size(); ++i)
              drive += (level.solution(ions[i]) - level.solution(electrons[i])) * shape.shape_value(i, q);
            if (!solid.empty())
              drive += V_m / constants::faraday * trace(solid[q].stress) / 3;
            if (drive > largest.value)
              largest = {drive, coordinates(shape.quadrature_point(q))};
          }
      }
    largest = largest_over_ranks(largest.value, largest, fields.triangulation.get_communicator());
    if (largest.value == -infinity)
      return std::nullopt;
    return largest;
  }

  template std::optional<Located> nucleation_drive(const Electrochemistry<2> &, const Electrochemistry<2>::Level &, const MechanicalHalf<2> *);
  template std::optional<Located> nucleation_drive(const Electrochemistry<3> &, const Electrochemistry<3>::Level &, const MechanicalHalf<3> *);
} // namespace nadir
