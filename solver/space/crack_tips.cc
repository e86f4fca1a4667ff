#include "space/crack_tips.h"

#include "base/constants.h"
#include "base/text.h"
#include "laws/mechanics/isotropic_elasticity.h"
#include "space/places.h"

#include <deal.II/base/mpi.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

using namespace dealii;

namespace nadir
{
  namespace
  {
    constexpr double same = 1e-6; ///< angles and relative lengths below this are none: round-off of a mesh file

    /// What a face of the mesh's surface means to a crack that grows along `growth`.
    enum class Surface
    {
      face,     ///< along the growth, with a known traction: it may lie in a domain
      symmetry, ///< along the growth, a plane of symmetry: likewise
      obstacle
    };

    /// Looks around one tip in the owned part of the mesh.
    class Surroundings
    {
    public:
      Surroundings(const Fields<2> &fields, const Supports<2> &supports, const Point<2> &tip, const Tensor<1, 2> &growth)
        : fields(fields)
        , supports(supports)
        , tip(tip)
        , growth(growth)
        , comm(fields.triangulation.get_communicator())
      {}

      /// Which surfaces meet the tip from behind and from ahead (along the growth)?
      struct AtTip
      {
        bool face_behind = false, symmetry_ahead = false, other = false;
      };
      AtTip at_tip() const
      {
        AtTip found;
        for_each_surface([&](const auto &, const auto &face, const Surface surface) {
          for (const unsigned int v : {0, 1})
            if (const Tensor<1, 2> along = face->vertex(1 - v) - face->vertex(v); tip.distance(face->vertex(v)) < same * along.norm())
              {
                const double cosine = along * growth / along.norm();
                (surface == Surface::face && cosine < same - 1      ? found.face_behind :
                 surface == Surface::symmetry && cosine > 1 - same ? found.symmetry_ahead :
                                                                     found.other) = true;
              }
        });
        for (bool *flag : {&found.face_behind, &found.symmetry_ahead, &found.other})
          *flag = Utilities::MPI::max(int(*flag), comm) == 1;
        return found;
      }

      /// A piece of the mesh at the tip.
      unsigned int piece() const
      {
        unsigned int found = numbers::invalid_unsigned_int;
        for (const auto &cell : fields.dof_handler.active_cell_iterators())
          if (cell->is_locally_owned())
            for (const unsigned int v : cell->vertex_indices())
              if (tip.distance(cell->vertex(v)) < same * cell->diameter())
                found = std::min<unsigned int>(found, cell->material_id());
        return Utilities::MPI::min(found, comm);
      }

      /// Where domains must end.
      struct Clearance
      {
        double      distance;
        std::string what;
      };
      Clearance clearance(const unsigned int piece) const
      {
        Nearest nearest;
        for_each_surface([&](const auto &, const auto &face, const Surface surface) {
          if (surface == Surface::obstacle)
            nearest.see(distance_to(face), face->boundary_id());
        });
        const int group = fields.group(piece, Field::displacement);
        for (const auto &cell : fields.dof_handler.active_cell_iterators())
          if (cell->is_locally_owned() && (fields.group(cell->material_id(), Field::displacement) != group ||
                                           &fields.region(cell->material_id()) != &fields.region(piece)))
            for (const unsigned int f : cell->face_indices())
              nearest.see(distance_to(cell->face(f)), first_piece + cell->material_id());
        return named(nearest);
      }

      /// Diameter of the largest cell in the ring in which a domain of this radius fades.
      double cell_size(const double radius) const
      {
        double largest = 0;
        for (const auto &cell : fields.dof_handler.active_cell_iterators())
          if (cell->is_locally_owned())
            if (const double r = tip.distance(cell->center()), d = cell->diameter(); r < radius + d / 2 && r > radius / 2 - d / 2)
              largest = std::max(largest, d);
        return Utilities::MPI::max(largest, comm);
      }

    private:
      static constexpr unsigned int first_piece = 1000000; ///< boundaries come before
      struct Nearest
      {
        double       distance = infinity;
        unsigned int what     = 0;
        void         see(const double d, const unsigned int w)
        {
          if (d < distance || (d == distance && w < what))
            {
              distance = d;
              what     = w;
            }
        }
      };

      Clearance named(const Nearest &nearest) const
      {
        const double       distance = Utilities::MPI::min(nearest.distance, comm);
        const unsigned int none = numbers::invalid_unsigned_int, what = Utilities::MPI::min(nearest.distance == distance ? nearest.what : none, comm);
        return {distance, what < first_piece ? "boundary '" + fields.names.boundaries.at(what) + "'" :
                                               "region '" + fields.region(what - first_piece).name + "'" +
                                                 (fields.names.regions.size() > fields.model.regions.size() ?
                                                    " (" + fields.names.regions[what - first_piece].label + ")" :
                                                    "")};
      }

      template <typename Face>
      double distance_to(const Face &face) const
      {
        const Tensor<1, 2> along = face->vertex(1) - face->vertex(0);
        const double       share = std::clamp((tip - face->vertex(0)) * along / along.norm_square(), 0., 1.);
        return tip.distance(face->vertex(0) + share * along);
      }

      template <typename Visitor>
      void for_each_surface(const Visitor &visit) const
      {
        for (const auto &cell : fields.dof_handler.active_cell_iterators())
          if (cell->is_locally_owned() && cell->at_boundary())
            for (const unsigned int f : cell->face_indices())
              if (cell->at_boundary(f))
                visit(cell, cell->face(f), kind_of(cell->face(f)));
      }

      template <typename Face>
      Surface kind_of(const Face &face) const
      {
        const Tensor<1, 2> along = face->vertex(1) - face->vertex(0);
        if (std::abs(along * growth) < (1 - same) * along.norm())
          return Surface::obstacle;
        for (const Support &support : supports.list())
          if (support.boundary == face->boundary_id() || support.partner == face->boundary_id())
            return support.type == Support::Type::traction ? Surface::face :
                   support.type == Support::Type::symmetry ? Surface::symmetry :
                                                             Surface::obstacle;
        return Surface::face;
      }

      const Fields<2>   &fields;
      const Supports<2> &supports;
      const Point<2>     tip;
      const Tensor<1, 2> growth;
      const MPI_Comm     comm;
    };

    Point<2> two_numbers(const Section &s, const std::string &entry, const std::string &example)
    {
      const auto list = s.quantities(entry);
      if (list.size() != 2)
        s.fail(entry, fmt::format("a crack tip needs two coordinates, not {}", list.size()), "write for example '" + example + "'");
      return {list[0], list[1]};
    }

    /// E/(1 - nu^2) of the region at the tip, which must be linear elastic and isotropic.
    double modulus_of(const Section &s, const Model &model, const Region &region)
    {
      const auto isotropic = region.material.solid->laws.elasticity->isotropic();
      if (region.material.solid->laws.flow || !isotropic)
        s.fail("Position",
               "the region '" + region.name + "' at the crack tip '" + s.name() + "' " +
                 (isotropic ? "flows" : "is not isotropic") + ", and a stress intensity is that of an isotropic elastic solid",
               isotropic ? "remove `subsection Flow` of its material '" + region.material.name + "', or choose another tip" :
                           "give its material '" + region.material.name + "' an isotropic elasticity, or choose another tip");
      if (region.has(Field::damage))
        s.fail("Position", "the region '" + region.name + "' at the crack tip '" + s.name() + "' can crack, and a stress intensity is that of a sharp crack alone",
               "leave it out of `Regions` in `subsection Fracture`, or remove the crack tip");
      for (const auto &force : model.body_forces)
        if (force.place == region.name)
          s.fail("Position", "a body force acts in the region '" + region.name + "', which the domain integral leaves out",
                 "remove the body force, or the crack tip");
      return plane_strain_modulus(*isotropic);
    }

    /// Radii of the deck, or four in the room that there is.
    std::vector<double> radii_of(const Section &s, const Surroundings &around, const Surroundings::Clearance &room)
    {
      std::vector<double> radii = s.quantities("Radii");
      for (const double radius : radii)
        if (radius >= room.distance)
          s.fail("Radii",
                 fmt::format("the domain of the radius {} reaches the {}, {} from the crack tip '{}'", length_text(radius), room.what,
                             length_text(room.distance), s.name()),
                 "choose radii below " + length_text(room.distance));
      if (radii.empty())
        for (const double share : {0.3, 0.5, 0.7, 0.9})
          radii.push_back(share * room.distance);
      for (const double radius : radii)
        if (const double size = around.cell_size(radius); size > radius / 4) // three cells across the ring in which it fades
          s.fail("Radii",
                 fmt::format("the domain of the radius {} around the crack tip '{}' has cells of {}: too coarse to integrate over",
                             length_text(radius), s.name(), length_text(size)),
                 fmt::format("add to `Mesh refinement` a `Fine place` there with 'Radius = {}' and 'Cell size = {}', or choose larger radii",
                             length_text(radius), length_text(radius / 4)));
      return radii;
    }

    CrackTip<2> find_crack_tip(const Fields<2> &fields, const Supports<2> &supports, const Section &s)
    {
      CrackTip<2> tip;
      tip.name   = s.name();
      tip.place  = two_numbers(s, "Position", "Position = 0 um, 10 um");
      tip.growth = two_numbers(s, "Direction", "Direction = 0, 1");
      if (tip.growth.norm() == 0)
        s.fail("Direction", "the direction has no length", "write for example 'Direction = 0, 1'");
      tip.growth /= tip.growth.norm();
      if (!find_point(fields, tip.place, Field::displacement).second)
        s.fail("Position", "the crack tip '" + s.name() + "' lies outside the cell", "choose a place in the mesh: " + extent(fields));
      const Surroundings around(fields, supports, tip.place, tip.growth);
      const auto         at_tip = around.at_tip();
      if (!at_tip.face_behind || at_tip.other)
        s.fail("Position", "no crack ends at the crack tip '" + s.name() + "'",
               "name the point where faces of the mesh's surface that are free or loaded (`Type = traction`) end, and in `Direction` the way "
               "on; ahead of it is the inside of the mesh, or in half a model a boundary with `Type = symmetry`");
      const unsigned int piece = around.piece();
      tip.half                 = at_tip.symmetry_ahead;
      tip.modulus              = modulus_of(s, fields.model, fields.region(piece));
      tip.radii                = radii_of(s, around, around.clearance(piece));
      if (fields.names.axisymmetric)
        tip.front = 2 * numbers::PI * tip.place[0];
      return tip;
    }
  } // namespace

  SectionKind crack_tip_schema()
  {
    SectionKind s;
    s.kind          = "Crack tip";
    s.named         = true;
    s.documentation = "A tip of a sharp crack that the mesh resolves: history.csv gains the energy release rate J, by a domain integral with "
                      "the tractions of the crack's faces, and the stress intensity. Two dimensions (plane strain or axisymmetric), isotropic "
                      "elastic material. Where the crack's plane is a boundary with `Type = symmetry`, half of the crack is "
                      "modelled and J is that of the whole.";
    s.entries       = {required(quantities("Position", "m", "", "Of the tip.")),
                       quantities("Direction", "1", "0, 1", "In which the crack would grow; any length."),
                       positive(quantities("Radii", "m", "",
                                           "Of the domains, up to the nearest surface across the growth or other region; without it 0.3, 0.5, "
                                                 "0.7 and 0.9 of the distance to that."))};
    return s;
  }

  template <int dim>
  std::vector<CrackTip<dim>> find_crack_tips(const Fields<dim> &fields, const Supports<dim> &supports, const Section &root)
  {
    std::vector<CrackTip<dim>> list;
    for (const Section *s : root.sections("Crack tip"))
      if constexpr (dim == 2)
        list.push_back(find_crack_tip(fields, supports, *s));
      else
        s->fail("crack tips are measured in two dimensions only, and the deck's Dimension is 3",
                "remove the section, or model a section of the cell (Dimension = 2)");
    return list;
  }

  template std::vector<CrackTip<2>> find_crack_tips(const Fields<2> &, const Supports<2> &, const Section &);
  template std::vector<CrackTip<3>> find_crack_tips(const Fields<3> &, const Supports<3> &, const Section &);
} // namespace nadir
