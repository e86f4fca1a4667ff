// Every mistake in a deck that its reader can detect, each with the complete message that the user gets.
#include "deck_schema_for_tests.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <vector>

using namespace nadir;

BOOST_AUTO_TEST_SUITE(deck_mistakes)

namespace
{
  const std::string geometry
      = "subsection Geometry\n subsection Layer a\n set Thickness = 1 um\n end\nend\n"; // lines 1-5

  struct Mistake
  {
    std::string              name, deck, message;
    std::vector<std::string> overrides = {};
  };

  std::ostream &operator<<(std::ostream &out, const Mistake &mistake)
  {
    return out << mistake.name;
  }

  const std::string line_forms
      = "a line is 'set NAME = VALUE', 'subsection TITLE', 'end', 'include FILE', or a comment after '#'";
  const std::string sections_here = "sections here: Geometry, Region NAME, Interface NAME, Material NAME, Protocol";

  const std::vector<Mistake> mistakes = {
    // --- lines ---
    { "misspelt keyword", "sett Title = x\n",
      "d.prm:1: error: 'sett Title = x' is not a line of a deck\n  help: did you mean 'set'? " + line_forms },
    { "no keyword", "Title = x\n",
      "d.prm:1: error: 'Title = x' is not a line of a deck\n  help: write 'set Title = x'" },
    { "something else", "\n\nhello world\n",
      "d.prm:3: error: 'hello world' is not a line of a deck\n  help: " + line_forms },
    { "no equals sign", "set Title x\n",
      "d.prm:1: error: 'set Title x' does not set anything\n  help: write 'set NAME = VALUE'" },
    { "no name", "set = x\n", "d.prm:1: error: 'set = x' does not set anything\n  help: write 'set NAME = VALUE'" },
    { "no title", "subsection\n", "d.prm:1: error: this subsection has no title\n  help: write 'subsection TITLE'" },
    { "slash in a title", "subsection Region a/b\nend\n",
      "d.prm:1: error: the title 'Region a/b' contains '/'\n"
      "  help: choose a name without '/', which separates sections on the command line" },
    { "entry twice", "set Title = x\n# between\nset  Title=y\n",
      "d.prm:3: error: 'Title' is set a second time; the first is at d.prm:1\n  help: remove one of the two lines" },
    { "section twice", "subsection Region a\nend\nsubsection Region  a\nend\n",
      "d.prm:3: error: 'subsection Region a' is opened a second time; the first is at d.prm:1\n"
      "  help: join the two, or give one another name" },
    { "end too many", geometry + "end\n",
      "d.prm:6: error: this 'end' closes no subsection of this file\n"
      "  help: remove it, or add the missing 'subsection' line above" },
    { "end missing", "set Title = x\nsubsection Geometry\nsubsection Layer a\nend\n",
      "d.prm:2: error: 'subsection Geometry' is not closed\n"
      "  help: add its 'end', or that of a section within it, in the same file" },
    { "include without a file", "include\n",
      "d.prm:1: error: 'include' names no file\n  help: write 'include FILE', relative to this file" },
    { "include not there", "set Title = x\ninclude nowhere/at_all.prm # comment\n",
      "d.prm:2: error: the file 'nowhere/at_all.prm' cannot be opened\n"
      "  help: check its name, its folder and its permissions" },
    { "include of a folder", "include /\n", "d.prm:1: error: '/' is a folder, not a deck\n  help: name a file" },
    // --- names ---
    { "misspelt entry", geometry + "set Titel = x\n",
      "d.prm:6: error: 'Titel' is not an entry of the deck's top level\n"
      "  help: did you mean 'Title'? entries here: Title, Dimension" },
    { "unknown entry", geometry + "set Colour = blue\n",
      "d.prm:6: error: 'Colour' is not an entry of the deck's top level\n  help: entries here: Title, Dimension" },
    { "entry in the wrong place", geometry + "set Thickness = 1 um\n",
      "d.prm:6: error: 'Thickness' is not an entry of the deck's top level\n"
      "  help: it belongs into 'Geometry/Layer NAME' (is an 'end' missing?); entries here: Title, Dimension" },
    { "section written as an entry", geometry + "set Protocol = rest\n",
      "d.prm:6: error: 'Protocol' is not an entry of the deck's top level\n"
      "  help: it is a section: write 'subsection Protocol'; entries here: Title, Dimension" },
    { "entry of another law",
      geometry
          + "subsection Interface i\nset Between = a, b\nsubsection Charge transfer\n"
            "set Law = Butler-Volmer\nset Exchange current density = 1 A/m^2\nset Resistance = 1 ohm m^2\nend\nend\n",
      "d.prm:11: error: 'Resistance' is an entry for Law = linear, but Law = Butler-Volmer is chosen\n"
      "  help: remove it, or write 'set Law = linear'" },
    { "entry of a law that is not chosen",
      geometry
          + "subsection Interface i\nset Between = a, b\nsubsection Charge transfer\nset Resistance = 1 ohm m^2\n"
            "end\nend\n",
      "d.prm:9: error: 'Resistance' is an entry for Law = linear, but Law = none is chosen by default\n"
      "  help: remove it, or write 'set Law = linear'" },
    { "misspelt entry of a law",
      geometry
          + "subsection Interface i\nset Between = a, b\nsubsection Charge transfer\nset Law = linear\n"
            "set Resistence = 1 ohm m^2\nend\nend\n",
      "d.prm:10: error: 'Resistence' is not an entry of 'Interface i/Charge transfer' with Law = linear\n"
      "  help: did you mean 'Resistance'? entries here: Law, Active fraction, Resistance" },
    { "misspelt section", "subsection Geometri\nend\n",
      "d.prm:1: error: 'Geometri' is not a section of the deck's top level\n  help: did you mean 'Geometry'? "
          + sections_here },
    { "misspelt section before a name", "subsection Regoin anode\nend\n",
      "d.prm:1: error: 'Regoin anode' is not a section of the deck's top level\n  help: did you mean 'Region'? "
          + sections_here },
    { "unknown section", "subsection Weather\nend\n",
      "d.prm:1: error: 'Weather' is not a section of the deck's top level\n  help: " + sections_here },
    { "entry written as a section", "subsection Title\nend\n",
      "d.prm:1: error: 'Title' is not a section of the deck's top level\n"
      "  help: it is an entry: write 'set Title = VALUE'; "
          + sections_here },
    { "section without a name", "subsection Region\nend\n",
      "d.prm:1: error: this 'Region' section has no name\n"
      "  help: write 'subsection Region NAME' with a name of your choice" },
    { "section with a name too many", "subsection Geometry of it\nend\n",
      "d.prm:1: error: 'Geometry' takes no name, but 'of it' follows it\n  help: write 'subsection Geometry'" },
    // --- what is missing ---
    { "required section missing", "set Title = x\n",
      "d.prm: error: the deck has no 'Geometry' section\n  help: add 'subsection Geometry' ... 'end': The shape." },
    { "required named section missing", "\nsubsection Geometry\nend\n",
      "d.prm:2: error: 'Geometry' has no 'Layer' section\n"
      "  help: add 'subsection Layer NAME' ... 'end': One layer, from bottom to top." },
    { "required entry missing", "subsection Geometry\nsubsection Layer a\nend\nend\n",
      "d.prm:2: error: 'Geometry/Layer a' has no 'Thickness'\n"
      "  help: add for example 'set Thickness = 50 um': Height of the layer." },
    { "required choice missing", geometry + "subsection Protocol\nsubsection Step s\nend\nend\n",
      "d.prm:7: error: 'Protocol/Step s' has no 'Type'\n"
      "  help: add 'set Type = ...' with one of: rest, ramp" },
    { "required entry of a variant missing",
      geometry + "subsection Protocol\nsubsection Step s\nset Type = ramp\nend\nend\n",
      "d.prm:7: error: 'Protocol/Step s' has no 'To'\n"
      "  help: add for example 'set To = 10 A/m^2': Final current density." },
    // --- values ---
    { "empty value", "subsection Geometry\nset Width =\nend\n",
      "d.prm:2: error: 'Width': there is no value after '='\n  help: write for example '100 um'" },
    { "empty required text", geometry + "subsection Region a\nset Material = # nothing\nend\n",
      "d.prm:7: error: 'Material': there is no value after '='\n  help: write for example 'TEXT'" },
    { "no unit", "subsection Geometry\nset Width = 10\nend\n",
      "d.prm:2: error: 'Width': '10' has no unit; expected a length\n  help: write for example '50 um' or '0.1 mm'" },
    { "wrong unit", "subsection Geometry\nset Width = 10 mV\nend\n",
      "d.prm:2: error: 'Width': '10 mV' is a voltage; expected a length\n  help: write for example '50 um' or '0.1 "
      "mm'" },
    { "unknown unit", "subsection Geometry\nset Width = 10 micrn\nend\n",
      "d.prm:2: error: 'Width': '10 micrn' has the unknown unit 'micrn'; expected a length\n"
      "  help: write for example '50 um' or '0.1 mm'" },
    { "not positive", "subsection Geometry\nset Width = 0 um\nend\n",
      "d.prm:2: error: 'Width': '0 um' is out of range\n  help: give a value greater than 0 m" },
    { "negative in a list",
      "subsection Geometry\nsubsection Layer a\nset Thickness = 1 um\nset Marks = 0 m, -1 um\nend\nend\n",
      "d.prm:4: error: 'Marks': '-1 um' is out of range\n  help: give a value of at least 0 m" },
    { "one unit for a list",
      "subsection Geometry\nsubsection Layer a\nset Thickness = 1 um\nset Marks = 1, 2 um\nend\nend\n",
      "d.prm:4: error: 'Marks': '1' has no unit; expected a length\n  help: write for example '50 um' or '0.1 mm'" },
    { "surplus comma", geometry + "subsection Interface i\nset Between = a, , b\nend\n",
      "d.prm:7: error: 'Between': the list 'a, , b' has an empty place\n  help: remove the surplus comma" },
    { "above a fraction",
      geometry
          + "subsection Interface i\nset Between = a, b\nsubsection Charge transfer\nset Active fraction = 110 %\n"
            "end\nend\n",
      "d.prm:9: error: 'Active fraction': '110 %' is out of range\n  help: give a value from 0 to 1" },
    { "not whole", "set Dimension = 2.5\n",
      "d.prm:1: error: 'Dimension': '2.5' is not a whole number\n  help: write for example '2'" },
    { "integer out of range", "set Dimension = 4\n",
      "d.prm:1: error: 'Dimension': '4' is out of range\n  help: give a value from 2 to 3" },
    { "not true or false",
      geometry
          + "subsection Region a\nset Material = m\nset Equipotential = yes\nend\n"
            "subsection Material m\nend\n",
      "d.prm:8: error: 'Equipotential': 'yes' is neither true nor false\n  help: write 'true' or 'false'" },
    { "misspelt choice", "subsection Geometry\nset Symmetry = axisymetric\nend\n",
      "d.prm:2: error: 'Symmetry': 'axisymetric' is not one of the choices\n"
      "  help: did you mean 'axisymmetric'? choices: plane, axisymmetric" },
    { "unknown variant", geometry + "subsection Protocol\nsubsection Step s\nset Type = jump\nend\nend\n",
      "d.prm:8: error: 'Type': 'jump' is not one of the choices\n  help: choices: rest, ramp" },
    { "wrong unit on a continued line", "set Title = a \\\n b\nsubsection Geometry\nset Width = \\\n 10 V\nend\n",
      "d.prm:4: error: 'Width': '10 V' is a voltage; expected a length\n  help: write for example '50 um' or '0.1 "
      "mm'" },
    // --- materials ---
    { "material not defined",
      geometry + "subsection Region a\nset Material = sodum\nend\nsubsection Material sodium\nend\n",
      "d.prm:7: error: there is no material 'sodum'\n"
      "  help: did you mean 'sodium'? available: sodium; or define 'subsection Material sodum'" },
    // --- the command line ---
    { "override without a value",
      geometry,
      "command line: error: 'Title' does not set anything\n"
      "  help: write for example --set \"Region anode/Material=sodium\"",
      { "Title" } },
    { "override of an unknown entry",
      geometry,
      "command line: error: 'Titel' is not an entry of the deck's top level\n"
      "  help: did you mean 'Title'? entries here: Title, Dimension",
      { "Titel=x" } },
    { "override of an unknown section",
      geometry,
      "command line: error: 'Geometry' has no section 'Layer b'\n"
      "  help: did you mean 'Layer a'? sections here: Layer a",
      { "Geometry/Layer b/Thickness=1 um" } },
    { "override with a wrong unit",
      geometry,
      "command line: error: 'Geometry/Layer a/Thickness': '5' has no unit; expected a length\n"
      "  help: write for example '50 um' or '0.1 mm'",
      { "Geometry/Layer a/Thickness=5" } },
    { "override twice",
      geometry,
      "command line: error: 'Title' is set twice\n  help: remove one of the two settings",
      { "Title=x", "Title=y" } },
    { "override that a deck cannot hold",
      geometry,
      "command line: error: the value in 'Title=a#b' contains '#', a line break or a final backslash\n"
      "  help: leave these out: a deck could not hold them",
      { "Title=a#b" } },
  };
} // namespace

BOOST_DATA_TEST_CASE(the_message_is, boost::unit_test::data::make(mistakes), m)
{
  try
  {
    Deck::read_text(m.deck, "d.prm", schema_for_tests(), m.overrides);
    BOOST_ERROR("the deck was accepted");
  }
  catch (const DeckError &error)
  {
    BOOST_TEST(error.what() == m.message);
  }
}

BOOST_AUTO_TEST_CASE(the_same_decks_without_their_mistake_are_accepted)
{
  BOOST_CHECK_NO_THROW(Deck::read_text(geometry, "d.prm", schema_for_tests()));
  BOOST_CHECK_NO_THROW(Deck::read_text(geometry
                                           + "subsection Interface i\nset Between = a, b\n"
                                             "subsection Charge transfer\nset Law = linear\n"
                                             "set Resistance = 1 ohm m^2\nend\nend\n",
                                       "d.prm", schema_for_tests(), { "Title=x", "Geometry/Layer a/Thickness=5 um" }));
}

BOOST_AUTO_TEST_CASE(a_deck_that_is_not_there)
{
  try
  {
    Deck::read("no/such.prm", schema_for_tests());
    BOOST_ERROR("a file that does not exist was read");
  }
  catch (const DeckError &error)
  {
    BOOST_TEST(error.what()
               == std::string("no/such.prm: error: the file 'no/such.prm' cannot be opened\n"
                              "  help: check its name, its folder and its permissions"));
  }
}

BOOST_AUTO_TEST_CASE(mistakes_in_included_files_name_these_files)
{
  const ScratchFolder folder;
  const auto          message = [&](const std::string &deck)
  {
    try
    {
      Deck::read(deck, schema_for_tests());
    }
    catch (const DeckError &error)
    {
      return std::string(error.what());
    }
    return std::string("accepted");
  };
  const std::string here = folder.path.string();
  const std::string deck = folder.write("a.prm", "include parts/b.prm\nset Title = x\n" + geometry);

  folder.write("parts/b.prm", "\nset Title = y\n");
  BOOST_TEST(message(deck)
             == here + "/a.prm:2: error: 'Title' is set a second time; the first is at " + here
                    + "/parts/b.prm:2\n  help: remove one of the two lines");
  folder.write("parts/b.prm", "include ../c.prm\n");
  folder.write("c.prm", "# c\ninclude a.prm\n");
  BOOST_TEST(message(deck)
             == here + "/c.prm:2: error: the includes go in a circle: " + here + "/a.prm includes " + here
                    + "/parts/b.prm includes " + here + "/c.prm includes " + here
                    + "/a.prm\n  help: remove this 'include'");
  folder.write("parts/b.prm", "end\n");
  BOOST_TEST(message(deck)
             == here
                    + "/parts/b.prm:1: error: this 'end' closes no subsection of this file\n"
                      "  help: remove it, or add the missing 'subsection' line above");
  folder.write("parts/b.prm", "set Dimension = 7\n");
  BOOST_TEST(message(deck)
             == here
                    + "/parts/b.prm:1: error: 'Dimension': '7' is out of range\n"
                      "  help: give a value from 2 to 3");
  folder.write("parts/b.prm", "set Dimension = 3\n");
  BOOST_TEST(message(deck) == "accepted");
}

BOOST_AUTO_TEST_SUITE_END()
