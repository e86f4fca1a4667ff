// What solids and interfaces remember mechanically, through refinement, coarsening and repartitioning: integrals stay to
// round-off; damage stays between 0 and 1 and what has failed stays failed; creep strain and energies stay positive.
#include "application.h"
#include "base/deck.h"
#include "solve/mechanical_half.h"

#include "space/weights.h"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <random>

using namespace nadir;

BOOST_AUTO_TEST_SUITE(mechanics_mesh_changes)

namespace
{
  std::string deck_text(const bool axisymmetric, const bool three_dimensional)
  {
    std::string text = three_dimensional ? "set Dimension = 3\n" : "set Dimension = 2\n";
    text += "subsection Geometry\nset Generator = layers\nset Width = 4 um\nset Cells across = 4\n";
    if (three_dimensional)
      text += "set Depth = 4 um\nset Cells deep = 2\n";
    if (axisymmetric)
      text += "set Symmetry = axisymmetric\n";
    text += "subsection Layer metal\nset Thickness = 2 um\nset Cells = 2\nend\n"
            "subsection Layer electrolyte\nset Thickness = 6 um\nset Cells = 3\nend\n";
    if (axisymmetric)
      text += "subsection Defect bump\nset Type = elliptic protrusion\nset Layer = electrolyte\nset Surface = bottom\n"
              "set Position = 0 um\nset Height = 2 um\nset Half width = 1 um\nend\n";
    text += "end\nsubsection Material glass\nsubsection Elasticity\nset Young's modulus = 60 GPa\n"
            "set Poisson's ratio = 0.25\nend\nend\nsubsection Region metal\nset Material = sodium\nend\n"
            "subsection Region electrolyte\nset Material = glass\nend\n"
            "subsection Interface face\nset Between = metal, electrolyte\nsubsection Opening\nsubsection Cohesion\n"
            "set Law = bilinear\nset Normal strength = 1 MPa\nset Shear strength = 1 MPa\nset Mode I toughness = 1 J/m^2\n"
            "set Mode II toughness = 1 J/m^2\nset Stiffness = 1e14 Pa/m\nend\nend\nend\nsubsection Mechanics\nend\n"
            "subsection Support base\nset Type = fixed\nset Boundary = bottom\nend\n";
    return text;
  }

  /// Everything between a deck and the mechanical half of a run.
  template <int dim>
  struct Space
  {
    explicit Space(const std::string &text)
      : deck(Deck::read_text(text, "deck.prm", deck_schema(), {}, material_folders("")))
      , model(make_model(deck.root()))
      , triangulation(MPI_COMM_WORLD)
      , names(build_mesh<dim>(deck.root().section("Geometry"), deck.root(), triangulation))
      , half((triangulation.refine_global(1), triangulation), names, model, deck.root(),
             read_linear_settings(deck.root().section("Solver").section("Linear solver")), model.mechanics->degree + 1)
    {
      half.start();
    }

    using Visit = std::function<void(const typename Fields<dim>::Cell &, const dealii::FEValues<dim> &)>;
    void for_each_cell(const Visit &visit) const
    {
      dealii::FEValues<dim> values(half.fields.mapping, half.fields.scalar_element, half.memory.rule,
                                   dealii::update_JxW_values | dealii::update_quadrature_points);
      for (const auto &cell : half.fields.dof_handler.active_cell_iterators())
        if (cell->is_locally_owned() && half.memory.has(cell->active_cell_index()))
          {
            values.reinit(typename dealii::Triangulation<dim>::active_cell_iterator(cell));
            visit(cell, values);
          }
    }

    /// Integrals of every variable of every level: of the solids, then of the interface.
    std::vector<double> integrals() const
    {
      const unsigned int  n_solid = 4 * solid_state_size;
      std::vector<double> sums(n_solid + 4 * traction_state_size, 0.);
      for_each_cell([&](const auto &cell, const auto &values) {
        const auto weights = weights_of(values, names.axisymmetric);
        for (unsigned int q = 0; q < weights.size(); ++q)
          for (unsigned int i = 0; i < n_solid; ++i)
            sums[i] += weights[q] * half.memory.at(i / solid_state_size, cell->active_cell_index(), q)[i % solid_state_size];
      });
      for (const auto &face : half.faces.faces())
        {
          const auto weights = half.faces.weights(face.minus, face.face);
          for (unsigned int q = 0; q < weights.size(); ++q)
            for (unsigned int i = 0; i < 4 * traction_state_size; ++i)
              sums[n_solid + i] +=
                weights[q] * half.tractions.at(i / traction_state_size, face.first_point + q)[i % traction_state_size];
        }
      dealii::Utilities::MPI::sum(sums, MPI_COMM_WORLD, sums);
      return sums;
    }

    /// @param damage over x (um)
    void fill(const std::function<double(double)> &damage)
    {
      for_each_cell([&](const auto &cell, const auto &values) {
        for (unsigned int q = 0; q < values.n_quadrature_points; ++q)
          for (unsigned int l = 0; l < 4; ++l)
            {
              const auto p = values.quadrature_point(q);
              double    *v = half.memory.at(l, cell->active_cell_index(), q);
              for (unsigned int i = 0; i < 6; ++i)
                v[i] = 1e-3 * std::sin(2e6 * p[0] + 1e6 * p[dim - 1] + i + l);
              for (unsigned int i = 6; i < solid_state_size; ++i) // steep, and nothing elsewhere
                v[i] = std::max(0., 1e6 * p[0] - 1.3) * (1 + l) * (i == 8 ? 1e5 : 1e-2);
            }
      });
      half.faces.for_each_part([&](const InterfacePart<dim> &part) {
        for (unsigned int q = 0; q < part.JxW.size(); ++q)
          for (unsigned int l = 0; l < 4; ++l)
            {
              const double x = 1e6 * part.minus_values.quadrature_point(q)[0], d = damage(x);
              write(TractionState{d, {{1e-8 * std::sin(x + l), -2e-9 * x}}, 0.7 * d * (1 + l)},
                    half.tractions.at(l, part.first_point + q));
            }
      });
    }

    /// Refine in even cycles, coarsen in odd ones; the flags depend on the cell (or its family) alone.
    void change(const unsigned int cycle)
    {
      const auto draw = [&](const dealii::CellId &id) {
        return std::mt19937(std::hash<std::string>()(id.to_string()) + cycle)() % 100;
      };
      for (const auto &cell : triangulation.active_cell_iterators())
        if (cell->is_locally_owned())
          {
            if (cycle % 2 == 0 && draw(cell->id()) < 30)
              cell->set_refine_flag();
            else if (cycle % 2 == 1 && cell->level() > 0 && draw(cell->parent()->id()) < 70)
              cell->set_coarsen_flag();
          }
      half.fields.keep_elements_in_refinement();
      half.tractions.prepare(triangulation);
      half.memory.prepare(triangulation);
      triangulation.execute_coarsening_and_refinement();
      half.fields.distribute();
      half.supports.distribute();
      half.faces.rebuild();
      half.tractions.finish(triangulation);
      half.memory.finish(triangulation);
    }

    const Deck                                        deck;
    const Model                                       model;
    dealii::parallel::distributed::Triangulation<dim> triangulation;
    const MeshNames<dim>                              names;
    MechanicalHalf<dim>                               half;
  };

  template <int dim>
  void integrals_survive(const std::string &text)
  {
    Space<dim> space(text);
    space.fill([](const double x) { return std::clamp(x - 1.2, 0., 1.); });
    const auto   before    = space.integrals();
    double       largest   = 0;
    unsigned int n_refined = 0, n_coarsened = 0;
    for (unsigned int cycle = 0; cycle < 6; ++cycle)
      {
        const auto cells = space.triangulation.n_global_active_cells();
        space.change(cycle);
        (space.triangulation.n_global_active_cells() > cells ? n_refined : n_coarsened) += 1;
        const auto after = space.integrals();
        for (unsigned int i = 0; i < before.size(); ++i)
          {
            // Some hundred cells per sum; signed variables cancel to no less than a tenth.
            BOOST_TEST(after[i] == before[i], boost::test_tools::tolerance(1e-12));
            largest = std::max(largest, std::abs(before[i]));
          }
        space.for_each_cell([&](const auto &cell, const auto &values) {
          for (unsigned int q = 0; q < values.n_quadrature_points; ++q)
            for (unsigned int l = 0; l < 4; ++l)
              for (unsigned int i = 6; i < solid_state_size; ++i)
                BOOST_TEST(space.half.memory.at(l, cell->active_cell_index(), q)[i] >= 0);
        });
        space.half.faces.for_each_part([&](const InterfacePart<dim> &part) {
          for (unsigned int p = part.first_point; p < part.first_point + part.JxW.size(); ++p)
            {
              const TractionState state = traction_state(space.half.tractions.at(1, p));
              BOOST_TEST((state.damage >= 0 && state.damage <= 1));
              BOOST_TEST(state.dissipated >= 0);
            }
        });
      }
    BOOST_TEST(largest > 0);
    BOOST_TEST(n_refined > 0);
    BOOST_TEST(n_coarsened > 0);
  }
} // namespace

BOOST_AUTO_TEST_CASE(integrals_survive_in_two_dimensions) { integrals_survive<2>(deck_text(false, false)); }

BOOST_AUTO_TEST_CASE(integrals_survive_on_a_curved_axisymmetric_face) { integrals_survive<2>(deck_text(true, false)); }

BOOST_AUTO_TEST_CASE(integrals_survive_in_three_dimensions) { integrals_survive<3>(deck_text(false, true)); }

BOOST_AUTO_TEST_CASE(what_has_failed_stays_failed)
{
  // Failed below x = 2 um, untouched above; coarse cells begin and end there, so that no face holds both.
  Space<2> space(deck_text(false, false));
  space.fill([](const double x) { return x < 2 ? 1. : 0.; });
  for (unsigned int cycle = 0; cycle < 6; ++cycle)
    {
      space.change(cycle);
      space.half.faces.for_each_part([&](const InterfacePart<2> &part) {
        for (unsigned int q = 0; q < part.JxW.size(); ++q)
          {
            const double expected = part.minus_values.quadrature_point(q)[0] < 2e-6 ? 1. : 0.;
            const auto   state    = traction_state(space.half.tractions.at(1, part.first_point + q));
            BOOST_TEST(std::abs(state.damage - expected) < 1e-14);
          }
      });
    }
}

BOOST_AUTO_TEST_SUITE_END()
