#include "output/fracture_measure.h"

#include "base/constants.h"
#include "output/connected_metal.h"
#include "output/largest_over_ranks.h"
#include "space/initial_cracks.h"
#include "space/weights.h"

#include <algorithm>
#include <cmath>

using namespace dealii;

namespace nadir
{
  namespace
  {
    constexpr double broken = 0.95; // damage from which on a point counts as broken

    /// Sums and largest values over the points of a crack on this rank.
    struct Collected
    {
      double deposit = 0, empty = 0, squeezed = 0, push = 0, current = 0; // m3, m3, m2, N, A
      double peak = 0;
      struct Tip
      {
        double                length = 0, overpotential = 0, strength = 0;
        std::array<double, 3> place = {};
      } tip, metal;
    };

    template <int dim>
    double from_beginning(const InitialCrack &crack, const Point<dim> &place)
    {
      const auto &start = crack.beginning();
      double      sum   = 0;
      for (unsigned int d = 0; d < dim; ++d)
        sum += std::pow(place[d] - start[d], 2);
      return std::sqrt(sum);
    }

    CrackMeasure gathered(const InitialCrack &crack, const Collected &c, const MPI_Comm comm)
    {
      const auto   sum     = [&](const double x) { return Utilities::MPI::sum(x, comm); };
      const auto   largest = [&](const double x) { return Utilities::MPI::max(x, comm); };
      CrackMeasure m;
      m.name                = crack.name;
      m.pore                = crack.is_pore();
      const auto tip        = largest_over_ranks(c.tip.length, c.tip, comm);
      const auto metal      = largest_over_ranks(c.metal.length, c.metal, comm);
      m.length              = tip.length;
      m.tip                 = tip.place;
      m.strength            = tip.strength;
      m.metal_length        = metal.length;
      m.metal_tip           = metal.place;
      m.tip_overpotential   = metal.overpotential;
      m.deposit             = sum(c.deposit);
      m.empty               = sum(c.empty);
      const double squeezed = sum(c.squeezed), push = sum(c.push);
      m.mean_pressure       = squeezed > 0 ? push / squeezed : 0.;
      m.peak_pressure       = largest(c.peak);
      m.current             = sum(c.current);
      return m;
    }

    template <int dim>
    void collect_deposit(const FractureHalf<dim> &half, const MechanicalHalf<dim> &mechanical, std::vector<Collected> &list, FractureMeasure &m)
    {
      const auto   &deposit = *half.deposit;
      const auto   &cracks  = half.system.settings.cracks;
      const auto   &fields  = half.fields;
      const double  V_m     = deposit.settings.laws.molar_volume;
      FEValues<dim> shape(fields.mapping, fields.scalar_element, half.system.rule, update_JxW_values | update_quadrature_points);
      bool          through = false, bridged = false;
      double        total = 0;
      const auto    empty     = half.empty_widths(mechanical.levels[0]);
      const auto    connected = connected_metal(half);
      for (const auto &cell : fields.dof_handler.active_cell_iterators())
        if (const unsigned int c = cell->active_cell_index(); cell->is_locally_owned() && deposit.in_band(c))
          {
            shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
            const auto weights = weights_of(shape, fields.names.axisymmetric);
            const bool far     = half.at_other_electrode[c];
            for (unsigned int q = 0; q < weights.size(); ++q)
              {
                const std::size_t p     = deposit.point(c, q);
                const double      area  = weights[q] * deposit.band.area[p];
                const double      theta = deposit.plated(c, q);
                const bool        metal = deposit.conducts(p);
                const double      current = -weights[q] * deposit.current_per_volume(c, q);
                through                   = through || (far && deposit.band.damage[p] > broken);
                bridged                   = bridged || (far && deposit.metal[p] > 1e-3 * deposit.settings.metal_conductivity);
                total += weights[q] * theta;
                m.dead += connected[c] ? 0. : weights[q] * std::max(theta, 0.); // spent points err to either side
                m.squeezed_out += weights[q] * deposit.memory.at(0, c, q)[2];
                m.current += current;
                m.face_current += std::abs(current);
                if (cracks.empty())
                  continue;
                const Point<dim> place = shape.quadrature_point(q);
                const unsigned int k   = nearest_crack<dim>(cracks, place);
                Collected         &own = list[k];
                own.deposit += weights[q] * theta;
                own.empty += area * empty[p];
                own.current += current;
                if (deposit.pressure[p] > 0)
                  {
                    own.squeezed += area;
                    own.push += area * deposit.pressure[p];
                    own.peak = std::max(own.peak, deposit.band.damage[p] > 0.5 ? deposit.pressure[p] : 0.);
                  }
                if (const double r = from_beginning<dim>(cracks[k], place); metal && r > own.metal.length)
                  own.metal = {r, deposit.drop[p] - deposit.settings.laws.open_circuit_potential, 0, coordinates(place)};
              }
          }
      const MPI_Comm comm = fields.triangulation.get_communicator();
      m.has_deposit       = true;
      m.deposit           = Utilities::MPI::sum(total, comm);
      m.deposit_charge    = m.deposit * constants::faraday / V_m;
      m.current           = Utilities::MPI::sum(m.current, comm);
      m.face_current      = Utilities::MPI::sum(m.face_current, comm);
      m.dead              = Utilities::MPI::sum(m.dead, comm);
      m.squeezed_out      = Utilities::MPI::sum(m.squeezed_out, comm);
      m.through           = Utilities::MPI::max(int(through), comm) == 1;
      m.bridged           = Utilities::MPI::max(int(bridged), comm) == 1;
    }

    /// The interfaces with an electrode that a cell has a face at, as flags added to `list`.
    template <int dim>
    void add_electrodes(const Fields<dim> &fields, const typename Fields<dim>::Cell &cell, std::vector<int> &list)
    {
      for (const unsigned int f : cell->face_indices())
        if (!cell->at_boundary(f))
          if (const auto meeting = fields.meeting(cell->material_id(), cell->neighbor(f)->material_id());
              meeting && fields.model.interfaces[meeting->interface].laws.charge_transfer)
            list[meeting->interface] = 1;
    }

    /// Lengths of the cracks, and whether one of them touches two electrodes.
    template <int dim>
    bool collect_lengths(const FractureHalf<dim> &half, std::vector<Collected> &list)
    {
      const auto   &cracks = half.system.settings.cracks;
      const auto   &fields = half.fields;
      const auto    damage = half.system.at_points(half.damage).values;
      FEValues<dim> shape(fields.mapping, fields.scalar_element, half.system.rule, update_quadrature_points);
      std::vector<std::vector<int>> touched(cracks.size(), std::vector<int>(fields.model.interfaces.size(), 0));
      for (const auto &cell : fields.dof_handler.active_cell_iterators())
        if (cell->is_locally_owned() && fields.has(cell->material_id(), Field::damage))
          {
            const double *d = &damage[cell->active_cell_index() * half.system.rule.size()];
            if (*std::max_element(d, d + half.system.rule.size()) <= broken)
              continue;
            shape.reinit(typename Triangulation<dim>::active_cell_iterator(cell));
            for (unsigned int q = 0; q < half.system.rule.size(); ++q)
              if (d[q] > broken)
                {
                  const Point<dim>   place = shape.quadrature_point(q);
                  const unsigned int k     = nearest_crack<dim>(cracks, place);
                  if (const double r = from_beginning<dim>(cracks[k], place); r > list[k].tip.length)
                    list[k].tip = {r, 0, half.system.strength(cell), coordinates(place)};
                  add_electrodes<dim>(fields, cell, touched[k]);
                }
          }
      bool through = false;
      for (auto &flags : touched)
        {
          Utilities::MPI::max(flags, fields.triangulation.get_communicator(), flags);
          through = through || std::count(flags.begin(), flags.end(), 1) > 1;
        }
      return through;
    }
  } // namespace

  template <int dim>
  FractureMeasure measure_fracture(FractureHalf<dim> &half, const MechanicalHalf<dim> &mechanical)
  {
    const auto      found = half.system.measure(half.damage);
    FractureMeasure m;
    m.energy            = found.energy;
    m.area              = found.area;
    m.volume            = half.crack_volume(mechanical.levels[0]);
    m.largest_damage    = found.largest_damage;
    m.turns             = half.turns;
    m.changes_of_set    = half.changes_of_set;
    m.linear_iterations = half.linear_iterations;
    m.change            = half.change;
    const auto            &cracks = half.system.settings.cracks;
    std::vector<Collected> list(cracks.size());
    if (half.deposit)
      collect_deposit(half, mechanical, list, m);
    if (!cracks.empty())
      m.through = collect_lengths(half, list) || m.through;
    for (unsigned int k = 0; k < cracks.size(); ++k)
      m.cracks.push_back(gathered(cracks[k], list[k], half.fields.triangulation.get_communicator()));
    return m;
  }

  template FractureMeasure measure_fracture<2>(FractureHalf<2> &, const MechanicalHalf<2> &);
  template FractureMeasure measure_fracture<3>(FractureHalf<3> &, const MechanicalHalf<3> &);
} // namespace nadir
