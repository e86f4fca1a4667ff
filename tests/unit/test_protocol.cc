// Protocols: the segments that each type of step makes, cut-offs, temperature, cycles, and mistakes.
#include "base/errors.h"
#include "base/constants.h"
#include "laws/protocols/protocol.h"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <string>

using namespace nadir;

BOOST_AUTO_TEST_SUITE(protocol)

namespace
{
  using Quantity    = CutOff::Quantity;
  using Consequence = CutOff::Consequence;
  using Control     = Segment::Control;

  const auto close = boost::test_tools::tolerance(1e-13);

  Protocol make(const std::string &body)
  {
    SectionKind root;
    root.sections   = {protocol_schema()};
    const Deck deck = Deck::read_text("subsection Protocol\n" + body + "end\n", "test.prm", root);
    return make_protocol(deck.root().section("Protocol"));
  }

  std::string step(const std::string &name, const std::string &entries)
  {
    return "subsection Step " + name + "\n" + entries + "end\n";
  }

  /// The message for a protocol with one step; its `Type` is on line 3.
  std::string message(const std::string &entries)
  {
    try
      {
        make(entries.empty() ? "" : step("a", entries));
      }
    catch (const DeckError &e)
      {
        return e.what();
      }
    return "no error";
  }

  const std::string constant_current = "set Type = constant current\nset Current density = 0.5 mA/cm^2\n";
  const std::string cccv = "set Type = constant current constant voltage\nset Current density = -1 mA/cm^2\n"
                           "set Voltage = -50 mV\n";
} // namespace

BOOST_AUTO_TEST_CASE(rest_and_constant_current)
{
  const Protocol p = make(step("wait", "set Type = rest\nset Duration = 2 min\n") +
                          step("charge", constant_current + "set Duration = 1 h\n"));
  BOOST_REQUIRE_EQUAL(p.segments.size(), 2u);
  const Segment &wait = p.segments[0], &charge = p.segments[1];
  BOOST_TEST(wait.step == "wait");
  BOOST_TEST((wait.control == Control::current));
  BOOST_TEST(wait.start == 0.);
  BOOST_TEST(wait.end == 0.);
  BOOST_TEST(wait.duration == 120., close);
  BOOST_TEST(charge.step == "charge");
  BOOST_TEST(charge.cycle == 1);
  BOOST_TEST(charge.start == 5., close);
  BOOST_TEST(charge.end == 5., close);
  BOOST_TEST(charge.duration == 3600., close);
  BOOST_TEST(charge.cut_offs.empty());
  BOOST_TEST(charge.temperature(1800.) == 298.15, close);
  BOOST_TEST(p.duration() == 3720., close);
  BOOST_TEST(p.largest_current_density() == 5., close);
}

BOOST_AUTO_TEST_CASE(capacity_is_a_duration_at_constant_current)
{
  // 1 mAh/cm^2 at 0.5 mA/cm^2 takes two hours.
  const std::string capacity = "set Capacity = 1 mAh/cm^2\n";
  BOOST_TEST(make(step("a", constant_current + capacity)).duration() == 7200., close);
  BOOST_TEST(make(step("a", constant_current + capacity + "set Duration = 1 h\n")).duration() == 3600., close);
  BOOST_TEST(make(step("a", constant_current + capacity + "set Duration = 3 h\n")).duration() == 7200., close);
  BOOST_TEST(make(step("a", "set Type = constant current\nset Current density = -5 A/m^2\n" + capacity)).duration() ==
               7200.,
             close);
}

BOOST_AUTO_TEST_CASE(voltage_limits)
{
  const Protocol p = make(
    step("charge", constant_current + "set Duration = 1 h\nset Upper voltage = 0.5 V\nset Lower voltage = -20 mV\n"));
  const auto &cut_offs = p.segments.at(0).cut_offs;
  BOOST_REQUIRE_EQUAL(cut_offs.size(), 2u);
  BOOST_TEST((cut_offs[0].quantity == Quantity::voltage));
  BOOST_TEST(cut_offs[0].above);
  BOOST_TEST(cut_offs[0].value == 0.5);
  BOOST_TEST((cut_offs[0].consequence == Consequence::end_run));
  BOOST_TEST(cut_offs[0].name == "upper voltage 0.5 V in step 'charge'");
  BOOST_TEST(!cut_offs[1].above);
  BOOST_TEST(cut_offs[1].value == -0.02, close);
  BOOST_TEST(cut_offs[1].name == "lower voltage -0.02 V in step 'charge'");

  const Protocol goes_on = make(step("charge", constant_current + "set Duration = 1 h\nset Upper voltage = 0.5 V\n"
                                                                  "set At a voltage limit = next step\n"));
  BOOST_REQUIRE_EQUAL(goes_on.segments.at(0).cut_offs.size(), 1u);
  BOOST_TEST((goes_on.segments[0].cut_offs[0].consequence == Consequence::next_segment));
}

BOOST_AUTO_TEST_CASE(constant_voltage)
{
  const Protocol p = make(step("hold", "set Type = constant voltage\nset Voltage = 30 mV\nset Duration = 10 h\n"
                                       "set Cut-off current density = 0.1 A/m^2\nset Capacity = 3.6 C/cm^2\n"));
  BOOST_REQUIRE_EQUAL(p.segments.size(), 1u);
  const Segment &s = p.segments[0];
  BOOST_TEST((s.control == Control::voltage));
  BOOST_TEST(s.start == 0.03, close);
  BOOST_TEST(s.duration == 36000., close);
  BOOST_REQUIRE_EQUAL(s.cut_offs.size(), 2u);
  BOOST_TEST((s.cut_offs[0].quantity == Quantity::current_density));
  BOOST_TEST(!s.cut_offs[0].above);
  BOOST_TEST(s.cut_offs[0].value == 0.1, close);
  BOOST_TEST((s.cut_offs[0].consequence == Consequence::next_segment));
  BOOST_TEST((s.cut_offs[1].quantity == Quantity::capacity));
  BOOST_TEST(s.cut_offs[1].above);
  BOOST_TEST(s.cut_offs[1].value == 36000., close);
  BOOST_TEST(p.largest_current_density() == 0.);
}

BOOST_AUTO_TEST_CASE(constant_current_constant_voltage)
{
  const Protocol p =
    make(step("plate", cccv + "set Cut-off current density = 0.05 mA/cm^2\nset Lower voltage = -0.1 V\n"));
  BOOST_REQUIRE_EQUAL(p.segments.size(), 2u);
  const Segment &current = p.segments[0], &voltage = p.segments[1];
  BOOST_TEST((current.control == Control::current));
  BOOST_TEST(current.start == -10., close);
  BOOST_TEST(current.duration == 360000., close); // the longest time, 100 h
  BOOST_REQUIRE_EQUAL(current.cut_offs.size(), 2u);
  BOOST_TEST((current.cut_offs[0].quantity == Quantity::voltage));
  BOOST_TEST(!current.cut_offs[0].above); // plating: the voltage falls to -50 mV
  BOOST_TEST(current.cut_offs[0].value == -0.05, close);
  BOOST_TEST((current.cut_offs[0].consequence == Consequence::next_segment));
  BOOST_TEST((current.cut_offs[1].consequence == Consequence::end_run));
  BOOST_TEST((voltage.control == Control::voltage));
  BOOST_TEST(voltage.start == -0.05, close);
  BOOST_TEST(voltage.duration == 360000., close);
  BOOST_REQUIRE_EQUAL(voltage.cut_offs.size(), 1u);
  BOOST_TEST(voltage.cut_offs[0].value == 0.5, close);

  const Protocol timed = make(step("plate", cccv + "set Duration = 1 h\nset Longest time = 5 h\n"));
  BOOST_TEST(timed.segments.at(0).duration == 18000., close);
  BOOST_TEST(timed.segments.at(1).duration == 3600., close);
  BOOST_TEST(timed.segments.at(1).cut_offs.empty());

  const Protocol up = make(step("strip", "set Type = constant current constant voltage\nset Current density = 1 A/m^2\n"
                                         "set Voltage = -50 mV\nset Duration = 1 h\n"));
  BOOST_TEST(up.segments.at(0).cut_offs.at(0).above);
}

BOOST_AUTO_TEST_CASE(ramps)
{
  const Protocol p =
    make(step("i", "set Type = current ramp\nset From = 0 mA/cm^2\nset To = -2 mA/cm^2\n"
                   "set Duration = 1 h\nset Upper voltage = 1 V\n") +
         step("v", "set Type = voltage ramp\nset From = 10 mV\nset To = 50 mV\nset Duration = 40 s\n"));
  BOOST_REQUIRE_EQUAL(p.segments.size(), 2u);
  BOOST_TEST(p.segments[0].value(900.) == -5., close);
  BOOST_TEST(p.segments[0].value(3600.) == -20., close);
  BOOST_TEST(p.segments[0].cut_offs.size() == 1u);
  BOOST_TEST((p.segments[1].control == Control::voltage));
  BOOST_TEST(p.segments[1].value(10.) == 0.02, close);
  BOOST_TEST(p.largest_current_density() == 20., close);
}

BOOST_AUTO_TEST_CASE(stepped_ramp)
{
  const std::string ramp = "set Type = stepped current ramp\nset From = 0.1 mA/cm^2\nset To = 0.7 mA/cm^2\n"
                           "set Steps = 7\nset Duration = 10 min\nset Capacity = 100 C/m^2\n";
  const Protocol    p    = make(step("r", ramp));
  BOOST_REQUIRE_EQUAL(p.segments.size(), 7u);
  for (unsigned int k = 0; k < 7; ++k)
    {
      BOOST_TEST(p.segments[k].start == 1. + k, close);
      BOOST_TEST(p.segments[k].end == p.segments[k].start);
      BOOST_TEST(p.segments[k].cut_offs.size() == 1u); // the capacity of each level
    }

  const Protocol rests = make(step("r", ramp + "set Rest between = 5 min\nset Upper voltage = 1 V\n"));
  BOOST_REQUIRE_EQUAL(rests.segments.size(), 13u);
  BOOST_TEST(rests.segments[1].start == 0.);
  BOOST_TEST(rests.segments[1].duration == 300., close);
  BOOST_TEST(rests.segments[1].cut_offs.size() == 1u); // the voltage; no charge passes
  BOOST_TEST(rests.segments[12].start == 7., close);
  BOOST_TEST(rests.segments[12].cut_offs.size() == 2u);

  // Levels are those of a current that rises; a rest belongs to the one before it.
  BOOST_TEST(rests.raises_current());
  for (unsigned int k = 0; k < 13; ++k)
    BOOST_TEST(rests.segments[k].level == 1. + k / 2, close);
  BOOST_TEST(rests.largest_level(infinity) == 7., close);
  BOOST_TEST(rests.largest_level(rests.segments[6].level, &rests.segments[6]) == 3., close);
  BOOST_TEST(rests.largest_level(rests.segments[0].level, &rests.segments[0]) == 0.);
  const Protocol falls = make(step("r", "set Type = stepped current ramp\nset From = 7 A/m^2\nset To = -1 A/m^2\nset Steps = 3\nset Duration = 1 min\n"));
  BOOST_TEST(!falls.raises_current());
  const Protocol mixed = make(step("a", "set Type = constant current\nset Current density = 50 A/m^2\nset Duration = 1 min\n") + step("r", ramp));
  BOOST_TEST(mixed.largest_level(infinity) == 7., close); // what is held constant is no level
}

// Plated and stripped in turn at 1, 2 and 3 A/m2, 600 C/m2 each.
BOOST_AUTO_TEST_CASE(growing_cycles)
{
  const std::string cycles = "set Type = growing cycles\nset From = -1 A/m^2\nset To = -3 A/m^2\nset Steps = 3\n";
  const Protocol    p      = make(step("c", cycles + "set Capacity = 600 C/m^2\n"));
  BOOST_REQUIRE_EQUAL(p.segments.size(), 6u);
  for (unsigned int k = 0; k < 6; ++k)
    {
      BOOST_TEST(p.segments[k].start == (k % 2 == 0 ? -1. : 1.) * (1 + k / 2), close);
      BOOST_TEST(p.segments[k].duration == 600. / (1 + k / 2), close);
      BOOST_TEST(p.segments[k].cut_offs.empty());
    }
  for (unsigned int k = 0; k < 6; ++k)
    BOOST_TEST(p.segments[k].cycle == int(k / 2 + 1));
  BOOST_TEST(make(step("c", cycles + "set Capacity = 600 C/m^2\nset Rest between = 1 min\n")).segments.size() == 11u);
  const Protocol twice = make("set Cycles = 2\n" + step("c", cycles + "set Capacity = 600 C/m^2\n"));
  BOOST_TEST(twice.segments.at(6).cycle == 4);
  BOOST_TEST(twice.largest_level(twice.segments.at(8).level, &twice.segments.at(8)) == 1., close); // 2 A/m2, again
  BOOST_TEST(twice.steps_not_begun(&twice.segments[2]).empty());
  BOOST_TEST(message(cycles) == "test.prm:2: error: cycles of a growing current have no end\n"
                                "  help: add `set Capacity = ...`, what each half-cycle passes");
  BOOST_TEST(message("set Type = growing cycles\nset From = -1 A/m^2\nset To = 1 A/m^2\nset Steps = 3\nset Capacity = 1 C/m^2\n") ==
             "test.prm:4: error: a current density of zero passes no charge\n"
             "  help: begin at one that does, and end at one of the same sign");
}

BOOST_AUTO_TEST_CASE(temperature_ramps)
{
  const Protocol p = make("set Temperature = 20 degC\nset Cycles = 2\n" +
                          step("heat", "set Type = rest\nset Duration = 100 s\nset Temperature = 60 degC\n") +
                          step("hold", "set Type = rest\nset Duration = 50 s\n") +
                          step("cool", "set Type = stepped current ramp\nset From = 1 A/m^2\nset To = 3 A/m^2\n"
                                       "set Steps = 3\nset Duration = 10 s\nset Temperature = 30 degC\n"));
  BOOST_REQUIRE_EQUAL(p.segments.size(), 10u);
  BOOST_TEST(p.segments[0].temperature(0.) == 293.15, close);
  BOOST_TEST(p.segments[0].temperature(50.) == 313.15, close);
  BOOST_TEST(p.segments[1].temperature(25.) == 333.15, close);
  // over a step of several segments the ramp is one straight line
  BOOST_TEST(p.segments[2].temperature_start == 333.15, close);
  BOOST_TEST(p.segments[3].temperature_start == 323.15, close);
  BOOST_TEST(p.segments[4].temperature_end == 303.15, close);
  // the second cycle goes on from where the first ended, without a jump
  BOOST_TEST(p.segments[5].temperature_start == 303.15, close);
  for (std::size_t k = 0; k + 1 < p.segments.size(); ++k)
    BOOST_TEST(p.segments[k].temperature_end == p.segments[k + 1].temperature_start, close);
}

BOOST_AUTO_TEST_CASE(cycles)
{
  const Protocol p = make("set Cycles = 3\n" + step("charge", constant_current + "set Duration = 1 h\n") +
                          step("wait", "set Type = rest\nset Duration = 1 min\n"));
  BOOST_REQUIRE_EQUAL(p.segments.size(), 6u);
  for (unsigned int k = 0; k < 6; ++k)
    {
      BOOST_TEST(p.segments[k].cycle == static_cast<int>(k / 2 + 1));
      BOOST_TEST(p.segments[k].step == (k % 2 == 0 ? "charge" : "wait"));
    }
  BOOST_TEST(p.duration() == 3 * 3660., close);
  BOOST_TEST(p.steps_not_begun(&p.segments[0]) == std::vector<std::string>{"wait"}, boost::test_tools::per_element());
  BOOST_TEST(p.steps_not_begun(&p.segments[1]).empty());
}

/// Optional entries that are not set stay so when the resolved deck is read back.
BOOST_AUTO_TEST_CASE(resolved_deck_is_the_same_protocol)
{
  SectionKind root;
  root.sections = {protocol_schema()};
  const Deck first =
    Deck::read_text("subsection Protocol\n" + step("a", constant_current + "set Capacity = 1 mAh/cm^2\n") +
                      step("b", cccv + "set Duration = 1 h\nset Upper voltage = 1 V\n") + "end\n",
                    "test.prm", root);
  const Deck second = Deck::read_text(first.resolved(), "resolved.prm", root);
  const auto before = make_protocol(first.root().section("Protocol")).segments;
  const auto after  = make_protocol(second.root().section("Protocol")).segments;
  BOOST_REQUIRE_EQUAL(before.size(), after.size());
  for (std::size_t k = 0; k < before.size(); ++k)
    {
      BOOST_TEST(before[k].start == after[k].start);
      BOOST_TEST(before[k].duration == after[k].duration);
      BOOST_TEST(before[k].temperature_end == after[k].temperature_end);
      BOOST_REQUIRE_EQUAL(before[k].cut_offs.size(), after[k].cut_offs.size());
      for (std::size_t c = 0; c < before[k].cut_offs.size(); ++c)
        BOOST_TEST(before[k].cut_offs[c].name == after[k].cut_offs[c].name);
    }
}

BOOST_AUTO_TEST_CASE(no_end)
{
  BOOST_TEST(message("") == "test.prm:1: error: the protocol has no step\n"
                            "  help: add `subsection Step NAME` with `set Type = ...`, e.g. `rest`");
  BOOST_TEST(message(constant_current) ==
             "test.prm:2: error: a step at constant current has no end\n"
             "  help: add `set Duration = ...` or `set Capacity = ...`; voltage limits may end it earlier");
  BOOST_TEST(message("set Type = constant current\nset Current density = 0 A/m^2\nset Capacity = 1 C/m^2\n") ==
             "test.prm:5: error: a current density of zero passes no charge\n"
             "  help: end the step by `set Duration = ...`");
  BOOST_TEST(message(cccv) == "test.prm:2: error: the constant voltage has no end\n"
                              "  help: add `set Cut-off current density = ...` or `set Duration = ...`");
  BOOST_TEST(message("set Type = constant current constant voltage\nset Current density = 0 A/m^2\n"
                     "set Voltage = 1 V\nset Duration = 1 h\n") ==
             "test.prm:4: error: a current density of zero does not change the voltage\n"
             "  help: give a current density that drives the cell towards `Voltage`");
  BOOST_TEST(message(cccv + "set Cut-off current density = 10 A/m^2\n") ==
             "test.prm:6: error: the cut-off is not below the current density of the step\n"
             "  help: give a smaller cut-off, commonly a tenth or a twentieth of `Current density`");
  // found by the deck reader, at the line
  for (const std::string duration : {"0 s", "-1 h"})
    BOOST_TEST(message("set Type = rest\nset Duration = " + duration + "\n").rfind("test.prm:4: error: ", 0) == 0);
  BOOST_TEST(message("set Type = rest\n").rfind("test.prm:2: error: ", 0) == 0);
  BOOST_TEST(message("set Type = stepped current ramp\nset From = 1 A/m^2\nset To = 2 A/m^2\nset Steps = 1\n"
                     "set Duration = 1 s\n")
               .rfind("test.prm:6: error: ", 0) == 0);
}

BOOST_AUTO_TEST_CASE(limits_that_contradict)
{
  BOOST_TEST(message("set Type = constant voltage\nset Voltage = 1 V\nset Duration = 1 h\nset Lower voltage = 0 V\n") ==
             "test.prm:6: error: a step of type 'constant voltage' prescribes the voltage itself\n"
             "  help: remove the limit, or prescribe a current");
  BOOST_TEST(message(constant_current + "set Duration = 1 h\nset Upper voltage = 0 V\nset Lower voltage = 1 V\n") ==
             "test.prm:6: error: the upper voltage 0 V is not above the lower voltage 1 V\n"
             "  help: exchange the two");
  BOOST_TEST(message(cccv + "set Duration = 1 h\nset Lower voltage = -20 mV\n") ==
             "test.prm:7: error: the voltage -0.05 V of the step is not above the lower voltage -0.02 V\n"
             "  help: move the limit, or `Voltage`");
  BOOST_TEST(message(constant_current + "set Duration = 1 h\nset At a voltage limit = next step\n") ==
             "test.prm:6: error: the step has no voltage limit\n"
             "  help: add `set Upper voltage = ...` or `set Lower voltage = ...`, or remove this line");
  BOOST_TEST(message(cccv + "set Duration = 1 h\nset Upper voltage = 1 V\nset At a voltage limit = next step\n") ==
             "test.prm:8: error: a step of type 'constant current constant voltage' has several parts; a voltage limit "
             "can only end the run\n"
             "  help: remove this line, or write the parts as steps of their own");
  BOOST_TEST(message("set Type = rest\nset Duration = 1 h\nset Capacity = 1 C/m^2\n") ==
             "test.prm:5: error: a rest passes no charge\n  help: remove this line; `Duration` ends the rest");
  BOOST_TEST(message(cccv + "set Duration = 1 h\nset Capacity = 1 C/m^2\n") ==
             "test.prm:7: error: a capacity cannot end a step of two parts\n"
             "  help: use two steps, `constant current` with a capacity and `constant voltage`");
}

BOOST_AUTO_TEST_CASE(temperature_needs_a_known_length)
{
  BOOST_TEST(
    message("set Type = current ramp\nset From = 0 A/m^2\nset To = 1 A/m^2\nset Duration = 1 h\n"
            "set Capacity = 100 C/m^2\nset Temperature = 60 degC\n") ==
    "test.prm:8: error: the temperature changes in a step that may end early, by capacity 100 C/m2 in step 'a'\n"
    "  help: change the temperature in a step of its own, e.g. a rest");
  // at constant current the length is known
  BOOST_TEST(message(constant_current + "set Capacity = 100 C/m^2\nset Temperature = 60 degC\n") == "no error");
  // staying at the temperature is no change
  BOOST_TEST(message(cccv + "set Duration = 1 h\nset Temperature = 25 degC\n") == "no error");
}

BOOST_AUTO_TEST_SUITE_END()
