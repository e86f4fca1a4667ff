// A run with metal in a crack in three dimensions that goes on from a checkpoint is the run that was never interrupted.
#include "convergence/half_penny.h"

#include "simulation.h"

#include <algorithm>
#include <array>
#include <filesystem>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(restart_in_space)

// The flagship on a coarse mesh, which is refined before the checkpoint and after it, to the short circuit. With direct solves nothing but sums in another order is left.
BOOST_AUTO_TEST_CASE(half_penny_to_the_short_circuit)
{
  const auto folder = std::filesystem::temp_directory_path() / fmt::format("nadir-restart-in-space-{}", getpid());
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const Deck    deck = read_deck(half_penny, coarse_body(5e-6) + Overrides{"Fracture/Cells per length=1", "Solver/Linear solver/Method=direct", "Output/Fields=false",
                                                                     "Mesh refinement/Every=2", "Mesh refinement/Largest count=1000", "Checkpoint/Every=3", "Time/Fixed=true",
                                                                     "Time/Initial step=0.1 s"});
  Simulation<3> whole(deck);
  whole.write_to(folder);
  const auto verdict     = whole.run();
  const auto checkpoints = checkpoints_of(folder);
  BOOST_REQUIRE(!checkpoints.empty());
  Simulation<3> rest(deck, checkpoints.back()); // the oldest
  const auto    same  = rest.run();
  const auto    step  = origin_of(checkpoints.back()).step;
  const auto   &all   = whole.history(), &later = rest.history();
  const auto    cells = [&](const Row &row) { return column(row, "cells"); };
  BOOST_REQUIRE_EQUAL(all.size(), step + later.size());
  BOOST_TEST(cells(all.front()) < cells(all[step - 1]));
  BOOST_TEST(cells(all[step - 1]) < cells(all.back()));
  BOOST_TEST(column(all.back(), "crack_area_m2") > 1.1 * column(all.front(), "crack_area_m2"));

  double                            worst      = 0;
  const std::array<const char *, 3> small_ones = {{"balance", "film_drop", "last_change"}};
  for (unsigned int k = 0; k < all.front().size(); ++k)
    {
      const std::string &name = all.front()[k].first;
      if (name == "wall_time_s" || name == "linear_iterations") // the solutions that iterations begin with are not kept
        continue;
      // Balances, the drop in films that are not there and the change that ends the turns are round-off or next to it: relative to what has passed, a volt, and damage.
      const bool small      = std::any_of(small_ones.begin(), small_ones.end(), [&](const char *part) { return name.find(part) != std::string::npos; });
      double     difference = 0, largest = small ? 1 : 0;
      for (const Row &row : all)
        largest = std::max(largest, std::abs(row[k].second));
      for (unsigned int r = 0; r < later.size(); ++r)
        difference = std::max(difference, std::abs(later[r][k].second - all[step + r][k].second));
      worst = std::max(worst, largest > 0 ? difference / largest : 0.);
      BOOST_CHECK_MESSAGE(difference <= 1e-10 * largest, name << " differs by " << difference << " of " << largest);
    }
  BOOST_TEST_MESSAGE(fmt::format("differs by at most {:.2g} in {} of {} steps; {} to {} cells", worst, later.size(), all.size(), cells(all.front()), cells(all.back())));
  BOOST_TEST(verdict.outcome == "short circuit");
  BOOST_TEST(same.outcome == verdict.outcome);
  BOOST_TEST(same.criterion == verdict.criterion);
  BOOST_CHECK_EQUAL_COLLECTIONS(verdict.story.begin(), verdict.story.end(), same.story.begin(), same.story.end());
  std::filesystem::remove_all(folder);
}

BOOST_AUTO_TEST_SUITE_END()
