// Meshes made from the text of a Geometry section, and what can be measured on them.
#pragma once

#include "space/mesh.h"

#include <deal.II/base/quadrature_lib.h>
#include <deal.II/fe/fe_nothing.h>
#include <deal.II/fe/fe_values.h>
#include <deal.II/fe/mapping_q.h>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace made_mesh
{
  using namespace dealii;
  using namespace nadir;

  constexpr double um = 1e-6;

  inline SectionKind schema()
  {
    SectionKind region;
    region.kind          = "Region";
    region.documentation = "A region.";
    region.named         = true;
    SectionKind root;
    root.sections = {geometry_schema(), region};
    return root;
  }

  template <int dim>
  struct Made
  {
    parallel::distributed::Triangulation<dim> triangulation{MPI_COMM_WORLD};
    MeshNames<dim>                            names;

    /// @param geometry lines of the Geometry section; @param regions names of the deck's regions
    /// @param deck_file name of the deck in messages; files in it are relative to its folder
    explicit Made(const std::string &geometry, const std::vector<std::string> &regions = {"anode", "electrolyte"},
                  const std::string &deck_file = "deck.prm")
    {
      std::string text = "subsection Geometry\n" + geometry + "\nend\n";
      for (const auto &region : regions)
        text += "subsection Region " + region + "\nend\n";
      const Deck deck = Deck::read_text(text, deck_file, schema());
      names           = build_mesh<dim>(deck.root().section("Geometry"), deck.root(), triangulation);
    }

    /// Sizes of the regions; every Jacobian must be positive. Bodies of revolution are measured around the axis.
    std::map<std::string, double> sizes() const
    {
      const MappingQ<dim>   mapping(2);
      const FE_Nothing<dim> element;
      FEValues<dim>         values(mapping, element, QGauss<dim>(4), update_JxW_values | update_quadrature_points);
      std::map<std::string, double> sum;
      double                        smallest = 1;
      for (const auto &cell : triangulation.active_cell_iterators())
        if (cell->is_locally_owned())
        {
          values.reinit(cell);
          for (const unsigned int q : values.quadrature_point_indices())
          {
            smallest = std::min(smallest, values.JxW(q));
            sum[names.regions.at(cell->material_id()).region]
                += values.JxW(q) * (names.axisymmetric ? 2 * numbers::PI * values.quadrature_point(q)[0] : 1.);
          }
        }
      BOOST_TEST(Utilities::MPI::min(smallest, MPI_COMM_WORLD) > 0);
      for (const auto &region : names.regions)
        sum[region.region]; // every rank has the same list
      for (auto &[region, size] : sum)
        size = Utilities::MPI::sum(size, MPI_COMM_WORLD);
      return sum;
    }

    /// Area of the faces of a boundary, or of the interfaces (between different regions) that `chosen` accepts.
    double area(const std::function<bool(const typename Triangulation<dim>::face_iterator &, bool)> &chosen) const
    {
      const MappingQ<dim>   mapping(2);
      const FE_Nothing<dim> element;
      FEFaceValues<dim>     values(mapping, element, QGauss<dim - 1>(4), update_JxW_values | update_quadrature_points);
      double                sum = 0;
      for (const auto &cell : triangulation.active_cell_iterators())
        for (const unsigned int f : cell->face_indices())
        {
          const bool boundary = cell->at_boundary(f);
          const bool counted
              = cell->is_locally_owned()
                && (boundary
                    || (cell->neighbor(f)->is_active() && cell->material_id() < cell->neighbor(f)->material_id()));
          if (!counted || !chosen(cell->face(f), boundary))
            continue;
          values.reinit(cell, f);
          for (const unsigned int q : values.quadrature_point_indices())
            sum += values.JxW(q) * (names.axisymmetric ? 2 * numbers::PI * values.quadrature_point(q)[0] : 1.);
        }
      return Utilities::MPI::sum(sum, MPI_COMM_WORLD);
    }

    double boundary_area(const std::string &name) const
    {
      return area([&](const auto &face, const bool boundary)
                  { return boundary && names.boundaries.at(face->boundary_id()) == name; });
    }

    double interface_area() const
    {
      return area([](const auto &, const bool boundary) { return !boundary; });
    }

    /// Area of the interface faces that belong to a defect.
    double defect_area(const unsigned int defect) const
    {
      const auto &d      = names.defects.at(defect);
      const auto &inside = d.insulates ? d.insulates : d.contains; // a patch is its insulated part, without the rim
      return area([&](const auto &face, const bool boundary) { return !boundary && inside(face->center()); });
    }
  };

  inline const std::string two_layers = R"(
    set Width        = 100 um
    set Depth        = 50 um
    set Cells across = 5
    set Cells deep   = 3
    subsection Layer anode
      set Thickness = 20 um
      set Cells     = 2
    end
    subsection Layer electrolyte
      set Thickness = 100 um
      set Cells     = 4
      set Grading   = 8
    end
)";

  inline std::string defect(const std::string &type, const std::string &entries, const std::string &name = "flaw",
                            const std::string &layer = "electrolyte")
  {
    return "subsection Defect " + name + "\n set Type = " + type + "\n set Layer = " + layer + "\n" + entries
           + "\nend\n";
  }

  inline void close(const double value, const double expected, const double relative)
  {
    BOOST_TEST(std::abs(value - expected) <= relative * std::abs(expected), value << " differs from " << expected
                                                                                  << " by " << value / expected - 1
                                                                                  << " (allowed: " << relative << ")");
  }

  /// The message of the error that a geometry causes.
  template <int dim>
  std::string refusal(const std::string &geometry, const std::vector<std::string> &regions = {"anode", "electrolyte"})
  {
    try
    {
      Made<dim> made(geometry, regions);
    }
    catch (const DeckError &error)
    {
      return error.what();
    }
    return "accepted";
  }
} // namespace made_mesh
