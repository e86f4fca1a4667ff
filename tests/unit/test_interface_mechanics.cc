// Cohesion, contact and friction of an interface at a point: energies, histories, tangents; mistakes in the deck.
#include "base/registry.h"
#include "laws/interfaces/cohesive_bilinear.h"
#include "laws/interfaces/cohesive_exponential.h"
#include "laws/interfaces/interface_traction.h"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <functional>
#include <limits>
#include <vector>

using namespace nadir;
using boost::test_tools::tolerance;

BOOST_AUTO_TEST_SUITE(interface_mechanics)

namespace
{
  const double        stick = std::numeric_limits<double>::infinity();
  const CohesiveModes modes{10e6, 16e6, 1., 3., 1.7, 1e15};

  InterfaceMechanicsLaws bonded(const CohesiveModes &m = modes, const double friction = 0)
  {
    return {std::make_shared<BilinearCohesion>(m), 2e15, friction};
  }
  InterfaceMechanicsLaws exponential(const CohesiveModes &m = modes, const double friction = 0)
  {
    return {std::make_shared<ExponentialCohesion>(m), 2e15, friction};
  }

  Local3 at(const double lambda, const double mix)
  {
    const double shear = lambda * std::sqrt(mix);
    return {lambda * std::sqrt(1. - mix), 0.6 * shear, -0.8 * shear};
  }

  /// Follows a path of openings; work by the trapezoidal rule of traction against opening.
  struct Path
  {
    explicit Path(const InterfaceMechanicsLaws &laws) : laws(laws), state(initial_traction_state(laws)) {}

    const Traction &to(const Local3 &next)
    {
      const Local3 before = last.traction;
      last                = interface_traction(laws, next, state);
      for (unsigned int i = 0; i < 3; ++i)
        work += 0.5 * (before[i] + last.traction[i]) * (next[i] - opening[i]);
      opening = next;
      state   = last.state;
      return last;
    }

    const InterfaceMechanicsLaws laws;
    TractionState                state;
    Traction                     last    = {};
    Local3                       opening = {};
    double                       work    = 0;
  };

  double norm(const Local3 &t) { return std::sqrt(t[0] * t[0] + t[1] * t[1] + t[2] * t[2]); }
} // namespace

BOOST_AUTO_TEST_CASE(mixed_modes_meet_the_pure_ones)
{
  const auto I = modes.at(0.), II = modes.at(1.), half = modes.at(0.5);
  BOOST_TEST(I.toughness.value == 1.);
  BOOST_TEST(I.strength.value == 10e6);
  BOOST_TEST(II.toughness.value == 3.);
  BOOST_TEST(II.strength.value == 16e6);
  BOOST_TEST(half.toughness.value == 1. + 2. * std::pow(0.5, 1.7), tolerance(1e-15));
}

BOOST_AUTO_TEST_CASE(bilinear_dissipates_its_toughness_at_every_mode)
{
  const BilinearCohesion law(modes);
  for (const double mix : {0., 0.2, 0.5, 0.93, 1.})
    for (const unsigned int between : {1u, 7u})
      BOOST_TEST_CONTEXT("mode mix " << mix)
      {
        const double toughness = modes.at(mix).toughness.value, onset = law.onset(mix), end = law.end(mix);
        Path         path(bonded());
        const double peak = norm(path.to(at(onset, mix)).traction);
        BOOST_TEST(peak == modes.at(mix).strength.value, tolerance(1e-14));
        BOOST_TEST(path.state.damage < 1e-14);
        for (unsigned int k = 1; k <= between; ++k)
          path.to(at(onset + (end - onset) * k / between, mix));
        path.to(at(1.5 * end, mix));
        BOOST_TEST(path.state.damage == 1.);
        BOOST_TEST(norm(path.last.traction) == 0.);
        BOOST_TEST(path.work == toughness, tolerance(1e-12));
        BOOST_TEST(path.state.dissipated == toughness, tolerance(1e-12));
      }
}

BOOST_AUTO_TEST_CASE(steps_across_the_kinks_are_second_order)
{
  // end = 10 onset; steps of 3/4 onset, halved: peak and end lie at a third or two thirds of a step throughout.
  const CohesiveModes m{10e6, 10e6, 0.5, 0.5, 2., 1e15};
  const double        onset = 1e-8;
  BOOST_REQUIRE_CLOSE(BilinearCohesion(m).end(0.3), 10. * onset, 1e-10);
  double coarser = 0;
  for (unsigned int n = 20; n <= 160; n *= 2)
    {
      Path path(bonded(m));
      for (unsigned int k = 1; k <= n; ++k)
        path.to(at(15. * onset * k / n, 0.3));
      const double error = std::abs(path.work - 0.5);
      BOOST_TEST(error > 1e-5);
      if (coarser > 0)
        BOOST_TEST(coarser / error == 4., tolerance(1e-6));
      coarser = error;
      BOOST_TEST(path.state.dissipated == 0.5, tolerance(1e-12)); // at a fixed mode, for any steps
    }
}

BOOST_AUTO_TEST_CASE(exponential_and_its_tail)
{
  const ExponentialCohesion law(modes);
  for (const double mix : {0., 0.4, 1.})
    BOOST_TEST_CONTEXT("mode mix " << mix)
    {
      const double toughness = modes.at(mix).toughness.value, onset = law.onset(mix), length = law.length(mix);
      double       coarser = 0;
      for (const unsigned int n : {200u, 400u})
        {
          Path path(exponential());
          path.to(at(onset, mix));
          for (unsigned int k = 1; k <= n; ++k)
            path.to(at(onset + 8. * length * k / n, mix));
          const double lambda = onset + 8. * length, t = norm(path.last.traction);
          BOOST_TEST(t == modes.at(mix).strength.value * std::exp(-8.), tolerance(1e-9));
          BOOST_TEST(path.state.dissipated + 0.5 * t * lambda + t * length == toughness, tolerance(1e-12));
          const double error = std::abs(path.work + t * length - toughness);
          BOOST_TEST(error < 4e-4 * toughness);
          if (coarser > 0)
            BOOST_TEST(coarser / error == 4., tolerance(1e-3));
          coarser = error;
        }
      BOOST_TEST(law.dissipated(1., mix) == toughness, tolerance(1e-15));
      BOOST_TEST(law.dissipated(1. - 1e-9, mix) == toughness, tolerance(1e-5));
      BOOST_TEST(law.dissipated(0., mix) == 0.);
    }
}

BOOST_AUTO_TEST_CASE(unloading_reloading_and_contact)
{
  for (const auto &laws : {bonded(), exponential()})
    {
      const double far = 8e-8, K = modes.stiffness;
      Path         path(laws);
      const double loaded = path.to({far, 0, 0}).traction[0];
      const double damage = path.state.damage, dissipated = path.state.dissipated;
      BOOST_TEST(damage > 0.5);
      BOOST_TEST(loaded == (1. - damage) * K * far, tolerance(1e-14));

      // Straight to the origin and back, with the damaged stiffness and no further loss.
      for (const double factor : {0.7, 0.1, 0., 0.4, 1.})
        BOOST_TEST(path.to({factor * far, 0, 0}).traction[0] == factor * loaded, tolerance(1e-12));
      // Closed: the whole contact stiffness; nothing is damaged or healed.
      BOOST_TEST(path.to({-3e-9, 0, 0}).traction[0] == -3e-9 * laws.contact_stiffness);
      BOOST_TEST(path.last.tangent[0] == laws.contact_stiffness);
      BOOST_TEST(path.state.damage == damage);
      BOOST_TEST(path.state.dissipated == dissipated);
      // Opened beyond, it goes on along the envelope of an uninterrupted path.
      Path direct(laws);
      BOOST_TEST(path.to({1.2 * far, 0, 0}).traction[0] == direct.to({1.2 * far, 0, 0}).traction[0]);
      BOOST_TEST(path.state.damage > damage);
      BOOST_TEST(path.state.dissipated == direct.state.dissipated, tolerance(1e-12));
    }
  // Broken: no traction in tension, all of it in compression.
  Path broken(bonded());
  broken.to({1e-5, 0, 0});
  BOOST_TEST(broken.state.damage == 1.);
  BOOST_TEST(norm(broken.to({1e-8, 1e-9, 0}).traction) == 0.);
  BOOST_TEST(broken.to({-1e-9, 1e-9, 0}).traction[0] == -2e6, tolerance(1e-14));
  BOOST_TEST(broken.last.traction[1] == 0.);
  // Never bonded: the same from the start.
  BOOST_TEST(initial_traction_state({nullptr, 2e15, 0}).damage == 1.);
  Path plain({nullptr, 2e15, 0});
  BOOST_TEST(norm(plain.to({1e-8, 1e-8, 0}).traction) == 0.);
  BOOST_TEST(plain.to({-1e-9, 0, 0}).traction[0] == -2e6, tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(damage_grows_only)
{
  for (const auto &laws : {bonded(modes, 0.3), exponential(modes, 0.3)})
    {
      Path   path(laws);
      double damage = 0, dissipated = 0;
      for (unsigned int k = 1; k < 400; ++k)
        {
          const double s = 1e-7 * k / 400.;
          path.to({s * std::sin(0.31 * k), s * std::cos(0.47 * k), s * std::sin(0.11 * k)});
          BOOST_TEST(path.state.damage >= damage);
          BOOST_TEST(path.state.dissipated >= dissipated * (1. - 1e-14));
          damage = path.state.damage, dissipated = path.state.dissipated;
        }
      BOOST_TEST(damage > 0.5);
      BOOST_TEST(dissipated > 0.5);
    }
}

BOOST_AUTO_TEST_CASE(shear_is_continuous_where_contact_begins)
{
  // Also while the shear damages: a closed interface is damaged by its shear alone.
  for (const double friction : {0., 0.5})
    for (const double shear : {1e-8, 5e-8, 1e-7})
      {
        Path above(bonded(modes, friction)), below(bonded(modes, friction));
        above.to({1e-17, shear, 0.5 * shear});
        below.to({-1e-17, shear, 0.5 * shear});
        BOOST_TEST(above.last.traction[1] == below.last.traction[1], tolerance(1e-7));
        BOOST_TEST(above.last.traction[2] == below.last.traction[2], tolerance(1e-7));
        BOOST_TEST(above.state.damage == below.state.damage, tolerance(1e-12));
      }
  const BilinearCohesion law(modes);
  Path                   closed(bonded());
  for (const double lambda : {law.onset(1.), law.end(1.)})
    closed.to({-1e-8, lambda, 0});
  BOOST_TEST(closed.state.dissipated == 3., tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(coulomb_friction)
{
  const double K = 2e15, p = 5e6, mu = 0.4, depth = -p / K;
  Path         path({nullptr, K, mu});
  BOOST_TEST(path.to({depth, 0.5 * mu * p / K, 0}).traction[1] == 0.5 * mu * p, tolerance(1e-12)); // sticks
  BOOST_TEST(path.state.dissipated == 0.);
  const double far = 1e-7;
  BOOST_TEST(path.to({depth, far, 0}).traction[1] == mu * p, tolerance(1e-12)); // slides
  const double slipped = far - mu * p / K;
  BOOST_TEST(path.state.slip[0] == slipped, tolerance(1e-12));
  BOOST_TEST(path.state.dissipated == mu * p * slipped, tolerance(1e-12));
  BOOST_TEST(path.to({depth, far - 2. * mu * p / K, 0}).traction[1] == -mu * p, tolerance(1e-12)); // just sticks back
  BOOST_TEST(path.state.slip[0] == slipped, tolerance(1e-12));
  path.to({depth, 0.6 * far, 0.8 * far}); // turns: the bound is a circle
  BOOST_TEST(std::hypot(path.last.traction[1], path.last.traction[2]) == mu * p, tolerance(1e-12));
  path.to({1e-9, 2. * far, 0}); // opens: free
  BOOST_TEST(norm(path.last.traction) == 0.);
  BOOST_TEST(path.to({depth, 2. * far, 0}).traction[1] == 0.); // touches again without stress from before

  Path sticks({nullptr, K, stick});
  BOOST_TEST(sticks.to({depth, far, 0}).traction[1] == K * far, tolerance(1e-14));
  BOOST_TEST(sticks.state.dissipated == 0.);

  // Under a bond friction acts on the broken part.
  Path partly(bonded(modes, mu));
  partly.to({depth, 6e-8, 0});
  const double d = partly.state.damage;
  BOOST_TEST((d > 0.2 && d < 0.95));
  BOOST_TEST(partly.last.traction[1] == (1. - d) * modes.stiffness * 6e-8 + d * mu * p, tolerance(1e-12));
  const double dissipated = partly.state.dissipated, slip = partly.state.slip[0];
  partly.to({depth, 1e-8, 0}); // back, without new damage
  BOOST_TEST(partly.state.damage == d);
  BOOST_TEST(partly.state.slip[0] == 1e-8 + mu * p / K, tolerance(1e-12));
  BOOST_TEST(partly.state.dissipated - dissipated == d * mu * p * (slip - partly.state.slip[0]), tolerance(1e-10));
}

BOOST_AUTO_TEST_CASE(tangents)
{
  const std::vector<Local3> openings = {{1e-9, 2e-9, -1e-9},   {5e-8, 3e-8, 2e-8},    {2e-8, 6e-8, -5e-8},
                                        {-2e-9, 3e-9, 1e-9},   {-2e-9, 6e-8, -3e-8},  {-1e-9, -2e-8, 4e-8},
                                        {9e-8, 1e-9, 3e-8},    {-5e-9, 5e-10, 3e-10}, {4e-7, 1e-7, 1e-7},
                                        {-2e-9, 1.2e-6, 3e-7}};
  std::vector<InterfaceMechanicsLaws> cases = {{nullptr, 2e15, 0.4}, {nullptr, 2e15, stick}};
  for (const double friction : {0., 0.4, stick})
    {
      cases.push_back(bonded(modes, friction));
      cases.push_back(exponential(modes, friction));
    }
  unsigned int damaging = 0, sliding = 0;
  for (const auto &laws : cases)
    for (const Local3 &opening : openings)
      for (const double damage : {0., 0.4})
        {
          TractionState old = initial_traction_state(laws);
          old.damage        = std::max(old.damage, damage);
          old.slip          = {1e-10, -2e-10};
          const Traction r  = interface_traction(laws, opening, old);
          damaging += r.state.damage > old.damage && r.state.damage < 1;
          sliding += opening[0] < 0 && r.state.slip != old.slip;
          for (unsigned int j = 0; j < 3; ++j)
            {
              Local3       plus = opening, minus = opening;
              const double h = 1e-5 * norm(opening);
              plus[j] += h;
              minus[j] -= h;
              const auto above = interface_traction(laws, plus, old), below = interface_traction(laws, minus, old);
              for (unsigned int i = 0; i < 3; ++i)
                BOOST_TEST(std::abs((above.traction[i] - below.traction[i]) / (2. * h) - r.tangent[3 * i + j]) <
                             1e-7 * 2e15,
                           "tangent " << i << j << " at " << opening[0] << ", " << opening[1] << ", " << opening[2]);
            }
        }
  BOOST_TEST(damaging > 20u);
  BOOST_TEST(sliding > 10u);
}

namespace
{
  std::string failure(const std::string &lines)
  {
    SectionKind root;
    root.sections = {Registry<CohesiveLaw>::section("Cohesion", "The bond.", "bilinear")};
    try
      {
        const Deck deck = Deck::read_text("subsection Cohesion\n" + lines + "end\n", "deck.prm", root);
        Registry<CohesiveLaw>::make(deck.root().section("Cohesion"));
      }
    catch (const DeckError &e)
      {
        return e.what();
      }
    return "no failure";
  }
} // namespace

BOOST_AUTO_TEST_CASE(mistakes_in_the_deck)
{
  const std::string strong = "set Normal strength = 10 MPa\nset Shear strength = 20 MPa\n"
                             "set Mode II toughness = 3 J/m^2\n";
  const std::string tough = "set Mode I toughness = 1 J/m^2\n", stiff = "set Stiffness = 1e15 Pa/m\n";
  for (const std::string law : {"", "set Law = exponential\n"})
    {
      BOOST_TEST(failure(law + strong + tough + stiff) == "no failure");
      const std::string soft = failure(law + strong + tough + "set Stiffness = 55e12 Pa/m\n");
      BOOST_TEST(soft.find("deck.prm:") == 0u);
      BOOST_TEST(soft.find("snaps back in mode II") != std::string::npos, soft);
      BOOST_TEST(soft.find("= 6.667e+13 Pa/m, or a lower `Shear strength`") != std::string::npos, soft);
      BOOST_TEST(failure(law + strong + tough + "set Stiffness = 1e12 Pa/m\n").find("snaps back in mode I:") !=
                 std::string::npos);
      const std::string negative = failure(law + strong + stiff + "set Mode I toughness = -1 J/m^2\n");
      BOOST_TEST(negative.find("Mode I toughness") != std::string::npos, negative);
      BOOST_TEST(failure(law + strong + tough + stiff + "set Mixing exponent = 0.5\n") != "no failure");
    }
}

BOOST_AUTO_TEST_SUITE_END()
