#include "space/interface_faces.h"

#include "space/bounded.h"
#include "space/packed.h"

#include <deal.II/fe/fe_dgq.h>

#include <set>

using namespace dealii;

namespace nadir
{
  namespace
  {
    /// Lagrange polynomials through the points of a tensor Gauss rule on the unit cell.
    template <int facedim>
    class GaussPolynomials
    {
    public:
      explicit GaussPolynomials(const Quadrature<facedim> &rule)
        : element(QGauss<1>(unsigned(std::lround(std::pow(rule.size(), 1. / facedim)))).get_points())
      {}
      double value(const unsigned int i, const Point<facedim> &p) const { return element.shape_value(i, p); }

    private:
      const FE_DGQArbitraryNodes<facedim> element;
    };
  } // namespace

  template <int dim>
  InterfaceMemory<dim>::InterfaceMemory(const InterfaceFaces<dim> &faces,
                                        const unsigned int         n_variables,
                                        const unsigned int         n_levels)
    : n_variables(n_variables)
    , faces(faces)
    , levels(n_levels, std::vector<double>(faces.n_points() * n_variables, 0.))
  {}

  template <int dim>
  void InterfaceMemory<dim>::advance()
  {
    for (unsigned int l = levels.size() - 1; l > 0; --l)
      levels[l] = levels[l - 1];
  }

  template <int dim>
  void InterfaceMemory<dim>::fill(const std::function<void(unsigned int, double *)> &initial)
  {
    for (const auto &face : faces.faces())
      for (unsigned int l = 0; l < levels.size(); ++l)
        for (unsigned int q = 0; q < faces.points_per_face(); ++q)
          initial(face.interface, at(l, face.first_point + q));
  }

  template <int dim>
  std::vector<double> InterfaceMemory<dim>::face_record(const TriaCell &cell, const unsigned int face) const
  {
    const unsigned int  n = faces.points_per_face(), n_half = faces.half_rule.size();
    const unsigned int  first  = faces.faces()[face_index.at({cell->id(), face})].first_point;
    const auto          weight = faces.weights(cell, face);
    std::vector<double> record;
    std::vector<double> integrals;
    for (unsigned int l = 0; l < levels.size(); ++l)
      {
        record.insert(record.end(), at(l, first), at(l, first) + n * n_variables);
        for (unsigned int half = 0; half < faces.halves; ++half)
          for (unsigned int v = 0; v < n_variables; ++v)
            {
              double sum = 0;
              for (unsigned int q = half * n_half; q < (half + 1) * n_half; ++q)
                sum += at(l, first + q)[v] * weight[q];
              integrals.push_back(sum);
            }
      }
    record.insert(record.end(), integrals.begin(), integrals.end());
    return record;
  }

  template <int dim>
  std::vector<double> InterfaceMemory<dim>::coarsened_record(const TriaCell &parent, const unsigned int face) const
  {
    const unsigned int              n = faces.points_per_face(), n_half = faces.half_rule.size();
    const GaussPolynomials<dim - 1> polynomials(faces.half_rule);
    std::vector<double>             record(values_per_face(), 0.);
    std::vector<double>             integrals(levels.size() * faces.halves * n_variables, 0.);
    for (unsigned int half = 0; half < faces.halves; ++half)
      {
        const auto child = parent->child(GeometryInfo<dim>::child_cell_on_face(RefinementCase<dim>::isotropic_refinement, face, half));
        const auto from = face_record(child, face);
        for (unsigned int l = 0; l < levels.size(); ++l)
          for (unsigned int v = 0; v < n_variables; ++v)
            {
              for (unsigned int i = 0; i < n_half; ++i)
                for (unsigned int q = 0; q < n; ++q)
                  record[(l * n + half * n_half + i) * n_variables + v] +=
                    faces.face_rule.weight(q) / faces.half_rule.weight(i) *
                    polynomials.value(i, faces.face_rule.point(q)) * from[(l * n + q) * n_variables + v];
              for (unsigned int sub = 0; sub < faces.halves; ++sub)
                integrals[(l * faces.halves + half) * n_variables + v] +=
                  from[values_per_face() + (l * faces.halves + sub) * n_variables + v];
            }
      }
    record.insert(record.end(), integrals.begin(), integrals.end());
    return record;
  }

  template <int dim>
  std::vector<double> InterfaceMemory<dim>::refined_record(const std::vector<double> &parent, const unsigned int half) const
  {
    const unsigned int              n = faces.points_per_face(), n_half = faces.half_rule.size();
    const GaussPolynomials<dim - 1> polynomials(faces.half_rule);
    std::vector<double>             record(values_per_face(), 0.);
    for (unsigned int l = 0; l < levels.size(); ++l)
      for (unsigned int q = 0; q < n; ++q)
        for (unsigned int i = 0; i < n_half; ++i)
          for (unsigned int v = 0; v < n_variables; ++v)
            record[(l * n + q) * n_variables + v] += polynomials.value(i, faces.face_rule.point(q)) *
                                                     parent[(l * n + half * n_half + i) * n_variables + v];
    return record;
  }

  template <int dim>
  void InterfaceMemory<dim>::restore_integrals(std::vector<double>       &record,
                                               const std::vector<double> &weight,
                                               const unsigned int         first_half,
                                               const unsigned int         n_halves,
                                               const std::vector<double> &integrals) const
  {
    const unsigned int n = faces.points_per_face(), n_half = faces.half_rule.size();
    for (unsigned int l = 0; l < levels.size(); ++l)
      for (unsigned int v = 0; v < n_variables; ++v)
        {
          double area = 0, sum = 0;
          for (unsigned int q = first_half * n_half; q < (first_half + n_halves) * n_half; ++q)
            {
              area += weight[q];
              sum += weight[q] * record[(l * n + q) * n_variables + v];
            }
          const double shift = (integrals[l * n_variables + v] - sum) / area;
          std::vector<double *> values;
          for (unsigned int q = first_half * n_half; q < (first_half + n_halves) * n_half; ++q)
            values.push_back(&record[(l * n + q) * n_variables + v]);
          shift_values(shift, integrals[l * n_variables + v] / area, bounds.empty() ? nullptr : &bounds[v], values);
        }
  }

  template <int dim>
  std::vector<char> InterfaceMemory<dim>::pack(const TriaCell &cell, const Status status) const
  {
    std::vector<double> data;
    const auto          add = [&](const unsigned int f, const std::vector<double> &record) {
      data.push_back(f);
      data.insert(data.end(), record.begin(), record.end());
    };
    if (status == Triangulation<dim>::CELL_COARSEN)
      {
        for (const unsigned int f : cell->face_indices())
          if (face_index.count(
                {cell->child(GeometryInfo<dim>::child_cell_on_face(RefinementCase<dim>::isotropic_refinement, f, 0))->id(), f}))
            add(f, coarsened_record(cell, f));
      }
    else
      for (const unsigned int f : cell->face_indices())
        if (face_index.count({cell->id(), f}))
          add(f, face_record(cell, f));

    return packed(data);
  }

  template <int dim>
  void InterfaceMemory<dim>::unpack(const TriaCell &cell, const Status status, const std::vector<double> &data)
  {
    const std::size_t n_integrals = levels.size() * faces.halves * n_variables;
    const std::size_t stride      = 1 + values_per_face() + n_integrals;
    for (std::size_t start = 0; start + stride <= data.size(); start += stride)
      {
        const unsigned int        f = data[start];
        const std::vector<double> record(data.begin() + start + 1, data.begin() + start + stride);
        const auto                integrals_of = [&](const unsigned int half) {
          std::vector<double> list;
          for (unsigned int l = 0; l < levels.size(); ++l)
            for (unsigned int v = 0; v < n_variables; ++v)
              list.push_back(record[values_per_face() + (l * faces.halves + half) * n_variables + v]);
          return list;
        };
        std::vector<double> values(record.begin(), record.begin() + values_per_face());
        if (status == Triangulation<dim>::CELL_REFINE)
          for (unsigned int half = 0; half < faces.halves; ++half)
            {
              const auto child =
                cell->child(GeometryInfo<dim>::child_cell_on_face(RefinementCase<dim>::isotropic_refinement, f, half));
              auto refined = refined_record(record, half);
              restore_integrals(refined, faces.weights(child, f), 0, faces.halves, integrals_of(half));
              arrived[{child->id(), f}] = refined;
            }
        else
          {
            if (status == Triangulation<dim>::CELL_COARSEN)
              for (unsigned int half = 0; half < faces.halves; ++half)
                restore_integrals(values, faces.weights(cell, f), half, 1, integrals_of(half));
            arrived[{cell->id(), f}] = values;
          }
      }
  }

  template <int dim>
  void InterfaceMemory<dim>::prepare(parallel::distributed::Triangulation<dim> &triangulation)
  {
    face_index.clear();
    for (unsigned int i = 0; i < faces.faces().size(); ++i)
      face_index[{faces.faces()[i].minus->id(), faces.faces()[i].face}] = i;
    handle = triangulation.register_data_attach([this](const TriaCell &cell, const Status status) { return pack(cell, status); },
                                                /*returns_variable_size_data=*/true);
  }

  template <int dim>
  void InterfaceMemory<dim>::finish(parallel::distributed::Triangulation<dim> &triangulation)
  {
    arrived.clear();
    triangulation.notify_ready_to_unpack(
      handle,
      [this](const TriaCell &cell, const Status status, const boost::iterator_range<std::vector<char>::const_iterator> &bytes) {
        unpack(cell, status, unpacked(bytes));
      });
    const unsigned int n = faces.points_per_face() * n_variables;
    for (auto &level : levels)
      level.assign(faces.n_points() * n_variables, 0.);
    for (const auto &face : faces.faces())
      {
        const auto &values = arrived.at({face.minus->id(), face.face});
        for (unsigned int l = 0; l < levels.size(); ++l)
          std::copy_n(values.begin() + l * n, n, at(l, face.first_point));
      }
    arrived.clear();
  }

  template class InterfaceMemory<2>;
  template class InterfaceMemory<3>;
} // namespace nadir
