// Grains of a two-dimensional polycrystal: the Voronoi cells of random points in a rectangle.
//
// Lloyd relaxations move each point to the centroid of its cell and rebuild, which makes the grains more equal. Very
// short grain boundaries would make bad mesh cells: the ends of edges shorter than `shortest_edge` times the mean grain
// size sqrt(area / grains) are joined where the grains stay well shaped. The same seed gives the same grains on every
// machine.
#pragma once

#include <deal.II/base/point.h>

#include <array>
#include <vector>

namespace nadir
{
  constexpr double shortest_edge = 0.2;

  struct Grains
  {
    std::vector<dealii::Point<2>>          vertices;
    std::vector<std::vector<unsigned int>> polygons; ///< counter-clockwise

    static Grains voronoi(double width, double height, unsigned int n_grains, unsigned int seed,
                          unsigned int relaxations);

    /// Mean of the corners: each grain is star-shaped about it.
    dealii::Point<2> middle(const std::vector<unsigned int> &polygon) const;

    /// The quadrilaterals of a grain, corners in lexicographic order: one per vertex of the polygon, between the
    /// grain's middle, the vertex, and the middles of the two edges there.
    std::vector<std::array<dealii::Point<2>, 4>> quadrilaterals(const std::vector<unsigned int> &polygon) const;
  };
} // namespace nadir
