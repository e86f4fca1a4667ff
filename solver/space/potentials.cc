#include "space/potentials.h"

#include "base/text.h"
#include "space/boundaries.h"
#include "space/weights.h"

#include <deal.II/base/quadrature_lib.h>
#include <deal.II/dofs/dof_tools.h>
#include <deal.II/fe/fe_values.h>

#include <algorithm>

using namespace dealii;

namespace nadir
{
  namespace
  {
    /// A function needs its field at the boundary, and a potential is either a collector's or a function's.
    template <int dim>
    void check_boundary_value(const Fields<dim> &fields, const Section &s, const std::set<unsigned int> &pieces,
                              const std::vector<Potential> &collectors)
    {
      const Field field = field_from(s.text("Field"));
      if (std::none_of(pieces.begin(), pieces.end(), [&](const unsigned int p) { return fields.has(p, field); }))
        s.fail("Field", "no region at the boundary '" + s.text("Boundary") + "' has the field " + s.text("Field"),
               "choose another field or another boundary");
      for (const Collector &collector : fields.model.collectors)
        for (const Potential &potential : collectors)
          if (potential.name == collector.name && potential.field == field && collector.boundary == s.text("Boundary"))
            s.fail("Boundary", "the " + s.text("Field") + " at the boundary '" + collector.boundary +
                                 "' is that of the collector '" + collector.name + "'",
                   "remove the collector or this section");
    }

    /// Electrons of every region must be able to leave it somewhere, or their potential is not defined.
    template <int dim>
    void check_electrons(const Fields<dim> &fields, const std::vector<int> &base_of_group, const Section &root)
    {
      constexpr Field   electrons = Field::electronic_potential;
      std::vector<bool> reached(fields.n_groups(electrons));
      for (unsigned int g = 0; g < reached.size(); ++g)
        reached[g] = base_of_group[g] >= 0;
      for (unsigned int p = 0; p < fields.n_pieces(); ++p)
        for (const auto &interface : fields.model.interfaces)
          if (const std::string &name = fields.region(p).name; fields.has(p, electrons) && !interface.blocking)
            {
              const bool reacts = interface.laws.charge_transfer && interface.minus == name;
              const bool leaks  = interface.electronic_resistance && interface.plus == name;
              const bool plane  = !interface.laws.charge_transfer && interface.separates(electrons) && (interface.minus == name || interface.plus == name);
              if (reacts || leaks || plane)
                reached[fields.group(p, electrons)] = true;
            }
      for (unsigned int p = 0; p < fields.n_pieces(); ++p)
        if (fields.has(p, electrons) && !reached[fields.group(p, electrons)] && fields.model.boundary_values.empty())
          root.find("Region", fields.region(p).name)
            ->fail("the electrons of region '" + fields.region(p).name + "' have no contact to anything, so their potential is not defined",
                   "add 'Electronic resistance' to one of its interfaces, or use a material without electronic conduction");
    }

    /// Local indices of the scalar element's unknowns on a face.
    template <int dim>
    std::vector<unsigned int> face_unknowns(const FE_Q<dim> &element, const unsigned int face)
    {
      std::vector<unsigned int> list;
      for (unsigned int i = 0; i < element.n_dofs_per_face(face); ++i)
        list.push_back(element.face_to_cell_index(i, face));
      return list;
    }
  } // namespace

  template <int dim>
  std::map<types::boundary_id, std::set<unsigned int>> pieces_at_boundaries(const Triangulation<dim> &triangulation)
  {
    std::map<types::boundary_id, std::set<unsigned int>> pieces_at;
    for (const auto &cell : triangulation.cell_iterators_on_level(0))
      for (const unsigned int f : cell->face_indices())
        if (cell->at_boundary(f))
          pieces_at[cell->face(f)->boundary_id()].insert(cell->material_id());
    return pieces_at;
  }

  template <int dim>
  Potentials<dim>::Potentials(const Fields<dim> &fields, const Section &root)
    : fields(fields)
    , base_of_group(fields.n_groups(Field::electronic_potential), -1)
    , equipotential_group(fields.n_groups(Field::electronic_potential), false)
  {
    const auto   pieces_at = pieces_at_boundaries<dim>(fields.triangulation);
    const Model &model     = fields.model;
    for (const Section *s : root.sections("Collector"))
      {
        const Collector &collector = model.collectors[list.size()];
        const auto boundary = boundary_named(fields.names, *s);
        if (const auto same = std::find(boundary_of.begin(), boundary_of.end(), boundary); same != boundary_of.end())
          s->fail("Boundary", "the boundary '" + collector.boundary + "' already belongs to the collector '" +
                                list[same - boundary_of.begin()].name + "'",
                  "choose another boundary, or remove one of the two");
        boundary_of.push_back(boundary);
        list.push_back({collector.name, collector.role, 0, Field::ionic_potential});
        for (const unsigned int piece : pieces_at.at(boundary_of.back()))
          if (fields.has(piece, Field::electronic_potential) && !fields.has(piece, Field::ionic_potential))
            {
              list.back().field = Field::electronic_potential;
              int &base         = base_of_group[fields.group(piece, Field::electronic_potential)];
              if (base < 0)
                base = list.size() - 1;
            }
        std::set<int> groups;
        for (const unsigned int piece : pieces_at.at(boundary_of.back()))
          if (fields.has(piece, list.back().field))
            groups.insert(fields.group(piece, list.back().field));
        if (groups.empty())
          s->fail("Boundary", "no region at boundary '" + collector.boundary + "' has a potential", "choose a boundary of a metal or an electrolyte");
        group_of.push_back(groups.size() == 1 ? *groups.begin() : -1);
      }
    for (unsigned int p = 0; p < fields.n_pieces(); ++p)
      if (fields.region(p).equipotential)
        {
          const int g            = fields.group(p, Field::electronic_potential);
          equipotential_group[g] = true;
          if (base_of_group[g] < 0)
            {
              base_of_group[g] = list.size();
              add_floating(p);
            }
        }
    check_equipotential_metals(root);
    for (const Section *s : root.sections("Boundary value"))
      {
        if (field_from(s->text("Field")) == Field::temperature)
          continue; // the heat equation's
        function_boundary.push_back(boundary_named(fields.names, *s));
        check_boundary_value(fields, *s, pieces_at.at(function_boundary.back()), list);
        functions.push_back(parse_function<dim>(s->text("Expression")));
      }
    check_electrons(fields, base_of_group, root);
    anchor_floating_metals(pieces_at);
    distribute();
    const auto collectors = root.sections("Collector");
    for (unsigned int k = 0; k < collectors.size(); ++k)
      if (list[k].area == 0)
        collectors[k]->fail("Boundary", "the boundary '" + model.collectors[k].boundary + "' is the axis of symmetry and has no area",
                "choose another boundary");
  }

  template <int dim>
  void Potentials<dim>::anchor_floating_metals(const std::map<types::boundary_id, std::set<unsigned int>> &pieces_at)
  {
    constexpr Field        electrons = Field::electronic_potential;
    std::set<unsigned int> given, metals; // groups
    for (unsigned int b = 0; b < functions.size(); ++b)
      if (fields.model.boundary_values[b].field == electrons)
        for (const unsigned int p : pieces_at.at(function_boundary[b]))
          if (fields.has(p, electrons))
            given.insert(fields.group(p, electrons));
    for (unsigned int p = 0; p < fields.n_pieces(); ++p)
      if (fields.has(p, electrons) && !fields.has(p, Field::ionic_potential))
        metals.insert(fields.group(p, electrons));
    for (const auto &cell : fields.triangulation.cell_iterators_on_level(0))
      if (const int g = fields.group(cell->material_id(), electrons); metals.count(g) && !given.count(g))
        {
          if (base_of_group[g] < 0)
            {
              base_of_group[g]     = list.size();
              anchors[list.size()] = cell->vertex_index(0);
              add_floating(cell->material_id());
            }
          if (const auto anchor = anchors.find(base_of_group[g]); anchor != anchors.end())
            for (const unsigned int v : cell->vertex_indices())
              anchor->second = std::min(anchor->second, cell->vertex_index(v));
        }
  }

  template <int dim>
  void Potentials<dim>::add_floating(const unsigned int piece)
  {
    const std::string &region = fields.region(piece).name;
    const auto         same   = std::count_if(list.begin(), list.end(), [&](const Potential &p) {
      return p.name == region || p.name.rfind(region + " no. ", 0) == 0;
    });
    const std::string  name   = same == 0 ? region : region + " no. " + std::to_string(same + 1);
    boundary_of.push_back(numbers::invalid_boundary_id);
    group_of.push_back(fields.group(piece, Field::electronic_potential));
    list.push_back({name, Collector::Role::floating, 0, Field::electronic_potential});
  }

  template <int dim>
  void Potentials<dim>::check_equipotential_metals(const Section &root) const
  {
    for (unsigned int p = 0; p < fields.n_pieces(); ++p)
      if (fields.has(p, Field::electronic_potential) && !fields.region(p).equipotential &&
          equipotential_group[fields.group(p, Field::electronic_potential)])
        root.find("Region", fields.region(p).name)
          ->fail("region '" + fields.region(p).name + "' is connected to an equipotential metal but is not equipotential itself",
                 "set 'Equipotential = true' here as well, or in neither");
    const auto collectors = root.sections("Collector");
    for (unsigned int k = 0; k < collectors.size(); ++k)
      for (unsigned int j = 0; j < k; ++j)
        if (list[k].field == Field::electronic_potential && list[j].field == list[k].field && group_of[k] >= 0 &&
            group_of[k] == group_of[j] && equipotential_group[group_of[k]])
          collectors[k]->fail("Boundary", "the collectors '" + list[j].name + "' and '" + list[k].name +
                                            "' are on one equipotential metal, so they are one potential",
                              "keep one of them, or set 'Equipotential = false' for the metal");
  }

  template <int dim>
  int Potentials<dim>::base(const unsigned int piece) const
  {
    const int g = fields.group(piece, Field::electronic_potential);
    return g < 0 ? -1 : base_of_group[g];
  }

  template <int dim>
  void Potentials<dim>::distribute()
  {
    fixed.clear();
    by_function.clear();
    homogeneous.clear();
    homogeneous.reinit(fields.relevant);
    homogeneous.merge(fields.hanging_nodes);
    for (unsigned int k = 0; k < size(); ++k)
      if (boundary_of[k] != numbers::invalid_boundary_id)
        fix_collector(k);
    fix_equipotential_metals();
    fix_anchors();
    fix_boundary_functions();
    for (const auto &[dof, _] : fixed)
      if (!homogeneous.is_constrained(dof))
        homogeneous.add_line(dof);
    for (const auto &[dof, _] : by_function)
      if (!homogeneous.is_constrained(dof))
        homogeneous.add_line(dof);
    homogeneous.close();
    find_shares();
  }

  template <int dim>
  void Potentials<dim>::fix_collector(const unsigned int k)
  {
    const Field       field = list[k].field;
    FEFaceValues<dim> face_values(fields.mapping, fields.scalar_element, QGauss<dim - 1>(fields.scalar_element.degree + 1),
                                  update_JxW_values | update_quadrature_points);
    double            area = 0;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (!cell->is_artificial() && fields.has(cell->material_id(), field))
        for (const unsigned int f : cell->face_indices())
          if (cell->at_boundary(f) && cell->face(f)->boundary_id() == boundary_of[k])
            {
              std::vector<Dof> dofs(cell->get_fe().n_dofs_per_cell());
              cell->get_dof_indices(dofs);
              const auto &local = fields.local_dofs(cell->material_id(), field);
              const int   b     = field == Field::electronic_potential ? base(cell->material_id()) : -1;
              for (const unsigned int i : face_unknowns(fields.scalar_element, f))
                fixed[dofs[local[i]]] = {int(k), b};
              if (!cell->is_locally_owned())
                continue;
              face_values.reinit(typename Triangulation<dim>::active_cell_iterator(cell), f);
              for (const double weight : weights_of(face_values, fields.names.axisymmetric))
                area += weight;
            }
    list[k].area = Utilities::MPI::sum(area, fields.triangulation.get_communicator());
  }

  template <int dim>
  void Potentials<dim>::fix_equipotential_metals()
  {
    std::vector<Dof> dofs;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (!cell->is_artificial() && fields.region(cell->material_id()).equipotential)
        {
          dofs.resize(cell->get_fe().n_dofs_per_cell());
          cell->get_dof_indices(dofs);
          const int b = base(cell->material_id());
          for (const unsigned int i : fields.local_dofs(cell->material_id(), Field::electronic_potential))
            fixed.insert({dofs[i], {b, b}});
        }
  }

  template <int dim>
  void Potentials<dim>::fix_anchors()
  {
    std::vector<Dof> dofs;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (!cell->is_artificial() && fields.has(cell->material_id(), Field::electronic_potential))
        if (const auto anchor = anchors.find(base(cell->material_id())); anchor != anchors.end())
          for (const unsigned int v : cell->vertex_indices())
            if (cell->vertex_index(v) == anchor->second)
              {
                dofs.resize(cell->get_fe().n_dofs_per_cell());
                cell->get_dof_indices(dofs);
                // The scalar element's first unknowns are those at its vertices.
                const Dof dof = dofs[fields.local_dofs(cell->material_id(), Field::electronic_potential)[v]];
                fixed[dof]    = {anchor->first, anchor->first};
              }
  }

  template <int dim>
  void Potentials<dim>::fix_boundary_functions()
  {
    const auto &support = fields.scalar_element.get_unit_support_points();
    for (unsigned int b = 0; b < functions.size(); ++b)
      {
        const Field field = fields.model.boundary_values[b].field;
        for (const auto &cell : fields.dof_handler.active_cell_iterators())
          if (!cell->is_artificial() && fields.has(cell->material_id(), field))
            for (const unsigned int f : cell->face_indices())
              if (cell->at_boundary(f) && cell->face(f)->boundary_id() == function_boundary[b])
                {
                  std::vector<Dof> dofs(cell->get_fe().n_dofs_per_cell());
                  cell->get_dof_indices(dofs);
                  const auto &local = fields.local_dofs(cell->material_id(), field);
                  for (const unsigned int i : face_unknowns(fields.scalar_element, f))
                    by_function[dofs[local[i]]] = {b, fields.mapping.transform_unit_to_real_cell(cell, support[i])};
                }
      }
  }

  template <int dim>
  void Potentials<dim>::find_shares()
  {
    shares.assign(size(), {});
    for (const auto &[dof, to] : fixed)
      shares[to.first][dof] = 1;
    for (const auto &line : fields.hanging_nodes.get_lines())
      for (unsigned int k = 0; k < size(); ++k)
        {
          double share = 0;
          for (const auto &[master, weight] : line.entries)
            if (const auto it = shares[k].find(master); it != shares[k].end())
              share += weight * it->second;
          if (share != 0)
            shares[k][line.index] = share;
          else
            shares[k].erase(line.index);
        }
  }

  template <int dim>
  void Potentials<dim>::impose(Vector &solution, const std::vector<double> &values, const double time) const
  {
    for (const auto &[dof, to] : fixed)
      if (fields.owned.is_element(dof))
        solution(dof) = values[to.first] - (to.second < 0 ? 0. : values[to.second]);
    for (const auto &f : functions)
      f->set_time(time);
    for (const auto &[dof, to] : by_function)
      if (fields.owned.is_element(dof))
        solution(dof) = functions[to.first]->value(to.second);
    solution.compress(VectorOperation::insert);
    fields.hanging_nodes.distribute(solution);
  }

  template <int dim>
  bool Potentials<dim>::boundary_share(const unsigned int k, const std::vector<Dof> &dofs, double *result) const
  {
    bool any = false;
    for (unsigned int i = 0; i < dofs.size(); ++i)
      {
        const auto it = shares[k].find(dofs[i]);
        result[i]     = it == shares[k].end() ? 0. : it->second;
        any           = any || result[i] != 0;
      }
    return any;
  }

  template <int dim>
  bool Potentials<dim>::sensitivity(const unsigned int      k,
                                    const unsigned int      piece,
                                    const Field             field,
                                    const std::vector<Dof> &dofs,
                                    double                 *result) const
  {
    if (field != list[k].field)
      return false;
    if (field == Field::ionic_potential || base(piece) != int(k))
      return boundary_share(k, dofs, result);
    std::fill_n(result, dofs.size(), 1.);
    std::vector<double> other(dofs.size());
    for (unsigned int j = 0; j < size(); ++j)
      if (j != k && list[j].field == field && boundary_share(j, dofs, other.data()))
        for (unsigned int i = 0; i < dofs.size(); ++i)
          result[i] -= other[i];
    return true;
  }

  template std::map<types::boundary_id, std::set<unsigned int>> pieces_at_boundaries(const Triangulation<2> &);
  template std::map<types::boundary_id, std::set<unsigned int>> pieces_at_boundaries(const Triangulation<3> &);
  template class Potentials<2>;
  template class Potentials<3>;
} // namespace nadir
