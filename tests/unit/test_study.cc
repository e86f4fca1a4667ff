// What a study makes of its deck: points, the search for a critical current, and slopes, without running anything.
#include "application.h"
#include "studies/current_search.h"
#include "studies/study_plan.h"
#include "studies/study_tables.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

using namespace nadir;

BOOST_AUTO_TEST_SUITE(studies)

namespace
{
  StudyPlan plan_of(const std::string &study)
  {
    std::ostringstream text;
    text << std::ifstream(NADIR_SOURCE_DIR "/tests/convergence/decks/symmetric_cell.prm").rdbuf() << "\nsubsection Study\n" << study << "\nend\n";
    return read_study(Deck::read_text(text.str(), "deck.prm", deck_schema(), {}, material_folders("")).root());
  }

  std::string vary(const std::string &name, const std::string &entries)
  {
    return "subsection Vary " + name + "\n set Entry = Interface " + name + "/Resistance\n" + entries + "\nend\n";
  }

  Trial threshold(const double current) { return current < 3.7 ? Trial::survives : Trial::fails; }
} // namespace

// From far below and far above: the bracket holds the threshold, is as narrow as asked for, and costs the runs that it must:
// log2 of the distance to find it, then halvings of ln 2 down to ln 1.01.
BOOST_AUTO_TEST_CASE(bisection)
{
  for (const double start : {0.01, 1., 500.})
    {
      const Bracket b = search_current(threshold, start, 2, 0.01, 100);
      BOOST_TEST(b.closed());
      BOOST_TEST(*b.survives < 3.7);
      BOOST_TEST(*b.fails >= 3.7);
      BOOST_TEST(*b.fails / *b.survives - 1 <= 0.01);
      const double to_find = std::ceil(std::abs(std::log2(start / 3.7))) + 1, to_halve = std::ceil(std::log2(std::log(2.) / std::log(1.01)));
      BOOST_TEST(b.trials <= to_find + to_halve);
    }
}

BOOST_AUTO_TEST_CASE(a_bracket_that_does_not_close)
{
  const Bracket always = search_current([](double) { return Trial::survives; }, 1, 2, 0.01, 10);
  BOOST_TEST(!always.closed());
  BOOST_TEST(always.problem == "10 runs did not close the bracket: none failed, at 1 to 512");
  const Bracket never = search_current([](double) { return Trial::fails; }, 1, 2, 0.01, 3, "mA/cm^2");
  BOOST_TEST(never.problem == "3 runs did not close the bracket: none survived, at 0.25 to 1 mA/cm^2");
  // What fails once, says nothing, and then survives: the search goes on between the two that are known.
  const Bracket once = search_current([n = 0](double) mutable { return n++ == 0 ? Trial::fails : n == 2 ? Trial::unknown : Trial::survives; }, 1, 2, 0.01, 50);
  BOOST_TEST(once.closed());
}

// A run that fails numerically is tried once more beside it; two of them end the search with what is known.
BOOST_AUTO_TEST_CASE(trials_without_an_outcome)
{
  unsigned int  calls = 0;
  const Bracket once  = search_current([&](const double i) { return ++calls == 3 ? Trial::unknown : threshold(i); }, 1, 2, 0.01, 100);
  BOOST_TEST(once.closed());
  BOOST_TEST(*once.survives < 3.7);
  BOOST_TEST(*once.fails >= 3.7);
  // Another failure hides the one that is looked for far above it: the search turns back to what it knows.
  const Bracket hidden = search_current([](const double i) { return i > 6 ? Trial::unknown : threshold(i); }, 3.5, 2, 0.01, 100);
  BOOST_TEST(hidden.closed());
  const Bracket first = search_current([](const double i) { return i > 6 ? Trial::unknown : threshold(i); }, 10, 2, 0.01, 100);
  BOOST_TEST(first.closed());
  const Bracket twice = search_current([](const double i) { return i > 3 && i < 5 ? Trial::unknown : threshold(i); }, 1, 2, 0.01, 100);
  BOOST_TEST(!twice.closed());
  BOOST_TEST(!twice.problem.empty());
  BOOST_TEST(*twice.survives < 3.7);
}

BOOST_AUTO_TEST_CASE(grid)
{
  const StudyPlan plan = plan_of(vary("lower", "set Values = 1 ohm cm^2; 10 ohm cm^2") + vary("upper", "set From = 1 ohm m^2\n set To = 100 ohm m^2\n set Count = 3\n set Spacing = logarithmic"));
  BOOST_TEST(plan.points.size() == 6u);
  BOOST_TEST(plan.points[1][0] == "1 ohm cm^2");
  BOOST_TEST(plan.points[1][1] == "10 ohm m^2");
  BOOST_TEST(plan.settings(5)[0] == "Interface lower/Resistance=10 ohm cm^2");
}

BOOST_AUTO_TEST_CASE(list)
{
  const StudyPlan plan = plan_of("set Design = list\n" + vary("lower", "set Values = 1 ohm cm^2; 1 ohm cm^2; 5 ohm cm^2") + vary("upper", "set From = 0 ohm cm^2\n set To = 2 ohm cm^2\n set Count = 3"));
  BOOST_TEST(plan.points.size() == 3u);
  BOOST_TEST(plan.points[1] == (std::vector<std::string>{"1 ohm cm^2", "1 ohm cm^2"}), boost::test_tools::per_element());
  BOOST_TEST(plan.points[2] == (std::vector<std::string>{"5 ohm cm^2", "2 ohm cm^2"}), boost::test_tools::per_element());
}

// Every sample in a stratum of its own, for each entry.
BOOST_AUTO_TEST_CASE(latin_hypercube)
{
  const std::string study = "set Design = Latin hypercube\n set Samples = 20\n set Seed = 7\n" + vary("lower", "set From = 0 ohm m^2\n set To = 20 ohm m^2") +
                            vary("upper", "set From = 1 ohm m^2\n set To = 1000 ohm m^2\n set Spacing = logarithmic");
  const StudyPlan plan = plan_of(study);
  BOOST_TEST(plan.points.size() == 20u);
  std::vector<int> strata(20, 0), logarithmic(20, 0);
  for (const auto &point : plan.points)
    {
      ++strata.at(int(number_and_unit(point[0]).first));
      ++logarithmic.at(int(20 * std::log10(number_and_unit(point[1]).first) / 3));
    }
  BOOST_TEST(std::count(strata.begin(), strata.end(), 1) == 20);
  BOOST_TEST(std::count(logarithmic.begin(), logarithmic.end(), 1) == 20);
  BOOST_TEST((plan_of(study).points == plan.points)); // the seed's, every time
}

// Central log-slopes of i = 2 a^-0.5 b^1.
BOOST_AUTO_TEST_CASE(slopes_one_at_a_time)
{
  const StudyPlan plan = plan_of("set Design = one at a time\n set Factor = 1.1\n" + vary("lower", "set Values = 4 ohm m^2") + vary("upper", "set Values = 3 ohm m^2") +
                                 "subsection Critical current\n set Entry = Protocol/Step strip/Current density\n set Start = 1 mA/cm^2\nend\n");
  BOOST_TEST(plan.points.size() == 5u);
  std::vector<PointResult> results(5);
  for (unsigned int p = 0; p < 5; ++p)
    {
      const double i = 2 / std::sqrt(number_and_unit(plan.points[p][0]).first) * number_and_unit(plan.points[p][1]).first;
      results[p].bracket = Bracket{i * 0.99, i / 0.99, 5, ""};
    }
  const auto slopes = log_slopes(plan, results);
  BOOST_TEST(slopes.size() == 2u);
  BOOST_TEST(slopes[0].slope == -0.5, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(slopes[1].slope == 1., boost::test_tools::tolerance(1e-9));
  results[1].bracket->problem = "no"; // a point without a result has no slope
  BOOST_TEST(log_slopes(plan, results).size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
