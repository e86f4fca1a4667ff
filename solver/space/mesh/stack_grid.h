// The tensor grid under a layer stack: where its lines go so that every defect finds the room it needs.
#pragma once

#include "space/mesh/axis_plan.h"
#include "space/mesh/ellipse.h"
#include "space/mesh/layers.h"
#include "space/mesh/relief.h"

#include <array>
#include <optional>
#include <vector>

namespace nadir
{
  template <int dim>
  class StackGrid
  {
  public:
    using Index = std::array<unsigned int, dim>; ///< of a cell: the lines below it

    /// @throws DeckError if the defects do not fit
    explicit StackGrid(const LayerStack &stack);

    double line(const unsigned int direction, const unsigned int i) const { return lines[direction][i]; }

    /// The middle between a cell's lines.
    double middle(const unsigned int direction, const Index &index) const
    {
      return 0.5 * (lines[direction][index[direction]] + lines[direction][index[direction] + 1]);
    }

    unsigned int       layer_of(const Index &index) const { return row_layer[index[dim - 1]]; }
    unsigned int       n_rows() const { return row_layer.size(); }
    std::vector<Index> all_cells() const;
    unsigned int       number(const Index &index) const; ///< of a cell, in the order of all_cells()
    double             smallest_spacing() const;

    /// The line nearest to a position.
    unsigned int line_at(unsigned int direction, double position) const;

    /// Behind its interface an ellipse's pattern ends in the first layer that is thick enough; on its way it crosses
    /// thinner ones as columns. The level where it starts to end, if it does so before the stack ends.
    std::optional<double> end_of_pattern(const DefectShape &shape) const;

    TileAxes            tile_axes(const DefectShape &shape) const;
    std::vector<Relief> reliefs() const; ///< of the rough interfaces, with the room granted to each

  private:
    void plan_plane();
    void plan_height();
    void draw_plane(unsigned int direction);
    void draw_layer(unsigned int layer);
    void claim_relief(const DefectShape &shape);
    void claim_ellipse(const DefectShape &shape);

    double room_in_plane(const DefectShape &shape) const;
    bool   crowded(const DefectShape &shape, int layer) const;

    const LayerStack                    &stack;
    std::vector<AxisPlan>                plans; ///< by direction
    std::array<std::vector<double>, dim> lines;
    std::vector<unsigned int>            row_layer;
  };
} // namespace nadir
