#include "space/mesh/grains.h"

#include "space/mesh/block_mesh.h"

#include <voro++/voro++.hh>

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <set>

namespace nadir
{
  using namespace dealii;

  namespace
  {
    using Polygon = std::vector<unsigned int>;

    /// Corners of the Voronoi cell of each point in the box [0, width] x [0, height], counter-clockwise.
    std::vector<std::vector<Point<2>>> voronoi_cells(const std::vector<Point<2>> &points, const double width,
                                                     const double height)
    {
      // Voro++ is three-dimensional: a plate of unit thickness with all points in its middle plane.
      const int blocks_x = std::max(1, static_cast<int>(width / 2)),
                blocks_y = std::max(1, static_cast<int>(height / 2));
      voro::container box(0, width, 0, height, -0.5, 0.5, blocks_x, blocks_y, 1, false, false, false, 8);
      for (unsigned int i = 0; i < points.size(); ++i)
        box.put(i, points[i][0], points[i][1], 0);

      std::vector<std::vector<Point<2>>> cells(points.size());
      voro::c_loop_all                   loop(box);
      voro::voronoicell                  cell;
      if (loop.start())
        do
          if (box.compute_cell(cell, loop))
          {
            double x, y, z;
            loop.pos(x, y, z);
            std::vector<double> positions, normals;
            std::vector<int>    faces;
            cell.vertices(x, y, z, positions);
            cell.normals(normals);
            cell.face_vertices(faces);
            for (unsigned int face = 0, at = 0; at < faces.size(); ++face, at += faces[at] + 1)
              if (normals[3 * face + 2] > 0.5)
                for (int v = 1; v <= faces[at]; ++v)
                  cells[loop.pid()].emplace_back(positions[3 * faces[at + v]], positions[3 * faces[at + v] + 1]);
          }
        while (loop.inc());
      return cells;
    }

    /// Twice the signed area, and the centroid.
    std::pair<double, Point<2>> centroid(const std::vector<Point<2>> &polygon)
    {
      double   area = 0;
      Point<2> sum;
      for (unsigned int i = 0; i < polygon.size(); ++i)
      {
        const Point<2> &p = polygon[i], &q = polygon[(i + 1) % polygon.size()];
        const double    cross = p[0] * q[1] - p[1] * q[0];
        area += cross;
        sum += cross / 3 * Tensor<1, 2>(p + q);
      }
      return {area, Point<2>(sum / area)};
    }

    /// Joins the ends of short edges.
    class EdgeCollapse
    {
    public:
      EdgeCollapse(Grains &grains, const double width, const double height, const double shortest)
          : grains(grains), width(width), height(height), shortest(shortest)
      {
      }

      void run()
      {
        while (const auto edge = next())
          if (!join(edge->first, edge->second))
            refused.insert(*edge);
      }

    private:
      using Edge = std::pair<unsigned int, unsigned int>;

      /// The shortest edge that is too short and was not refused.
      std::optional<Edge> next() const
      {
        double              length = shortest;
        std::optional<Edge> found;
        for (const Polygon &polygon : grains.polygons)
          for (unsigned int i = 0; i < polygon.size(); ++i)
          {
            const auto   edge = std::minmax({polygon[i], polygon[(i + 1) % polygon.size()]});
            const double l    = grains.vertices[edge.first].distance(grains.vertices[edge.second]);
            if (l < length && refused.count(edge) == 0)
            {
              length = l;
              found  = edge;
            }
          }
        return found;
      }

      /// Sides of the box that a vertex lies on, as bits.
      unsigned int sides(const Point<2> &p) const
      {
        const double tolerance = 1e-6 * shortest;
        return (p[0] < tolerance) + 2 * (p[0] > width - tolerance) + 4 * (p[1] < tolerance)
               + 8 * (p[1] > height - tolerance);
      }

      /// Replace the edge by one vertex, if a place for it leaves all grains well shaped.
      bool join(const unsigned int kept, const unsigned int gone)
      {
        const Point<2>        p = grains.vertices[kept], q = grains.vertices[gone];
        const unsigned int    of_p = sides(p), of_q = sides(q), shared = of_p & of_q;
        std::vector<Point<2>> places;
        if (shared == of_p)
          places.push_back(q);
        if (shared == of_q)
          places.push_back(p);
        if (of_p == of_q)
          places.push_back(Point<2>(0.5 * (p + q)));

        // The shorter the edge, the more it hurts, and the more slant is accepted to be rid of it.
        const auto              before         = grains.polygons;
        const auto              quality_before = worst({kept, gone});
        double                  best           = std::min(quality_before, p.distance(q) < 0.25 * shortest ? 0.1 : 0.25);
        std::optional<Point<2>> chosen;
        for (Polygon &polygon : grains.polygons)
        {
          std::replace(polygon.begin(), polygon.end(), gone, kept);
          polygon.erase(std::unique(polygon.begin(), polygon.end()), polygon.end());
          if (polygon.size() > 1 && polygon.front() == polygon.back())
            polygon.pop_back();
        }
        for (const Point<2> &place : places)
        {
          grains.vertices[kept] = place;
          const double quality  = worst({kept});
          if (quality >= best)
          {
            best   = quality;
            chosen = place;
          }
        }
        grains.vertices[kept] = chosen.value_or(p);
        if (!chosen)
          grains.polygons = before;
        return chosen.has_value();
      }

      /// The worst corner of the quadrilaterals of all grains at these vertices; -1 if a grain is no polygon any more.
      double worst(const std::vector<unsigned int> &vertices) const
      {
        double quality = 1;
        for (const Polygon &polygon : grains.polygons)
        {
          const auto touches = [&](const unsigned int v) { return std::count(polygon.begin(), polygon.end(), v) > 0; };
          if (std::none_of(vertices.begin(), vertices.end(), touches))
            continue;
          if (polygon.size() < 3 || std::set<unsigned int>(polygon.begin(), polygon.end()).size() < polygon.size())
            return -1;
          for (const auto &corners : grains.quadrilaterals(polygon))
            quality = std::min(quality, mirrored<2>(corners) ? -1. : worst_corner<2>(corners));
        }
        return quality;
      }

      Grains        &grains;
      const double   width, height, shortest;
      std::set<Edge> refused;
    };

    std::vector<Point<2>> random_points(const unsigned int n, const double width, const double height,
                                        const unsigned int seed)
    {
      // std::uniform_real_distribution differs between standard libraries; the engine does not.
      std::mt19937_64       engine(seed);
      const auto            uniform = [&] { return (engine() >> 11) * 0x1p-53; };
      std::vector<Point<2>> points;
      for (unsigned int i = 0; i < n; ++i)
      {
        const double x = uniform(), y = uniform();
        points.emplace_back(width * x, height * y);
      }
      return points;
    }
  } // namespace

  Grains Grains::voronoi(const double width, const double height, const unsigned int n_grains, const unsigned int seed,
                         const unsigned int relaxations)
  {
    // In units of the mean grain size, so that Voro++'s tolerances fit.
    const double unit = std::sqrt(width * height / n_grains), w = width / unit, h = height / unit;
    auto         points = random_points(n_grains, w, h, seed);
    auto         cells  = voronoi_cells(points, w, h);
    for (unsigned int i = 0; i < relaxations; ++i)
    {
      for (unsigned int grain = 0; grain < n_grains; ++grain)
        points[grain] = centroid(cells[grain]).second;
      cells = voronoi_cells(points, w, h);
    }

    Grains grains;
    for (auto &cell : cells)
    {
      if (centroid(cell).first < 0)
        std::reverse(cell.begin(), cell.end());
      Polygon polygon;
      for (const auto &p : cell)
      {
        const auto known = std::find_if(grains.vertices.begin(), grains.vertices.end(),
                                        [&](const Point<2> &q) { return p.distance(q) < 1e-7; });
        polygon.push_back(known - grains.vertices.begin());
        if (known == grains.vertices.end())
          grains.vertices.push_back(p);
      }
      polygon.erase(std::unique(polygon.begin(), polygon.end()), polygon.end());
      grains.polygons.push_back(polygon);
    }
    EdgeCollapse(grains, w, h, shortest_edge).run();
    for (auto &p : grains.vertices)
      p = Point<2>(unit * p[0], unit * p[1]);
    return grains;
  }

  Point<2> Grains::middle(const Polygon &polygon) const
  {
    Point<2> sum;
    for (const unsigned int v : polygon)
      sum += Tensor<1, 2>(vertices[v]) / static_cast<double>(polygon.size());
    return sum;
  }

  std::vector<std::array<Point<2>, 4>> Grains::quadrilaterals(const Polygon &polygon) const
  {
    std::vector<std::array<Point<2>, 4>> cells;
    const Point<2>                       centre = middle(polygon);
    const unsigned int                   n      = polygon.size();
    for (unsigned int i = 0; i < n; ++i)
    {
      const Point<2> &before = vertices[polygon[(i + n - 1) % n]], &here = vertices[polygon[i]],
                     &after = vertices[polygon[(i + 1) % n]];
      cells.push_back({{centre, Point<2>(0.5 * (before + here)), Point<2>(0.5 * (here + after)), here}});
    }
    return cells;
  }
} // namespace nadir
