// What the solution of solids promises: no locking, quadratic convergence of Newton's method, and a number of linear iterations
// that does not grow with the mesh.
#include "application.h"
#include "orders.h"
#include "simulation.h"

#include <petscsys.h>

#include <algorithm>
#include <functional>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(solid_solver)

namespace
{
  /// Runs a deck and lets `look` see the simulation at its end.
  template <int dim>
  void run(const std::string &name, const Overrides &overrides, const std::function<void(Simulation<dim> &)> &look)
  {
    const std::string file = std::string(NADIR_SOURCE_DIR) + "/tests/convergence/decks/" + name;
    const Deck        deck = Deck::read(file, deck_schema(), overrides, material_folders(file));
    Simulation<dim>   simulation(deck);
    simulation.run();
    look(simulation);
  }
} // namespace

// A thick tube under internal pressure p: u(a) = p a (1 + nu)/(E (b^2/a^2 - 1)) (1 - 2 nu + b^2/a^2). An element that locks gives
// a fraction of it when nu comes close to 1/2. The error of the polygon, h^2, is what remains, at any nu alike.
BOOST_AUTO_TEST_CASE(nearly_incompressible_tube)
{
  const double E = 4.6e9, p = 1e6, a = 10e-6;
  for (const int degree : {1, 2})
  {
    std::vector<double> fine_errors;
    for (const double nu : {0.3, 0.4999, 0.499999})
    {
      const double        exact = p * a * (1 + nu) / (E * 24) * (1 - 2 * nu + 25);
      std::vector<double> errors;
      for (const int around : {6, 12, 24})
      {
        const auto result =
          simulate("convergence/decks/solid_tube_pressure.prm",
                   {fmt::format("Mechanics/Degree={}", degree), setting("Material rubbery/Elasticity/Poisson's ratio", nu),
                    fmt::format("Geometry/File={}/tests/convergence/decks/meshes/quarter_ring_{}.geo", NADIR_SOURCE_DIR, around)});
        errors.push_back(result.last("max_displacement_m") / exact - 1);
      }
      BOOST_TEST_MESSAGE(fmt::format("degree {} nu {}: {:.3e} {:.3e} {:.3e}", degree, nu, errors[0], errors[1], errors[2]));
      BOOST_TEST(std::abs(order(std::abs(errors[1]), std::abs(errors[2])) - 2) < 0.15);
      BOOST_TEST(std::abs(errors[2]) < 1e-3);
      fine_errors.push_back(errors[2]);
    }
    for (const double error : fine_errors) // the same at any Poisson's ratio
      BOOST_TEST(error == fine_errors[0], boost::test_tools::tolerance(0.05));
  }
}

// One step of 5 ms of a hole that closes, from the elastic state into creep, to 1e-13: once the relative residual is below 1e-3
// every iteration squares it, up to a factor (about 100 here, the same from one iteration to the next) and round-off.
BOOST_AUTO_TEST_CASE(newton_converges_quadratically)
{
  run<2>("solid_hole_cylinder.prm",
         {"Protocol/Step load/Duration=10 ms", "Time/Fixed=true", "Time/Initial step=5 ms", "Mechanics/Tolerance=1e-13"},
         [](Simulation<2> &simulation) {
           std::vector<double> residuals = simulation.mechanics()->system.last_newton.errors;
           std::string         text;
           for (double &r : residuals)
             text += fmt::format(" {:.2e}", r *= 1e-13);
           BOOST_TEST_MESSAGE("relative residuals:" + text);
           unsigned int squared = 0;
           for (std::size_t k = 1; k < residuals.size(); ++k)
             if (residuals[k - 1] < 1e-3 && residuals[k - 1] > 1e-8)
             {
               BOOST_TEST(residuals[k] < std::max(300 * residuals[k - 1] * residuals[k - 1], 1e-13));
               ++squared;
             }
           BOOST_TEST(squared >= 2u);
         });
}

namespace
{
  /// Iterations per linear solve of a cube with 4, 8 and 16 cells per side, to the deck's default reduction by 1e-6.
  std::vector<double> iterations_per_solve()
  {
    std::vector<double> counts;
    for (const int refinements : {1, 2, 3})
      run<3>("solid_manufactured_3d.prm", mesh(1, refinements) + Overrides{"Solver/Linear solver/Method=iterative"},
             [&](Simulation<3> &simulation) {
               counts.push_back(double(simulation.mechanics()->system.linear_iterations) / simulation.mechanics()->newton_iterations);
               BOOST_TEST_MESSAGE(fmt::format("{} unknowns: {} iterations per solve", simulation.mechanics()->fields.dof_handler.n_dofs(),
                                              counts.back()));
             });
    return counts;
  }

  double spread(const std::vector<double> &counts)
  {
    return *std::max_element(counts.begin(), counts.end()) - *std::min_element(counts.begin(), counts.end());
  }
} // namespace

// Multigrid that knows the rigid motions needs the same few iterations on any mesh, if its first level is not coarsened
// aggressively: within three of each other. The default coarsens aggressively, which takes more iterations and less time; these
// may grow by not more than four when cells halve.
BOOST_AUTO_TEST_CASE(linear_iterations_hardly_grow_with_the_mesh)
{
  const auto by_default = iterations_per_solve();
  for (const std::size_t k : {1, 2})
    BOOST_TEST(by_default[k] - by_default[k - 1] <= 4);
  BOOST_TEST(by_default.back() < 16);

  const char *option = "-nadir_mechanics_pc_gamg_square_graph";
  BOOST_TEST_REQUIRE(PetscOptionsSetValue(nullptr, option, "0") == 0);
  const auto thorough = iterations_per_solve();
  BOOST_TEST_REQUIRE(PetscOptionsClearValue(nullptr, option) == 0);
  BOOST_TEST(thorough.front() > 1);
  BOOST_TEST(spread(thorough) <= 3);
  BOOST_TEST(thorough.back() < by_default.back()); // the option has been heard
}

BOOST_AUTO_TEST_SUITE_END()
