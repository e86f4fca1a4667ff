// The mesh of a layer stack: a tensor grid whose lines make room for the defects, some of its cells replaced by the
// pattern of an ellipse, and the whole bent to the shape of rough interfaces.
#include "space/mesh/block_mesh.h"
#include "space/mesh/ellipse.h"
#include "space/mesh/layers.h"
#include "space/mesh/relief.h"
#include "space/mesh/stack_grid.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nadir
{
  using namespace dealii;

  namespace
  {
    constexpr types::manifold_id relief_manifold = 1, first_ellipse_manifold = 2;

    template <int dim>
    class StackMesh
    {
    public:
      explicit StackMesh(const LayerStack &stack) : stack(stack), grid(stack), bends(grid.reliefs()) {}

      MeshNames<dim> build(parallel::distributed::Triangulation<dim> &triangulation);

    private:
      /// What becomes of one cell of the tensor grid.
      struct Tile
      {
        enum class Kind
        {
          plain,
          ellipse, ///< an orthant of the ellipse itself
          back,    ///< the same pattern behind the interface, where it ends
          columns  ///< the pattern carried on through a layer too thin for it to end in
        };
        Kind         kind   = Kind::plain;
        unsigned int defect = 0;
      };
      using Index = typename StackGrid<dim>::Index;

      void               place_tiles();
      void               place_row(unsigned int defect, unsigned int row, typename Tile::Kind kind);
      void               add_cell(const Index &index);
      void               add_tile(const Index &index, const Tile &tile);
      bool               bent(const Index &index, const Relief &bend) const;
      types::manifold_id manifold_of(const Index &index) const;
      void               set_manifolds(parallel::distributed::Triangulation<dim> &triangulation) const;

      const LayerStack               &stack;
      const StackGrid<dim>            grid;
      const std::vector<Relief>       bends;
      std::vector<types::material_id> materials; ///< by layer
      std::vector<Tile>               tiles;     ///< by cell of the grid
      BlockMesh<dim>                  blocks;
    };

    template <int dim>
    void StackMesh<dim>::place_row(const unsigned int defect, const unsigned int row, const typename Tile::Kind kind)
    {
      const DefectShape &shape = stack.defects[defect];
      for (const Index &index : grid.all_cells())
      {
        bool beside = index[dim - 1] != row;
        for (unsigned int d = 0; d + 1 < dim; ++d)
        {
          const unsigned int line = grid.line_at(d, shape.position[d]);
          beside                  = beside || (index[d] != line && index[d] + 1 != line);
        }
        if (beside)
          continue;
        Tile &tile = tiles[grid.number(index)];
        if (tile.kind != Tile::Kind::plain)
          throw DeckError(shape.where,
                          fmt::format("the defects '{}' and '{}' overlap", stack.defects[tile.defect].name, shape.name),
                          "move one of them, or make it smaller");
        tile.kind   = kind;
        tile.defect = defect;
      }
    }

    template <int dim>
    void StackMesh<dim>::place_tiles()
    {
      tiles.resize(grid.all_cells().size());
      for (unsigned int i = 0; i < stack.defects.size(); ++i)
      {
        const DefectShape &shape = stack.defects[i];
        if (shape.form != DefectForm::ellipse)
          continue;
        const unsigned int line = grid.line_at(dim - 1, shape.level(stack));
        if (shape.buried || !shape.on_top)
          place_row(i, line, Tile::Kind::ellipse);
        if (shape.buried || shape.on_top)
          place_row(i, line - 1, Tile::Kind::ellipse);
        if (shape.buried)
          continue;

        const auto         end      = grid.end_of_pattern(shape);
        const unsigned int end_line = end ? grid.line_at(dim - 1, *end) : shape.on_top ? grid.n_rows() : 0;
        for (unsigned int row = std::min(line, end_line); row < std::max(line, end_line); ++row)
          place_row(i, row, Tile::Kind::columns);
        if (end)
          place_row(i, shape.on_top ? end_line : end_line - 1, Tile::Kind::back);
      }
    }

    template <int dim>
    void StackMesh<dim>::add_tile(const Index &index, const Tile &tile)
    {
      const DefectShape &shape = stack.defects[tile.defect];
      Point<dim>         centre, far;
      for (unsigned int d = 0; d < dim; ++d)
      {
        // Which of the cell's two lines does the pattern start from?
        const bool towards = d + 1 < dim    ? grid.middle(d, index) < shape.position[d]
                             : shape.buried ? grid.middle(d, index) < shape.level(stack)
                                            : (tile.kind == Tile::Kind::ellipse) == shape.on_top;
        centre[d]          = grid.line(d, index[d] + (towards ? 1 : 0));
        far[d]             = grid.line(d, index[d] + (towards ? 0 : 1));
      }

      TileAxes      axes = grid.tile_axes(shape);
      TileMaterials fill;
      fill.outside = fill.inside = materials[grid.layer_of(index)];
      if (tile.kind == Tile::Kind::columns)
        add_columns(blocks, centre, far, axes, fill.outside, manifold_of(index));
      else if (tile.kind == Tile::Kind::back)
      {
        const double room = std::abs(far[dim - 1] - centre[dim - 1]);
        axes.body_height  = std::min(axes.body_width, 0.4 * room);
        axes.ring_height  = std::min(axes.ring_width, 0.7 * room);
        add_orthant(blocks, centre, far, axes, fill);
      }
      else
      {
        fill.empty = shape.empty;
        fill.ring  = first_ellipse_manifold + tile.defect;
        if (!shape.empty)
          fill.inside = materials[shape.on_top ? shape.layer + 1 : shape.layer - 1];
        add_orthant(blocks, centre, far, axes, fill);
      }
    }

    /// Does a relief move points of the cell?
    template <int dim>
    bool StackMesh<dim>::bent(const Index &index, const Relief &bend) const
    {
      const double z = grid.middle(dim - 1, index) - bend.level;
      if (z > bend.above || z < -bend.below)
        return false;
      for (unsigned int d = 0; d + 1 < dim; ++d)
      {
        const bool everywhere
            = bend.shape.form == DefectForm::wave || (bend.shape.form == DefectForm::groove && d == 1);
        if (!everywhere && std::abs(grid.middle(d, index) - bend.shape.position[d]) > bend.shape.half_width)
          return false;
      }
      return true;
    }

    template <int dim>
    types::manifold_id StackMesh<dim>::manifold_of(const Index &index) const
    {
      return std::any_of(bends.begin(), bends.end(), [&](const Relief &bend) { return bent(index, bend); })
                 ? relief_manifold
                 : numbers::flat_manifold_id;
    }

    template <int dim>
    void StackMesh<dim>::add_cell(const Index &index)
    {
      const Tile &tile = tiles[grid.number(index)];
      if (tile.kind != Tile::Kind::plain)
      {
        add_tile(index, tile);
        return;
      }
      typename BlockMesh<dim>::Corners corners;
      for (unsigned int v = 0; v < corners.size(); ++v)
        for (unsigned int d = 0; d < dim; ++d)
          corners[v][d] = grid.line(d, index[d] + ((v >> d) & 1));
      blocks.add(corners, materials[grid.layer_of(index)], manifold_of(index));
    }

    template <int dim>
    void StackMesh<dim>::set_manifolds(parallel::distributed::Triangulation<dim> &triangulation) const
    {
      if (!bends.empty())
        triangulation.set_manifold(relief_manifold, ReliefManifold<dim>(bends));
      for (unsigned int i = 0; i < stack.defects.size(); ++i)
      {
        const DefectShape &shape = stack.defects[i];
        if (shape.form != DefectForm::ellipse)
          continue;
        Point<dim> centre;
        for (unsigned int d = 0; d + 1 < dim; ++d)
          centre[d] = shape.position[d];
        centre[dim - 1] = shape.level(stack);
        triangulation.set_manifold(first_ellipse_manifold + i,
                                   ConfocalManifold<dim>(centre, shape.height, shape.half_width));
      }
    }

    template <int dim>
    MeshNames<dim> StackMesh<dim>::build(parallel::distributed::Triangulation<dim> &triangulation)
    {
      MeshNames<dim> names;
      names.axisymmetric = stack.axisymmetric;
      materials          = layer_materials(stack, names);
      place_tiles();
      for (const Index &index : grid.all_cells())
        add_cell(index);
      const ReliefManifold<dim> bend(bends);
      blocks.transform([&](const Point<dim> &p) { return bend.push_forward(p); });

      double smallest = grid.smallest_spacing();
      for (const DefectShape &shape : stack.defects)
        if (shape.form == DefectForm::ellipse)
          smallest = std::min({smallest, shape.height, shape.half_width});
      blocks.create(triangulation, 1e-6 * smallest);
      set_manifolds(triangulation);
      name_boundaries(stack, triangulation, names);
      for (const DefectShape &shape : stack.defects)
        names.defects.push_back(describe<dim>(shape, stack));
      return names;
    }
  } // namespace

  template <int dim>
  MeshNames<dim> build_layers(const LayerStack &stack, parallel::distributed::Triangulation<dim> &triangulation)
  {
    check_defects(stack, dim);
    return StackMesh<dim>(stack).build(triangulation);
  }

  template MeshNames<2> build_layers(const LayerStack &, parallel::distributed::Triangulation<2> &);
  template MeshNames<3> build_layers(const LayerStack &, parallel::distributed::Triangulation<3> &);
} // namespace nadir
