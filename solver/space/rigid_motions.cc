// Does anything hold every body? Rigid motions of all bodies and free plates that strain neither a support nor an interface.
#include "space/supports.h"

#include "space/interface_faces.h"

#include <deal.II/lac/lapack_full_matrix.h>

#include <cmath>

using namespace dealii;

namespace nadir
{
  namespace
  {
    /// Value of rigid motion a at a place (m over the size of the cell for rotations).
    template <int dim>
    Tensor<1, dim> motion(const unsigned int a, const Point<dim> &place, const double size)
    {
      Tensor<1, dim> u;
      if (a < dim)
        u[a] = 1;
      else if constexpr (dim == 2)
        {
          u[0] = -place[1] / size;
          u[1] = place[0] / size;
        }
      else
        {
          const unsigned int axis = a - dim;
          u[(axis + 1) % 3]       = -place[(axis + 2) % 3] / size;
          u[(axis + 2) % 3]       = place[(axis + 1) % 3] / size;
        }
      return u;
    }

    std::string motion_name(const unsigned int a, const unsigned int dim, const bool axisymmetric)
    {
      if (a < dim)
        return std::string("a shift along ") + (axisymmetric ? "the axis" : std::string(1, "xyz"[a]));
      return dim == 2 ? "a rotation in the plane" : std::string("a rotation about ") + "xyz"[a - dim];
    }

    /// Which motions bodies have at all: around an axis only the shift along it.
    bool exists(const unsigned int a, const bool axisymmetric) { return !axisymmetric || a == 1; }
  } // namespace

  template <int dim>
  void check_rigid_motions(const Section &root, const Supports<dim> &supports, const std::vector<bool> &plate_is_free)
  {
    constexpr unsigned int n_motions = dim == 2 ? 3 : 6;
    const auto            &fields    = supports.fields;
    const bool             axi       = fields.names.axisymmetric;
    const MPI_Comm         comm      = fields.triangulation.get_communicator();
    const unsigned int     bodies = fields.n_groups(Field::displacement), n_plates = supports.plates().size();
    const unsigned int     n    = bodies * n_motions + n_plates;
    double                 size = 0;
    for (const auto &vertex : fields.triangulation.get_vertices())
      size = std::max(size, vertex.norm());
    size = Utilities::MPI::max(size, comm);

    std::vector<double> gram(n * n, 0.);
    const auto          restrain = [&](const std::vector<std::pair<unsigned int, double>> &row) {
      for (const auto &[i, a] : row)
        for (const auto &[j, b] : row)
          gram[i * n + j] += a * b;
    };
    std::vector<types::global_dof_index> dofs;
    const auto                          &points = fields.scalar_element.get_unit_support_points();
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned() && cell->at_boundary())
        {
          dofs.resize(cell->get_fe().n_dofs_per_cell());
          cell->get_dof_indices(dofs);
          const auto        &local = fields.local_dofs(cell->material_id(), Field::displacement);
          const unsigned int body  = fields.group(cell->material_id(), Field::displacement);
          for (unsigned int i = 0; i < points.size(); ++i)
            for (unsigned int d = 0; d < dim; ++d)
              if (const auto dof = dofs[local[d * points.size() + i]]; supports.is_fixed(dof))
                {
                  const auto place = fields.mapping.transform_unit_to_real_cell(cell, points[i]);
                  std::vector<std::pair<unsigned int, double>> row;
                  for (unsigned int a = 0; a < n_motions; ++a)
                    row.push_back({body * n_motions + a, motion<dim>(a, place, size)[d]});
                  if (const int k = supports.plate_of(dof); k >= 0)
                    row.push_back({bodies * n_motions + k, -supports.plates()[k].outward});
                  restrain(row);
                }
        }
    InterfaceFaces<dim>(fields, 2).for_each_part([&](const InterfacePart<dim> &part) {
      const Interface &interface = fields.model.interfaces[part.interface];
      if (!interface.opening)
        return;
      const unsigned int minus = fields.group(part.minus->material_id(), Field::displacement);
      const unsigned int plus  = fields.group(part.plus->material_id(), Field::displacement);
      for (unsigned int q = 0; q < part.JxW.size(); ++q)
        {
          const auto place = part.minus_values.quadrature_point(q), normal = Point<dim>(part.minus_values.normal_vector(q));
          const auto add = [&](const Tensor<1, dim> &direction) {
            std::vector<std::pair<unsigned int, double>> row;
            for (unsigned int a = 0; a < n_motions; ++a)
              {
                row.push_back({minus * n_motions + a, motion<dim>(a, place, size) * direction});
                row.push_back({plus * n_motions + a, -(motion<dim>(a, place, size) * direction)});
              }
            restrain(row);
          };
          if (interface.opening->laws.cohesive || interface.opening->laws.friction > 0)
            for (unsigned int d = 0; d < dim; ++d)
              {
                Tensor<1, dim> e;
                e[d] = 1;
                add(e);
              }
          else
            add(normal);
        }
    });
    Utilities::MPI::sum(gram, comm, gram);

    double largest = 0;
    for (unsigned int i = 0; i < n; ++i)
      largest = std::max(largest, gram[i * n + i]);
    LAPACKFullMatrix<double> matrix(n);
    for (unsigned int i = 0; i < n; ++i)
      for (unsigned int j = 0; j < n; ++j)
        matrix(i, j) = gram[i * n + j];
    for (unsigned int i = 0; i < bodies * n_motions; ++i)
      if (!exists(i % n_motions, axi))
        matrix(i, i) += 1 + largest;
    for (unsigned int k = 0; k < n_plates; ++k)
      if (!plate_is_free[k])
        matrix(bodies * n_motions + k, bodies * n_motions + k) += 1 + largest;
    dealii::Vector<double>     values(n);
    dealii::FullMatrix<double> vectors(n, n);
    matrix.compute_eigenvalues_symmetric(-1., 1e-10 * (1 + largest), 1e-14 * (1 + largest), values, vectors);
    if (values.size() == 0)
      return;
    const auto freedom = [&](const unsigned int i) { // share of a motion in the free ones
      double sum = 0;
      for (unsigned int k = 0; k < values.size(); ++k)
        sum += vectors(i, k) * vectors(i, k);
      return sum;
    };
    unsigned int worst = 0;
    for (unsigned int i = 0; i < bodies * n_motions; ++i)
      if (freedom(i) > freedom(worst) + 1e-6)
        worst = i;
    std::string motions;
    for (unsigned int a = 0; a < n_motions; ++a)
      if (const unsigned int i = worst / n_motions * n_motions + a; i == worst || freedom(i) > 0.99)
        motions += (motions.empty() ? "" : " and ") + motion_name(a, dim, axi);
    std::string names;
    for (unsigned int p = 0; p < fields.n_pieces(); ++p)
      if (fields.group(p, Field::displacement) == int(worst / n_motions) && names.find("'" + fields.region(p).name + "'") == std::string::npos)
        names += (names.empty() ? "'" : ", '") + fields.region(p).name + "'";
    root.section("Mechanics")
      .fail("nothing keeps the body of " + names + " from " + motions,
            "add a `Support` (symmetry, fixed, or a plate that is not under pressure alone), or let an interface bond, stick or rub");
  }

  template void check_rigid_motions<2>(const Section &, const Supports<2> &, const std::vector<bool> &);
  template void check_rigid_motions<3>(const Section &, const Supports<3> &, const std::vector<bool> &);
} // namespace nadir
