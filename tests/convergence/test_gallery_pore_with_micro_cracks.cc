// inputs/gallery/pore-with-micro-cracks.prm: a pore that is joined to the electrode starts a filament at its rim.
#include "support/simulate.h"

#include "base/constants.h"
#include "simulation.h"
#include "space/initial_cracks.h"

#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(gallery_pore_with_micro_cracks)

BOOST_AUTO_TEST_CASE(one_of_the_micro_cracks_grows)
{
  const auto run = simulate("../inputs/gallery/pore-with-micro-cracks.prm");
  BOOST_TEST(run.verdict.outcome == "crack grows");
  BOOST_TEST(run.verdict.place.substr(0, 4) == "rim ");
  BOOST_REQUIRE(run.verdict.cracks.size() == 5);
  for (unsigned int k = 0; k < 5; ++k)
    BOOST_TEST(run.verdict.cracks[k].name == std::vector<std::string>({"pore", "feed", "rim 1", "rim 2", "rim 3"})[k]);
  for (const auto &sentence : run.verdict.story)
    BOOST_TEST_MESSAGE(sentence);

  // Below the threshold of a plane surface (Z. Ning et al., Nature 618 (2023) 287): a sharp crack as deep as the micro-crack has become needs K_IC/(1.1215 sqrt(pi a)).
  for (const auto &crack : run.verdict.cracks)
    if (crack.name == run.verdict.place)
      BOOST_TEST(crack.peak_pressure < 1.3e6 / (1.1215 * std::sqrt(std::acos(-1.) * crack.length)));

  // The pore is full from the start, without pressure, and metal fills what has opened since.
  const auto &first = run.history.front(), &last = run.history.back();
  double      empty = 0, deposit = 0;
  for (const auto &crack : run.verdict.cracks)
    {
      std::string column_of = crack.name;
      std::replace(column_of.begin(), column_of.end(), ' ', '_');
      empty += column(last, column_of + ":empty_m3") - column(first, column_of + ":empty_m3");
      deposit += column(last, column_of + ":deposit_m3") - column(first, column_of + ":deposit_m3");
    }
  const double opened = column(last, "crack_volume_m3") - column(first, "crack_volume_m3");
  BOOST_TEST(std::abs(opened - deposit - empty) < 1e-4 * opened);
  BOOST_TEST(std::abs(column(first, "crack_volume_m3") / (std::acos(-1.) * 16e-12) - 1) < 0.1); // points of cells of 1 um in the pore
  BOOST_TEST(column(last, "deposit_balance") < 1e-6);

  // Micro-cracks that are empty and wide at first take metal without pressure, so it takes longer.
  const auto wide = simulate("../inputs/gallery/pore-with-micro-cracks.prm", {"Micro-cracks rim/Lined=0", "Micro-cracks rim/Width=400 nm"});
  BOOST_TEST(wide.verdict.outcome == "crack grows");
  BOOST_TEST_MESSAGE(fmt::format("full: after {:.4g} s, wide and empty: after {:.4g} s", run.verdict.time, wide.verdict.time));
  BOOST_TEST(wide.verdict.time > 1.1 * run.verdict.time);
}

// Empty, the pore takes its own volume first, and no pressure rises meanwhile. (Its emptiness is as wide at the mouths of the cracks, which count it as theirs.)
BOOST_AUTO_TEST_CASE(an_empty_pore_fills_first)
{
  const auto run = simulate("../inputs/gallery/pore-with-micro-cracks.prm", {"Initial crack pore/Filled=false", "Protocol/Step plate/Duration=2 s"});
  double     empty = 0;
  for (const std::string crack : {"pore", "feed", "rim_1", "rim_2", "rim_3"})
    empty += run.last(crack + ":empty_m3");
  BOOST_TEST(std::abs(empty / (std::acos(-1.) * 16e-12) - 1) < 0.1);
  BOOST_TEST(run.last("pore:mean_pressure_Pa") < 1e6);
  BOOST_TEST(run.last("deposit_m3") > 0);
}

// At a current that makes nothing grow the pressure rises until plating stops. Metal in a pore has one pressure: it is plated on the side of the counter electrode and
// stripped on the other, as the potential there says, so that p = F eta/V_m of the mean over its wall. Within 1 percent, as in a flaw
// (crack_deposit/pressure_stops_plating), with nearly linear kinetics, since eta is 20 mV of 26 mV.
BOOST_AUTO_TEST_CASE(pressure_stops_plating_in_a_pore)
{
  const Deck    deck = read_deck("../inputs/gallery/pore-with-micro-cracks.prm",
                                 {"Protocol/Step plate/Current density=1 mA/cm^2", "Protocol/Step plate/Duration=200 s", "Micro-cracks rim/Count=1"});
  Simulation<2> simulation(deck);
  simulation.run();
  const auto &fields  = simulation.electrochemistry().fields;
  const auto &deposit = *simulation.electrochemistry().deposit;
  const auto  cracks  = make_model(deck.root()).fracture->cracks;
  double      wall = 0, push = 0, limit = 0, lowest = 1e99, highest = 0, least_limit = 1e99, most_limit = 0;
  for (const auto &cell : fields.triangulation.active_cell_iterators())
    if (const unsigned int c = cell->active_cell_index(); deposit.in_band(c))
      for (unsigned int q = 0; q < deposit.memory.rule.size(); ++q)
        if (const auto place = fields.mapping.transform_unit_to_real_cell(cell, deposit.memory.rule.point(q)); nearest_crack<2>(cracks, place) == 0)
          {
            const auto   p      = deposit.point(c, q);
            const double weight = deposit.band.area[p] * cell->measure(), stops = -constants::faraday * deposit.drop[p] / 23.7e-6;
            wall += weight;
            push += weight * deposit.pressure[p];
            limit += weight * stops;
            if (deposit.band.area[p] > 1e5)
              {
                least_limit = std::min(least_limit, stops);
                most_limit  = std::max(most_limit, stops);
              }
            if (in_pore<2>(cracks, place))
              {
                lowest  = std::min(lowest, deposit.pressure[p]);
                highest = std::max(highest, deposit.pressure[p]);
              }
          }
  const auto &first = simulation.history().front(), &last = simulation.history().back();
  BOOST_TEST_MESSAGE(fmt::format("{:.4g} MPa, F eta/V_m = {:.4g} MPa; {:.4g} to {:.4g} MPa inside", 1e-6 * push / wall, 1e-6 * limit / wall, 1e-6 * lowest, 1e-6 * highest));
  BOOST_TEST(std::abs(push / limit - 1) < 0.01);
  BOOST_TEST(highest - lowest < 0.1 * (most_limit - least_limit)); // one pressure, which does not follow the potential
  BOOST_TEST(std::abs(column(last, "pore:current_A")) < 1e-2 * column(first, "pore:current_A"));
}

BOOST_AUTO_TEST_SUITE_END()
