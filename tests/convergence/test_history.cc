// history.csv holds the columns that mean something in a run, and numbers in all of them.
#include "support/simulate.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(history)

namespace
{
  bool has(const Outcome &run, const std::string &name)
  {
    const Row &row = run.history.front();
    return std::any_of(row.begin(), row.end(), [&](const auto &entry) { return entry.first == name; });
  }

  void check_numbers(const Outcome &run)
  {
    for (const Row &row : run.history)
    {
      BOOST_TEST(row.size() == run.history.front().size());
      for (const auto &[name, value] : row)
        BOOST_TEST(std::isfinite(value), name << " is " << value);
    }
  }

  const std::vector<std::string> of_currents = {"current_A", "current_density_A_per_m2", "voltage_V", "capacity_C_per_m2",
                                                "charge_balance", "sodium_balance", "face:current_A", "face:max_overpotential_V",
                                                "face:min_current_density_A_per_m2", "face:mean_plated_thickness_m",
                                                "face:max_plated_thickness_m", "face:retained_contact", "linear_iterations"};
  const std::vector<std::string> of_openings = {"face:max_damage", "face:failed_area_fraction", "face:max_gap_m", "face:overlap_m",
                                                "face:max_shear_traction_Pa", "face:interface_dissipation_J"};
} // namespace

BOOST_AUTO_TEST_CASE(nothing_electric_in_a_purely_mechanical_run)
{
  const auto run = simulate("convergence/decks/cohesive_plate.prm");
  check_numbers(run);
  for (const std::string &name : of_currents)
    BOOST_TEST(!has(run, name), name << " makes no sense without a current");
  for (const std::string &name : of_openings)
    BOOST_TEST(has(run, name), name << " is missing");
  for (const std::string name : {"time_s", "temperature_K", "force_balance", "face:mean_pressure_Pa", "cells", "wall_time_s"})
    BOOST_TEST(has(run, name), name << " is missing");
}

BOOST_AUTO_TEST_CASE(no_gap_of_a_bonded_interface)
{
  const auto bonded = simulate("convergence/decks/pressure_equilibrium_bonded.prm"),
             open   = simulate("convergence/decks/pressure_equilibrium.prm");
  for (const Outcome *run : {&bonded, &open})
  {
    check_numbers(*run);
    for (const std::string &name : of_currents)
      BOOST_TEST(has(*run, name), name << " is missing");
    BOOST_TEST(has(*run, "face:contacted_area_fraction"));
    BOOST_TEST(has(*run, "face:mean_pressure_Pa"));
  }
  for (const std::string &name : of_openings)
  {
    BOOST_TEST(!has(bonded, name), name << " makes no sense at a bonded interface");
    BOOST_TEST(has(open, name), name << " is missing");
  }
}

BOOST_AUTO_TEST_CASE(mechanics_counts_its_own_linear_iterations)
{
  const auto run = [](const std::string &method) {
    return simulate("convergence/decks/solid_manufactured_2d.prm",
                    {"Solver/Linear solver/Method=" + method, "Mesh refinement/Initial refinements=2"});
  };
  const auto direct = run("direct"), iterative = run("iterative");
  // A factorisation counts as one iteration of each Newton step (no plate adds solves here); multigrid needs more of them.
  BOOST_TEST(direct.last("mechanics_newton_iterations") >= 1.);
  BOOST_TEST(direct.last("mechanics_linear_iterations") == direct.last("mechanics_newton_iterations"));
  BOOST_TEST(iterative.last("mechanics_linear_iterations") > iterative.last("mechanics_newton_iterations"));
  BOOST_TEST(!has(simulate("convergence/decks/constant_current.prm"), "mechanics_linear_iterations"));
}

BOOST_AUTO_TEST_SUITE_END()
