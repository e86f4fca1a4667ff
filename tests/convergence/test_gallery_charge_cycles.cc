// inputs/gallery/charge-cycles.prm: the front of a failing bond over charge cycles, and the energy it takes.
#include "application.h"
#include "simulation.h"
#include "support/simulate.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

using namespace nadir;
using namespace nadir::testing;
using boost::test_tools::tolerance;

BOOST_AUTO_TEST_SUITE(gallery_charge_cycles)

namespace
{
  constexpr double radius = 100e-6, strength = 0.5e6, toughness = 0.005, stiffness = 1e14; // m, Pa, J/m2, Pa/m
  const double     area = std::acos(-1.) * radius * radius;
  constexpr double onset = strength / stiffness, end = 2 * toughness / strength; // m

  struct Point
  {
    double radius, area, damage;
  };

  struct Cycled : Outcome
  {
    std::vector<Point> points; ///< of the bond, at the end
  };

  Cycled run(const std::vector<std::string> &overrides)
  {
    const std::string file = std::string(NADIR_SOURCE_DIR) + "/inputs/gallery/charge-cycles.prm";
    const Deck        deck = Deck::read(file, deck_schema(), overrides, material_folders(file));
    Simulation<2>     simulation(deck);
    Cycled            result;
    result.verdict   = simulation.run();
    result.history   = simulation.history();
    const auto &half = *simulation.mechanics();
    half.system.opening.for_each_point(half.system.opening_context(half.levels[0]),
                                       [&](const auto &part, const unsigned int q, const auto &point) {
                                         result.points.push_back({part.minus_values.quadrature_point(q)[0], part.JxW[q],
                                                                  point.law.state.damage});
                                       });
    return result;
  }

  /// What a bond of this damage has taken: the work of its traction up to the largest separation, less what comes back
  /// when it is unloaded along the secant. Both modes are alike, so the path does not matter. J/m2
  double spent(const double damage)
  {
    if (damage == 0)
      return 0;
    if (damage >= 1)
      return toughness;
    const double separation = onset * end / (end - damage * (end - onset)); // (1 - damage) K separation lies on the curve
    const double traction   = strength * (end - separation) / (end - onset);
    const double work       = strength * onset / 2 + (strength + traction) / 2 * (separation - onset);
    return work - traction * separation / 2;
  }

  /// The front never goes back, nor does the energy; what has failed has a damage of at least 0.99, all else at most that.
  void check_history(const Cycled &run)
  {
    const auto failed = run.all("bond:failed_area_fraction"), work = run.all("bond:interface_dissipation_J");
    for (unsigned int k = 0; k < failed.size(); ++k)
    {
      BOOST_TEST(work[k] >= spent(0.99) * area * failed[k] * (1 - 1e-9));
      BOOST_TEST(work[k] <= area * (toughness * failed[k] + spent(0.99) * (1 - failed[k])) * (1 + 1e-9));
      if (k > 0)
      {
        BOOST_TEST(failed[k] >= failed[k - 1] - 1e-12);
        BOOST_TEST(work[k] >= work[k - 1] * (1 - 1e-12));
      }
    }
  }

  /// Values of a column at the ends of the discharges.
  std::vector<double> after_discharges(const Cycled &run, const std::string &name)
  {
    const auto          voltage = run.all("voltage_V"), values = run.all(name);
    std::vector<double> list;
    for (unsigned int k = 0; k + 1 < values.size(); ++k)
      if (voltage[k] > 0 && voltage[k + 1] < 0)
        list.push_back(values[k]);
    return list;
  }
} // namespace

BOOST_AUTO_TEST_CASE(the_front_advances_from_cycle_to_cycle)
{
  const auto cycled = run({});
  check_history(cycled);
  // Charge transfer and ceramic in series. The pressure of the first step, 20 kPa, is worth 5 uV of 30 mV.
  BOOST_TEST(column(cycled.history.front(), "current_density_A_per_m2") == 30e-3 / (1e-3 + 250e-6 / 0.1), tolerance(3e-4));

  const auto failed = after_discharges(cycled, "bond:failed_area_fraction"),
             work   = after_discharges(cycled, "bond:interface_dissipation_J");
  BOOST_TEST_REQUIRE(failed.size() == 3u);
  for (unsigned int k = 0; k < 3; ++k)
    BOOST_TEST_MESSAGE("discharge " << k + 1 << ": failed on " << failed[k] << " of the area, dissipated "
                                    << work[k] / (toughness * area) << " of the energy of the whole bond");
  BOOST_TEST(failed[0] > 0.5);
  for (unsigned int k = 1; k < 3; ++k)
  {
    BOOST_TEST(failed[k] > failed[k - 1]);
    BOOST_TEST(work[k] > work[k - 1] + 0.01 * toughness * area);
  }
  BOOST_TEST(cycled.last("bond:failed_area_fraction") < 1.); // it is on its way
}

BOOST_AUTO_TEST_CASE(the_energy_is_that_of_the_failed_area_and_of_the_process_zone)
{
  const auto one = run({"Protocol/Cycles=1"});
  double     whole = 0, nearly = 0, zone = 0, front = 0, ring = radius;
  for (const Point &p : one.points)
  {
    whole += p.damage >= 1 ? p.area : 0.;
    nearly += p.damage > 0.99 ? p.area : 0.;
    zone += p.damage >= 1 ? 0. : spent(p.damage) * p.area;
    (p.damage > 0.99 ? front : ring) = p.damage > 0.99 ? std::max(front, p.radius) : std::min(ring, p.radius);
  }
  BOOST_TEST_MESSAGE("failed within " << front << " m; toughness times that " << toughness * whole << " J, process zone " << zone
                                      << " J, reported " << one.last("bond:interface_dissipation_J") << " J");
  BOOST_TEST(nearly == area * one.last("bond:failed_area_fraction"), tolerance(1e-9));
  // The law is integrated exactly over steps of any size in a bond whose modes are alike: round-off.
  BOOST_TEST(toughness * whole + zone == one.last("bond:interface_dissipation_J"), tolerance(1e-9));
  BOOST_TEST(whole > 0.5 * area);
  BOOST_TEST(zone > 0.01 * toughness * area); // or the comparison says nothing about the zone
  // What has failed is a disc, what holds is the ring around it: the front is one circle, between two neighbouring points.
  BOOST_TEST(front < ring);
  BOOST_TEST(std::acos(-1.) * front * front <= nearly * (1 + 1e-9));
  BOOST_TEST(std::acos(-1.) * ring * ring >= nearly * (1 - 1e-9));
}

BOOST_AUTO_TEST_CASE(at_a_higher_voltage_it_crosses_the_face)
{
  const auto crossed = run({"Protocol/Step discharge/Voltage=60 mV", "Protocol/Step charge/Duration=1 s", "Protocol/Cycles=1"});
  check_history(crossed);
  BOOST_TEST(crossed.last("bond:failed_area_fraction") == 1., tolerance(1e-12));
  BOOST_TEST(crossed.last("bond:interface_dissipation_J") == toughness * area, tolerance(1e-9));
  BOOST_TEST(after_discharges(crossed, "bond:failed_area_fraction").at(0) == 1., tolerance(1e-12));
  // Nothing bonds and the gap is wider than what conducts: the current dies, and the verdict says why.
  BOOST_TEST(after_discharges(crossed, "current_density_A_per_m2").at(0) < 0.5 * column(crossed.history.front(), "current_density_A_per_m2"));
  BOOST_TEST(crossed.verdict.outcome == "contact lost");
  BOOST_TEST(crossed.verdict.place == "bond");
  BOOST_TEST(crossed.verdict.criterion.find("delaminated: the bond has failed on 100 % of its area") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
