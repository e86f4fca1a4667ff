#include "space/mesh/stack_grid.h"

#include "base/constants.h"
#include "space/mesh/spacing.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nadir
{
  using namespace dealii;

  namespace
  {
    /// Bodies must leave at least this much room, relative to their size.
    constexpr double clearance = 1.1;
  } // namespace

  template <int dim>
  StackGrid<dim>::StackGrid(const LayerStack &stack) : stack(stack)
  {
    plan_plane();
    plan_height();
    for (unsigned int direction = 0; direction + 1 < dim; ++direction)
      draw_plane(direction);
    lines[dim - 1] = {0.};
    for (unsigned int layer = 0; layer < stack.layers.size(); ++layer)
      draw_layer(layer);
  }

  template <int dim>
  void StackGrid<dim>::plan_plane()
  {
    for (unsigned int d = 0; d + 1 < dim; ++d)
    {
      AxisPlan plan(d == 0 ? "x" : "y");
      Claim    end;
      plan.add(end);
      end.centre = stack.extent(d, dim);
      plan.add(end);
      for (const DefectShape &shape : stack.defects)
      {
        if (shape.form == DefectForm::wave || (shape.form == DefectForm::groove && d == 1))
          continue;
        Claim claim;
        claim.centre     = shape.position[d];
        claim.owner      = shape.name;
        claim.where      = shape.where;
        claim.exact      = shape.form != DefectForm::ellipse;
        claim.body_below = claim.body_above = shape.half_width * (claim.exact ? 1 : clearance);
        claim.wish_below                    = claim.wish_above
            = claim.exact ? shape.half_width : wanted_room(shape.half_width, shape.height)[0];
        plan.add(claim);
      }
      plan.settle();
      plans.push_back(plan);
    }
  }

  template <int dim>
  double StackGrid<dim>::room_in_plane(const DefectShape &shape) const
  {
    double room = infinity;
    for (unsigned int d = 0; d + 1 < dim; ++d)
    {
      const Claim &claim = plans[d].at(shape.position[d]);
      if (claim.centre > 0)
        room = std::min(room, claim.below);
      if (&claim != &plans[d].all().back())
        room = std::min(room, claim.above);
    }
    return room;
  }

  template <int dim>
  std::optional<double> StackGrid<dim>::end_of_pattern(const DefectShape &shape) const
  {
    if (shape.buried)
      return {};
    const double room = room_in_plane(shape);
    if (shape.on_top)
    {
      for (unsigned int layer = shape.layer + 1; layer < stack.layers.size(); ++layer)
        if (stack.layers[layer].thickness >= 0.5 * room)
          return stack.level(layer);
    }
    else
      for (unsigned int layer = shape.layer; layer > 0; --layer)
        if (stack.layers[layer - 1].thickness >= 0.5 * room)
          return stack.level(layer);
    return {};
  }

  /// Does anything else need rows of its own in the layer? Alone in it, a relief bends the whole layer.
  template <int dim>
  bool StackGrid<dim>::crowded(const DefectShape &shape, const int layer) const
  {
    for (const DefectShape &other : stack.defects)
    {
      const int behind = other.on_top ? other.layer + 1 : static_cast<int>(other.layer) - 1;
      if (&other != &shape && other.form != DefectForm::patch
          && (static_cast<int>(other.layer) == layer || (!other.buried && behind == layer)))
        return true;
    }
    return false;
  }

  template <int dim>
  void StackGrid<dim>::claim_relief(const DefectShape &shape)
  {
    Claim claim;
    claim.centre = shape.level(stack);
    claim.owner  = shape.name;
    claim.where  = shape.where;

    const double body  = clearance * shape.height;
    const int    below = static_cast<int>(shape.interface()) - 1, above = shape.interface();
    for (const int layer : {below, above})
    {
      const bool squeezed = shape.form == DefectForm::wave || layer == static_cast<int>(shape.layer);
      if (squeezed && body > stack.layers[layer].thickness)
        throw DeckError(
            shape.where,
            fmt::format("the defect '{}' does not fit into the layer '{}'", shape.name, stack.layers[layer].name),
            "reduce its height, or make the layer thicker");
      if (crowded(shape, layer))
      {
        (layer == below ? claim.body_below : claim.body_above) = body;
        (layer == below ? claim.wish_below : claim.wish_above) = 3 * body;
      }
    }
    plans[dim - 1].add(claim);
  }

  template <int dim>
  void StackGrid<dim>::claim_ellipse(const DefectShape &shape)
  {
    Claim claim;
    claim.centre = shape.level(stack);
    claim.owner  = shape.name;
    claim.where  = shape.where;
    if (shape.buried || shape.on_top)
      claim.body_below = clearance * shape.height;
    if (shape.buried || !shape.on_top)
      claim.body_above = clearance * shape.height;
    const double wish = std::max(clearance, wanted_room(shape.half_width, shape.height)[1] / shape.height);
    claim.wish_below  = claim.body_below / clearance * wish;
    claim.wish_above  = claim.body_above / clearance * wish;
    plans[dim - 1].add(claim);

    if (const auto end = end_of_pattern(shape))
    {
      const double room = room_in_plane(shape);
      Claim        back = claim;
      back.centre       = *end;
      back.body_below   = shape.on_top ? 0 : 0.25 * room;
      back.wish_below   = shape.on_top ? 0 : room;
      back.body_above   = shape.on_top ? 0.25 * room : 0;
      back.wish_above   = shape.on_top ? room : 0;
      plans[dim - 1].add(back);
    }
  }

  template <int dim>
  void StackGrid<dim>::plan_height()
  {
    AxisPlan plan("height");
    for (const unsigned int k : {0u, static_cast<unsigned int>(stack.layers.size())})
    {
      Claim end;
      end.centre = stack.level(k);
      plan.add(end);
    }
    for (unsigned int k = 1; k < stack.layers.size(); ++k)
    {
      Claim interface;
      interface.centre = stack.level(k);
      plan.add(interface);
    }
    plans.push_back(plan);
    for (const DefectShape &shape : stack.defects)
      if (shape.is_relief())
        claim_relief(shape);
      else if (shape.form == DefectForm::ellipse)
        claim_ellipse(shape);
    plans.back().settle();
  }

  template <int dim>
  void StackGrid<dim>::draw_plane(const unsigned int direction)
  {
    double size = stack.extent(direction, dim) / (direction == 0 ? stack.cells_across : stack.cells_deep);
    for (const DefectShape &shape : stack.defects)
      if (shape.form == DefectForm::wave)
        size = std::min(size, shape.wavelength / 4); // fewer lines could not tell crests from valleys

    const auto &claims = plans[direction].all();
    lines[direction]   = {claims[0].centre};
    for (unsigned int i = 1; i < claims.size(); ++i)
    {
      for (const double x : plans[direction].lines_between(claims[i - 1], claims[i], [&](double) { return size; }))
        lines[direction].push_back(x);
      lines[direction].push_back(claims[i].centre);
    }
  }

  template <int dim>
  void StackGrid<dim>::draw_layer(const unsigned int k)
  {
    const Layer &layer = stack.layers[k];
    const double from = stack.level(k), to = stack.level(k + 1);
    const auto   regular = geometric_points(from, to, layer.cells, layer.grading);

    // In a geometric series the length is linear in the position.
    const double first = regular[1] - from, last = to - regular[layer.cells - 1];
    const auto   size = [&](const double z) { return first + (last - first) * (z - from) / (to - from); };

    const AxisPlan &plan   = plans[dim - 1];
    const auto     &claims = plan.all();
    const auto      begin = &plan.at(from) - claims.data(), end = &plan.at(to) - claims.data();
    auto           &rows = lines[dim - 1];
    if (end == begin + 1 && claims[begin].above == 0 && claims[end].below == 0)
      rows.insert(rows.end(), regular.begin() + 1, regular.end());
    else
      for (auto i = begin; i < end; ++i)
      {
        for (const double z : plan.lines_between(claims[i], claims[i + 1], size))
          rows.push_back(z);
        rows.push_back(claims[i + 1].centre);
      }
    row_layer.resize(rows.size() - 1, k);
  }

  template <int dim>
  unsigned int StackGrid<dim>::line_at(const unsigned int direction, const double position) const
  {
    const auto nearest
        = std::min_element(lines[direction].begin(), lines[direction].end(),
                           [&](double a, double b) { return std::abs(a - position) < std::abs(b - position); });
    return nearest - lines[direction].begin();
  }

  template <int dim>
  std::vector<typename StackGrid<dim>::Index> StackGrid<dim>::all_cells() const
  {
    unsigned int n_cells = 1;
    for (const auto &axis : lines)
      n_cells *= axis.size() - 1;
    std::vector<Index> cells(n_cells);
    for (unsigned int n = 0; n < n_cells; ++n)
      for (unsigned int d = 0, rest = n; d < dim; ++d)
      {
        cells[n][d] = rest % (lines[d].size() - 1);
        rest /= lines[d].size() - 1;
      }
    return cells;
  }

  template <int dim>
  unsigned int StackGrid<dim>::number(const Index &index) const
  {
    unsigned int n = 0;
    for (int d = dim - 1; d >= 0; --d)
      n = n * (lines[d].size() - 1) + index[d];
    return n;
  }

  template <int dim>
  std::vector<Relief> StackGrid<dim>::reliefs() const
  {
    std::vector<Relief> list;
    for (const DefectShape &shape : stack.defects)
      if (shape.is_relief())
      {
        const unsigned int k     = shape.interface();
        const Claim       &claim = plans[dim - 1].at(stack.level(k));
        list.push_back({shape, stack.level(k), crowded(shape, k) ? claim.above : stack.layers[k].thickness,
                        crowded(shape, k - 1) ? claim.below : stack.layers[k - 1].thickness});
      }
    return list;
  }

  template <int dim>
  TileAxes StackGrid<dim>::tile_axes(const DefectShape &shape) const
  {
    const Claim &claim  = plans[dim - 1].at(shape.level(stack));
    const double height = shape.buried ? std::min(claim.below, claim.above) : shape.on_top ? claim.below : claim.above;
    return confocal_axes(shape.half_width, shape.height, room_in_plane(shape), height);
  }

  template <int dim>
  double StackGrid<dim>::smallest_spacing() const
  {
    double smallest = infinity;
    for (const auto &axis : lines)
      for (unsigned int i = 1; i < axis.size(); ++i)
        smallest = std::min(smallest, axis[i] - axis[i - 1]);
    return smallest;
  }

  template class StackGrid<2>;
  template class StackGrid<3>;
} // namespace nadir
