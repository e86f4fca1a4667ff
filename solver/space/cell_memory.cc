#include "space/cell_memory.h"

#include "space/bounded.h"
#include "space/packed.h"
#include "space/weights.h"

#include <deal.II/base/quadrature_lib.h>
#include <deal.II/fe/fe_dgq.h>


using namespace dealii;

namespace nadir
{
  template <int dim>
  CellMemory<dim>::CellMemory(const Fields<dim>                      &fields,
                              const unsigned int                      n_gauss_points,
                              const unsigned int                      n_variables,
                              const unsigned int                      n_levels,
                              std::function<bool(unsigned int piece)> remembers)
    : rule(QGauss<dim>(n_gauss_points))
    , n_variables(n_variables)
    , fields(fields)
    , remembers(std::move(remembers))
    , levels(n_levels)
  {
    const FE_DGQArbitraryNodes<dim> polynomials{QGauss<1>(n_gauss_points)};
    polynomial_at_child.resize(GeometryInfo<dim>::max_children_per_cell);
    for (unsigned int child = 0; child < polynomial_at_child.size(); ++child)
      for (unsigned int q = 0; q < rule.size(); ++q)
        {
          polynomial_at_child[child].emplace_back();
          for (unsigned int i = 0; i < rule.size(); ++i)
            polynomial_at_child[child][q].push_back(
              polynomials.shape_value(i, GeometryInfo<dim>::child_to_cell_coordinates(rule.point(q), child)));
        }
    number_points();
    for (auto &level : levels)
      level.assign(level.size(), 0.);
  }

  template <int dim>
  void CellMemory<dim>::number_points()
  {
    start.assign(fields.triangulation.n_active_cells(), -1);
    int count = 0;
    for (const auto &cell : fields.triangulation.active_cell_iterators())
      if (cell->is_locally_owned() && remembers(cell->material_id()))
        {
          start[cell->active_cell_index()] = count;
          count += rule.size();
        }
    for (auto &level : levels)
      level.assign(std::size_t(count) * n_variables, 0.);
  }

  template <int dim>
  void CellMemory<dim>::advance()
  {
    for (unsigned int l = levels.size() - 1; l > 0; --l)
      levels[l] = levels[l - 1];
  }

  template <int dim>
  void CellMemory<dim>::fill(const std::function<void(unsigned int, double *)> &initial)
  {
    for (const auto &cell : fields.triangulation.active_cell_iterators())
      if (cell->is_locally_owned() && has(cell->active_cell_index()))
        for (unsigned int l = 0; l < levels.size(); ++l)
          for (unsigned int q = 0; q < rule.size(); ++q)
            initial(cell->material_id(), at(l, cell->active_cell_index(), q));
  }

  template <int dim>
  std::vector<double> CellMemory<dim>::weights(const TriaCell &cell) const
  {
    FEValues<dim> values(fields.mapping, fields.scalar_element, rule, update_JxW_values | update_quadrature_points);
    values.reinit(cell);
    return weights_of(values, fields.names.axisymmetric);
  }

  template <int dim>
  std::vector<double> CellMemory<dim>::record(const TriaCell &cell) const
  {
    std::vector<double> list;
    const unsigned int  index = cell->active_cell_index();
    for (unsigned int l = 0; l < levels.size(); ++l)
      list.insert(list.end(), at(l, index, 0), at(l, index, 0) + rule.size() * n_variables);
    return list;
  }

  template <int dim>
  std::vector<double> CellMemory<dim>::interpolated(const std::vector<double> &from, const unsigned int child) const
  {
    const unsigned int  n = rule.size(), stride = n * n_variables;
    std::vector<double> to(from.size(), 0.);
    for (unsigned int l = 0; l < levels.size(); ++l)
      for (unsigned int q = 0; q < n; ++q)
        for (unsigned int i = 0; i < n; ++i)
          for (unsigned int v = 0; v < n_variables; ++v)
            to[l * stride + q * n_variables + v] += polynomial_at_child[child][q][i] * from[l * stride + i * n_variables + v];
    return to;
  }

  template <int dim>
  void CellMemory<dim>::shift_to(std::vector<std::vector<double> *>      records,
                                 const std::vector<std::vector<double>> &weight,
                                 const double                           *integrals) const
  {
    const unsigned int n = rule.size(), stride = n * n_variables;
    for (unsigned int l = 0; l < levels.size(); ++l)
      for (unsigned int v = 0; v < n_variables; ++v)
        {
          double volume = 0, sum = 0;
          for (unsigned int r = 0; r < records.size(); ++r)
            for (unsigned int q = 0; q < n; ++q)
              {
                volume += weight[r][q];
                sum += weight[r][q] * (*records[r])[l * stride + q * n_variables + v];
              }
          const double shift = (integrals[l * n_variables + v] - sum) / volume;
          std::vector<double *> values;
          for (auto *record : records)
            for (unsigned int q = 0; q < n; ++q)
              values.push_back(&(*record)[l * stride + q * n_variables + v]);
          shift_values(shift, integrals[l * n_variables + v] / volume, bounds.empty() ? nullptr : &bounds[v], values);
        }
  }

  template <int dim>
  std::vector<char> CellMemory<dim>::pack(const TriaCell &cell, const Status status) const
  {
    std::vector<double> data;
    const unsigned int  n = rule.size(), stride = n * n_variables;
    if (remembers(cell->material_id()))
      {
        std::vector<double> integrals(levels.size() * n_variables, 0.);
        const auto          integrate = [&](const TriaCell &c, const std::vector<double> &values) {
          const auto weight = weights(c);
          for (unsigned int l = 0; l < levels.size(); ++l)
            for (unsigned int q = 0; q < n; ++q)
              for (unsigned int v = 0; v < n_variables; ++v)
                integrals[l * n_variables + v] += weight[q] * values[l * stride + q * n_variables + v];
        };
        if (status == Triangulation<dim>::CELL_COARSEN)
          {
            data.assign(levels.size() * stride, 0.);
            for (unsigned int child = 0; child < cell->n_children(); ++child)
              {
                const auto from = record(cell->child(child));
                integrate(cell->child(child), from);
                for (unsigned int l = 0; l < levels.size(); ++l)
                  for (unsigned int i = 0; i < n; ++i)
                    for (unsigned int q = 0; q < n; ++q)
                      for (unsigned int v = 0; v < n_variables; ++v)
                        data[l * stride + i * n_variables + v] += rule.weight(q) / cell->n_children() / rule.weight(i) *
                                                                  polynomial_at_child[child][q][i] * from[l * stride + q * n_variables + v];
              }
          }
        else
          {
            data = record(cell);
            integrate(cell, data);
          }
        data.insert(data.end(), integrals.begin(), integrals.end());
      }
    return packed(data);
  }

  template <int dim>
  void CellMemory<dim>::unpack(const TriaCell &cell, const Status status, const std::vector<double> &data)
  {
    if (data.empty())
      return;
    const std::size_t         n_values = levels.size() * rule.size() * n_variables;
    const std::vector<double> values(data.begin(), data.begin() + n_values);
    if (status == Triangulation<dim>::CELL_REFINE)
      {
        std::vector<std::vector<double> *> records;
        std::vector<std::vector<double>>   weight;
        for (unsigned int child = 0; child < cell->n_children(); ++child)
          {
            auto &to = arrived[cell->child(child)->id()];
            to       = interpolated(values, child);
            records.push_back(&to);
            weight.push_back(weights(cell->child(child)));
          }
        shift_to(records, weight, &data[n_values]);
        return;
      }
    auto &to = arrived[cell->id()];
    to       = values;
    if (status == Triangulation<dim>::CELL_COARSEN)
      shift_to({&to}, {weights(cell)}, &data[n_values]);
  }

  template <int dim>
  void CellMemory<dim>::prepare(parallel::distributed::Triangulation<dim> &triangulation)
  {
    handle = triangulation.register_data_attach([this](const TriaCell &cell, const Status status) { return pack(cell, status); },
                                                /*returns_variable_size_data=*/true);
  }

  template <int dim>
  void CellMemory<dim>::finish(parallel::distributed::Triangulation<dim> &triangulation)
  {
    arrived.clear();
    triangulation.notify_ready_to_unpack(
      handle,
      [this](const TriaCell &cell, const Status status, const boost::iterator_range<std::vector<char>::const_iterator> &bytes) {
        unpack(cell, status, unpacked(bytes));
      });
    number_points();
    const unsigned int stride = rule.size() * n_variables;
    for (const auto &cell : triangulation.active_cell_iterators())
      if (cell->is_locally_owned() && has(cell->active_cell_index()))
        {
          const auto &values = arrived.at(cell->id());
          for (unsigned int l = 0; l < levels.size(); ++l)
            std::copy_n(values.begin() + l * stride, stride, at(l, cell->active_cell_index(), 0));
        }
    arrived.clear();
  }

  template class CellMemory<2>;
  template class CellMemory<3>;
} // namespace nadir
