// Which entry tells one resolved deck from another.
#include "base/deck_difference.h"

#include <boost/test/unit_test.hpp>

using nadir::deck_difference;

BOOST_AUTO_TEST_SUITE(decks_that_differ)

namespace
{
  const std::string deck = "set Title = a cell\n"
                           "# not in the deck, so its defaults hold:\n"
                           "# subsection Time\n"
                           "#   set Tolerance = 0.001\n"
                           "# end\n"
                           "subsection Region anode\n"
                           "  set Material = sodium\n"
                           "  subsection Opening\n"
                           "  end\n"
                           "end\n"
                           "subsection Output\n"
                           "  set Folder = here\n"
                           "end\n";

  std::string with(const std::string &before, const std::string &after)
  {
    std::string changed = deck;
    return changed.replace(changed.find(before), before.size(), after);
  }

  std::string difference(const std::string &other) { return deck_difference(deck, "the deck", other, "the other", {"Output"}); }
} // namespace

BOOST_AUTO_TEST_CASE(equal_where_it_matters)
{
  BOOST_CHECK_EQUAL(difference(deck), "");
  BOOST_CHECK_EQUAL(difference(with("Folder = here", "Folder = there")), "");
  BOOST_CHECK_EQUAL(difference(with("set Material = sodium", "set Material   =  sodium")), "");
}

BOOST_AUTO_TEST_CASE(names_the_entry)
{
  BOOST_CHECK_EQUAL(difference(with("sodium", "potassium")), "'Region anode/Material' is sodium in the deck and potassium in the other");
  BOOST_CHECK_EQUAL(difference(with("anode", "cathode")), "'Region anode/' is there in the deck and absent in the other");
  BOOST_CHECK_EQUAL(difference(with("  subsection Opening\n  end\n", "")), "'Region anode/Opening/' is there in the deck and absent in the other");
  BOOST_CHECK_EQUAL(difference(with("a cell", "")), "'Title' is a cell in the deck and empty in the other");
  BOOST_CHECK(!difference("").empty());
}

// A section inside another, and an entry, may be left out, and nothing beside them.
BOOST_AUTO_TEST_CASE(leaves_out_what_it_is_told)
{
  const auto entries = nadir::entries_of(deck, {"Region anode/Opening", "Title"});
  BOOST_CHECK_EQUAL(entries.count("Title"), 0u);
  BOOST_CHECK_EQUAL(entries.count("Region anode/Opening/"), 0u);
  BOOST_CHECK_EQUAL(entries.at("Region anode/Material"), "sodium");
  BOOST_CHECK_EQUAL(nadir::entries_of(deck, {}).count("Region anode/Opening/"), 1u);
}

BOOST_AUTO_TEST_SUITE_END()
