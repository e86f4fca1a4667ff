#include "space/supports.h"

#include "space/boundaries.h"
#include "space/weights.h"

#include <deal.II/base/quadrature_lib.h>
#include <deal.II/dofs/dof_tools.h>
#include <deal.II/fe/fe_values.h>
#include <deal.II/grid/grid_tools.h>

#include <algorithm>
#include <cmath>

using namespace dealii;

namespace nadir
{
  namespace
  {
    const std::map<std::string, Support::Type> &types_by_name()
    {
      static const std::map<std::string, Support::Type> map = {
        {"symmetry", Support::Type::symmetry},         {"fixed", Support::Type::fixed},       {"plate", Support::Type::plate},
        {"displacement", Support::Type::displacement}, {"traction", Support::Type::traction}, {"periodic", Support::Type::periodic}};
      return map;
    }

    /// Unit normal of a face through its vertices, outward from the cell.
    template <int dim>
    Tensor<1, dim> normal_of(const typename Triangulation<dim>::cell_iterator &cell, const unsigned int f)
    {
      const auto     face = cell->face(f);
      Tensor<1, dim> normal;
      if constexpr (dim == 2)
        normal = cross_product_2d(face->vertex(1) - face->vertex(0));
      else
        normal = cross_product_3d(face->vertex(1) - face->vertex(0), face->vertex(2) - face->vertex(0));
      if (normal * (face->center() - cell->center()) < 0)
        normal = -normal;
      return normal / normal.norm();
    }

    std::vector<Entry> plate_entries()
    {
      return {choice("Control", {"pressure", "displacement", "drift"}, "pressure",
                     "pressure: the stack pressure acts on the plate; displacement: the plate moves as prescribed (0: it is fixed); drift: it "
                     "follows the mean thickness of the metal that an interface plates or strips."),
              quantity("Pressure", "Pa", "", "Stack pressure (compressive) on the area of the plate; without it that of the protocol."),
              not_negative(quantity("Stiffness", "Pa m-1", "0 Pa/m",
                                    "Of the fixture behind a plate under pressure, per area: pressure rises by this times the outward motion.")),
              text("Displacement", "0", "Formula in t (s), in m, positive outwards; for `Control = displacement`."),
              text("Interface", "", "For `Control = drift`: the interface whose metal the plate follows."),
              flag("Held", false, "The plate also holds the tangential displacement (it sticks).")};
    }
  } // namespace

  SectionKind support_schema()
  {
    SectionKind s;
    s.kind          = "Support";
    s.named         = true;
    s.documentation = "What holds or loads a boundary mechanically. A boundary without a support is free. Where two supports meet, the "
                      "first one of the deck determines the displacement they share.";
    s.selector      = "Type";
    s.entries       = {required(text("Boundary", "", "Name of a boundary of the mesh."))};
    auto displacement = vector_entries("Displacement, m,");
    displacement.push_back(names("Directions", "", "The directions that are prescribed, for example `x, y`; empty: all."));
    auto traction = vector_entries("Force per area, Pa,");
    traction.push_back(text("Pressure", "0", "Formula, Pa: pushes against the boundary, in addition."));
    Entry profile    = file_name("Pressure file", "A further pressure from a file of two columns, a coordinate (m, increasing) and the pressure "
                                                  "(Pa), by comma or blanks; linear in between, constant beyond. Relative to the deck.");
    profile.required = false;
    traction.push_back(profile);
    traction.push_back(choice("Pressure along", {"x", "y", "z"}, "y", "The coordinate in the first column of `Pressure file`."));
    s.variants = {{"symmetry", "no displacement normal to a flat boundary", {}},
                  {"fixed", "no displacement", {}},
                  {"plate", "a rigid plate: all points of a flat boundary move together along its normal", plate_entries()},
                  {"displacement", "a given displacement", displacement},
                  {"traction", "a given force per area", traction},
                  {"periodic",
                   "the displacement equals that of the opposite boundary",
                   {required(text("Partner", "", "Name of the opposite boundary, which is a shifted copy."))}}};
    return s;
  }

  template <int dim>
  Supports<dim>::Supports(const Fields<dim> &fields, const Section &root)
    : fields(fields)
  {
    for (const Section *s : root.sections("Support"))
      read_support(*s);
    distribute();
  }

  template <int dim>
  unsigned int Supports<dim>::flat_axis(const Section &section, const types::boundary_id boundary, double &outward) const
  {
    int axis = -1;
    for (const auto &cell : fields.triangulation.cell_iterators_on_level(0))
      for (const unsigned int f : cell->face_indices())
        if (cell->at_boundary(f) && cell->face(f)->boundary_id() == boundary)
          {
            const auto normal = normal_of<dim>(cell, f);
            int        here   = -1;
            for (unsigned int d = 0; d < dim; ++d)
              if (std::abs(std::abs(normal[d]) - 1) < 1e-8)
                here = d;
            if (here < 0 || (axis >= 0 && (here != axis || normal[here] * outward < 0)))
              section.fail("Boundary",
                           "a " + section.text("Type") + " needs a flat boundary along an axis, and '" + section.text("Boundary") + "' is not",
                           "use 'Type = fixed', 'displacement' or 'traction' there");
            axis    = here;
            outward = normal[here] > 0 ? 1. : -1.;
          }
    return axis;
  }

  template <int dim>
  void Supports<dim>::check_only_support(const Section &s, const std::string &entry, const types::boundary_id boundary) const
  {
    for (const Support &other : supports)
      if (other.boundary == boundary || (other.type == Support::Type::periodic && other.partner == boundary))
        s.fail(entry, "the boundary '" + s.text(entry) + "' already has the support '" + other.name + "'", "remove one of the two");
    if (!fields.names.axisymmetric || s.text("Type") == "symmetry")
      return;
    for (const auto &cell : fields.triangulation.cell_iterators_on_level(0))
      for (const unsigned int f : cell->face_indices())
        if (cell->at_boundary(f) && cell->face(f)->boundary_id() == boundary && cell->face(f)->center()[0] < 1e-8 * cell->diameter())
          s.fail(entry, "the boundary '" + s.text(entry) + "' is the axis of symmetry, which has no area to hold or to load",
                 "choose another boundary, or remove this support: the axis stays where it is without one");
  }

  template <int dim>
  void Supports<dim>::read_support(const Section &s)
  {
    const auto boundary = boundary_named(fields.names, s, "Boundary");
    check_only_support(s, "Boundary", boundary);
    Support support{s.name(), boundary, types_by_name().at(s.text("Type"))};
    plate_of_support.push_back(-1);
    axis_of_support.push_back(-1);
    functions.emplace_back();
    double outward = 1;
    switch (support.type)
      {
        case Support::Type::symmetry:
          axis_of_support.back() = flat_axis(s, boundary, outward);
          break;
        case Support::Type::plate:
          axis_of_support.back()  = flat_axis(s, boundary, outward);
          plate_of_support.back() = plate_list.size();
          read_plate(s, boundary);
          break;
        case Support::Type::displacement:
          {
            const auto wanted   = s.names("Directions");
            support.expressions = read_vector(s, dim);
            for (unsigned int d = 0; d < dim; ++d)
              if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), std::string(1, "xyz"[d])) == wanted.end())
                support.expressions[d].clear();
            for (const auto &name : wanted)
              if (name.size() != 1 || std::string("xyz").substr(0, dim).find(name) == std::string::npos)
                s.fail("Directions", "there is no direction '" + name + "'", dim == 2 ? "name x, y or both" : "name some of x, y, z");
          }
          break;
        case Support::Type::traction:
          read_traction(s, support);
          break;
        case Support::Type::periodic:
          support.partner = boundary_named(fields.names, s, "Partner");
          check_only_support(s, "Partner", support.partner);
          break;
        default:
          break;
      }
    for (const auto &expression : support.expressions)
      functions.back().push_back(expression.empty() ? nullptr : parse_function<dim>(expression));
    pressures.push_back(support.pressure.empty() ? nullptr : parse_function<dim>(support.pressure));
    supports.push_back(support);
  }

  template <int dim>
  void Supports<dim>::read_traction(const Section &s, Support &support)
  {
    support.expressions = read_vector(s, dim);
    check_formula(s, "Pressure", dim);
    support.pressure = s.text("Pressure");
    if (s.is_set("Pressure file"))
      support.profile = read_profile(s, "Pressure file");
    else if (s.is_set("Pressure along"))
      s.fail("Pressure along", "'Pressure along' has no effect without a file", "add 'Pressure file', or remove this line");
    support.profile_axis = s.text("Pressure along")[0] - 'x';
    if (support.profile_axis >= dim)
      s.fail("Pressure along", "a model in two dimensions has no third direction", "choose x or y");
  }

  template <int dim>
  Tensor<1, dim> Supports<dim>::traction(const unsigned int s, const Point<dim> &place, const Tensor<1, dim> &normal, const double time) const
  {
    const auto value = [&](Function<dim> &function) {
      function.set_time(time);
      return function.value(place);
    };
    double pressure = value(*pressures[s]);
    if (supports[s].profile)
      pressure += supports[s].profile->at(place[supports[s].profile_axis]);
    Tensor<1, dim> t = -pressure * normal;
    for (unsigned int d = 0; d < dim; ++d)
      t[d] += value(*functions[s][d]);
    return t;
  }

  template <int dim>
  void Supports<dim>::read_plate(const Section &s, const types::boundary_id boundary)
  {
    Plate plate;
    plate.name    = s.name();
    plate.support = supports.size();
    plate.control = s.text("Control") == "pressure" ? Plate::Control::pressure :
                    s.text("Control") == "drift"    ? Plate::Control::drift :
                                                      Plate::Control::displacement;
    plate.axis    = flat_axis(s, boundary, plate.outward);
    if (s.is_set("Pressure"))
      plate.pressure = s.quantity("Pressure");
    plate.stiffness      = s.quantity("Stiffness");
    plate.interface_name = s.text("Interface");
    plate.held           = s.flag("Held");
    check_formula(s, "Displacement", dim);
    plate.displacement = s.text("Displacement");
    for (const auto &[entry, control] : std::vector<std::pair<std::string, std::string>>{
           {"Pressure", "pressure"}, {"Stiffness", "pressure"}, {"Displacement", "displacement"}, {"Interface", "drift"}})
      if (s.is_set(entry) && s.text("Control") != control)
        s.fail(entry, "'" + entry + "' has no effect on a plate with 'Control = " + s.text("Control") + "'",
               "set 'Control = " + control + "', or remove this line");
    std::vector<std::string> openings;
    for (const auto &interface : fields.model.interfaces)
      if (interface.opening)
        openings.push_back(interface.name);
    const bool known = std::find(openings.begin(), openings.end(), plate.interface_name) != openings.end();
    if (plate.control == Plate::Control::drift && !known)
      s.fail(s.is_set("Interface") ? "Interface" : "Control",
             plate.interface_name.empty() ? "a drifting plate follows the metal of an interface, and none is named" :
                                            "there is no interface '" + plate.interface_name + "' with `subsection Opening`",
             "set 'Interface = NAME' of an interface whose metal pushes its sides apart (`subsection Opening`); the deck has: " +
               listed(openings));
    plate_functions.push_back(parse_function<dim>(plate.displacement));
    Point<dim> elsewhere;
    for (unsigned int d = 0; d < dim; ++d)
      elsewhere[d] = 1.23e-5 * (d + 1);
    for (const double time : {0., 1.})
      {
        plate_functions.back()->set_time(time);
        if (plate_functions.back()->value(elsewhere) != plate_functions.back()->value(Point<dim>()))
          s.fail("Displacement", "a plate moves as a whole, but '" + plate.displacement + "' differs from place to place",
                 "write a formula of t alone, or use 'Type = displacement'");
      }
    plate_list.push_back(plate);
  }

  template <int dim>
  double Supports<dim>::plate_displacement(const unsigned int k, const double time) const
  {
    plate_functions[k]->set_time(time);
    return plate_functions[k]->value(Point<dim>());
  }

  template <int dim>
  void Supports<dim>::fix_boundaries()
  {
    fixed.clear();
    const auto        &element = fields.scalar_element;
    const unsigned int n       = element.n_dofs_per_cell();
    const auto        &points  = element.get_unit_support_points();
    std::vector<Dof>   dofs;
    for (int s = 0; s < int(supports.size()); ++s)
      for (const auto &cell : fields.dof_handler.active_cell_iterators())
        if (!cell->is_artificial() && cell->at_boundary() && fields.has(cell->material_id(), Field::displacement))
          for (const unsigned int f : cell->face_indices())
            if (cell->at_boundary(f) && cell->face(f)->boundary_id() == supports[s].boundary)
              {
                const auto &local = fields.local_dofs(cell->material_id(), Field::displacement);
                dofs.resize(cell->get_fe().n_dofs_per_cell());
                cell->get_dof_indices(dofs);
                for (unsigned int j = 0; j < element.n_dofs_per_face(f); ++j)
                  for (unsigned int d = 0; d < dim; ++d)
                    {
                      const unsigned int  i    = element.face_to_cell_index(j, f);
                      const auto          type = supports[s].type;
                      const bool          axis = int(d) == axis_of_support[s];
                      const int           k    = plate_of_support[s];
                      Fixed               here;
                      here.component = d;
                      if (type == Support::Type::plate && axis)
                        here.plate = k;
                      else if (type == Support::Type::displacement && functions[s][d])
                        here.support = s;
                      else if (!(type == Support::Type::fixed || (type == Support::Type::symmetry && axis) ||
                                 (type == Support::Type::plate && plate_list[k].held)))
                        continue;
                      here.place = fields.mapping.transform_unit_to_real_cell(cell, points[i]);
                      fixed.insert({dofs[local[d * n + i]], here});
                    }
              }
    if (!fields.names.axisymmetric)
      return;
    for (const auto &cell : fields.dof_handler.active_cell_iterators()) // nothing moves away from the axis
      if (!cell->is_artificial() && fields.has(cell->material_id(), Field::displacement))
        {
          const auto &local = fields.local_dofs(cell->material_id(), Field::displacement);
          dofs.resize(cell->get_fe().n_dofs_per_cell());
          cell->get_dof_indices(dofs);
          for (unsigned int i = 0; i < n; ++i)
            if (const auto place = fields.mapping.transform_unit_to_real_cell(cell, points[i]); place[0] < 1e-8 * cell->diameter())
              fixed.insert({dofs[local[i]], Fixed{-1, -1, 0, place}});
        }
  }

  template <int dim>
  void Supports<dim>::add_periodic_sides()
  {
    for (const Support &support : supports)
      if (support.type == Support::Type::periodic)
        {
          unsigned int axis = 0;
          for (const auto &cell : fields.triangulation.cell_iterators_on_level(0))
            for (const unsigned int f : cell->face_indices())
              if (cell->at_boundary(f) && cell->face(f)->boundary_id() == support.boundary)
                for (unsigned int d = 0; d < dim; ++d)
                  if (std::abs(normal_of<dim>(cell, f)[d]) > 0.9)
                    axis = d;
          std::vector<GridTools::PeriodicFacePair<typename DoFHandler<dim>::cell_iterator>> pairs;
          GridTools::collect_periodic_faces(fields.dof_handler, support.boundary, support.partner, axis, pairs);
          DoFTools::make_periodicity_constraints<dim, dim>(pairs, continuity);
        }
  }

  template <int dim>
  void Supports<dim>::distribute()
  {
    continuity.clear();
    continuity.reinit(fields.relevant);
    DoFTools::make_hanging_node_constraints(fields.dof_handler, continuity);
    add_periodic_sides();
    continuity.close();
    fix_boundaries();
    homogeneous.clear();
    homogeneous.reinit(fields.relevant);
    homogeneous.merge(continuity, AffineConstraints<double>::left_object_wins, true);
    for (const auto &[dof, what] : fixed)
      if (!homogeneous.is_constrained(dof))
        homogeneous.add_line(dof);
    homogeneous.close();
    find_modes();
  }

  template <int dim>
  void Supports<dim>::find_modes()
  {
    const MPI_Comm comm = fields.triangulation.get_communicator();
    Vector         owned(fields.owned, comm);
    modes.clear();
    FEFaceValues<dim> face(fields.mapping, fields.scalar_element, QGauss<dim - 1>(fields.scalar_element.degree + 1),
                           update_JxW_values | update_quadrature_points);
    for (unsigned int k = 0; k < plate_list.size(); ++k)
      {
        owned = 0;
        for (const auto &[dof, what] : fixed)
          if (what.plate == int(k) && fields.owned.is_element(dof))
            owned(dof) = plate_list[k].outward;
        owned.compress(VectorOperation::insert);
        continuity.distribute(owned);
        modes.emplace_back(fields.owned, fields.relevant, comm);
        modes.back() = owned;

        double area = 0;
        for (const auto &cell : fields.dof_handler.active_cell_iterators())
          if (cell->is_locally_owned() && cell->at_boundary())
            for (const unsigned int f : cell->face_indices())
              if (cell->at_boundary(f) && cell->face(f)->boundary_id() == supports[plate_list[k].support].boundary)
                {
                  face.reinit(typename Triangulation<dim>::active_cell_iterator(cell), f);
                  for (const double w : weights_of(face, fields.names.axisymmetric))
                    area += w;
                }
        plate_list[k].area = Utilities::MPI::sum(area, comm);
      }
  }

  template <int dim>
  void Supports<dim>::impose(Vector &solution, const std::vector<double> &plate_displacements, const double time) const
  {
    for (const auto &list : functions)
      for (const auto &function : list)
        if (function)
          function->set_time(time);
    for (const auto &[dof, what] : fixed)
      if (fields.owned.is_element(dof))
        solution(dof) = what.plate >= 0   ? plate_list[what.plate].outward * plate_displacements[what.plate] :
                        what.support >= 0 ? functions[what.support][what.component]->value(what.place) :
                                            0.;
    solution.compress(VectorOperation::insert);
    continuity.distribute(solution);
  }

  template <int dim>
  void make_periodic(const Section &root, const MeshNames<dim> &names, parallel::distributed::Triangulation<dim> &triangulation)
  {
    std::vector<GridTools::PeriodicFacePair<typename Triangulation<dim>::cell_iterator>> pairs;
    for (const Section *s : root.sections("Support"))
      if (s->text("Type") == "periodic")
        {
          const auto boundary = boundary_named(names, *s, "Boundary"), partner = boundary_named(names, *s, "Partner");
          if (boundary == partner)
            s->fail("Partner", "the boundary '" + s->text("Partner") + "' cannot be its own partner", "name the opposite side of the cell");
          unsigned   axis     = 0;
          for (const auto &cell : triangulation.cell_iterators_on_level(0))
            for (const unsigned int f : cell->face_indices())
              if (cell->at_boundary(f) && cell->face(f)->boundary_id() == boundary)
                for (unsigned int d = 0; d < dim; ++d)
                  if (std::abs(normal_of<dim>(cell, f)[d]) > 0.9)
                    axis = d;
          try
            {
              GridTools::collect_periodic_faces(triangulation, boundary, partner, axis, pairs);
            }
          catch (const ExceptionBase &)
            {
              s->fail("Partner", "the boundary '" + s->text("Partner") + "' is not a shifted copy of '" + s->text("Boundary") + "'",
                      "name the opposite side of the cell; its coarse cells must match");
            }
        }
    if (!pairs.empty())
      triangulation.add_periodicity(pairs);
  }

  template class Supports<2>;
  template class Supports<3>;
  template void make_periodic<2>(const Section &, const MeshNames<2> &, parallel::distributed::Triangulation<2> &);
  template void make_periodic<3>(const Section &, const MeshNames<3> &, parallel::distributed::Triangulation<3> &);
} // namespace nadir
