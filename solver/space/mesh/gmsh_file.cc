#include "space/mesh/gmsh_file.h"

#include <fmt/format.h>
#include <gmsh.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

namespace nadir
{
  namespace
  {
    /// Gmsh is one global object: open for the lifetime of this.
    class GmshModel
    {
    public:
      GmshModel()
      {
        gmsh::initialize(0, nullptr, false);
        gmsh::option::setNumber("General.Terminal", 0);
      }
      ~GmshModel() { gmsh::finalize(); }
      GmshModel(const GmshModel &) = delete;
    };

    /// Gmsh's numbers of first-order element types, by dimension: the one that fits, and what it is called.
    struct Shape
    {
      int                         type;
      unsigned int                n_vertices;
      const char                 *name;
      std::array<unsigned int, 8> order; ///< place in Gmsh's list of each lexicographic vertex
    };
    const std::array<Shape, 4> shapes = {{{15, 1, "points", {{0}}},
                                          {1, 2, "lines", {{0, 1}}},
                                          {3, 4, "quadrilaterals", {{0, 1, 3, 2}}},
                                          {5, 8, "hexahedra", {{0, 1, 3, 2, 4, 5, 7, 6}}}}};

    /// Reads the elements of all physical groups of one dimension.
    class GroupReader
    {
    public:
      explicit GroupReader(const std::map<std::size_t, unsigned int> &vertex_index) : vertex_index(vertex_index) {}

      template <typename Element>
      void read(const int dim, const std::string &what, std::vector<std::string> &names, std::vector<Element> &elements)
      {
        gmsh::vectorpair groups;
        gmsh::model::getPhysicalGroups(groups, dim);
        std::set<int> seen;
        for (const auto &[group_dim, tag] : groups)
        {
          std::string name;
          gmsh::model::getPhysicalName(group_dim, tag, name);
          if (name.empty())
            throw GmshFile::Error{
                fmt::format("its physical group {} of {} has no name", tag, what),
                "name it in the .geo source: Physical Surface(\"electrolyte\") = {...}; and mesh again"};
          std::vector<int> entities;
          gmsh::model::getEntitiesForPhysicalGroup(group_dim, tag, entities);
          for (const int entity : entities)
          {
            if (!seen.insert(entity).second)
              throw GmshFile::Error{
                  fmt::format("a part of the mesh is in two physical groups of {}, one of them '{}'", what, name),
                  "put every part into one group only"};
            read_entity(dim, entity, what, names.size(), elements);
          }
          names.push_back(name);
        }
      }

    private:
      template <typename Element>
      void read_entity(const int dim, const int entity, const std::string &what, const unsigned int group,
                       std::vector<Element> &elements) const
      {
        std::vector<int>                      types;
        std::vector<std::vector<std::size_t>> tags, nodes;
        gmsh::model::mesh::getElements(types, tags, nodes, dim, entity);
        const Shape &shape = shapes[dim];
        for (unsigned int t = 0; t < types.size(); ++t)
        {
          if (types[t] != shape.type)
            throw GmshFile::Error{fmt::format("it has {} that are not first-order {}", what, shape.name),
                                  dim == 1 ? "set Mesh.ElementOrder = 1"
                                           : "set Mesh.RecombineAll = 1 and Mesh.SubdivisionAlgorithm = "
                                                 + std::to_string(dim - 1)
                                                 + ", or use transfinite meshes, with Mesh.ElementOrder = 1"};
          for (std::size_t first = 0; first < nodes[t].size(); first += shape.n_vertices)
          {
            Element element;
            element.group = group;
            for (unsigned int v = 0; v < shape.n_vertices; ++v)
              element.vertices[v] = vertex_index.at(nodes[t][first + shape.order[v]]);
            elements.push_back(element);
          }
        }
      }

      const std::map<std::size_t, unsigned int> &vertex_index;
    };

    GmshFile read_open_model(const int dim)
    {
      GmshFile                            mesh;
      std::map<std::size_t, unsigned int> vertex_index;
      std::vector<std::size_t>            tags;
      std::vector<double>                 positions, none;
      gmsh::model::mesh::getNodes(tags, positions, none, -1, -1, false, false);
      for (std::size_t i = 0; i < tags.size(); ++i)
      {
        vertex_index[tags[i]] = mesh.vertices.size();
        mesh.vertices.push_back({{positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]}});
      }

      GroupReader reader(vertex_index);
      reader.read(dim, "cells", mesh.regions, mesh.cells);
      reader.read(dim - 1, "boundary faces", mesh.boundaries, mesh.faces);
      if (mesh.cells.empty())
        throw GmshFile::Error{fmt::format("it has no physical group of {}", dim == 2 ? "surfaces" : "volumes"),
                              fmt::format("add Physical {}(\"REGION\") = {{...}}; for each region of the deck and mesh "
                                          "again with `gmsh -{} FILE.geo`",
                                          dim == 2 ? "Surface" : "Volume", dim)};
      return mesh;
    }
  } // namespace

  GmshFile GmshFile::read(const std::string &file, const int dim)
  {
    if (!std::ifstream(file) || std::filesystem::is_directory(file))
      throw Error{"the file '" + file + "' cannot be read", "check the path; it is relative to the deck's folder"};
    const GmshModel model;
    try
    {
      gmsh::open(file);
      std::vector<int>                      types;
      std::vector<std::vector<std::size_t>> tags, nodes;
      gmsh::model::mesh::getElements(types, tags, nodes, dim);
      if (types.empty())
        gmsh::model::mesh::generate(dim);
      return read_open_model(dim);
    }
    catch (const Error &error)
    {
      throw Error{"the mesh '" + file + "' cannot be used: " + error.problem, error.remedy};
    }
    catch (...) // what Gmsh throws depends on its version; its log knows more
    {
      std::string message;
      gmsh::logger::getLastError(message);
      throw Error{"Gmsh cannot read '" + file + "'" + (message.empty() ? "" : ": " + message),
                  "open it with the gmsh program to see what is wrong"};
    }
  }
} // namespace nadir
