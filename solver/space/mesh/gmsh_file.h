// The part of a Gmsh mesh that a simulation needs: vertices, cells, and faces, with the names of their physical groups.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace nadir
{
  struct GmshFile
  {
    /// What is wrong with a file, for the user.
    struct Error
    {
      std::string problem;
      std::string remedy;
    };

    template <unsigned int n>
    struct Element
    {
      std::array<unsigned int, n> vertices{}; ///< in deal.II's order (lexicographic)
      unsigned int                group = 0;
    };

    std::vector<std::array<double, 3>> vertices;            ///< in the file's unit
    std::vector<std::string>           regions, boundaries; ///< names of the groups of cells and of faces

    // Only the vectors that belong to `dim` are filled. Unused places of `vertices` stay 0.
    std::vector<Element<8>> cells; ///< four or eight vertices
    std::vector<Element<4>> faces; ///< two or four vertices

    /// Read a .msh file, or mesh a .geo source. @throws Error
    static GmshFile read(const std::string &file, int dim);
  };
} // namespace nadir
