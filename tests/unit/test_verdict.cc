// Which outcome a run gets from what was measured, and which comes first where several would do: every outcome is reached, from made-up
// measurements that differ from a survivor's in one respect.
#include "base/registry.h"
#include "output/verdict.h"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

using namespace nadir;

BOOST_AUTO_TEST_SUITE(verdict)

namespace
{
  constexpr double l = 1e-6; // m, length of the phase field

  /// Two faces, a limited stock of sodium on the first, a film that may grow on the second.
  Model two_faces()
  {
    Model model;
    model.interfaces.resize(2);
    model.interfaces[0].name                  = "stripped";
    model.interfaces[0].laws.sodium_inventory = 1e-6;
    model.interfaces[1].name                  = "film";
    model.interfaces[1].laws.interphase       = std::move(Registry<InterphaseLaw>::all().front().samples().front());
    return model;
  }

  Measurements healthy()
  {
    Measurements m;
    m.time    = 100;
    m.voltage = 0.5;
    m.current = m.current_density = 10;
    m.collector_current           = {10, -10};
    for (const char *name : {"stripped", "film"})
      {
        m.interfaces.emplace_back();
        m.interfaces.back().name            = name;
        m.interfaces.back().area            = 1;
        m.interfaces.back().largest_current = 10;
      }
    m.interfaces[0].weakest  = {1, {{1e-6, 2e-6, 0}}};
    m.interfaces[0].emptiest = {0, {{3e-6, 4e-6, 0}}};
    return m;
  }

  Measurements with_crack(const double time, const double length, const double face_current)
  {
    Measurements m = healthy();
    m.time         = time;
    m.fracture.emplace();
    m.fracture->has_deposit  = true;
    m.fracture->face_current = face_current;
    m.fracture->cracks.emplace_back();
    m.fracture->cracks[0].name      = "flaw";
    m.fracture->cracks[0].length    = length;
    m.fracture->cracks[0].tip       = {{0, length, 0}};
    m.fracture->cracks[0].metal_tip = {{0, 0.9 * length, 0}};
    return m;
  }

  const CutOff upper{CutOff::Quantity::voltage, true, 0.5, CutOff::Consequence::end_run, "upper voltage 0.5 V in step 'x'"};

  Ending at_limit(const Measurements &m, const CrackStory *story = nullptr) { return limit_reached(upper, m, two_faces(), {}, story); }

  /// The story of a crack through these states.
  CrackStory story_of(const std::vector<Measurements> &states)
  {
    CrackStory story(l);
    for (const auto &m : states)
      story.add(m);
    return story;
  }

  bool is_known(const std::string &outcome)
  {
    return std::any_of(outcomes().begin(), outcomes().end(), [&](const auto &o) { return o.first == outcome; });
  }
} // namespace

BOOST_AUTO_TEST_CASE(at_the_end_of_the_protocol)
{
  BOOST_TEST(protocol_ended(healthy(), {}, nullptr).outcome == "survived");
  auto lost                           = healthy();
  lost.interfaces[0].retained_contact = 0.49;
  const auto end                      = protocol_ended(lost, {}, nullptr);
  BOOST_TEST(end.outcome == "contact lost");
  BOOST_TEST(end.place == "stripped");
  BOOST_TEST(end.position.value()[1] == 2e-6);
  BOOST_TEST(end.decided_by.at(0).value == 0.49);
  BOOST_TEST(end.decided_by.at(0).threshold == 0.5);
  // The worse of two faces is the place.
  lost.interfaces[1].retained_contact = 0.2;
  BOOST_TEST(protocol_ended(lost, {}, nullptr).place == "film");
}

BOOST_AUTO_TEST_CASE(at_a_voltage_limit)
{
  BOOST_TEST(at_limit(healthy()).outcome == "voltage limit");
  BOOST_TEST(at_limit(healthy()).decided_by.back().threshold == 0.5);

  auto film                     = healthy();
  film.interfaces[1].interphase = 1e-9;
  film.interfaces[1].film_drop  = 0.251; // of 0.5 V
  BOOST_TEST(at_limit(film).outcome == "interphase-limited");
  BOOST_TEST(at_limit(film).place == "film");
  film.interfaces[1].film_drop = 0.249;
  BOOST_TEST(at_limit(film).outcome == "voltage limit");

  auto empty                       = healthy();
  empty.interfaces[0].least_plated = -1e-6;
  BOOST_TEST(at_limit(empty).outcome == "sodium exhausted");
  BOOST_TEST(at_limit(empty).position.value()[0] == 3e-6);
  empty.interfaces[0].largest_current = -1; // it is plated
  BOOST_TEST(at_limit(empty).outcome == "voltage limit");

  // What is exhausted comes before a film, a film before contact, contact before a crack.
  auto all                           = healthy();
  all.interfaces[0].retained_contact = 0.1;
  BOOST_TEST(at_limit(all).outcome == "contact lost");
  all.interfaces[1].interphase = 1e-9;
  all.interfaces[1].film_drop  = 0.4;
  BOOST_TEST(at_limit(all).outcome == "interphase-limited");
  all.interfaces[0].least_plated = -1e-6;
  BOOST_TEST(at_limit(all).outcome == "sodium exhausted");
}

BOOST_AUTO_TEST_CASE(metal_that_presses_harder_than_the_solid_bears)
{
  Measurements m = with_crack(1, 10e-6, 1);
  BOOST_TEST(CrackStory::above_strength(healthy()).empty());
  m.fracture->cracks[0].mean_pressure = 499e6; // of a crack that nothing has a tip of yet
  BOOST_TEST(CrackStory::above_strength(m).empty());
  m.fracture->cracks[0].strength = 500e6;
  BOOST_TEST(CrackStory::above_strength(m).empty());
  m.fracture->cracks[0].mean_pressure = 501e6;
  const auto warnings = CrackStory::above_strength(m);
  BOOST_TEST_REQUIRE(warnings.size() == 1u);
  BOOST_TEST(warnings[0].find("'flaw' presses harder") != std::string::npos, warnings[0]);
}

BOOST_AUTO_TEST_CASE(cracks)
{
  FailureCriteria criteria;
  criteria.stopped_below = 0.01;
  const auto start       = with_crack(1, 10e-6, 1);

  // Nothing grows and nothing flows any more: the filament has stopped. Where the protocol came to its end the cell survived.
  auto       rest  = with_crack(100, 10e-6, 0.009);
  const auto quiet = story_of({start, rest});
  BOOST_TEST(quiet.ends(rest, criteria)->outcome == "stopped");
  BOOST_TEST(protocol_ended(rest, criteria, &quiet).outcome == "survived");
  BOOST_TEST(!quiet.ends(with_crack(100, 10e-6, 0.011), criteria).has_value());

  // Growth by more than a length of the phase field that has come to rest.
  const auto grown   = with_crack(50, 11.1e-6, 1);
  rest               = with_crack(100, 11.1e-6, 0.009);
  const auto stopped = story_of({start, grown, rest});
  BOOST_TEST(stopped.ends(rest, criteria)->outcome == "stopped");
  BOOST_TEST(stopped.ends(rest, criteria)->position.value()[1] == 11.1e-6);
  BOOST_TEST(protocol_ended(rest, criteria, &stopped).outcome == "stopped");
  const auto within = story_of({start, with_crack(50, 10.9e-6, 1), with_crack(100, 10.9e-6, 0.009)});
  BOOST_TEST(within.ends(with_crack(100, 10.9e-6, 0.009), criteria)->outcome == "stopped");

  const auto growing = story_of({start, grown});
  BOOST_TEST(!growing.ends(grown, criteria).has_value());
  BOOST_TEST(protocol_ended(grown, criteria, &growing).outcome == "crack grows");
  criteria.grown_by = 1e-6;
  BOOST_TEST(growing.ends(grown, criteria)->outcome == "crack grows");

  // Through, without and with metal; also where the voltage then meets its limit.
  auto through              = with_crack(60, 40e-6, 1);
  through.fracture->through = true;
  const auto broken         = story_of({start, through});
  BOOST_TEST(protocol_ended(through, {}, &broken).outcome == "fracture through");
  BOOST_TEST(at_limit(through, &broken).outcome == "fracture through");
  BOOST_TEST(at_limit(grown, &growing).outcome == "voltage limit");
  through.fracture->bridged          = true;
  through.fracture->shorting_current = 4.9;
  BOOST_TEST(!broken.ends(through, {}).has_value());
  through.fracture->shorting_current = 5.1;
  const auto shorted                 = broken.ends(through, {});
  BOOST_TEST(shorted->outcome == "short circuit");
  BOOST_TEST(shorted->place == "flaw");
  BOOST_TEST(shorted->position.value()[1] == 36e-6);
  BOOST_TEST(shorted->decided_by.at(0).value == 0.51);

  // Contact that is lost comes before what cracks did by the end of the protocol.
  auto lost                           = rest;
  lost.interfaces[0].retained_contact = 0.1;
  BOOST_TEST(protocol_ended(lost, {}, &stopped).outcome == "contact lost");
}

BOOST_AUTO_TEST_CASE(nuclei)
{
  FailureCriteria criteria;
  auto            m = healthy();
  m.nucleation      = Located{0.011, {{1e-6, 0, 0}}};
  BOOST_TEST(!nucleated(m, criteria).has_value());
  criteria.nucleation = 0.012;
  BOOST_TEST(!nucleated(m, criteria).has_value());
  criteria.nucleation = 0.010;
  BOOST_TEST(nucleated(m, criteria)->outcome == "nucleated inside");
}

// The list is complete, one of it is no physical outcome, and the page explains each.
BOOST_AUTO_TEST_CASE(every_outcome_is_explained)
{
  BOOST_TEST(outcomes().back().first == "numerical failure");
  std::ostringstream page;
  page << std::ifstream(NADIR_SOURCE_DIR "/docs/verdict.md").rdbuf();
  for (const auto &[outcome, meaning] : outcomes())
    BOOST_TEST(page.str().find("| `" + outcome + "` |") != std::string::npos, outcome << " is not in docs/verdict.md");
  for (const char *outcome : {"survived", "contact lost", "voltage limit", "interphase-limited", "sodium exhausted", "stopped", "crack grows",
                              "fracture through", "short circuit", "nucleated inside"})
    BOOST_TEST(is_known(outcome));
}

// Current goes from metal to electrolyte where metal is stripped.
BOOST_AUTO_TEST_CASE(the_electrode_that_failed)
{
  auto m = with_crack(1, l, 1);
  BOOST_TEST(failed_electrode({"survived", ""}, m) == "");
  BOOST_TEST(failed_electrode({"short circuit", "", "flaw"}, m) == "plated");
  m.fracture->has_deposit = false;
  BOOST_TEST(failed_electrode({"fracture through", "", "flaw"}, m) == "");
  m.interfaces[0].current = 10;
  m.interfaces[1].current = -10;
  BOOST_TEST(failed_electrode({"contact lost", "", "stripped"}, m) == "stripped");
  BOOST_TEST(failed_electrode({"interphase-limited", "", "film"}, m) == "plated");
  m.interfaces[0].largest_overpotential = 0.1;
  m.interfaces[1].largest_overpotential = 0.2;
  BOOST_TEST(failed_electrode({"voltage limit", ""}, m) == "plated");
  m.interfaces[0].largest_overpotential = 0.3;
  BOOST_TEST(failed_electrode({"voltage limit", ""}, m) == "stripped");
}

BOOST_AUTO_TEST_SUITE_END()
