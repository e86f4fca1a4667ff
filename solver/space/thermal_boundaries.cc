#include "space/thermal_boundaries.h"

#include "space/boundaries.h"

#include <algorithm>

using namespace dealii;

namespace nadir
{
  template <int dim>
  ThermalBoundaries<dim>::ThermalBoundaries(const Fields<dim> &fields, const Section &root)
    : fields(fields)
  {
    read_boundaries(root);
    distribute();
  }

  template <int dim>
  void ThermalBoundaries<dim>::add(const Section &section, ThermalBoundary boundary)
  {
    boundary.name     = section.name();
    boundary.boundary = boundary_named(fields.names, section);
    if (const int other = at(boundary.boundary); other >= 0)
      section.fail("Boundary",
                   "the boundary '" + section.text("Boundary") + "' already belongs to '" + boundaries[other].name + "'",
                   "choose another boundary, or remove one of the two");
    boundaries.push_back(boundary);
    formulas.emplace_back();
  }

  template <int dim>
  void ThermalBoundaries<dim>::read_boundaries(const Section &root)
  {
    for (const Section *s : root.sections("Thermal boundary"))
      {
        const std::string type = s->text("Type");
        ThermalBoundary   b;
        b.type = type == "temperature" ? ThermalBoundary::Type::temperature :
                 type == "exchange"    ? ThermalBoundary::Type::exchange :
                                         ThermalBoundary::Type::flux;
        if (b.type == ThermalBoundary::Type::flux)
          b.flux = s->quantity("Flux");
        else
          b.offset = s->quantity("Offset");
        if (b.type == ThermalBoundary::Type::exchange)
          b.transfer = s->quantity("Transfer coefficient");
        add(*s, b);
      }
    for (const Section *s : root.sections("Boundary value"))
      if (field_from(s->text("Field")) == Field::temperature)
        {
          ThermalBoundary b;
          b.type = ThermalBoundary::Type::formula;
          add(*s, b);
          formulas.back() = parse_function<dim>(s->text("Expression"));
        }
  }

  template <int dim>
  int ThermalBoundaries<dim>::at(const types::boundary_id boundary) const
  {
    const auto it = std::find_if(boundaries.begin(), boundaries.end(), [&](const auto &b) { return b.boundary == boundary; });
    return it == boundaries.end() ? -1 : int(it - boundaries.begin());
  }

  template <int dim>
  bool ThermalBoundaries<dim>::hold() const
  {
    return std::any_of(boundaries.begin(), boundaries.end(),
                       [](const auto &b) { return b.type != ThermalBoundary::Type::flux; });
  }

  template <int dim>
  void ThermalBoundaries<dim>::distribute()
  {
    fixed.clear();
    homogeneous.clear();
    homogeneous.reinit(fields.relevant);
    homogeneous.merge(fields.hanging_nodes);
    const auto                          &support = fields.scalar_element.get_unit_support_points();
    std::vector<types::global_dof_index> dofs;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (!cell->is_artificial() && cell->at_boundary())
        for (const unsigned int f : cell->face_indices())
          if (const int b = cell->at_boundary(f) ? at(cell->face(f)->boundary_id()) : -1; b >= 0 && boundaries[b].prescribes())
            {
              dofs.resize(cell->get_fe().n_dofs_per_cell());
              cell->get_dof_indices(dofs);
              const auto &local = fields.local_dofs(cell->material_id(), Field::temperature);
              for (unsigned int i = 0; i < fields.scalar_element.n_dofs_per_face(f); ++i)
                {
                  const unsigned int j     = fields.scalar_element.face_to_cell_index(i, f);
                  const auto         point = fields.mapping.transform_unit_to_real_cell(cell, support[j]);
                  const auto         place = std::make_pair(unsigned(b), point);
                  const auto [it, is_new]  = fixed.insert({dofs[local[j]], place});
                  if (!is_new && unsigned(b) < it->second.first) // corners belong to the first boundary, on every rank
                    it->second = place;
                }
            }
    for (const auto &[dof, _] : fixed)
      if (!homogeneous.is_constrained(dof))
        homogeneous.add_line(dof);
    homogeneous.close();
  }

  template <int dim>
  void ThermalBoundaries<dim>::impose(Vector &solution, const double protocol_temperature, const double reference,
                                      const double time) const
  {
    for (const auto &formula : formulas)
      if (formula)
        formula->set_time(time);
    for (const auto &[dof, what] : fixed)
      if (fields.owned.is_element(dof))
        {
          const auto &[b, place] = what;
          solution(dof)         = formulas[b] ? formulas[b]->value(place) - reference :
                                                protocol_temperature - reference + boundaries[b].offset;
        }
    solution.compress(VectorOperation::insert);
    fields.hanging_nodes.distribute(solution);
  }

  template class ThermalBoundaries<2>;
  template class ThermalBoundaries<3>;
} // namespace nadir
