// A run that goes on from a checkpoint is the run that was never interrupted: all columns of the history and all fields, with everything
// at work that a checkpoint must keep, on any number of ranks. Differences are allowed where sums are added up in another order, and no more.
#include "support/simulate.h"

#include "simulation.h"

#include <deal.II/base/mpi.h>

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <memory>

using namespace nadir;
namespace mpi = dealii::Utilities::MPI;
using nadir::testing::read_deck;

BOOST_AUTO_TEST_SUITE(restart)

namespace
{
  /// Relative to the largest magnitude of the column or field.
  constexpr double tolerance = 1e-10;

  struct Case
  {
    std::string              deck;
    unsigned int             every; ///< steps between checkpoints, such that the first one is still there at the end
    std::vector<std::string> overrides;
  };

  /// A folder, the same for all ranks, that is removed at the end.
  struct Folder
  {
    Folder()
      : path(std::filesystem::temp_directory_path() / ("nadir-restart-" + std::to_string(mpi::broadcast(MPI_COMM_WORLD, getpid()))))
    {
      remove();
      if (first)
        std::filesystem::create_directories(path);
      MPI_Barrier(MPI_COMM_WORLD);
    }
    ~Folder() { remove(); }
    void remove() const
    {
      if (first)
        std::filesystem::remove_all(path);
    }
    const bool                  first = mpi::this_mpi_process(MPI_COMM_WORLD) == 0;
    const std::filesystem::path path;
  };

  void compare(const std::string &what, const Vector &a, const Vector &b)
  {
    BOOST_REQUIRE(a.locally_owned_elements() == b.locally_owned_elements());
    double difference = 0, largest = 0;
    for (const auto i : a.locally_owned_elements())
      {
        difference = std::max(difference, std::abs(double(a(i)) - double(b(i))));
        largest    = std::max(largest, std::abs(double(a(i))));
      }
    difference = mpi::max(difference, MPI_COMM_WORLD);
    largest    = mpi::max(largest, MPI_COMM_WORLD);
    BOOST_TEST_MESSAGE(what << " differs by " << difference << " of " << largest);
    BOOST_CHECK_MESSAGE(difference <= tolerance * largest, what << " differs by " << difference << " of " << largest);
  }

  /// Rows of the uninterrupted run after the checkpoint against those of the run that went on from it.
  void compare(const std::vector<Row> &whole, const std::vector<Row> &rest, const unsigned int step)
  {
    BOOST_REQUIRE_EQUAL(whole.size(), step + rest.size());
    const bool                     several = mpi::n_mpi_processes(MPI_COMM_WORLD) > 1;
    std::pair<double, std::string> worst;
    for (unsigned int c = 0; c < whole.front().size(); ++c)
      {
        const std::string &name = whole.front()[c].first;
        double             difference = 0, largest = 0;
        for (const Row &row : whole)
          largest = std::max(largest, std::abs(row[c].second));
        for (unsigned int r = 0; r < rest.size(); ++r)
          difference = std::max(difference, std::abs(rest[r][c].second - whole[step + r][c].second));
        // What is nothing but round-off is itself relative to what has passed.
        if (name.find("balance") != std::string::npos)
          largest = 1;
        if (name == "wall_time_s" || name == "linear_iterations") // the solutions of the border that iterations begin with are not kept
          continue;
        if (several && name.find("linear_iterations") != std::string::npos) // sums over ranks, and with them the last iterations, do not repeat
          continue;
        if (const double relative = largest > 0 ? difference / largest : 0.; relative > worst.first)
          worst = {relative, name};
        BOOST_CHECK_MESSAGE(difference <= tolerance * largest, name << " differs by " << difference << " of " << largest);
      }
    BOOST_TEST_MESSAGE("history differs by at most " << worst.first << " (" << worst.second << ") in " << rest.size() << " of " << whole.size() << " steps");
  }

  void check(const Case &c)
  {
    const Folder folder;
    auto         overrides = c.overrides;
    overrides.push_back("Checkpoint/Every=" + std::to_string(c.every));
    overrides.push_back("Output/Fields=false");
    const Deck    deck = read_deck(c.deck, overrides);
    Simulation<2> whole(deck);
    whole.write_to(folder.path);
    const Verdict verdict = whole.run();

    const auto checkpoints = checkpoints_of(folder.path);
    BOOST_REQUIRE(!checkpoints.empty());
    BOOST_CHECK_EQUAL(reason_to_refuse(checkpoints.back(), deck.resolved()), "");
    const CheckpointOrigin origin = origin_of(checkpoints.back());
    BOOST_REQUIRE_LT(origin.step, whole.history().size());
    Simulation<2> rest(deck, checkpoints.back());
    const Verdict same = rest.run();

    compare(whole.history(), rest.history(), origin.step);
    compare("the electrochemical solution", whole.solution().solution, rest.solution().solution);
    if (whole.mechanics())
      compare("the displacement", whole.mechanics()->levels[0].solution, rest.mechanics()->levels[0].solution);
    if (whole.cracks())
      compare("the damage", whole.cracks()->accepted, rest.cracks()->accepted);
    if (whole.heat())
      compare("the temperature", whole.heat()->levels[0].solution, rest.heat()->levels[0].solution);
    BOOST_CHECK_EQUAL(verdict.outcome, same.outcome);
    BOOST_CHECK_EQUAL(verdict.criterion, same.criterion);
    BOOST_CHECK_EQUAL(verdict.warnings.size(), same.warnings.size());
    BOOST_CHECK_EQUAL_COLLECTIONS(verdict.story.begin(), verdict.story.end(), same.story.begin(), same.story.end());
  }
} // namespace

// A flaw, growing interphases, double layers, exhaustible sodium, two steps of a protocol.
BOOST_AUTO_TEST_CASE(electrochemistry) { check({"parallel/decks/ranks.prm", 32, {"Mesh refinement/Largest count=500"}}); }

// The iterative solvers begin with what they found before.
BOOST_AUTO_TEST_CASE(iterative_solvers)
{
  check({"parallel/decks/ranks.prm", 32, {"Mesh refinement/Largest count=500", "Solver/Linear solver/Method=iterative"}});
}

// Creep, contact with friction, a bond that is damaged, a plate under pressure.
// On several ranks sums do not repeat, so a solve that ends earlier would show.
BOOST_AUTO_TEST_CASE(mechanics)
{
  const bool several = mpi::n_mpi_processes(MPI_COMM_WORLD) > 1;
  check({"parallel/decks/ranks_mechanics.prm", 3, several ? std::vector<std::string>{"Mechanics/Tolerance=1e-12"} : std::vector<std::string>{}});
}

BOOST_AUTO_TEST_CASE(heat) { check({"parallel/decks/heat.prm", 32, {"Mesh refinement/Largest count=300"}}); }

// A crack that grows, on a mesh that follows it.
BOOST_AUTO_TEST_CASE(damage) { check({"parallel/decks/ranks_fracture.prm", 2, {}}); }

// Metal in a crack, its onset and growth, flow along it.
BOOST_AUTO_TEST_CASE(deposit)
{
  check({"parallel/deposit.prm",
         6,
         {"Protocol/Step plate/Current density=12 mA/cm^2", "Protocol/Step plate/Duration=3 s", "Protocol/Stack pressure=1 MPa",
          "Support top/Type=plate"}});
}

// A pore full of metal, with micro-cracks that have a width at the start; an empty pore.
BOOST_AUTO_TEST_CASE(flaws_at_the_start)
{
  const std::string deck = "../inputs/gallery/pore-with-micro-cracks.prm";
  check({deck, 9, {"Protocol/Step plate/Duration=0.5 s", "Micro-cracks rim/Width=50 nm"}});
  check({deck, 9, {"Protocol/Step plate/Duration=0.5 s", "Initial crack pore/Filled=false"}});
}

BOOST_AUTO_TEST_SUITE_END()
