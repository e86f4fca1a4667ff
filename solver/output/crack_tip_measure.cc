#include "output/crack_tip_measure.h"

#include "space/weights.h"

#include <deal.II/base/quadrature_lib.h>
#include <deal.II/fe/fe_dgq.h>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace dealii;

namespace nadir
{
  namespace
  {
    /// q: 1 up to half the radius, then 1 - 3 s^2 + 2 s^3 down to 0. Its slope is continuous, so that Gauss points integrate
    /// cells through which the edges run.
    struct Plateau
    {
      Point<2> centre;
      double   radius;

      double share(const Point<2> &p) const { return std::clamp(2 * centre.distance(p) / radius - 1, 0., 1.); }
      double value(const Point<2> &p) const
      {
        const double s = share(p);
        return 1 - s * s * (3 - 2 * s);
      }
      Tensor<1, 2> gradient(const Point<2> &p) const
      {
        const double s = share(p);
        return s <= 0 || s >= 1 ? Tensor<1, 2>() : Tensor<1, 2>(-12 * s * (1 - s) / radius * (p - centre) / centre.distance(p));
      }
    };

    Tensor<2, 2> in_plane(const Mandel &m)
    {
      Tensor<2, 2> t;
      t[0][0] = m[0];
      t[1][1] = m[1];
      t[0][1] = t[1][0] = m[5] / std::sqrt(2.);
      return t;
    }

    class DomainIntegral
    {
    public:
      DomainIntegral(const MechanicalHalf<2> &half, const CrackTip<2> &tip, const double time)
        : half(half)
        , fields(half.fields)
        , tip(tip)
        , time(time)
        , axisymmetric(fields.names.axisymmetric)
        , shape(fields.mapping, fields.scalar_element, half.memory.rule, update_values | update_gradients | update_JxW_values | update_quadrature_points)
        , face_shape(fields.mapping, fields.scalar_element, QGauss<1>(fields.scalar_element.degree + 2),
                     update_gradients | update_JxW_values | update_quadrature_points | update_normal_vectors)
        , polynomials(QGauss<1>(fields.scalar_element.degree + 1))
        , between_points(fields.mapping, polynomials, half.memory.rule, update_gradients)
      {}

      CrackTipMeasure measure()
      {
        const std::size_t n = tip.radii.size();
        volume.assign(n, 0.);
        faces.assign(n, 0.);
        const double reach = *std::max_element(tip.radii.begin(), tip.radii.end());
        for (const auto &cell : fields.dof_handler.active_cell_iterators())
          if (cell->is_locally_owned() && cell->center().distance(tip.place) < reach + cell->diameter())
            {
              read_displacement(cell);
              add_cell(cell);
              for (const unsigned int f : cell->face_indices())
                if (cell->at_boundary(f))
                  add_face(cell, f);
            }
        return summed();
      }

    private:
      using Cell = Fields<2>::Cell;

      void read_displacement(const Cell &cell)
      {
        std::vector<types::global_dof_index> dofs(cell->get_fe().n_dofs_per_cell());
        cell->get_dof_indices(dofs);
        const auto &local = fields.local_dofs(cell->material_id(), Field::displacement);
        displacement.resize(local.size());
        for (unsigned int i = 0; i < local.size(); ++i)
          displacement[i] = half.levels[0].solution(dofs[local[i]]);
      }

      /// u_i,j at a point.
      Tensor<2, 2> slope(const FEValuesBase<2> &values, const unsigned int q) const
      {
        const unsigned int n = values.dofs_per_cell;
        Tensor<2, 2>       sum;
        for (unsigned int d = 0; d < 2; ++d)
          for (unsigned int i = 0; i < n; ++i)
            sum[d] += displacement[d * n + i] * values.shape_grad(i, q);
        return sum;
      }

      double radial_displacement(const unsigned int q) const
      {
        double sum = 0;
        for (unsigned int i = 0; i < shape.dofs_per_cell; ++i)
          sum += displacement[i] * shape.shape_value(i, q);
        return sum;
      }

      void add_cell(const Cell &cell)
      {
        shape.reinit(Triangulation<2>::active_cell_iterator(cell));
        const auto weights  = weights_of(shape, axisymmetric);
        const auto list     = half.system.responses(half.levels[0], cell);
        const auto elastic  = half.system.elastic_strains(half.levels[0], list, cell);
        const auto gradient = given_strain_along_growth(cell);
        for (unsigned int q = 0; q < weights.size(); ++q)
          {
            const Mandel      &stress = list[q].stress;
            const auto        &place  = shape.quadrature_point(q);
            const double       energy = 0.5 * dot(stress, elastic[q]);
            const Tensor<1, 2> flow   = (slope(shape, q) * tip.growth) * in_plane(stress) - energy * tip.growth; // (sigma_ij u_i,k - W delta_kj) e_k
            const double       hoop =
              axisymmetric ? (stress[2] * radial_displacement(q) / place[0] - energy) * tip.growth[0] / place[0] : 0.;
            for (unsigned int k = 0; k < volume.size(); ++k)
              {
                const Plateau plateau{tip.place, tip.radii[k]};
                volume[k] += weights[q] * (flow * plateau.gradient(place) + (hoop + dot(stress, gradient[q])) * plateau.value(place));
              }
          }
      }

      /// d(eps0)/ds along the growth, of the polynomials through the values at the quadrature points.
      std::vector<Mandel> given_strain_along_growth(const Cell &cell)
      {
        between_points.reinit(Triangulation<2>::active_cell_iterator(cell));
        const auto          context = half.system.momentum_context();
        std::vector<Mandel> result(shape.n_quadrature_points);
        for (unsigned int i = 0; i < result.size(); ++i)
          {
            const Mandel strain = half.system.momentum.given_strain(context, cell, shape.quadrature_point(i), i);
            for (unsigned int q = 0; q < result.size(); ++q)
              result[q] = result[q] + between_points.shape_grad(i, q) * tip.growth * strain;
          }
        return result;
      }

      void add_face(const Cell &cell, const unsigned int f)
      {
        const auto &list = half.supports.list();
        for (unsigned int s = 0; s < list.size(); ++s)
          if (list[s].type == Support::Type::traction && list[s].boundary == cell->face(f)->boundary_id())
            {
              face_shape.reinit(Triangulation<2>::active_cell_iterator(cell), f);
              const auto weights = weights_of(face_shape, axisymmetric);
              for (unsigned int q = 0; q < weights.size(); ++q)
                {
                  const auto  &place = face_shape.quadrature_point(q);
                  const double work  = half.supports.traction(s, place, face_shape.normal_vector(q), time) * (slope(face_shape, q) * tip.growth);
                  for (unsigned int k = 0; k < faces.size(); ++k)
                    faces[k] -= weights[q] * work * Plateau{tip.place, tip.radii[k]}.value(place);
                }
            }
      }

      CrackTipMeasure summed() const
      {
        const MPI_Comm  comm  = fields.triangulation.get_communicator();
        const double    scale = (tip.half ? 2 : 1) / tip.front;
        CrackTipMeasure m;
        m.name = tip.name;
        for (unsigned int k = 0; k < volume.size(); ++k)
          {
            m.of_faces.push_back(scale * Utilities::MPI::sum(faces[k], comm));
            m.release_rate.push_back(scale * Utilities::MPI::sum(volume[k], comm) + m.of_faces.back());
          }
        const auto  [least, largest] = std::minmax_element(m.release_rate.begin(), m.release_rate.end());
        const double mean            = std::accumulate(m.release_rate.begin(), m.release_rate.end(), 0.) / m.release_rate.size();
        m.stress_intensity           = std::copysign(std::sqrt(tip.modulus * std::abs(mean)), mean);
        m.spread                     = mean != 0 ? (*largest - *least) / std::abs(mean) : 0.;
        return m;
      }

      const MechanicalHalf<2>      &half;
      const Fields<2>              &fields;
      const CrackTip<2>            &tip;
      const double                  time;
      const bool                    axisymmetric;
      FEValues<2>                   shape;
      FEFaceValues<2>               face_shape;
      const FE_DGQArbitraryNodes<2> polynomials; // through the quadrature points
      FEValues<2>                   between_points;
      std::vector<double>           displacement; // of the present cell, all of x, then all of y
      std::vector<double>           volume, faces; // by domain, N (times m along the front)
    };
  } // namespace

  template <int dim>
  std::vector<CrackTipMeasure> measure_crack_tips(const MechanicalHalf<dim> &half, const double time)
  {
    std::vector<CrackTipMeasure> list;
    if constexpr (dim == 2)
      for (const auto &tip : half.crack_tips)
        list.push_back(DomainIntegral(half, tip, time).measure());
    return list;
  }

  template std::vector<CrackTipMeasure> measure_crack_tips(const MechanicalHalf<2> &, double);
  template std::vector<CrackTipMeasure> measure_crack_tips(const MechanicalHalf<3> &, double);
} // namespace nadir
