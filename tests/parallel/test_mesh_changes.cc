// Interface memory through refinement, coarsening and repartitioning: integrals over the area stay to round-off, and a
// polynomial that the points can represent stays exactly itself on plane faces.
#include "application.h"
#include "base/deck.h"
#include "space/interface_faces.h"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <random>

using namespace nadir;

BOOST_AUTO_TEST_SUITE(mesh_changes)

namespace
{
  std::string deck_text(const bool axisymmetric, const bool three_dimensional)
  {
    std::string text = three_dimensional ? "set Dimension = 3\n" : "set Dimension = 2\n";
    text += "subsection Geometry\nset Generator = layers\nset Width = 4 um\nset Cells across = 2\n";
    if (three_dimensional)
      text += "set Depth = 4 um\nset Cells deep = 2\n";
    if (axisymmetric)
      text += "set Symmetry = axisymmetric\n";
    text += "subsection Layer metal\nset Thickness = 2 um\nset Cells = 1\nend\n"
            "subsection Layer electrolyte\nset Thickness = 6 um\nset Cells = 3\nend\n";
    if (axisymmetric)
      text += "subsection Defect bump\nset Type = elliptic protrusion\nset Layer = electrolyte\nset Surface = bottom\n"
              "set Position = 0 um\nset Height = 2 um\nset Half width = 1 um\nend\n";
    text += "end\nsubsection Region metal\nset Material = sodium\nend\nsubsection Region electrolyte\nset Material = Na3PS4\nend\n"
            "subsection Interface face\nset Between = metal, electrolyte\nsubsection Charge transfer\nset Law = linear\n"
            "set Resistance = 1 ohm cm^2\nend\nend\nsubsection Collector plate\nset Boundary = bottom\nset Role = counter\nend\n";
    return text;
  }

  /// Everything between a deck and interface memory.
  template <int dim>
  struct Space
  {
    explicit Space(const std::string &text, const unsigned int degree)
      : deck(Deck::read_text(text, "deck.prm", deck_schema(), {}, material_folders("")))
      , model(make_model(deck.root()))
      , triangulation(MPI_COMM_WORLD)
      , names(build_mesh<dim>(deck.root().section("Geometry"), deck.root(), triangulation))
      , fields((triangulation.refine_global(1), triangulation), names, model, deck.root(), degree,
               {Field::concentration, Field::ionic_potential, Field::electronic_potential})
      , faces(fields, degree + 1)
      , memory(faces, 3, 2)
    {}

    /// Integral of each variable of each level over the interfaces.
    std::vector<double> integrals() const
    {
      std::vector<double> sums(6, 0.);
      for (const auto &face : faces.faces())
        {
          const auto weights = faces.weights(face.minus, face.face);
          for (unsigned int q = 0; q < weights.size(); ++q)
            for (unsigned int l = 0; l < 2; ++l)
              for (unsigned int v = 0; v < 3; ++v)
                sums[3 * l + v] += weights[q] * memory.at(l, face.first_point + q)[v];
        }
      dealii::Utilities::MPI::sum(sums, MPI_COMM_WORLD, sums);
      return sums;
    }

    template <class Function>
    void fill(const Function &f)
    {
      faces.for_each_part([&](const InterfacePart<dim> &part) {
        for (unsigned int q = 0; q < part.JxW.size(); ++q)
          for (unsigned int l = 0; l < 2; ++l)
            for (unsigned int v = 0; v < 3; ++v)
              memory.at(l, part.first_point + q)[v] = f(part.minus_values.quadrature_point(q), l, v);
      });
    }

    /// Refine in even cycles, coarsen in odd ones. The flags depend on the cell (or its family) alone, so that any
    /// number of ranks sees the same mesh.
    void change(const unsigned int cycle)
    {
      const auto draw = [&](const dealii::CellId &id) { return std::mt19937(std::hash<std::string>()(id.to_string()) + cycle)() % 100; };
      for (const auto &cell : triangulation.active_cell_iterators())
        if (cell->is_locally_owned())
          {
            if (cycle % 2 == 0 && draw(cell->id()) < 30)
              cell->set_refine_flag();
            else if (cycle % 2 == 1 && cell->level() > 0 && draw(cell->parent()->id()) < 70)
              cell->set_coarsen_flag();
          }
      fields.keep_elements_in_refinement();
      memory.prepare(triangulation);
      triangulation.execute_coarsening_and_refinement();
      fields.distribute();
      faces.rebuild();
      memory.finish(triangulation);
    }

    const Deck                                        deck;
    const Model                                       model;
    dealii::parallel::distributed::Triangulation<dim> triangulation;
    const MeshNames<dim>                              names;
    Fields<dim>                                       fields;
    InterfaceFaces<dim>                               faces;
    InterfaceMemory<dim>                              memory;
  };

  template <int dim>
  void integrals_survive(const std::string &text, const unsigned int degree)
  {
    Space<dim> space(text, degree);
    space.fill([](const dealii::Point<dim> &p, const unsigned int l, const unsigned int v) {
      return std::sin(3e6 * p[0] + v) + 2 * l + std::exp(1e5 * p[dim - 1]);
    });
    const auto   before     = space.integrals();
    unsigned int n_refined = 0, n_coarsened = 0;
    for (unsigned int cycle = 0; cycle < 6; ++cycle)
      {
        const auto cells = space.triangulation.n_global_active_cells();
        space.change(cycle);
        (space.triangulation.n_global_active_cells() > cells ? n_refined : n_coarsened) += 1;
        const auto after = space.integrals();
        for (unsigned int i = 0; i < before.size(); ++i)
          BOOST_TEST(after[i] == before[i], boost::test_tools::tolerance(1e-13));
      }
    BOOST_TEST(n_refined > 0);
    BOOST_TEST(n_coarsened > 0);
  }
} // namespace

BOOST_AUTO_TEST_CASE(integrals_survive_in_two_dimensions) { integrals_survive<2>(deck_text(false, false), 1); }

BOOST_AUTO_TEST_CASE(integrals_survive_on_a_curved_axisymmetric_face) { integrals_survive<2>(deck_text(true, false), 2); }

BOOST_AUTO_TEST_CASE(integrals_survive_in_three_dimensions) { integrals_survive<3>(deck_text(false, true), 1); }

BOOST_AUTO_TEST_CASE(a_representable_polynomial_stays_itself)
{
  Space<2>   space(deck_text(false, false), 2); // three points on each half carry a parabola
  const auto parabola = [](const dealii::Point<2> &p, const unsigned int l, const unsigned int v) {
    const double x = 1e6 * p[0];
    return 1 + l + (v + 1) * x - 0.3 * x * x;
  };
  space.fill(parabola);
  for (unsigned int cycle = 0; cycle < 6; ++cycle)
    space.change(cycle);
  space.faces.for_each_part([&](const InterfacePart<2> &part) {
    for (unsigned int q = 0; q < part.JxW.size(); ++q)
      for (unsigned int l = 0; l < 2; ++l)
        for (unsigned int v = 0; v < 3; ++v)
          BOOST_TEST(space.memory.at(l, part.first_point + q)[v] == parabola(part.minus_values.quadrature_point(q), l, v),
                     boost::test_tools::tolerance(1e-11));
  });
}

BOOST_AUTO_TEST_SUITE_END()
