#include "terms/crack_deposit.h"

#include "base/constants.h"
#include "space/initial_cracks.h"
#include "space/weights.h"

#include <algorithm>

using namespace dealii;

namespace nadir
{
  template <int dim>
  CrackDeposit<dim>::CrackDeposit(const Fields<dim> &fields, const unsigned int n_gauss_points, const DepositSettings &settings,
                                  const CrackBand &band)
    : settings(settings)
    , memory(fields, n_gauss_points, memory_size, 4, [&fields](const unsigned int piece) { return fields.has(piece, Field::damage) && fields.region(piece).has(Field::ionic_potential); })
    , band(band)
    , fields(fields)
  {
    memory.bounds.assign(memory_size, {{-infinity, infinity}});
    memory.bounds[0][0] = memory.bounds[1][0] = memory.bounds[3 + dim][0] = memory.bounds[4 + dim][0] = 0;
  }

  template <int dim>
  void CrackDeposit<dim>::start()
  {
    const auto &fracture = *fields.model.fracture;
    memory.fill([](const unsigned int, double *values) { std::fill_n(values, memory_size, 0.); });
    if (fracture.cracks.empty())
      return;
    std::vector<double> volumes(fracture.cracks.size()), areas(volumes); // m3 that each of them holds, m2 of its faces
    const auto          visit = [&](const auto &use) {
      FEValues<dim> shape(fields.mapping, fields.scalar_element, memory.rule, update_JxW_values | update_quadrature_points);
      for (const auto &cell : fields.triangulation.active_cell_iterators())
        if (const unsigned int c = cell->active_cell_index(); cell->is_locally_owned() && memory.has(c))
          {
            shape.reinit(cell);
            const auto weights = weights_of(shape, fields.names.axisymmetric);
            for (unsigned int q = 0; q < memory.rule.size(); ++q)
              use(c, q, nearest_crack<dim>(fracture.cracks, shape.quadrature_point(q)), shape.quadrature_point(q), weights[q]);
          }
    };
    visit([&](const unsigned int c, const unsigned int q, const unsigned int k, const Point<dim> &place, const double weight) {
      const InitialCrack &crack = fracture.cracks[k];
      const double        area  = weight * band.area[point(c, q)];
      areas[k] += area;
      volumes[k] += crack.is_pore() ? (distance<dim>(crack, place) < 0 ? weight : 0.) : 0.5 * crack.width * area;
    });
    Utilities::MPI::sum(volumes, fields.triangulation.get_communicator(), volumes);
    Utilities::MPI::sum(areas, fields.triangulation.get_communicator(), areas);
    room_per_face.resize(volumes.size());
    for (unsigned int k = 0; k < volumes.size(); ++k)
      room_per_face[k] = areas[k] > 0 ? volumes[k] / areas[k] : 0.;
    visit([&](const unsigned int c, const unsigned int q, const unsigned int k, const Point<dim> &place, const double) {
      const double area = band.area[point(c, q)];
      for (unsigned int l = 0; l < 4; ++l)
        {
          double *values      = memory.at(l, c, q);
          values[1]           = lined(fracture.cracks[k], place) ? 2 * settings.percolation : 0.;
          values[3 + dim]     = area * room_per_face[k];
          values[0] = values[4 + dim] = area * (room_per_face[k] - empty_at_start(place));
        }
    });
  }

  template <int dim>
  bool CrackDeposit<dim>::lined(const InitialCrack &crack, const Point<dim> &place) const
  {
    return share_along<dim>(crack, place) <= crack.lined && distance<dim>(crack, place) < 4 * fields.model.fracture->length;
  }

  template <int dim>
  double CrackDeposit<dim>::empty_at_start(const Point<dim> &place) const
  {
    if (room_per_face.empty())
      return 0;
    const unsigned int  k     = nearest_crack<dim>(fields.model.fracture->cracks, place);
    const InitialCrack &crack = fields.model.fracture->cracks[k];
    return distance<dim>(crack, place) < 4 * fields.model.fracture->length && !lined(crack, place) ? room_per_face[k] : 0.;
  }

  template <int dim>
  FaceReaction CrackDeposit<dim>::reaction(const unsigned int cell, const unsigned int q, const double drop, const double p) const
  {
    const double area = band.area[point(cell, q)], old = memory.at(memory_old, cell, q)[0], older = memory.at(memory_old + 1, cell, q)[0];
    FaceReaction result;
    result.deposited = step.value_with_rate(0., old, older);
    // Sodium is plated where metal is seen, not on bare faces that leakage alone reaches.
    if (area * fields.model.fracture->length < 1e-9 || metal[point(cell, q)] == 0)
      return result;
    const auto face = interface_current(settings.laws, drop, temperature, 0., 1., step,
                                        {old / area, settings.laws.initial_interphase, drop - settings.laws.open_circuit_potential, 1},
                                        {older / area, settings.laws.initial_interphase, 0, 1}, {p, 0, 0, 0, 1});
    result.current               = face.current;
    result.slope                 = face.slope;
    result.deposited             = area * face.state.plated;
    result.deposited_by_pressure = area * face.thickness_pressure_slope;
    return result;
  }

  template <int dim>
  SlotFlow CrackDeposit<dim>::flux(const double w, const double gradient) const
  {
    // So free that the plating of 100 mA/cm2 over 10 um takes some kPa.
    constexpr double freely = 1e-21; // m3/(Pa s)
    return settings.creep ? slot_flow(*settings.creep, temperature, w, gradient) : SlotFlow{freely * gradient, freely};
  }

  template <int dim>
  CrackFlow<dim> CrackDeposit<dim>::flow(const unsigned int cell, const unsigned int q, const double p, const Tensor<1, dim> &grad_p) const
  {
    const double *old = memory.at(memory_old, cell, q), *older = memory.at(memory_old + 1, cell, q);
    const std::size_t at    = point(cell, q);
    const double      delta = band.area[at] / 2, time = step.size > 0 ? 1 / step.now : 0.;
    CrackFlow<dim>    result;
    const auto        along = unit_symmetric_tensor<dim>() - tensor_of<dim>(band.normal[at]);
    const auto        G     = along * grad_p;
    Tensor<1, dim>    rate;
    if (const double size = G.norm(); size * width[at] > 0)
      {
        const auto f = flux(width[at], size);
        rate         = -delta * f.flux / size * G;
        const Tensor<1, dim> direction = G / size;
        result.moved_by_slope          = -time * delta * (f.flux / size * (Tensor<2, dim>(along) - outer_product(direction, direction)) +
                                                 f.slope * outer_product(direction, direction));
      }
    for (unsigned int d = 0; d < dim; ++d)
      result.moved[d] = step.value_with_rate(rate[d], old[3 + d], older[3 + d]);
    double out = 0;
    if (const double h = mouth_height[cell]; h > 0 && width[at] > 0 && p != mouth_pressure)
      {
        const double over      = p - mouth_pressure, s = h / 2;
        const auto   f         = flux(width[at], std::abs(over) / s);
        out                    = delta * f.flux / h * (over > 0 ? 1. : -1.);
        result.out_by_pressure = time * delta * f.slope / (s * h);
      }
    result.out = step.value_with_rate(out, old[2], older[2]);
    return result;
  }

  template <int dim>
  void CrackDeposit<dim>::remember()
  {
    for (const auto &cell : fields.triangulation.active_cell_iterators())
      if (const unsigned int c = cell->active_cell_index(); cell->is_locally_owned() && memory.has(c))
        for (unsigned int q = 0; q < memory.rule.size(); ++q)
          {
            const double *old = memory.at(1, c, q);
            double       *now = memory.at(0, c, q);
            now[0]            = in_band(c) ? reaction(c, q, drop[point(c, q)], pressure[point(c, q)]).deposited : old[0];
            std::copy_n(old + 1, memory_size - 1, now + 1);
            // The lining goes with the metal that was plated on it.
            if (const double lining = band.area[point(c, q)] * old[1]; old[0] > lining && now[0] <= lining && now[0] < old[0])
              now[1] = 0;
            if (!settings.flows || !in_band(c))
              continue;
            const auto moved = flow(c, q, pressure[point(c, q)], slope[point(c, q)]);
            now[2]           = moved.out;
            for (unsigned int d = 0; d < dim; ++d)
              now[3 + d] = moved.moved[d];
          }
  }

  template <int dim>
  void add_crack_filling(const CrackDeposit<dim> &deposit, const unsigned int cell, const StrainOperator<dim> &strains,
                         const std::vector<double> &local, const double length, LocalSystem &system)
  {
    const unsigned int n = strains.shape.dofs_per_cell, first = strains.n_unknowns;
    const double       S = deposit.settings.contact_stiffness;
    const bool         band    = deposit.in_band(cell);
    const double       nothing = 1e-8 / length; // where there is no crack the closure means nothing, and is zero at each node
    for (unsigned int q = 0; q < strains.n_points(); ++q)
      {
        double         z = 0;
        Tensor<1, dim> gradient, pushing; // of z, and of what is positive of it at the nodes: that of the pressure, which a dry node beside does not change
        for (unsigned int i = 0; i < n; ++i)
          {
            z += local[first + i] * strains.shape.shape_value(i, q);
            gradient += local[first + i] * strains.shape.shape_grad(i, q);
            pushing += std::max(local[first + i], 0.) * strains.shape.shape_grad(i, q);
          }
        const bool     pushes  = z >= 0;
        const double   p       = pushes ? S * z : 0., JxW = strains.JxW[q];
        double         balance = 0, by_z = 0;
        Mandel         opening{}; // o N
        Tensor<1, dim> moved; // across the band, and along it
        Tensor<2, dim> even, by_pushing;  // minus its slopes by the two gradients
        if (band)
          {
            const std::size_t point = deposit.point(cell, q);
            const auto        metal = deposit.reaction(cell, q, deposit.drop[point], p);
            const double      area  = deposit.band.area[point];
            opening                 = deposit.band.opened[point] * deposit.band.normal[point];
            balance = metal.deposited - deposit.room(cell, q) - dot(opening, strains.strain(q, local)) - (pushes ? 0. : area * z);
            by_z    = pushes ? S * metal.deposited_by_pressure : -area;
            even    = deposit.settings.evening_out * length * tensor_of<dim>(deposit.band.normal[point]);
            moved   = -(even * gradient);
            if (deposit.settings.flows)
              {
                const auto flow = deposit.flow(cell, q, p, S * pushing);
                balance -= flow.out;
                by_z -= pushes ? S * flow.out_by_pressure : 0.;
                moved += flow.moved;
                by_pushing = -S * flow.moved_by_slope;
              }
          }
        for (unsigned int i = 0; i < first && band; ++i)
          {
            const double work = JxW * dot(opening, strains(q, i));
            system.residual(i) -= p * work;
            for (unsigned int j = 0; j < n && system.with_matrix; ++j)
              {
                const double coupling = -S * work * strains.shape.shape_value(j, q);
                system.matrix(first + j, i) += coupling;
                if (pushes)
                  system.matrix(i, first + j) += coupling;
              }
          }
        for (unsigned int i = 0; i < n; ++i)
          {
            const double value = strains.shape.shape_value(i, q);
            const auto  &slope = strains.shape.shape_grad(i, q);
            system.residual(first + i) += JxW * S * (balance * value + moved * slope - nothing * value * local[first + i]);
            if (system.with_matrix)
              system.matrix(first + i, first + i) -= JxW * S * nothing * value;
            for (unsigned int j = 0; j < n && band && system.with_matrix; ++j)
              {
                const auto across = local[first + j] >= 0 ? even + by_pushing : even;
                system.matrix(first + i, first + j) += JxW * S * (by_z * value * strains.shape.shape_value(j, q) - (across * strains.shape.shape_grad(j, q)) * slope);
              }
          }
      }
  }

  template <int dim>
  void add_crack_reaction(const CrackDeposit<dim> &deposit, const unsigned int cell, const CellContext<dim> &context, LocalSystem &system)
  {
    const unsigned int n = context.n(), ions = context.start[unsigned(Field::ionic_potential)],
                       electrons = context.start[unsigned(Field::electronic_potential)];
    for (unsigned int q = 0; q < context.JxW.size(); ++q)
      {
        const std::size_t point = deposit.point(cell, q);
        const double      area  = context.JxW[q] * deposit.band.area[point];
        const auto        face  = deposit.reaction(cell, q, drop_at(context, q), deposit.pressure[point]);
        for (unsigned int i = 0; i < n; ++i)
          {
            const double value = context.shape.shape_value(i, q);
            system.residual(electrons + i) += area * face.current * value;
            system.residual(ions + i) -= area * face.current * value;
            for (unsigned int j = 0; j < n && system.with_matrix; ++j)
              {
                const double slope = area * face.slope * value * context.shape.shape_value(j, q);
                system.matrix(electrons + i, electrons + j) += slope;
                system.matrix(electrons + i, ions + j) -= slope;
                system.matrix(ions + i, electrons + j) -= slope;
                system.matrix(ions + i, ions + j) += slope;
              }
          }
      }
  }

  template <int dim>
  double drop_at(const CellContext<dim> &context, const unsigned int q)
  {
    return context.value(context.values, Field::electronic_potential, q) - context.value(context.values, Field::ionic_potential, q);
  }

  template class CrackDeposit<2>;
  template class CrackDeposit<3>;
  template void   add_crack_filling<2>(const CrackDeposit<2> &, unsigned int, const StrainOperator<2> &, const std::vector<double> &, double,
                                     LocalSystem &);
  template void   add_crack_filling<3>(const CrackDeposit<3> &, unsigned int, const StrainOperator<3> &, const std::vector<double> &, double,
                                     LocalSystem &);
  template void   add_crack_reaction<2>(const CrackDeposit<2> &, unsigned int, const CellContext<2> &, LocalSystem &);
  template void   add_crack_reaction<3>(const CrackDeposit<3> &, unsigned int, const CellContext<3> &, LocalSystem &);
  template double drop_at<2>(const CellContext<2> &, unsigned int);
  template double drop_at<3>(const CellContext<3> &, unsigned int);
} // namespace nadir
