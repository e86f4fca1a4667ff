// Stress in the kinetics of an interface point, the response of the pressure to plating, and voids below the mesh.
#include "base/constants.h"
#include "base/registry.h"
#include "laws/interfaces/butler_volmer.h"
#include "laws/interfaces/creep_diffusion_refill.h"
#include "laws/interfaces/interface_current.h"
#include "laws/interfaces/linear_transfer.h"
#include "laws/interfaces/ortmann.h"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <functional>
#include <vector>

using namespace nadir;
using boost::test_tools::tolerance;

BOOST_AUTO_TEST_SUITE(interface_kinetics)

namespace
{
  const double T = 298.15, V_m = 23.7e-6, F = constants::faraday, kappa = 0.1;

  InterfaceLaws sodium(const double resistance = 0)
  {
    InterfaceLaws laws;
    laws.charge_transfer = std::make_shared<ButlerVolmer>(ButlerVolmer::Parameters{10.});
    laws.resistance      = resistance;
    laws.molar_volume    = V_m;
    return laws;
  }

  InterfaceLaws with_voids(const CreepDiffusionRefill::Parameters &voids, const double resistance = 1e-3)
  {
    InterfaceLaws laws = sodium(resistance);
    laws.voids         = std::make_shared<CreepDiffusionRefill>(voids);
    return laws;
  }

  MechanicalSide under(const double pressure)
  {
    MechanicalSide side;
    side.pressure = pressure;
    return side;
  }

  InterfaceCurrent solve(const InterfaceLaws &laws, const double drop, const TimeStep &step, const MechanicalSide &side,
                         const InterfaceState &old = {}, const InterfaceState &older = {})
  {
    return interface_current(laws, drop, T, kappa, 1., step, old, older, side);
  }

  /// The drop at which a point carries the current i.
  double drop_for(const double i, const std::function<InterfaceCurrent(double)> &at, double drop = 0)
  {
    for (unsigned int k = 0; k < 200; ++k)
      {
        const auto   r      = at(drop);
        const double change = (i - r.current) / r.slope;
        drop += std::abs(change) < 0.05 ? change : std::copysign(0.05, change);
        if (std::abs(change) < 1e-14)
          return drop;
      }
    BOOST_FAIL("no drop found for " << i << " A/m2");
    return drop;
  }
} // namespace

BOOST_AUTO_TEST_CASE(pressure_shifts_the_equilibrium)
{
  for (const double resistance : {0., 1e-2})
    {
      const auto laws = sodium(resistance);
      const auto at   = [&](const double drop) { return solve(laws, drop, TimeStep::held(0), under(100e6)); };
      const double drop = drop_for(0., at);
      BOOST_TEST(drop == -V_m * 100e6 / F, tolerance(1e-12));
      BOOST_TEST(drop == -24.6e-3, tolerance(2e-3));
      BOOST_TEST(at(drop).state.overpotential == drop, tolerance(1e-12)); // of the terminals, without the pressure
      BOOST_TEST(at(drop).pressure_shift == -drop, tolerance(1e-12));
    }
  // The electrolyte's pressure works the other way, by the volume of its cation.
  auto laws            = sodium();
  laws.cation_volume   = 5e-6;
  MechanicalSide side  = under(100e6);
  side.electrolyte_pressure = 60e6;
  const double drop         = -(V_m * 100e6 - 5e-6 * 60e6) / F;
  BOOST_TEST(std::abs(solve(laws, drop, TimeStep::held(0), side).current) < 1e-12);
}

BOOST_AUTO_TEST_CASE(plating_stops_at_a_pressure)
{
  for (const double resistance : {0., 1e-2})
    {
      const auto   laws = sodium(resistance);
      const double stop = F * 1e-3 / V_m; // for 1 mV
      BOOST_TEST(stop == 4.07e6, tolerance(1e-3));
      const auto i = [&](const double p) { return solve(laws, -1e-3, TimeStep::held(0), under(p)).current; };
      BOOST_TEST(i(0.) < -0.05);
      BOOST_TEST(i(0.999 * stop) < 0.);
      BOOST_TEST(std::abs(i(stop)) < 1e-12);
      BOOST_TEST(i(1.001 * stop) > 0.);
    }
}

BOOST_AUTO_TEST_CASE(contact_scales_conductance_and_not_equilibrium)
{
  const auto     laws = sodium(2e-3);
  MechanicalSide side = under(20e6);
  const double   rest = -V_m * 20e6 / F;
  const double   full = solve(laws, rest + 0.01, TimeStep::held(0), side).current;
  for (const double contact : {0.5, 0.1, 1e-3})
    {
      side.contact = contact;
      BOOST_TEST(solve(laws, rest + 0.01, TimeStep::held(0), side).current == contact * full, tolerance(1e-12));
      BOOST_TEST(std::abs(solve(laws, rest, TimeStep::held(0), side).current) < 1e-12);
    }
  side.contact = 0;
  BOOST_TEST(solve(laws, 0.1, TimeStep::held(0), side).current == 0.);
  // A plane between two electrolytes too.
  InterfaceLaws plane;
  plane.resistance = 2e-3;
  side.contact     = 0.25;
  BOOST_TEST(solve(plane, 0.1, TimeStep::held(0), side).current == 0.25 * 0.1 / 2e-3, tolerance(1e-15));
}

BOOST_AUTO_TEST_CASE(stiff_response_to_plating)
{
  // A filled pore: the pressure rises until it balances the drop, the faster the stiffer the surroundings.
  for (const double resistance : {0., 1e-2})
    for (const double stiffness : {1e9, 1e13, 1e15, 1e18, 1e22})
      for (const double drop : {-0.3, -0.02, 0.02})
        BOOST_TEST_CONTEXT("stiffness " << stiffness << ", drop " << drop)
        {
          const auto     laws = sodium(resistance);
          MechanicalSide side = under(2e6);
          side.stiffness      = stiffness;
          const auto step     = TimeStep::backward_euler(100, 100);
          const auto r        = solve(laws, drop, step, side);
          const double p      = 2e6 + stiffness * r.state.plated;
          if (std::abs(r.state.plated) * stiffness < 1e12) // else the last digit of w shows
            BOOST_TEST(r.pressure == p, tolerance(1e-6));
          // The same current under that pressure, given.
          const auto given = solve(laws, drop, step, under(r.pressure));
          BOOST_TEST(std::abs(given.current - r.current) <= 1e-9 * std::abs(r.current) + 1e-13 * given.slope);
          const double balance = -F * drop / V_m;
          BOOST_TEST((drop < 0 ? r.pressure < balance * (1. + 1e-12) : r.pressure < 2e6));
          if (stiffness >= 1e18)
            BOOST_TEST(r.pressure == balance, tolerance(3e15 / stiffness));
          BOOST_TEST(r.slope > 0.);
        }
}

BOOST_AUTO_TEST_CASE(closed_pore_saturates_where_drop_balances_pressure)
{
  const auto     laws = sodium(1e-3);
  MechanicalSide side;
  side.stiffness = 1e17;
  for (const bool second_order : {false, true})
    {
      InterfaceState s, before;
      double         p = 0;
      for (unsigned int k = 1; k <= 40; ++k)
        {
          const bool bdf2 = second_order && k > 1;
          const auto step = bdf2 ? TimeStep::bdf2(20 * k, 20, 20) : TimeStep::backward_euler(20 * k, 20);
          const auto r    = solve(laws, -5e-3, step, side, s, before);
          if (!second_order) // BDF2 may overshoot by a little
            BOOST_TEST(r.pressure >= p * (1. - 1e-9));
          p      = r.pressure;
          before = s, s = r.state;
        }
      BOOST_TEST(p == F * 5e-3 / V_m, tolerance(1e-6));
    }
}

BOOST_AUTO_TEST_CASE(contact_fraction_of_voids)
{
  const CreepDiffusionRefill::Parameters voids{5e-6, 0.05, 2e-4, 1e6, 1., 1e-4};
  const auto                             laws = with_voids(voids);
  const auto     step = TimeStep::bdf2(30, 20, 15);
  InterfaceState old, older;
  old.contact_fraction = 0.8, older.contact_fraction = 0.9;
  old.plated = -1e-6, older.plated = -0.6e-6;
  for (const double drop : {0.05, 0.15, -0.02})
    {
      const auto   r     = solve(laws, drop, step, under(3e6), old, older);
      const double theta = r.state.contact_fraction, v = V_m * r.faradaic / F;
      const double rate  = -v / voids.height + (1. - theta) * (3. * voids.creep_rate + voids.vacancy_rate);
      BOOST_TEST(step.rate(theta, 0.8, 0.9) == rate, tolerance(1e-10));
      // The sodium that left is missing as recession or as void.
      BOOST_TEST(step.rate(r.state.plated, -1e-6, -0.6e-6) == -v, tolerance(1e-9));
      BOOST_TEST(r.thickness == r.state.plated + voids.height * (1. - theta), tolerance(1e-13));
      // Conduction: the overpotential over the reaction, and 1/R, by the contact that is left.
      const double eta     = r.state.overpotential + r.pressure_shift;
      const double kinetic = 20. * std::sinh(0.5 * F / (constants::gas * T) * eta);
      BOOST_TEST(r.current == theta * kinetic, tolerance(1e-10));
      BOOST_TEST(drop == r.state.overpotential + 1e-3 / theta * r.current, tolerance(1e-12));
    }
}

BOOST_AUTO_TEST_CASE(limits_of_the_contact_fraction)
{
  const auto laws = with_voids({1e-6, 0.05, 1e-5});
  const auto step = TimeStep::backward_euler(1000, 1000);
  // Plated back: full contact and no more; the rest thickens the metal.
  InterfaceState half;
  half.contact_fraction = 0.5;
  half.plated           = -0.5e-6;
  const auto plated     = solve(laws, -0.2, step, under(1e6), half, half);
  BOOST_TEST(plated.state.contact_fraction == 1.);
  BOOST_TEST(plated.thickness == plated.state.plated, tolerance(1e-15));
  // Stripped down: the least contact, and the metal recedes.
  const auto stripped = solve(laws, 0.3, step, under(1e6), half, half);
  BOOST_TEST(stripped.state.contact_fraction == 0.05);
  BOOST_TEST(stripped.thickness == stripped.state.plated + 0.95e-6, tolerance(1e-12));
  BOOST_TEST(stripped.thickness < -1e-6);
  // At rest voids close under pressure, without contact too.
  auto separated    = under(5e6);
  separated.contact = 0;
  for (const auto &r : {solve(laws, -V_m * 5e6 / F, step, under(5e6), half, half),
                        solve(laws, 0.3, step, separated, half, half)})
    {
      BOOST_TEST(r.state.contact_fraction == (0.5 + 0.05) / 1.05, tolerance(1e-9));
      BOOST_TEST(r.state.plated == half.plated, tolerance(1e-9));
    }
  // A held state holds it.
  BOOST_TEST(solve(laws, 0.1, TimeStep::held(0), under(5e6), half, half).state.contact_fraction == 0.5);
  // The law that forms none, and no law, are the same.
  const Deck deck = Deck::read_text("", "deck.prm", [] {
    SectionKind root;
    root.sections = {Registry<VoidClosureLaw>::section("Voids", "Of the face.", "none")};
    return root;
  }());
  auto none  = sodium(1e-3);
  none.voids = Registry<VoidClosureLaw>::make(deck.root().section("Voids"));
  const auto a = solve(none, 0.1, step, under(1e6)), b = solve(sodium(1e-3), 0.1, step, under(1e6));
  BOOST_TEST(a.current == b.current);
  BOOST_TEST(a.thickness == b.thickness);
  BOOST_TEST(a.state.contact_fraction == 1.);
}

BOOST_AUTO_TEST_CASE(outputs_against_differences)
{
  struct Case
  {
    InterfaceLaws  laws;
    MechanicalSide side;
    double         drop;
  };
  std::vector<Case> cases;
  const auto        ortmann = std::make_shared<OrtmannConstriction>(OrtmannConstriction::Parameters{20e-6});
  for (const bool voids : {false, true})
    for (const double stiffness : {0., 1e12, 3e15})
      for (const double resistance : {0., 1e-3})
        for (const bool more : {false, true})
          for (const double drop : {-0.08, 0.06, 0.2})
            {
              Case c{voids ? with_voids({4e-6, 0.05, 1e-3, 2e6, more ? 3. : 1., 1e-4}, resistance) : sodium(resistance),
                     under(4e6), drop};
              c.side.stiffness           = stiffness;
              c.side.reference_thickness = 0.3e-6 + (voids ? 1e-6 : 0.);
              c.side.contact             = 0.9;
              if (more)
                {
                  c.laws.constriction             = ortmann;
                  c.laws.double_layer_capacitance = 0.2;
                  c.laws.cation_volume            = 4e-6;
                  c.side.electrolyte_pressure     = 3e6;
                  c.laws.sodium_inventory         = drop > 0.1 ? 0.1e-6 : 1e-5;
                  c.laws.depletion_thickness      = 50e-9;
                }
              cases.push_back(c);
            }
  InterfaceState old, older;
  old.contact_fraction = 0.7, older.contact_fraction = 0.72;
  old.plated = 0.3e-6, older.plated = 0.29e-6;
  old.overpotential = 0.01;
  const auto   step   = TimeStep::bdf2(9, 5, 4);
  unsigned int inside = 0;
  for (const Case &c : cases)
    BOOST_TEST_CONTEXT("stiffness " << c.side.stiffness << ", resistance " << c.laws.resistance << ", drop " << c.drop
                                    << ", voids " << bool(c.laws.voids) << ", more " << bool(c.laws.constriction))
    {
      const auto r = solve(c.laws, c.drop, step, c.side, old, older);
      inside += c.laws.voids && r.state.contact_fraction < 1. && r.state.contact_fraction > 0.05;
      const auto compare = [&](const double derivative, const double above, const double below, const double width,
                               const double size, const char *name) {
        const double slope = (above - below) / width, round_off = 1e-13 * size / width;
        BOOST_TEST(std::abs(slope - derivative) <= 2e-6 * std::abs(slope) + round_off,
                   name << ": " << derivative << ", differences " << slope << ", round-off " << round_off);
      };
      const double h = 1e-5;
      const auto   a = solve(c.laws, c.drop + h, step, c.side, old, older);
      const auto   b = solve(c.laws, c.drop - h, step, c.side, old, older);
      compare(r.slope, a.current, b.current, 2 * h, std::abs(r.current) + 1., "slope");
      compare(r.thickness_slope, a.thickness, b.thickness, 2 * h, 1e-6, "thickness slope");

      MechanicalSide up = c.side, down = c.side;
      const double   dp = 2e3;
      up.pressure += dp, down.pressure -= dp;
      const auto x = solve(c.laws, c.drop, step, up, old, older), y = solve(c.laws, c.drop, step, down, old, older);
      compare(r.pressure_slope, x.current, y.current, 2 * dp, std::abs(r.current) + 1., "pressure slope");
      compare(r.thickness_pressure_slope, x.thickness, y.thickness, 2 * dp, 1e-6, "thickness by pressure");
    }
  BOOST_TEST(inside > 20u);
}

BOOST_AUTO_TEST_CASE(calibrated_voids_on_beta_alumina)
{
  SectionKind root;
  root.sections   = {Registry<VoidClosureLaw>::section("Voids", "Of the face.", "none")};
  const Deck deck = Deck::read_text(
    "include " NADIR_SOURCE_DIR "/inputs/interfaces/sodium-beta-alumina-voids.prm\n", "deck.prm", root);
  const std::shared_ptr<const VoidClosureLaw> law = Registry<VoidClosureLaw>::make(deck.root().section("Voids"));

  // The law alone: its rate is zero at the contact fraction 0.5 on the line p = 9 MPa i/(2.5 mA/cm2).
  const auto rate = [&](const double theta, const double i, const double p) {
    const double in[4] = {theta, V_m * i / F, p, T};
    double       f;
    law->evaluate(in, &f, nullptr);
    return f;
  };
  for (const double i : {2.5, 10., 25., 50.})
    {
      const double line = 9e6 * i / 25., scale = V_m * i / (F * law->void_height());
      BOOST_TEST(std::abs(rate(0.5, i, line)) < 1e-6 * scale);
      BOOST_TEST(rate(0.5, i, 0.9 * line) < -0.05 * scale);
      BOOST_TEST(rate(0.5, i, 1.1 * line) > 0.05 * scale);
    }

  // The interface run to its steady state at constant current: contact rises with pressure and falls with current.
  auto laws          = sodium(1e-4);
  laws.voids         = law;
  const auto settled = [&](const double i, const double p) {
    InterfaceState s;
    double         drop = 0.05;
    for (unsigned int k = 1; k <= 60; ++k)
      {
        const auto step = TimeStep::backward_euler(400. * k, 400.);
        const auto at   = [&](const double d) { return solve(laws, d, step, under(p), s, s); };
        drop            = drop_for(i, at, drop);
        s               = at(drop).state;
      }
    return s.contact_fraction;
  };
  BOOST_TEST(settled(25., 9e6) == 0.5, tolerance(1e-5));
  BOOST_TEST(settled(10., 3.6e6) == 0.5, tolerance(1e-3));
  BOOST_TEST(settled(25., 12e6) == 0.625, tolerance(1e-3));
  BOOST_TEST(settled(12.5, 9e6) == 0.75, tolerance(1e-3));
  BOOST_TEST(settled(25., 4e6) == law->least_contact_fraction());
}

BOOST_AUTO_TEST_SUITE_END()
