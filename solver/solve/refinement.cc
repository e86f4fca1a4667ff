#include "solve/refinement.h"

#include "base/constants.h"
#include "space/initial_cracks.h"
#include "terms/conduction.h"

#include <deal.II/base/quadrature_lib.h>
#include <deal.II/distributed/grid_refinement.h>
#include <deal.II/grid/grid_tools.h>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace dealii;

namespace nadir
{
  namespace
  {
    /// A flux on a cell and the weight that turns its square into a power density times length.
    template <int dim>
    struct Flux
    {
      SymmetricTensor<2, dim> coefficient;
      double                  weight;
    };

    template <int dim>
    Flux<dim> flux_of(const Region &region, const Field field, const double temperature)
    {
      if (field == Field::concentration)
        {
          const Salt  &salt = *region.material.salt;
          const double fd   = constants::faraday * salt.diffusivity;
          return {fd * unit_symmetric_tensor<dim>(), constants::gas * temperature / (constants::faraday * fd * salt.concentration)};
        }
      const auto k = conductivity_tensor<dim>(field == Field::ionic_potential ? *region.material.ionic : *region.material.electronic,
                                              temperature);
      return {k, 1 / (trace(k) / dim)};
    }

    template <int dim>
    class JumpIntegrator
    {
    public:
      JumpIntegrator(const Electrochemistry<dim> &system, const typename Electrochemistry<dim>::Level &level)
        : context(system.interface_context(level))
        , fields(system.fields)
        , rule(fields.scalar_element.degree + 1)
        , here(fields.mapping, fields.scalar_element, rule, flags)
        , there(fields.mapping, fields.scalar_element, rule, flags)
        , here_part(fields.mapping, fields.scalar_element, rule, flags)
        , there_part(fields.mapping, fields.scalar_element, rule, flags)
      {}

      double cell(const typename Fields<dim>::Cell &cell)
      {
        double sum = 0;
        for (unsigned int f = 0; f < n_fields; ++f)
          if (fields.has(cell->material_id(), Field(f)) && !(Field(f) == Field::electronic_potential && fields.region(cell->material_id()).equipotential))
            for (const unsigned int face : cell->face_indices())
              if (!cell->at_boundary(face) && fields.group(cell->neighbor(face)->material_id(), Field(f)) == fields.group(cell->material_id(), Field(f)))
                sum += inner_face(cell, face, Field(f));
        return sum;
      }

    private:
      static inline const UpdateFlags flags = update_gradients | update_JxW_values | update_normal_vectors | update_quadrature_points;
      using TriaCell = typename Triangulation<dim>::active_cell_iterator;

      double inner_face(const typename Fields<dim>::Cell &cell, const unsigned int face, const Field field)
      {
        if (cell->neighbor(face)->has_children())
          {
            double sum = 0;
            for (unsigned int s = 0; s < cell->face(face)->n_children(); ++s)
              {
                const auto other = cell->neighbor_child_on_subface(face, s);
                here_part.reinit(TriaCell(cell), face, s);
                there.reinit(TriaCell(other), cell->neighbor_of_neighbor(face));
                sum += jump(cell, here_part, other, there, field, other->face(cell->neighbor_of_neighbor(face))->diameter());
              }
            return sum;
          }
        const typename Fields<dim>::Cell other = cell->neighbor(face);
        here.reinit(TriaCell(cell), face);
        if (cell->neighbor_is_coarser(face))
          {
            const auto [f, s] = cell->neighbor_of_coarser_neighbor(face);
            there_part.reinit(TriaCell(other), f, s);
            return jump(cell, here, other, there_part, field, cell->face(face)->diameter());
          }
        there.reinit(TriaCell(other), cell->neighbor_of_neighbor(face));
        return jump(cell, here, other, there, field, cell->face(face)->diameter());
      }

      double jump(const typename Fields<dim>::Cell &a, const FEFaceValuesBase<dim> &values_a, const typename Fields<dim>::Cell &b,
                  const FEFaceValuesBase<dim> &values_b, const Field field, const double size)
      {
        const auto flux_a = flux_of<dim>(fields.region(a->material_id()), field, context.temperature);
        const auto flux_b = flux_of<dim>(fields.region(b->material_id()), field, context.temperature);
        double     sum    = 0;
        for (unsigned int q = 0; q < values_a.n_quadrature_points; ++q)
          {
            const double j = (flux_a.coefficient * gradient(a, values_a, field, q) - flux_b.coefficient * gradient(b, values_b, field, q)) *
                             values_a.normal_vector(q);
            sum += j * j * values_a.JxW(q) * (fields.names.axisymmetric ? values_a.quadrature_point(q)[0] : 1.);
          }
        return 0.5 * size * flux_a.weight * sum;
      }

    public:
      Tensor<1, dim> gradient(const typename Fields<dim>::Cell &cell, const FEFaceValuesBase<dim> &values, const Field field, const unsigned int q)
      {
        dofs.resize(cell->get_fe().n_dofs_per_cell());
        cell->get_dof_indices(dofs);
        const auto    &local = fields.local_dofs(cell->material_id(), field);
        Tensor<1, dim> sum;
        for (unsigned int i = 0; i < local.size(); ++i)
          sum += context.solution(dofs[local[i]]) * values.shape_grad(i, q);
        return sum;
      }

    private:
      const typename InterfaceTerm<dim>::Context context;
      const Fields<dim>                         &fields;
      const QGauss<dim - 1>                      rule;
      FEFaceValues<dim>                          here, there;
      FESubfaceValues<dim>                       here_part, there_part;
      std::vector<types::global_dof_index>       dofs;
    };

    template <int dim>
    void add_interface_jumps(const Electrochemistry<dim> &system, const typename Electrochemistry<dim>::Level &level,
                             JumpIntegrator<dim> &integrator, Vector &squares)
    {
      const auto context = system.interface_context(level);
      const auto visit   = [&](const InterfacePart<dim> &part) {
        if (!system.interface_term.is_active(part.interface))
          return;
        const Drive  drive = system.interface_term.drive(part);
        const double size  = std::pow(std::accumulate(part.JxW.begin(), part.JxW.end(), 0.), 1. / (dim - 1));
        for (const auto &[cell, values, field] :
             {std::make_tuple(part.minus, &part.minus_values, drive.minus), std::make_tuple(part.plus, &part.plus_values, drive.plus)})
          {
            const Region &region = system.fields.region(cell->material_id());
            if (field == Field::electronic_potential && region.equipotential)
              continue;
            const auto flux = flux_of<dim>(region, field, context.temperature);
            double     sum  = 0;
            for (unsigned int q = 0; q < part.JxW.size(); ++q)
              {
                const double law = system.interface_term.current(context, part, q);
                const double j   = -(flux.coefficient * integrator.gradient(cell, *values, field, q)) * part.minus_values.normal_vector(q) - law;
                sum += j * j * part.JxW[q];
              }
            if (region.has(Field::concentration))
              sum = 0; // the flux of a binary electrolyte is more than kappa grad(phi)
            squares(cell->global_active_cell_index()) += size * flux.weight * sum / (system.fields.names.axisymmetric ? 2 * numbers::PI : 1.);
          }
      };
      system.faces.for_each_part(visit, /*gradients=*/true);
    }

    /// Where an interface is curved its two sides are refined and coarsened together: a coarse face and the halves of the
    /// fine face opposite follow the curve differently, and would leave gaps where the curve is sharp.
    template <int dim>
    bool match_across_curved_interfaces(parallel::distributed::Triangulation<dim> &triangulation)
    {
      using Cell = typename parallel::distributed::Triangulation<dim>::active_cell_iterator;
      std::vector<int> flag(triangulation.n_active_cells(), 0); // 1: refine, -1: coarsen
      const auto       flag_of = [](const Cell &cell) { return int(cell->refine_flag_set()) - int(cell->coarsen_flag_set()); };
      for (const auto &cell : triangulation.active_cell_iterators())
        if (cell->is_locally_owned())
          flag[cell->active_cell_index()] = flag_of(cell);
      GridTools::exchange_cell_data_to_ghosts<int>(
        triangulation,
        [&](const Cell &cell) -> std_cxx17::optional<int> { return flag_of(cell); },
        [&](const Cell &cell, const int value) { flag[cell->active_cell_index()] = value; });

      bool changed = false;
      for (const auto &cell : triangulation.active_cell_iterators())
        if (cell->is_locally_owned())
          for (const unsigned int f : cell->face_indices())
            {
              if (cell->at_boundary(f) || cell->face(f)->manifold_id() == numbers::flat_manifold_id ||
                  cell->neighbor(f)->material_id() == cell->material_id())
                continue;
              const bool finer   = cell->neighbor(f)->has_children();
              const bool coarser = !finer && cell->neighbor_is_coarser(f);
              const int  other   = finer ? 1 : flag[cell->neighbor(f)->active_cell_index()];
              if (other == 1 && !coarser && !cell->refine_flag_set())
                {
                  cell->clear_coarsen_flag();
                  cell->set_refine_flag();
                  changed = true;
                }
              else if (other >= (coarser ? 1 : 0) && cell->coarsen_flag_set())
                {
                  cell->clear_coarsen_flag();
                  changed = true;
                }
            }
      return Utilities::MPI::max(changed ? 1 : 0, triangulation.get_communicator()) == 1;
    }

    /// Six digits below the largest indicator: round-off, which depends on the number of ranks, decides nothing.
    double six_digits(const double value, const double largest) { return largest > 0 ? std::round(1e6 * value / largest) : 0.; }
  } // namespace

  SectionKind refinement_schema()
  {
    SectionKind place;
    place.kind          = "Fine place";
    place.named         = true;
    place.documentation = "A place at which cells are at most so large.";
    place.entries       = {text("Defect", "", "Name of a defect; its sharpest point is meant."),
                           quantities("Position", "m", "0 m, 0 m", "Coordinates, where no defect is named."),
                           positive(required(quantity("Radius", "m", "", "Of the place."))),
                           positive(required(quantity("Cell size", "m", "", "Largest diameter of a cell.")))};
    SectionKind s;
    s.kind          = "Mesh refinement";
    s.documentation = "Adaptive refinement and coarsening by the jump of the flux between cells, and by the energy that drives cracks "
                      "(see `Fracture`), which also coarsens where nothing is plated or cracked.";
    s.sections      = {place};
    s.entries       = {not_negative(integer("Initial refinements", 0, "Uniform refinements of the coarse mesh.")),
                       not_negative(integer("Initial cycles", 0, "Solve, estimate and refine so often before the first step.")),
                       not_negative(integer("Every", 0, "Steps between changes of the mesh during the run; 0: never.")),
                       between(quantity("Fraction refined", "1", "0.3", "Of the cells, those with the largest indicator."), 0, 1),
                       between(quantity("Fraction coarsened", "1", "0.03", "Of the cells, those with the smallest indicator."), 0, 1),
                       positive(integer("Largest count", 1000000, "No refinement beyond so many cells.")),
                       not_negative(quantity("Smallest cell", "m", "0 m", "Cells below this diameter are not refined."))};
    return s;
  }

  RefinementSettings read_refinement_settings(const Section &s)
  {
    RefinementSettings r;
    r.initial_refinements = s.integer("Initial refinements");
    r.initial_cycles      = s.integer("Initial cycles");
    r.every               = s.integer("Every");
    r.refine              = s.quantity("Fraction refined");
    r.coarsen             = s.quantity("Fraction coarsened");
    r.largest_count       = s.integer("Largest count");
    r.smallest_cell       = s.quantity("Smallest cell");
    if (r.refine + r.coarsen > 1)
      s.fail("Fraction coarsened", "the fractions refined and coarsened add up to more than 1", "lower one of them");
    for (const Section *p : s.sections("Fine place"))
      {
        if (!p->is_set("Defect") && !p->is_set("Position"))
          p->fail("the place has neither a defect nor a position", "set 'Defect = NAME' or 'Position = 0 um, 20 um'");
        r.places.push_back({p->name(), p->text("Defect"), p->quantities("Position"), p->quantity("Radius"), p->quantity("Cell size")});
      }
    return r;
  }

  template <int dim>
  dealii::Vector<float> flux_jumps(const Electrochemistry<dim> &system, const typename Electrochemistry<dim>::Level &level)
  {
    const auto         &triangulation = system.fields.triangulation;
    const auto          partitioner   = triangulation.global_active_cell_index_partitioner().lock();
    JumpIntegrator<dim> integrator(system, level);
    // By global cell: an interface face is visited by the owner of one side and adds to the cells on both.
    Vector squares(partitioner->locally_owned_range(), triangulation.get_communicator());
    for (const auto &cell : system.fields.dof_handler.active_cell_iterators())
      if (cell->is_locally_owned())
        squares(cell->global_active_cell_index()) += integrator.cell(cell);
    add_interface_jumps(system, level, integrator, squares);
    squares.compress(VectorOperation::add);

    const double          largest = std::sqrt(squares.linfty_norm());
    dealii::Vector<float> indicators(triangulation.n_active_cells());
    for (const auto &cell : triangulation.active_cell_iterators())
      if (cell->is_locally_owned())
        indicators(cell->active_cell_index()) = six_digits(std::sqrt(squares(cell->global_active_cell_index())), largest);
    return indicators;
  }

  template <int dim>
  void flag_by_indicator(parallel::distributed::Triangulation<dim> &triangulation,
                         const dealii::Vector<float>               &indicators,
                         const RefinementSettings                  &settings)
  {
    parallel::distributed::GridRefinement::refine_and_coarsen_fixed_number(triangulation, indicators, settings.refine, settings.coarsen,
                                                                           settings.largest_count);
    for (const auto &cell : triangulation.active_cell_iterators())
      if (cell->is_locally_owned() && cell->refine_flag_set() && cell->diameter() < settings.smallest_cell)
        cell->clear_refine_flag();
  }

  template <int dim>
  void settle_flags(parallel::distributed::Triangulation<dim> &triangulation)
  {
    do
      triangulation.prepare_coarsening_and_refinement();
    while (match_across_curved_interfaces(triangulation));
  }

  template <int dim>
  bool any_flag(const parallel::distributed::Triangulation<dim> &triangulation)
  {
    bool any = false;
    for (const auto &cell : triangulation.active_cell_iterators())
      any = any || (cell->is_locally_owned() && (cell->refine_flag_set() || cell->coarsen_flag_set()));
    return Utilities::MPI::max(any ? 1 : 0, triangulation.get_communicator()) == 1;
  }

  namespace
  {
    /// Refine cells as long as any of them wants it.
    template <int dim, class Wanted>
    void refine_while(parallel::distributed::Triangulation<dim> &triangulation, const Wanted &wanted)
    {
      for (;;)
        {
          bool changed = false;
          for (const auto &cell : triangulation.active_cell_iterators())
            if (cell->is_locally_owned() && wanted(cell))
              {
                cell->set_refine_flag();
                changed = true;
              }
          if (Utilities::MPI::max(changed ? 1 : 0, triangulation.get_communicator()) == 0)
            return;
          settle_flags(triangulation);
          triangulation.execute_coarsening_and_refinement();
        }
    }

    /// Would a cell of this centre and diameter be too large for a fine place?
    template <int dim>
    bool too_large(const Point<dim> &centre, const double diameter, const MeshNames<dim> &names, const RefinementSettings &settings)
    {
      const auto centre_of = [&](const FinePlace &place) {
        Point<dim> p;
        for (const auto &defect : names.defects)
          if (defect.name == place.defect)
            return defect.tip;
        for (unsigned int d = 0; d < dim && d < place.position.size(); ++d)
          p[d] = place.position[d];
        return p;
      };
      return std::any_of(settings.places.begin(), settings.places.end(), [&](const FinePlace &place) {
        return diameter > place.cell_size && centre.distance(centre_of(place)) < place.radius + 0.5 * diameter;
      });
    }
  } // namespace

  template <int dim>
  void refine_places(parallel::distributed::Triangulation<dim> &triangulation, const MeshNames<dim> &names, const RefinementSettings &settings)
  {
    refine_while<dim>(triangulation, [&](const auto &cell) { return too_large(cell->center(), cell->diameter(), names, settings); });
  }

  template <int dim>
  void keep_places(parallel::distributed::Triangulation<dim> &triangulation, const MeshNames<dim> &names, const RefinementSettings &settings)
  {
    for (const auto &cell : triangulation.active_cell_iterators())
      if (cell->level() > 0 && cell->is_locally_owned() && cell->coarsen_flag_set() && too_large(cell->parent()->center(), cell->parent()->diameter(), names, settings))
        cell->clear_coarsen_flag();
  }

  template <int dim>
  void refine_cracks(parallel::distributed::Triangulation<dim> &triangulation, const FractureSettings &settings)
  {
    const double reach = 4 * settings.length, size = settings.length / settings.cells_per_length;
    refine_while<dim>(triangulation, [&](const auto &cell) {
      return cell_size<dim>(cell) > size * (1 + 1e-9) && std::any_of(settings.cracks.begin(), settings.cracks.end(), [&](const InitialCrack &crack) {
               return std::abs(distance(crack, cell->center())) < reach + 0.5 * cell->diameter();
             });
    });
  }

  template dealii::Vector<float> flux_jumps<2>(const Electrochemistry<2> &, const Electrochemistry<2>::Level &);
  template dealii::Vector<float> flux_jumps<3>(const Electrochemistry<3> &, const Electrochemistry<3>::Level &);
  template void settle_flags<2>(parallel::distributed::Triangulation<2> &);
  template void settle_flags<3>(parallel::distributed::Triangulation<3> &);
  template bool any_flag<2>(const parallel::distributed::Triangulation<2> &);
  template bool any_flag<3>(const parallel::distributed::Triangulation<3> &);
  template void flag_by_indicator<2>(parallel::distributed::Triangulation<2> &, const dealii::Vector<float> &, const RefinementSettings &);
  template void flag_by_indicator<3>(parallel::distributed::Triangulation<3> &, const dealii::Vector<float> &, const RefinementSettings &);
  template void refine_cracks<2>(parallel::distributed::Triangulation<2> &, const FractureSettings &);
  template void refine_cracks<3>(parallel::distributed::Triangulation<3> &, const FractureSettings &);
  template void keep_places<2>(parallel::distributed::Triangulation<2> &, const MeshNames<2> &, const RefinementSettings &);
  template void keep_places<3>(parallel::distributed::Triangulation<3> &, const MeshNames<3> &, const RefinementSettings &);
  template void refine_places<2>(parallel::distributed::Triangulation<2> &, const MeshNames<2> &, const RefinementSettings &);
  template void refine_places<3>(parallel::distributed::Triangulation<3> &, const MeshNames<3> &, const RefinementSettings &);
} // namespace nadir
