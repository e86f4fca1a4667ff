// Scatter of the toughness: its mean and spread, and that it is the same for everybody.
#include "space/toughness.h"

#include <boost/test/unit_test.hpp>

#include <cmath>

using namespace nadir;

BOOST_AUTO_TEST_SUITE(toughness)

// Over n cubes the mean is 1 within three times s/sqrt(n), where s is the standard deviation of a Weibull distribution of mean 1:
// s^2 = Gamma(1 + 2/m)/Gamma(1 + 1/m)^2 - 1. Its own error over n is some s/sqrt(2 n) times a factor of order one (kurtosis near 3).
BOOST_AUTO_TEST_CASE(mean_and_spread)
{
  for (const double modulus : {2., 10.})
    {
      const ToughnessScatter scatter{modulus, 1e-6, 7};
      const unsigned int     n = 40000;
      double                 sum = 0, squares = 0;
      for (unsigned int i = 0; i < n; ++i)
        {
          const double factor = toughness_factor<2>(scatter, dealii::Point<2>((i % 200 - 100 + 0.5) * 1e-6, (i / 200 + 0.5) * 1e-6));
          sum += factor;
          squares += factor * factor;
        }
      const double mean = sum / n, spread = std::sqrt(squares / n - mean * mean);
      const double expected = std::sqrt(std::tgamma(1 + 2 / modulus) / std::pow(std::tgamma(1 + 1 / modulus), 2) - 1);
      BOOST_TEST(std::abs(mean - 1) < 3 * expected / std::sqrt(n));
      BOOST_TEST(std::abs(spread / expected - 1) < 3 / std::sqrt(n));
    }
}

BOOST_AUTO_TEST_CASE(one_value_in_a_cube_another_beside_it)
{
  const ToughnessScatter scatter{5, 2e-6, 1}, other{5, 2e-6, 2};
  const auto             at = [](const double x, const double y, const double z) { return dealii::Point<3>(x * 1e-6, y * 1e-6, z * 1e-6); };
  const double           value = toughness_factor<3>(scatter, at(0.1, 0.1, 0.1));
  BOOST_TEST(toughness_factor<3>(scatter, at(1.9, 1.9, 1.9)) == value);
  for (const auto &place : {at(2.1, 0.1, 0.1), at(0.1, 2.1, 0.1), at(0.1, 0.1, 2.1), at(-0.1, 0.1, 0.1)})
    BOOST_TEST(toughness_factor<3>(scatter, place) != value);
  BOOST_TEST(toughness_factor<3>(other, at(0.1, 0.1, 0.1)) != value);
}

BOOST_AUTO_TEST_SUITE_END()
