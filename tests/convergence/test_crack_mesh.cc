// The mesh of a growing crack: fine ahead of it, as fine as the damage needs along it, and coarse again where nothing has come of it.
#include "convergence/orders.h"
#include "support/on_every_step.h"

#include <algorithm>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(crack_mesh)

namespace
{
  /// The largest fall of the damage from one step to the next at points that lie in 82 rows of 162 over the plate of phase_field_surf.prm.
  class Healing
  {
  public:
    double largest = 0;

    void look(const StepView<2> &view)
    {
      const auto           &fields = view.fracture->fields;
      std::vector<double>   now(before.size());
      for (const auto &cell : fields.dof_handler.active_cell_iterators())
        {
          const auto box  = cell->bounding_box().get_boundary_points();
          const auto dofs = fields.unknowns(cell);
          for (long i = std::lround(std::ceil(box.first[0] / spacing)); i * spacing < box.second[0]; ++i)
            for (long j = std::lround(std::ceil(box.first[1] / spacing)); j * spacing < box.second[1]; ++j)
              {
                const auto unit = cell->bounding_box().real_to_unit({i * spacing, j * spacing});
                double    &d    = now.at(i * rows + j);
                for (unsigned int k = 0; k < dofs.size(); ++k)
                  d += fields.scalar_element.shape_value(k, unit) * view.fracture->damage(dofs[k]);
              }
        }
      for (unsigned int p = 0; p < now.size(); ++p)
        largest = std::max(largest, before[p] - now[p]);
      before = now;
    }

  private:
    static constexpr double       spacing = 0.247e-6; // never on the edge of a cell
    static constexpr unsigned int rows    = 82;
    std::vector<double>           before  = std::vector<double>(rows * 163, 0.);
  };
} // namespace

// A crack that follows a moving displacement over 5 um, on a mesh that follows it and lets go, and for 3 um on one that is fine everywhere. Along a crack damage of AT1 reaches 2 l to
// either side: (4 l + 2 h)/h^2 cells per length, and at most two rows of each larger size on the way to the coarse ones, 4/h.
BOOST_AUTO_TEST_CASE(fine_where_the_crack_is)
{
  const double    l = 2e-6, h = 0.5e-6;
  const Overrides length = {"Fracture/Length=2 um"};
  const Deck      deck   = read_deck("convergence/decks/phase_field_surf.prm", length + Overrides{"Mesh refinement/Every=1"});
  Simulation<2>   simulation(deck);
  Healing         healing;
  on_every_step(simulation, [&](const StepView<2> &view) { healing.look(view); });
  simulation.run();
  Outcome adaptive;
  adaptive.history    = simulation.history();
  const auto   fine   = simulate("convergence/decks/phase_field_surf.prm", length + Overrides{"Mesh refinement/Initial refinements=3", "Protocol/Step move/Duration=3 s"});
  const auto   cells  = adaptive.all("cells"), area = adaptive.all("crack_area_m2"), area_fine = fine.all("crack_area_m2");
  const size_t last   = cells.size() - 1;
  const double growth = (cells[last] - cells[2]) / (area[last] - area[2]);
  const auto   time   = adaptive.all("wall_time_s");
  BOOST_TEST_MESSAGE(fmt::format("cells {} {} {} ... {} of {}, {:.1f} per um; after 3 um {:.6g} of {:.6g} um, {:.2f} of {:.2f} s; healed {:.2g}", cells[0], cells[1], cells[2],
                                 cells[last], fine.last("cells"), 1e-6 * growth, 1e6 * area[2], 1e6 * area_fine[2], time[2], fine.last("wall_time_s"), healing.largest));
  BOOST_TEST(cells[1] < cells[0]); // the initial crack began with more than it needs
  BOOST_TEST(growth < (4 * l + 2 * h) / (h * h) + 4 / h);
  BOOST_TEST(growth > 2 * l / (h * h));
  BOOST_TEST(cells[last] < 0.35 * fine.last("cells"));
  for (size_t i = 0; i < area_fine.size(); ++i)
    BOOST_TEST(std::abs(area[i] / area_fine[i] - 1) < 1e-2);
  BOOST_TEST(healing.largest < 1e-10);
}

BOOST_AUTO_TEST_SUITE_END()
