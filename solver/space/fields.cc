#include "space/fields.h"

#include <deal.II/dofs/dof_tools.h>
#include <deal.II/fe/fe_nothing.h>
#include <deal.II/fe/fe_system.h>

#include <algorithm>
#include <numeric>
#include <set>

using namespace dealii;

namespace nadir
{
  namespace
  {
    /// Disjoint sets with path halving.
    class Sets
    {
    public:
      explicit Sets(const unsigned int n)
        : parent(n)
      {
        std::iota(parent.begin(), parent.end(), 0u);
      }
      unsigned int find(unsigned int i)
      {
        while (parent[i] != i)
          i = parent[i] = parent[parent[i]];
        return i;
      }
      void join(const unsigned int a, const unsigned int b) { parent[std::max(find(a), find(b))] = std::min(find(a), find(b)); }

    private:
      std::vector<unsigned int> parent;
    };

    /// No field is continuous across, and nothing says how current passes.
    [[noreturn]] void fail_without_interface(const Section &root, const Region &a, const Region &b)
    {
      const bool    first_is_metal = a.has(Field::electronic_potential);
      const Region &metal = first_is_metal ? a : b, &electrolyte = first_is_metal ? b : a;
      root.find("Region", electrolyte.name)
        ->fail("'" + metal.name + "' conducts electrons and '" + electrolyte.name +
                 "' ions; they touch, and no interface says how current passes between them",
               "add `subsection Interface NAME` with 'Between = " + metal.name + ", " + electrolyte.name +
                 "' and a `subsection Charge transfer` (or 'Blocking = true' if nothing crosses)");
    }

    /// Pairs of pieces that share a face of the coarse mesh, which every rank knows.
    template <int dim>
    std::set<std::pair<unsigned int, unsigned int>> touching_pieces(const Triangulation<dim> &triangulation)
    {
      std::set<std::pair<unsigned int, unsigned int>> pairs;
      for (const auto &cell : triangulation.cell_iterators_on_level(0))
        for (const unsigned int f : cell->face_indices())
          if (!cell->at_boundary(f) && cell->material_id() < cell->neighbor(f)->material_id())
            pairs.insert({cell->material_id(), cell->neighbor(f)->material_id()});
      return pairs;
    }
  } // namespace

  template <int dim>
  Fields<dim>::Fields(const Triangulation  &triangulation,
                      const MeshNames<dim> &names,
                      const Model          &model,
                      const Section        &root,
                      const int             degree,
                      std::vector<Field>    fields_of_system)
    : triangulation(triangulation)
    , names(names)
    , model(model)
    , system(std::move(fields_of_system))
    , scalar_element(degree)
    , mapping(degree)
    , dof_handler(triangulation)
  {
    for (const auto &piece : names.regions)
      for (unsigned int r = 0; r < model.regions.size(); ++r)
        if (model.regions[r].name == piece.region)
          region_of_piece.push_back(r);
    AssertThrow(region_of_piece.size() == names.regions.size(), ExcMessage("a piece of the mesh has no region"));
    find_groups(root);
    find_colours();
    make_elements();
    distribute();
  }

  template <int dim>
  bool Fields<dim>::is_here(const Field f) const
  {
    return std::find(system.begin(), system.end(), f) != system.end();
  }

  template <int dim>
  std::optional<Meeting> Fields<dim>::meeting(const unsigned int piece, const unsigned int other) const
  {
    const std::string &a = region(piece).name, &b = region(other).name;
    for (unsigned int i = 0; i < model.interfaces.size(); ++i)
      {
        const Interface &interface = model.interfaces[i];
        if (interface.minus == a && interface.plus == b)
          return Meeting{i, a == b ? piece < other : true};
        if (interface.minus == b && interface.plus == a)
          return Meeting{i, false};
      }
    return std::nullopt;
  }

  template <int dim>
  void Fields<dim>::find_groups(const Section &root)
  {
    touching          = touching_pieces<dim>(triangulation);
    const auto &pairs = touching;
    std::vector<Sets> sets(n_fields, Sets(n_pieces()));
    for (const auto &[a, b] : pairs)
      {
        const auto where  = meeting(a, b);
        bool       shared = false;
        for (unsigned int f = 0; f < n_fields; ++f)
          if (lives_in(a, Field(f)) && lives_in(b, Field(f)) && !(where && model.interfaces[where->interface].separates(Field(f))))
            {
              sets[f].join(a, b);
              shared = true;
            }
        const bool current_has_a_say = region(a).conducts() && region(b).conducts() && is_here(Field::ionic_potential);
        if (!shared && !where && current_has_a_say)
          fail_without_interface(root, region(a), region(b));
      }
    groups.assign(n_pieces(), {});
    for (unsigned int f = 0; f < n_fields; ++f)
      {
        std::map<unsigned int, int> number;
        for (unsigned int p = 0; p < n_pieces(); ++p)
          groups[p][f] = lives_in(p, Field(f)) ? number.insert({sets[f].find(p), int(number.size())}).first->second : -1;
        group_count[f] = number.size();
      }
    check_separation(root);
  }

  /// The two sides of an interface must not hang together on another way.
  template <int dim>
  void Fields<dim>::check_separation(const Section &root) const
  {
    for (const auto &[a, b] : touching)
      for (unsigned int f = 0; f < n_fields; ++f)
        {
          const auto where = meeting(a, b);
          if (!where || !model.interfaces[where->interface].separates(Field(f)) || groups[a][f] < 0 || groups[a][f] != groups[b][f])
            continue;
          unsigned int between = a; // a piece that belongs to the first without an interface
          for (const auto &[c, d] : touching)
            if (const unsigned int other = c == a ? d : c; (c == a || d == a) && other != b && groups[other][f] == groups[a][f])
              if (const auto way = meeting(a, other); !way || !model.interfaces[way->interface].separates(Field(f)))
                between = other;
          const std::string here = region(a).name, there = region(b).name, by = region(between).name;
          const Section    &s    = *root.find("Interface", model.interfaces[where->interface].name);
          if (Field(f) == Field::displacement)
            s.fail("the interface '" + s.name() + "' lets '" + here + "' and '" + there + "' separate, but they hang together by way of '" +
                     by + "', to which '" + here + "' is bonded",
                   "add `subsection Opening` to an interface between '" + here + "' and '" + by + "', too, or remove the opening here");
          s.fail("the " + std::string(field_names[f]) + " jumps at the interface '" + s.name() + "' between '" + here + "' and '" + there +
                   "', but it is continuous by way of '" + by + "'",
                 "declare an interface between '" + here + "' and '" + by + "', too");
        }
  }

  template <int dim>
  void Fields<dim>::find_colours()
  {
    std::vector<std::set<unsigned int>> pieces_at_vertex(triangulation.n_vertices());
    for (const auto &cell : triangulation.cell_iterators_on_level(0))
      for (const unsigned int v : cell->vertex_indices())
        pieces_at_vertex[cell->vertex_index(v)].insert(cell->material_id());

    for (unsigned int f = 0; f < n_fields; ++f)
      {
        std::vector<std::set<unsigned int>> neighbours(group_count[f]);
        for (const auto &pieces : pieces_at_vertex)
          for (const unsigned int a : pieces)
            for (const unsigned int b : pieces)
              if (groups[a][f] >= 0 && groups[b][f] >= 0 && groups[a][f] != groups[b][f])
                neighbours[groups[a][f]].insert(groups[b][f]);
        colour_of_group[f].resize(group_count[f]);
        for (unsigned int g = 0; g < group_count[f]; ++g)
          {
            std::set<unsigned int> taken;
            for (const unsigned int n : neighbours[g])
              if (n < g)
                taken.insert(colour_of_group[f][n]);
            unsigned int colour = 0;
            while (taken.count(colour))
              ++colour;
            colour_of_group[f][g] = colour;
            colour_count[f]       = std::max(colour_count[f], colour + 1);
          }
      }
  }

  template <int dim>
  void Fields<dim>::make_elements()
  {
    std::array<unsigned int, n_fields> first{};
    for (unsigned int f = 0; f < n_fields; ++f)
      {
        first[f] = component_field.size();
        component_field.insert(component_field.end(), colour_count[f] * size_of(Field(f)), Field(f));
      }
    components.assign(n_pieces(), {});
    std::map<std::array<int, n_fields>, unsigned int> element_of_signature;
    const FE_Nothing<dim>                             nothing;
    for (unsigned int p = 0; p < n_pieces(); ++p)
      {
        for (unsigned int f = 0; f < n_fields; ++f)
          components[p][f] = groups[p][f] < 0 ? -1 : int(first[f] + size_of(Field(f)) * colour_of_group[f][groups[p][f]]);
        const auto [it, is_new] = element_of_signature.insert({components[p], elements.size()});
        element_of_piece.push_back(it->second);
        if (!is_new)
          continue;
        std::vector<const FiniteElement<dim> *> bases(std::max<std::size_t>(component_field.size(), 1), &nothing);
        for (unsigned int f = 0; f < n_fields; ++f)
          if (components[p][f] >= 0)
            std::fill_n(bases.begin() + components[p][f], size_of(Field(f)), &scalar_element);
        elements.push_back(FESystem<dim>(bases, std::vector<unsigned int>(bases.size(), 1)));

        const FiniteElement<dim> &element = elements[elements.size() - 1];
        dofs_of_element.emplace_back();
        for (unsigned int f = 0; f < n_fields; ++f)
          if (components[p][f] >= 0)
            {
              auto &dofs = dofs_of_element.back()[f];
              const unsigned int n = scalar_element.n_dofs_per_cell(), c = components[p][f];
              dofs.resize(n * size_of(Field(f)));
              for (unsigned int i = 0; i < element.n_dofs_per_cell(); ++i)
                if (const auto [component, index] = element.system_to_component_index(i);
                    component >= c && component < c + size_of(Field(f)))
                  dofs[(component - c) * n + index] = i;
            }
      }
  }

  template <int dim>
  void Fields<dim>::distribute()
  {
    for (const auto &cell : dof_handler.active_cell_iterators())
      if (cell->is_locally_owned())
        cell->set_active_fe_index(element_of_piece[cell->material_id()]);
    dof_handler.distribute_dofs(elements);
    owned = dof_handler.locally_owned_dofs();
    DoFTools::extract_locally_relevant_dofs(dof_handler, relevant);
    constrain_hanging_nodes();
  }

  /// As those of one scalar field on the whole mesh, where a field is continuous. (deal.II 9.4 finds wrong ones where of two components
  /// one is continuous and the other ends.)
  template <int dim>
  void Fields<dim>::constrain_hanging_nodes()
  {
    hanging_nodes.clear();
    hanging_nodes.reinit(relevant);
    DoFHandler<dim> scalar(triangulation);
    scalar.distribute_dofs(scalar_element);
    IndexSet scalar_relevant;
    DoFTools::extract_locally_relevant_dofs(scalar, scalar_relevant);
    AffineConstraints<double> lines(scalar_relevant);
    DoFTools::make_hanging_node_constraints(scalar, lines);

    const unsigned int                   n = scalar_element.n_dofs_per_cell();
    std::vector<types::global_dof_index> fine(n), coarse(n);
    for (const auto &cell : dof_handler.active_cell_iterators())
      for (const unsigned int f : cell->face_indices())
        {
          if (cell->is_artificial() || cell->at_boundary(f) || !cell->neighbor_is_coarser(f) || cell->neighbor(f)->is_artificial())
            continue;
          const auto same = [&](const Cell &c) { return typename DoFHandler<dim>::cell_iterator(&triangulation, c->level(), c->index(), &scalar); };
          const Cell neighbor = cell->neighbor(f);
          same(cell)->get_dof_indices(fine);
          same(neighbor)->get_dof_indices(coarse);
          for (const Field field : system)
            if (const int g = group(cell->material_id(), field); g >= 0 && g == group(neighbor->material_id(), field))
              constrain_face(fine, coarse, lines, unknowns(cell, field), unknowns(neighbor, field), f);
        }
    hanging_nodes.close();
  }

  template <int dim>
  void Fields<dim>::constrain_face(const std::vector<types::global_dof_index> &fine, const std::vector<types::global_dof_index> &coarse,
                                   const AffineConstraints<double> &lines, const std::vector<types::global_dof_index> &fine_unknowns,
                                   const std::vector<types::global_dof_index> &coarse_unknowns, const unsigned int face)
  {
    const unsigned int n = fine.size();
    for (unsigned int k = 0; k < scalar_element.n_dofs_per_face(face); ++k)
      {
        const unsigned int i       = scalar_element.face_to_cell_index(k, face);
        const auto        *entries = lines.get_constraint_entries(fine[i]);
        for (unsigned int first = 0; entries && first < fine_unknowns.size(); first += n) // components
          {
            const auto line = fine_unknowns[first + i];
            if (hanging_nodes.is_constrained(line) || !hanging_nodes.can_store_line(line))
              continue;
            hanging_nodes.add_line(line);
            for (const auto &[master, weight] : *entries)
              {
                const auto at = std::find(coarse.begin(), coarse.end(), master);
                AssertThrow(at != coarse.end(), ExcMessage("a hanging node depends on more than the coarser cell beside its face"));
                hanging_nodes.add_entry(line, coarse_unknowns[first + (at - coarse.begin())], weight);
              }
          }
      }
  }

  template <int dim>
  void Fields<dim>::keep_elements_in_refinement()
  {
    for (const auto &cell : dof_handler.active_cell_iterators())
      if (cell->is_locally_owned())
        cell->set_future_fe_index(cell->active_fe_index());
  }

  template <int dim>
  std::vector<types::global_dof_index> Fields<dim>::unknowns(const Cell &cell, const Field f) const
  {
    std::vector<types::global_dof_index> list;
    if (cell->is_artificial() || !has(cell->material_id(), f))
      return list;
    std::vector<types::global_dof_index> all(cell->get_fe().n_dofs_per_cell());
    cell->get_dof_indices(all);
    for (const unsigned int i : local_dofs(cell->material_id(), f))
      list.push_back(all[i]);
    return list;
  }

  template class Fields<2>;
  template class Fields<3>;
} // namespace nadir
