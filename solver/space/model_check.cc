#include "space/model_check.h"

#include "base/text.h"
#include "space/places.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

using namespace dealii;

namespace nadir
{
  namespace
  {
    template <int dim>
    void check_regions(const Section &root, const Fields<dim> &fields)
    {
      const auto &pieces = fields.names.regions;
      for (const Section *s : root.sections("Region"))
        if (std::none_of(pieces.begin(), pieces.end(), [&](const auto &piece) { return piece.region == s->name(); }))
          s->fail("region '" + s->name() + "' is not part of the mesh", "use it in the geometry, or remove the section");
    }

    /// The regions that have a field, in the order of the deck.
    std::vector<std::string> regions_with(const Model &model, const Field field)
    {
      std::vector<std::string> list;
      for (const Region &region : model.regions)
        if (region.has(field))
          list.push_back(region.name);
      return list;
    }

    template <int dim>
    void check_functions(const Section &root, const Fields<dim> &fields)
    {
      const Model &model = fields.model;
      for (const char *kind : {"Source", "Initial value", "Exact solution"})
        for (const Section *s : root.sections(kind))
          {
            const std::string name = s->text("Region"), field = s->text("Field");
            std::vector<std::string> known;
            for (const Region &region : model.regions)
              known.push_back(region.name);
            const Region *region = model.find_region(name);
            if (!region)
              s->fail("Region", "there is no region '" + name + "'",
                      did_you_mean(name, known) + "the deck has: " + listed(known));
            if (!region->has(field_from(field)))
              s->fail("Field", "the region '" + name + "' has no " + field,
                      "it exists in: " + listed(regions_with(model, field_from(field))));
          }
    }

    template <int dim>
    void check_interfaces(const Section &root, const Fields<dim> &fields)
    {
      std::set<unsigned int> met;
      for (unsigned int a = 0; a < fields.n_pieces(); ++a)
        for (unsigned int b = a + 1; b < fields.n_pieces(); ++b)
          if (const auto meeting = fields.meeting(a, b); meeting && fields.touch(a, b))
            met.insert(meeting->interface);
      const auto sections = root.sections("Interface");
      for (unsigned int i = 0; i < sections.size(); ++i)
        {
          const Interface &interface = fields.model.interfaces[i];
          if (met.count(i))
            continue;
          if (interface.minus == interface.plus)
            sections[i]->fail("Between", "the mesh has no grain boundaries inside '" + interface.minus + "'",
                              "set Generator = polycrystal, or remove the interface");
          sections[i]->fail("Between", "'" + interface.minus + "' and '" + interface.plus + "' do not touch in the mesh",
                            "name two regions that touch, or remove the interface");
        }
    }

    template <int dim>
    void check_delaminated(const Section &root, const Fields<dim> &fields)
    {
      for (const auto &defect : fields.names.defects)
        for (const auto &cell : fields.triangulation.active_cell_iterators())
          for (const unsigned int f : cell->face_indices())
            if (defect.delaminates && cell->is_locally_owned() && !cell->at_boundary(f) && defect.delaminates(cell->face(f)->center()))
              if (const auto meeting = fields.meeting(cell->material_id(), cell->neighbor(f)->material_id());
                  !meeting || !fields.model.interfaces[meeting->interface].opening)
                root.section("Geometry").find("Defect", defect.name)->fail("Type", "the patch '" + defect.name + "' lies on an interface that cannot open",
                                                                          "give the interface `subsection Opening`, or write 'Type = insulating patch'");
    }

    template <int dim>
    void check_probes(const Section &root, const Fields<dim> &fields)
    {
      for (const Section *s : root.sections("Probe"))
        {
          const auto        position = s->quantities("Position");
          const std::string field    = s->text("Field");
          if (position.size() != dim)
            s->fail("Position", fmt::format("a place has {} coordinates here, not {}", dim, position.size()),
                    dim == 2 ? "write for example 'Position = 10 um, 20 um'" :
                               "write for example 'Position = 10 um, 10 um, 20 um'");
          Point<dim> place;
          std::copy(position.begin(), position.end(), place.begin_raw());
          const auto [here, anywhere] = find_point(fields, place, field_from(field));
          if (!anywhere)
            s->fail("Position", "the probe '" + s->name() + "' lies outside the cell",
                    "choose a place in the mesh: " + extent(fields));
          if (!here)
            s->fail("Position", "there is no " + field + " at the probe '" + s->name() + "'",
                    "move it into one of: " + listed(regions_with(fields.model, field_from(field)))
                      + "; or choose another Field");
        }
    }
    using Node  = std::pair<Field, int>; // a field's group of regions
    using Paths = std::map<Node, std::set<Node>>;

    /// Interfaces that let current through join groups.
    template <int dim>
    void add_interfaces(const Fields<dim> &fields, Paths &paths)
    {
      const Field ionic = Field::ionic_potential, electronic = Field::electronic_potential;
      for (unsigned int a = 0; a < fields.n_pieces(); ++a)
        for (unsigned int b = 0; b < fields.n_pieces(); ++b)
          {
            const auto meeting = a == b ? std::nullopt : fields.meeting(a, b);
            if (!meeting || !meeting->first_is_minus || !fields.touch(a, b))
              continue;
            const Interface &interface = fields.model.interfaces[meeting->interface];
            if (interface.blocking)
              continue;
            const bool  transfer = interface.laws.charge_transfer != nullptr;
            const bool  ions     = fields.has(a, ionic) && fields.has(b, ionic);
            const Field minus    = transfer ? electronic : ions ? ionic : electronic;
            const Field plus     = transfer ? ionic : minus;
            const auto  join     = [&](const Field at_a, const Field at_b) {
              const Node from(at_a, fields.group(a, at_a)), to(at_b, fields.group(b, at_b));
              paths[from].insert(to);
              paths[to].insert(from);
            };
            join(minus, plus);
            if (interface.electronic_resistance)
              join(electronic, electronic);
          }
    }

    template <int dim>
    std::set<Node> groups_at(const Fields<dim> &fields, const std::string &boundary, const Field field)
    {
      std::set<Node> groups;
      for (const auto &[id, pieces] : pieces_at_boundaries<dim>(fields.triangulation))
        if (fields.names.boundaries.at(id) == boundary)
          for (const unsigned int piece : pieces)
            if (fields.has(piece, field))
              groups.insert({field, fields.group(piece, field)});
      return groups;
    }

    void spread(const Paths &paths, std::set<Node> &reached)
    {
      std::vector<Node> front(reached.begin(), reached.end());
      while (!front.empty())
        {
          const auto next = paths.find(front.back());
          front.pop_back();
          if (next != paths.end())
            for (const Node &node : next->second)
              if (reached.insert(node).second)
                front.push_back(node);
        }
    }

    template <int dim>
    bool is_reached(const Fields<dim> &fields, const Region &region, const std::set<Node> &reached)
    {
      for (unsigned int piece = 0; piece < fields.n_pieces(); ++piece)
        for (const Field field : {Field::ionic_potential, Field::electronic_potential})
          if (&fields.region(piece) == &region && reached.count({field, fields.group(piece, field)}))
            return true;
      return false;
    }
  } // namespace

  template <int dim>
  void check_model_in_mesh(const Section &root, const Fields<dim> &fields)
  {
    check_regions(root, fields);
    check_functions(root, fields);
    check_interfaces(root, fields);
    check_delaminated(root, fields);
    check_probes(root, fields);
  }

  template <int dim>
  void check_current_path(const Section &root, const Potentials<dim> &potentials)
  {
    const Fields<dim> &fields = potentials.fields;
    Paths              paths;
    add_interfaces(fields, paths);
    std::set<Node>     reached, goal;
    const Section     *start = nullptr, *end = nullptr;
    const auto         sections = root.sections("Collector");
    for (unsigned int k = 0; k < sections.size(); ++k)
      {
        const std::set<Node> ends = groups_at(fields, sections[k]->text("Boundary"), potentials[k].field);
        for (const Node &node : ends) // the collector joins them
          {
            paths[*ends.begin()].insert(node);
            paths[node].insert(*ends.begin());
          }
        if (potentials[k].role == Collector::Role::working)
          {
            start   = sections[k];
            reached = ends;
          }
        if (potentials[k].role == Collector::Role::counter)
          {
            end  = sections[k];
            goal = ends;
          }
      }
    if (!start || !end)
      return;
    spread(paths, reached);
    if (reached.count(*goal.begin()))
      return;
    std::vector<std::string> regions;
    for (const Region &region : fields.model.regions)
      if (is_reached(fields, region, reached))
        regions.push_back(region.name);
    start->fail("no current can flow from the collector '" + start->name() + "' to the counter '" + end->name() +
                  "': it comes no farther than " + listed(regions),
                "let it pass the interfaces there (Charge transfer between metal and electrolyte, Resistance between "
                "two of a kind, no 'Blocking')");
  }

  template void check_current_path(const Section &, const Potentials<2> &);
  template void check_current_path(const Section &, const Potentials<3> &);
  template void check_model_in_mesh(const Section &, const Fields<2> &);
  template void check_model_in_mesh(const Section &, const Fields<3> &);
} // namespace nadir
