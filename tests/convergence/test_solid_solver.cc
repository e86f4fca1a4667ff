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
  /// Iterations per linear solve on meshes refined so often, to the deck's default reduction by 1e-6.
  template <int dim>
  std::vector<double> iterations_per_solve(const int degree, const std::vector<int> &refinements)
  {
    std::vector<double> counts;
    for (const int level : refinements)
      run<dim>(fmt::format("solid_manufactured_{}d.prm", dim),
               mesh(1, level) + Overrides{"Solver/Linear solver/Method=iterative", fmt::format("Mechanics/Degree={}", degree)},
               [&](Simulation<dim> &simulation) {
                 const auto &half = *simulation.mechanics();
                 counts.push_back(double(half.system.linear_iterations) / half.newton_iterations);
                 BOOST_TEST_MESSAGE(fmt::format("{}D degree {}, {} unknowns: {} iterations per solve", dim, degree,
                                                half.fields.dof_handler.n_dofs(), counts.back()));
               });
    return counts;
  }

  /// Cells halve from one count to the next.
  void check_growth(const std::vector<double> &counts)
  {
    for (std::size_t k = 1; k < counts.size(); ++k)
      BOOST_TEST(counts[k] - counts[k - 1] <= 2);
    BOOST_TEST(counts.back() < 16);
  }
} // namespace

// Multigrid that knows the rigid motions needs as many iterations on any mesh if no level is coarsened aggressively: within 1.3 of
// each other over a factor of 39 (3D) and 60 (2D) in unknowns. The default coarsens the first level aggressively, which takes a
// fraction of the time to set up in 3D; its smoother keeps the growth at one or two of about ten iterations when cells halve (with
// PETSc's own smoother: four to six).
BOOST_AUTO_TEST_CASE(linear_iterations_hardly_grow_with_the_mesh)
{
  for (const auto &counts : {iterations_per_solve<3>(1, {1, 2, 3}), iterations_per_solve<3>(2, {1, 2}),
                             iterations_per_solve<2>(1, {3, 4, 5, 6}), iterations_per_solve<2>(2, {2, 3, 4, 5})})
    check_growth(counts);

  const char *option = "-nadir_mechanics_pc_gamg_square_graph";
  BOOST_TEST_REQUIRE(PetscOptionsSetValue(nullptr, option, "0") == 0);
  const auto cube = iterations_per_solve<3>(1, {1, 2, 3}), square = iterations_per_solve<2>(1, {3, 4, 5, 6});
  BOOST_TEST_REQUIRE(PetscOptionsClearValue(nullptr, option) == 0);
  for (const auto &counts : {cube, square})
    {
      BOOST_TEST(counts.front() > 1);
      BOOST_TEST(counts.back() <= 1.3 * counts.front());
    }
}

BOOST_AUTO_TEST_SUITE_END()
