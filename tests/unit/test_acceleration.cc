// When extrapolations are laid aside, and when they are taken up again.
#include "solve/acceleration.h"

#include <boost/test/unit_test.hpp>

#include <cmath>

using nadir::Acceleration;

BOOST_AUTO_TEST_SUITE(acceleration)

// x -> 2 + 0.5 x, y -> 1 - 0.8 y: three turns of Anderson are exact.
BOOST_AUTO_TEST_CASE(two_straight_lines)
{
  Acceleration        anderson("Anderson", MPI_COMM_SELF);
  std::vector<double> x = {0, 0};
  for (unsigned int turn = 0; turn < 3; ++turn)
    x = anderson.next(x, {2 + 0.5 * x[0], 1 - 0.8 * x[1]});
  BOOST_TEST(x[0] == 4., boost::test_tools::tolerance(1e-10));
  BOOST_TEST(x[1] == 1 / 1.8, boost::test_tools::tolerance(1e-10));
}

BOOST_AUTO_TEST_CASE(progress_is_let_alone)
{
  Acceleration anderson("Anderson", MPI_COMM_SELF);
  for (double change = 1; change > 1e-6; change *= 0.7)
    BOOST_TEST(!anderson.in_circles(change));
}

// Without progress: four turns, eight plain ones, and so on.
BOOST_AUTO_TEST_CASE(circles)
{
  Acceleration anderson("Anderson", MPI_COMM_SELF);
  for (unsigned int round = 0; round < 2; ++round)
    {
      for (unsigned int turn = 0; turn < 4; ++turn)
        BOOST_TEST(!anderson.in_circles(1));
      for (unsigned int turn = 0; turn < 8; ++turn)
        BOOST_TEST(anderson.in_circles(1));
    }
}

// An unstable state is left by plain turns, however long that takes, until the change falls.
BOOST_AUTO_TEST_CASE(away_from_an_unstable_state)
{
  Acceleration anderson("Anderson", MPI_COMM_SELF);
  double       change = 1;
  for (unsigned int turn = 0; turn < 4; ++turn)
    anderson.in_circles(change);
  for (unsigned int turn = 0; turn < 30; ++turn)
    BOOST_TEST(anderson.in_circles(change *= 1.05));
  BOOST_TEST(!anderson.in_circles(0.9 * change));
}

BOOST_AUTO_TEST_SUITE_END()
