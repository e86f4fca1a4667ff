// What a well-formed deck gives: values, places, notes, materials, the resolved deck and the reference.
#include "deck_schema_for_tests.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>

using namespace nadir;

BOOST_AUTO_TEST_SUITE(deck)

namespace
{
  const std::string full_deck = R"(# A deck with one of everything
set Title = "a" = \
            b, c            # spread over two lines
SUBSECTION Geometry
	set   Width=50 um
  subsection Layer anode side
    set Thickness = 20 um   # a comment that ends in a backslash \
    set Marks     = 1 um, 2 nm
  end
  subsection Layer cathode
    # measured, see the log
    # Assumption: as thick as the anode,
    # which nobody checked
    set Thickness = 0.3333333333333333 um
  end
end
subsection Region electrolyte
  set Material = NZSP
  set Equipotential = true
end
# the numbers below are an assumption
subsection Material NZSP
  set Temperature = 27 degC # assumption: room

  # this assumption is followed by a blank line, so it belongs to nothing

  set Cooling = 5 degC
end
subsection Interface x y
  set Between = anode side, electrolyte
  subsection Charge transfer
    set Law = Butler-Volmer
    set Exchange current density = 1 mA/cm^2
  end
end
)";

  Deck read_full(const std::vector<std::string> &overrides = {})
  {
    return Deck::read_text(full_deck, "full.prm", schema_for_tests(), overrides);
  }

  std::vector<std::string> names_of(const std::vector<const Section *> &sections)
  {
    std::vector<std::string> names;
    for (const Section *section : sections)
      names.push_back(section->name());
    return names;
  }
} // namespace

BOOST_AUTO_TEST_CASE(values_are_si)
{
  const Deck     deck = read_full();
  const Section &root = deck.root();
  BOOST_TEST(root.text("Title") == "\"a\" = b, c");
  BOOST_TEST(root.integer("Dimension") == 2);
  const Section &geometry = root.section("Geometry");
  BOOST_TEST(geometry.quantity("Width") == 50e-6);
  BOOST_TEST(geometry.text("Symmetry") == "plane");
  const Section &anode = *geometry.sections("Layer").front();
  BOOST_TEST(anode.quantity("Thickness") == 20e-6);
  BOOST_TEST(anode.quantities("Marks") == (std::vector<double>{ 1e-6, 2e-9 }), boost::test_tools::per_element());
  BOOST_TEST(geometry.find("Layer", "cathode")->quantities("Marks").empty());
  const Section &nzsp = *root.find("Material", "NZSP");
  BOOST_TEST(nzsp.quantity("Temperature") == 300.15);
  BOOST_TEST(nzsp.quantity("Cooling") == 5.);
  BOOST_TEST(nzsp.quantity("Conductivity") == 0.1);
  BOOST_TEST(root.find("Region", "electrolyte")->flag("Equipotential"));
  const Section &interface = *root.find("Interface", "x y");
  BOOST_TEST(interface.names("Between") == (std::vector<std::string>{ "anode side", "electrolyte" }),
             boost::test_tools::per_element());
  BOOST_TEST(interface.section("Charge transfer").quantity("Exchange current density") == 10.);
  BOOST_TEST(interface.section("Charge transfer").quantity("Active fraction") == 1.);
}

BOOST_AUTO_TEST_CASE(sections_know_their_names_and_lines)
{
  const Deck     deck     = read_full();
  const Section &geometry = deck.root().section("Geometry");
  const Section &anode    = *geometry.find("Layer", "anode side");
  BOOST_TEST(anode.kind() == "Layer");
  BOOST_TEST(anode.name() == "anode side");
  BOOST_TEST(anode.title() == "Layer anode side");
  BOOST_TEST(anode.path() == "Geometry/Layer anode side");
  BOOST_TEST(anode.where().text() == "full.prm:6");
  BOOST_TEST(anode.where("Marks").text() == "full.prm:8");
  BOOST_TEST(anode.where("Cells").text() == "full.prm:6");
  BOOST_TEST(deck.root().where("Title").text() == "full.prm:2");
  BOOST_TEST(deck.root().where().text() == "full.prm");
  BOOST_TEST(anode.is_set("Marks"));
  BOOST_TEST(!anode.is_set("Cells"));
  BOOST_TEST(names_of(geometry.sections("Layer")) == (std::vector<std::string>{ "anode side", "cathode" }),
             boost::test_tools::per_element());
  BOOST_TEST((geometry.find("Layer", "anode") == nullptr));
  BOOST_CHECK_EXCEPTION(anode.fail("Marks", "too many", "fewer"), DeckError,
                        [](const DeckError &error) {
                          return error.what() == std::string("full.prm:8: error: too many\n  help: fewer")
                                 && error.where.line == 8;
                        });
}

BOOST_AUTO_TEST_CASE(absent_sections_give_defaults)
{
  const Deck     deck      = Deck::read_text("subsection Geometry\nsubsection Layer a\nset Thickness = 1 m\nend\nend\n"
                                                      "subsection Interface i\nset Between = a, b\nend\n",
                                             "d.prm", schema_for_tests());
  const Section &interface = *deck.root().find("Interface", "i");
  BOOST_TEST(!interface.has("Charge transfer"));
  BOOST_TEST(!deck.root().has("Protocol"));
  BOOST_TEST(deck.root().has("Geometry"));
  const Section &transfer = interface.section("Charge transfer");
  BOOST_TEST(transfer.text("Law") == "none");
  BOOST_TEST(transfer.quantity("Active fraction") == 1.);
  BOOST_TEST(!transfer.has_entry("Resistance"));
  BOOST_TEST(transfer.where("Law").text() == "d.prm:6");
}

BOOST_AUTO_TEST_CASE(a_programmers_mistake_is_no_deck_error)
{
  const Deck                                deck     = read_full();
  const Section                            &root     = deck.root();
  const Section                            &transfer = root.find("Interface", "x y")->section("Charge transfer");
  const std::vector<std::function<void()> > mistakes
      = { [&] { root.text("Titel"); }, [&] { root.quantity("Title"); }, [&] { root.section("Region"); },
          [&] { transfer.quantity("Formal potential"); }, [&] { transfer.quantity("Resistance"); } };
  for (const auto &mistake : mistakes)
  {
    bool deck_error = false, other = false;
    try
    {
      mistake();
    }
    catch (const DeckError &)
    {
      deck_error = true;
    }
    catch (const std::exception &)
    {
      other = true;
    }
    BOOST_TEST(!deck_error);
    BOOST_TEST(other);
  }
}

BOOST_AUTO_TEST_CASE(assumptions_become_notes)
{
  std::vector<std::string> expected
      = { "full.prm:14: Assumption: as thick as the anode, which nobody checked",
          "full.prm:22: assumption: the numbers below are an assumption", "full.prm:23: assumption: room" };
  BOOST_TEST(read_full().notes() == expected, boost::test_tools::per_element());

  // a value from the command line is no longer the assumed one
  expected.pop_back();
  BOOST_TEST(read_full({ "Material NZSP/Temperature=300 K" }).notes() == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(overrides_replace_and_add)
{
  const Deck     deck = read_full({ "Title = new one", "Dimension=3", "Geometry/Layer anode side/Thickness=5 um",
                                    "Interface x y/Charge transfer/Formal potential=1 mV" });
  const Section &root = deck.root();
  BOOST_TEST(root.text("Title") == "new one");
  BOOST_TEST(root.integer("Dimension") == 3);
  const Section &anode = *root.section("Geometry").find("Layer", "anode side");
  BOOST_TEST(anode.quantity("Thickness") == 5e-6);
  BOOST_TEST(anode.where("Thickness").text() == "command line");
  BOOST_TEST(anode.where("Marks").text() == "full.prm:8");
  BOOST_TEST(root.find("Interface", "x y")->section("Charge transfer").quantity("Formal potential") == 1e-3);

  // an unnamed section that the deck does not have is opened
  const Deck small = Deck::read_text(
      "subsection Geometry\nsubsection Layer a\nset Thickness = 1 m\nend\nend\n"
      "subsection Interface i\nset Between = a, b\nend\n",
      "d.prm", schema_for_tests(),
      { "Interface i/Charge transfer/Law=linear", "Interface i/Charge transfer/Resistance=1 ohm cm^2" });
  BOOST_TEST(small.root().find("Interface", "i")->has("Charge transfer"));
  BOOST_TEST(small.root().find("Interface", "i")->section("Charge transfer").quantity("Resistance") == 1e-4);
}

BOOST_AUTO_TEST_CASE(materials_come_from_the_first_folder_that_has_them)
{
  const ScratchFolder folder;
  const std::string   near = folder.path / "near", far = folder.path / "far";
  const std::string   deck_text = "subsection Geometry\nsubsection Layer a\nset Thickness = 1 m\nend\nend\n"
                                  "subsection Region a\nset Material = glass\nend\n"
                                  "subsection Region b\nset Material = own\nend\n"
                                  "subsection Region c\nset Material = glass\nend\n"
                                  "subsection Material own\nend\n";
  const std::string   deck_file = folder.write("near/glass2.prm", deck_text);
  folder.write("far/glass.prm", "subsection Material glass\n set Conductivity = 7 S/m # assumption: seven\nend\n");
  folder.write("far/own.prm", "this file is never read: the deck defines its material\n");
  folder.write("far/steel.prm", "subsection Material steel\n set Conductivity = 1e6 S/m\nend\n");
  const auto read = [&](const std::vector<std::string> &overrides) {
    return Deck::read(deck_file, schema_for_tests(), overrides, { near, far });
  };

  BOOST_TEST(read({}).root().find("Material", "glass")->quantity("Conductivity") == 7.);
  BOOST_TEST(read({}).notes() == (std::vector<std::string>{ far + "/glass.prm:2: assumption: seven" }),
             boost::test_tools::per_element());
  BOOST_TEST(read({ "Material glass/Conductivity=8 S/m" }).root().find("Material", "glass")->quantity("Conductivity")
             == 8.);

  const Deck steel = read({ "Region a/Material=steel", "Region c/Material=own" });
  BOOST_TEST(steel.root().find("Material", "steel")->quantity("Conductivity") == 1e6);
  BOOST_TEST((steel.root().find("Material", "glass") == nullptr));

  const auto expect = [&](const std::vector<std::string> &overrides, const std::string &message)
  {
    BOOST_CHECK_EXCEPTION(read(overrides), DeckError,
                          [&](const DeckError &error)
                          {
                            BOOST_TEST(error.what() == message);
                            return true;
                          });
  };
  expect({ "Region a/Material=glas" },
         "command line: error: there is no material 'glas'\n  help: did you mean 'glass'? "
         "available: glass, own, steel; or define 'subsection Material glas'");
  expect({ "Region a/Material=glass2" },
         "command line: error: there is no material 'glass2' ('" + deck_file
             + "' does not define it)\n  help: did you mean 'glass'? available: glass, own, steel; or define "
               "'subsection Material glass2'");
  folder.write("near/glass.prm", "subsection Material glass\n set Conductivity = 9 S/m\nend\n");
  BOOST_TEST(read({}).root().find("Material", "glass")->quantity("Conductivity") == 9.);
}

BOOST_AUTO_TEST_CASE(the_resolved_deck_gives_the_same)
{
  const Deck        first    = read_full({ "Title=with / and , and =", "Geometry/Layer cathode/Cells=7" });
  const std::string resolved = first.resolved();
  const Deck        second   = Deck::read_text(resolved, "resolved.prm", schema_for_tests());
  BOOST_TEST(second.resolved() == resolved);

  const Section &a = first.root(), &b = second.root();
  BOOST_TEST(a.text("Title") == b.text("Title"));
  for (const Section *layer : a.section("Geometry").sections("Layer"))
  {
    const Section &same = *b.section("Geometry").find("Layer", layer->name());
    BOOST_TEST(layer->quantity("Thickness") == same.quantity("Thickness"));
    BOOST_TEST(layer->quantities("Marks") == same.quantities("Marks"), boost::test_tools::per_element());
    BOOST_TEST(layer->integer("Cells") == same.integer("Cells"));
    BOOST_TEST(same.is_set("Cells"));
  }
  for (const std::string entry : { "Temperature", "Cooling", "Conductivity", "Activation energy" })
    BOOST_TEST(a.find("Material", "NZSP")->quantity(entry) == b.find("Material", "NZSP")->quantity(entry));
}

BOOST_AUTO_TEST_CASE(the_resolved_deck_reads_well)
{
  const Deck deck = Deck::read_text("subsection Geometry\n# assumption: thin\nsubsection Layer a\n"
                                    "set Thickness = 50 um\nset Marks = 1 um, 2 um # assumption: two\nend\nend\n"
                                    "subsection Protocol\nsubsection Step s\nset Type = rest\nend\nend\n"
                                    "subsection Interface i\nset Between = a, b\nend\n",
                                    "d.prm", schema_for_tests());
  const std::string expected =
    R"(# The resolved deck: every entry with its value in SI, defaults included, materials inlined.
# It can be read as a deck and gives the same values.

set Dimension = 2
subsection Geometry
  set Symmetry = plane
  set Width    = 0.0001 m
  # assumption: thin
  subsection Layer a
    set Thickness = 5e-05 m
    set Cells     = 4
    # assumption: two
    set Marks     = 1e-06 m, 2e-06 m
  end
end
subsection Protocol
  subsection Step s
    set Type = rest
  end
end
subsection Interface i
  set Between = a, b
  # not in the deck, so its defaults hold:
  # subsection Charge transfer
  #   set Law             = none
  #   set Active fraction = 1
  # end
end
)";
  BOOST_TEST(deck.resolved() == expected);
  const Deck again
      = Deck::read_text(deck.resolved(), "r.prm", schema_for_tests());
  BOOST_TEST(again.notes() == (std::vector<std::string>{ "r.prm:9: assumption: thin", "r.prm:13: assumption: two" }),
             boost::test_tools::per_element());
  BOOST_TEST(!again.root().find("Interface", "i")->has("Charge transfer"));
}

BOOST_AUTO_TEST_CASE(the_reference_describes_the_schema)
{
  const std::string page     = deck_reference(schema_for_tests());
  const auto        contains = [&](const std::string &part) { return page.find(part) != std::string::npos; };
  for (const std::string part :
       { "# Deck reference\n",
         "## Top level\n\n| entry | unit or kind | default | range | meaning |\n| --- | --- | --- | --- | --- |\n"
         "| Title | text |  |  | For the user. |\n| Dimension | whole number | `2` | from 2 to 3 | Of space. |\n",
         "## `Geometry/Layer NAME`\n\nOne layer, from bottom to top.\n\nAt least one is required.\n",
         "| Thickness | `m` | required | greater than 0 m | Height of the layer. |\n",
         "| Marks | list of `m` |  | of at least 0 m | Heights to mark. |\n",
         "| Width | `m` | `100 um` | greater than 0 m | Extent \\| across. |\n",
         "| Law | one of `Butler-Volmer`, `linear`, `none` | `none` |  |",
         "| Active fraction | number | `100 %` | from 0 to 1 | Share of the area. |\n",
         "### `Interface NAME/Charge transfer` with Law = linear\n\nOne slope.\n\n",
         "| Type | one of `rest`, `ramp` | required |  |" })
    BOOST_TEST(contains(part), "missing: " << part);
}

BOOST_AUTO_TEST_SUITE_END()
