// A field that is continuous where another jumps: at hanging nodes on a grain boundary a linear function still is one.
#include "application.h"
#include "base/deck.h"
#include "space/fields.h"

#include <boost/test/unit_test.hpp>

using namespace nadir;
using namespace dealii;

BOOST_AUTO_TEST_SUITE(shared_fields)

BOOST_AUTO_TEST_CASE(hanging_nodes_on_grain_boundaries)
{
  const std::string text = R"(
set Dimension = 2
subsection Geometry
  set Generator = polycrystal
  set Width = 60 um
  set Cells across = 6
  set Grain layer = electrolyte
  set Grains = 20
  subsection Layer electrolyte
    set Thickness = 40 um
  end
end
subsection Material mixed
  set Source = none
  subsection Ionic conduction
    set Law = constant
    set Conductivity = 1 S/m
  end
  subsection Electronic conduction
    set Law = constant
    set Conductivity = 1 S/m
  end
end
subsection Region electrolyte
  set Material = mixed
end
subsection Interface grain boundary
  set Between = electrolyte, electrolyte
  set Resistance = 1 ohm cm^2
end
subsection Collector plate
  set Boundary = bottom
  set Role = counter
end
)";
  const Deck                                deck  = Deck::read_text(text, "deck.prm", deck_schema(), {}, material_folders(""));
  const Model                               model = make_model(deck.root());
  parallel::distributed::Triangulation<2>   triangulation(MPI_COMM_WORLD);
  const auto names = build_mesh<2>(deck.root().section("Geometry"), deck.root(), triangulation);
  for (unsigned int round = 0; round < 3; ++round)
    {
      for (const auto &cell : triangulation.active_cell_iterators())
        if (cell->center().distance(Point<2>(30e-6, 20e-6)) < (15 - 4 * round) * 1e-6)
          cell->set_refine_flag();
      triangulation.execute_coarsening_and_refinement();
    }
  Fields<2> fields(triangulation, names, model, deck.root(), 1, {Field::ionic_potential, Field::electronic_potential});
  BOOST_TEST(fields.n_groups(Field::electronic_potential) == 1);
  BOOST_TEST(fields.n_groups(Field::ionic_potential) == 20);
  nadir::Vector values(fields.owned, MPI_COMM_WORLD), exact(fields.owned, MPI_COMM_WORLD);
  for (const auto &cell : fields.dof_handler.active_cell_iterators())
    for (const Field f : {Field::ionic_potential, Field::electronic_potential})
      {
        const auto dofs = fields.unknowns(cell, f);
        for (unsigned int v = 0; v < dofs.size(); ++v)
          exact(dofs[v]) = (f == Field::ionic_potential ? 10 : 1) * (1 + 1e6 * cell->vertex(v)[0] + 3e6 * cell->vertex(v)[1]);
      }
  exact.compress(VectorOperation::insert);
  values = exact;
  fields.hanging_nodes.distribute(values);
  values -= exact;
  BOOST_TEST(fields.hanging_nodes.n_constraints() > 0);
  BOOST_TEST(values.linfty_norm() < 1e-10 * exact.linfty_norm());
}

BOOST_AUTO_TEST_SUITE_END()
