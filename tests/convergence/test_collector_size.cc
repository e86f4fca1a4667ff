// A collector is one unknown beside the others: the rows of the matrix and the iterations do not grow with the number of
// nodes on its boundary.
#include "application.h"
#include "simulation.h"
#include "support/simulate.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

using namespace nadir;

BOOST_AUTO_TEST_SUITE(collector_size)

namespace
{
  struct Cost
  {
    unsigned int nodes = 0, longest_row = 0;
    double       linear_iterations = 0;
  };

  Cost cost_of(const unsigned int cells)
  {
    const std::string file = std::string(NADIR_SOURCE_DIR) + "/tests/convergence/decks/symmetric_cell.prm";
    const std::string n    = std::to_string(cells);
    const Deck        deck = Deck::read(file, deck_schema(),
                                        {"Dimension=3", "Geometry/Depth=100 um", "Geometry/Cells across=" + n, "Geometry/Cells deep=" + n,
                                         "Geometry/Layer electrolyte/Thickness=100 um", "Solver/Linear solver/Method=iterative"},
                                 material_folders(file));
    Simulation<3>     simulation(deck);
    simulation.run();
    Cost        cost;
    const auto &matrix = simulation.electrochemistry().jacobian();
    for (const dealii::types::global_dof_index i : simulation.electrochemistry().fields.owned)
      cost.longest_row = std::max<unsigned int>(cost.longest_row, matrix.row_length(i));
    cost.nodes             = (cells + 1) * (cells + 1);
    cost.linear_iterations = column(simulation.history().front(), "linear_iterations");
    return cost;
  }
} // namespace

BOOST_AUTO_TEST_CASE(rows_and_iterations_do_not_grow_with_the_boundary)
{
  const Cost small = cost_of(3), large = cost_of(12);
  BOOST_TEST(large.nodes > 10 * small.nodes);
  // A trilinear node couples with 27 of its own field and, on an interface, with 9 nodes of the layer opposite and the 9
  // behind them.
  BOOST_TEST(small.longest_row <= 27u + 18u);
  BOOST_TEST(large.longest_row <= 27u + 18u);
  // Over the whole first step: Newton iterations times two solves.
  BOOST_TEST(large.linear_iterations <= small.linear_iterations + 12);
}

BOOST_AUTO_TEST_SUITE_END()
