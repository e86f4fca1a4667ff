// Meshes made with Gmsh: physical groups of cells are regions, physical groups of faces are boundaries.
//
// A group's name is the name of a region of the deck, or REGION/PIECE for one of several pieces of a region (grains).
// Boundary faces that are in no group are gathered under the name `other`. Faces between cells cannot be boundaries;
// groups of such faces are ignored. Cells have straight sides: refinement does not follow curves of the source.
#include "base/text.h"
#include "space/mesh/block_mesh.h"
#include "space/mesh/generators.h"
#include "space/mesh/gmsh_file.h"

#include <deal.II/grid/grid_tools.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace nadir
{
  using namespace dealii;

  namespace
  {
    template <int dim>
    std::vector<Point<dim>> scaled_vertices(const GmshFile &mesh, const Section &geometry)
    {
      const double            unit         = geometry.quantity("Length unit");
      const bool              axisymmetric = geometry.text("Symmetry") == "axisymmetric";
      std::vector<Point<dim>> vertices;
      for (const auto &position : mesh.vertices)
      {
        Point<dim> p;
        for (unsigned int d = 0; d < dim; ++d)
          p[d] = unit * position[d];
        vertices.push_back(p);
        if (dim == 2 && position[2] != mesh.vertices.front()[2])
          geometry.fail("File", "the mesh is not flat, and the deck's Dimension is 2",
                        "draw it in the x-y plane, or set Dimension = 3");
        if (axisymmetric && p[0] < -1e-9 * std::abs(vertices.front()[0] - p[0]))
          geometry.fail("Symmetry", "the mesh has a vertex at the radius x = " + length_text(p[0]),
                        "draw the half of the section with x >= 0");
      }
      return vertices;
    }

    template <int dim>
    std::vector<CellData<dim>> cells_of(const GmshFile &mesh, const std::vector<Point<dim>> &vertices,
                                        const Section &geometry)
    {
      std::vector<CellData<dim>> cells;
      for (const auto &element : mesh.cells)
      {
        CellData<dim> cell(1 << dim);
        for (unsigned int v = 0; v < cell.vertices.size(); ++v)
          cell.vertices[v] = element.vertices[v];
        cell.material_id = element.group;

        CellCorners<dim> corners;
        for (unsigned int v = 0; v < corners.size(); ++v)
          corners[v] = vertices[cell.vertices[v]];
        if (mirrored<dim>(corners))
          for (unsigned int v = 0; v < corners.size(); v += 2)
          {
            std::swap(cell.vertices[v], cell.vertices[v + 1]);
            std::swap(corners[v], corners[v + 1]);
          }
        if (!(worst_corner<dim>(corners) > 0))
          geometry.fail("File",
                        fmt::format("the mesh has a cell that is folded over, near x = {}, y = {}",
                                    length_text(corners[0][0]), length_text(corners[0][1])),
                        "smooth or refine the mesh there");
        cells.push_back(cell);
      }
      GridTools::consistently_order_cells(cells);
      return cells;
    }

    void name_regions(const GmshFile &mesh, const Section &geometry, const Section &root,
                      std::vector<MeshRegion> &regions)
    {
      for (const std::string &group : mesh.regions)
      {
        const auto        slash = group.find('/');
        const std::string name  = group.substr(0, slash);
        if (root.find("Region", name) == nullptr)
          geometry.fail(
              "File",
              fmt::format("the mesh has a physical group '{}', and the deck describes no region '{}'", group, name),
              fmt::format("add `subsection Region {}`, or rename the group in the mesh", name));
        regions.push_back({name, slash == std::string::npos ? name : name + " " + group.substr(slash + 1)});
      }
    }

    template <int dim>
    void name_boundaries(const GmshFile &mesh, parallel::distributed::Triangulation<dim> &triangulation,
                         MeshNames<dim> &names)
    {
      constexpr unsigned int                              n = 1 << (dim - 1);
      std::map<std::array<unsigned int, n>, unsigned int> group_of;
      for (const auto &face : mesh.faces)
      {
        std::array<unsigned int, n> key;
        std::copy_n(face.vertices.begin(), n, key.begin());
        std::sort(key.begin(), key.end());
        group_of[key] = face.group;
      }

      const unsigned int other = mesh.boundaries.size();
      for (const auto &cell : triangulation.cell_iterators_on_level(0))
        for (const auto &face : cell->face_iterators())
          if (face->at_boundary())
          {
            std::array<unsigned int, n> key;
            for (unsigned int v = 0; v < n; ++v)
              key[v] = face->vertex_index(v);
            std::sort(key.begin(), key.end());
            const auto         known = group_of.find(key);
            const unsigned int id    = known == group_of.end() ? other : known->second;
            face->set_all_boundary_ids(id);
            names.boundaries[id] = id == other ? "other" : mesh.boundaries[id];
          }
    }

    template <int dim>
    MeshNames<dim> import_mesh(const Section &geometry, const Section &root,
                         parallel::distributed::Triangulation<dim> &triangulation)
    {
      MeshNames<dim> names;
      names.axisymmetric = geometry.text("Symmetry") == "axisymmetric";
      if (names.axisymmetric && dim == 3)
        geometry.fail("Symmetry", "an axisymmetric mesh has two dimensions, and the deck's Dimension is 3",
                      "set Dimension = 2, or Symmetry = plane");
      for (const char *kind : {"Layer", "Defect"})
        if (!geometry.sections(kind).empty())
          geometry.sections(kind).front()->fail("a mesh from a Gmsh file has no layers and defects of its own",
                                                "draw them in the Gmsh source and remove this section");

      const std::filesystem::path file = geometry.text("File");
      const std::filesystem::path deck = geometry.where("File").file;
      GmshFile                    mesh;
      try
      {
        mesh = GmshFile::read((file.is_absolute() ? file : deck.parent_path() / file).string(), dim);
      }
      catch (const GmshFile::Error &error)
      {
        geometry.fail("File", error.problem, error.remedy);
      }
      name_regions(mesh, geometry, root, names.regions);
      const auto vertices = scaled_vertices<dim>(mesh, geometry);
      triangulation.create_triangulation(vertices, cells_of<dim>(mesh, vertices, geometry), SubCellData());
      name_boundaries(mesh, triangulation, names);
      return names;
    }
  } // namespace

  Generator gmsh_generator()
  {
    return {{"gmsh",
             "a mesh of quadrilaterals or hexahedra made with Gmsh; physical groups name regions and boundaries",
             {file_name("File", "A .msh file, or a .geo source that is meshed first; relative to the deck."),
              positive(quantity("Length unit", "m", "1 m", "What a length of 1 in the file means.")),
              choice("Symmetry", {"plane", "axisymmetric"}, "plane",
                     "Plane, or a body of revolution (2D only; x is the radius).")}},
            import_mesh<2>,
            import_mesh<3>};
  }
} // namespace nadir
