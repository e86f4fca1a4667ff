// Material sections and the shipped material files.
#include "base/constants.h"
#include "base/errors.h"
#include "laws/material.h"
#include "laws/transport/arrhenius.h"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>

using namespace nadir;

BOOST_AUTO_TEST_SUITE(materials)

namespace
{
  const std::filesystem::path folder = std::filesystem::path(NADIR_SOURCE_DIR) / "inputs" / "materials";

  SectionKind schema()
  {
    SectionKind root;
    root.sections = {material_schema()};
    return root;
  }

  Material make(const std::string &name, const std::string &body)
  {
    const Deck deck = Deck::read_text("subsection Material " + name + "\n" + body + "end\n", "test.prm", schema());
    return make_material(*deck.root().find("Material", name));
  }

  Deck shipped(const std::string &name)
  {
    return Deck::read((folder / (name + ".prm")).string(), schema());
  }

  Material load(const std::string &name)
  {
    const Deck deck = shipped(name);
    return make_material(*deck.root().find("Material", name));
  }

  std::string message(const std::function<void()> &action)
  {
    try
      {
        action();
      }
    catch (const DeckError &e)
      {
        return e.what();
      }
    return "no error";
  }

  std::string conducting(const std::string &more)
  {
    return "  subsection Ionic conduction\n    set Law = constant\n    set Conductivity = 1 mS/cm\n" + more + "  end\n";
  }

  std::string read(const std::filesystem::path &file)
  {
    std::ifstream      in(file);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }

  struct Row
  {
    std::string formula;
    double      conductivity, activation_energy; // mS/cm, kJ/mol
    int         reference;
    bool        certain;
  };

  std::vector<Row> table()
  {
    std::ifstream    in(folder / "data" / "sulfide_electrolytes.csv");
    std::vector<Row> rows;
    std::string      line;
    bool             header = true;
    while (std::getline(in, line))
      {
        if (line.empty() || line[0] == '#')
          continue;
        std::vector<std::string> fields;
        std::istringstream       cells(line);
        for (std::string cell; std::getline(cells, cell, ',');)
          fields.push_back(cell);
        BOOST_REQUIRE_EQUAL(fields.size(), 6u);
        if (!header)
          rows.push_back(
            {fields[0], std::stod(fields[2]), std::stod(fields[3]), std::stoi(fields[4]), fields[5] == "yes"});
        header = false;
      }
    return rows;
  }
} // namespace

BOOST_AUTO_TEST_CASE(sulfides_reproduce_their_table)
{
  unsigned int n_certain = 0;
  for (const Row &row : table())
    BOOST_TEST_CONTEXT(row.formula)
    {
      const bool exists = std::filesystem::exists(folder / (row.formula + ".prm"));
      BOOST_TEST(exists == row.certain, "rows that are not certain are not shipped, the others are");
      if (!exists || !row.certain)
        continue;
      ++n_certain;
      const Material m = load(row.formula);
      BOOST_REQUIRE(m.ionic);
      BOOST_TEST(!m.electronic);
      const ConductivityLaw &sigma = *m.ionic->conductivity;
      BOOST_TEST(sigma(298.15) == row.conductivity / 10., boost::test_tools::tolerance(1e-12));

      // sigma T = A exp(-Ea/RT)
      const double hot = 333.15, expected = -row.activation_energy * 1e3 / constants::gas * (1. / hot - 1. / 298.15);
      BOOST_TEST(std::log(sigma(hot) * hot / (sigma(298.15) * 298.15)) == expected,
                 boost::test_tools::tolerance(1e-11));

      const Deck deck = shipped(row.formula);
      const bool said =
        deck.root().find("Material", row.formula)->text("Source").find("predicted") != std::string::npos;
      BOOST_TEST(said == (row.reference == 57));
    }
  BOOST_TEST(n_certain == 27u);
}

BOOST_AUTO_TEST_CASE(beta_alumina_conducts_in_planes)
{
  const Material m = load("beta-alumina");
  BOOST_REQUIRE(m.ionic);
  // 8.537e5/T exp(-0.20 eV/kT) S/m: 11.9 mS/cm at 25 degC, 12.4 at 300 K
  const auto line = [](const double T) {
    return 8.537e5 / T * std::exp(-0.20 * constants::faraday / (constants::gas * T));
  };
  for (const double T : {273.15, 298.15, 300., 573.15})
    BOOST_TEST((*m.ionic->conductivity)(T) == line(T), boost::test_tools::tolerance(1e-6));
  BOOST_TEST((*m.ionic->conductivity)(298.15) == 1.19, boost::test_tools::tolerance(0.005));
  BOOST_TEST((*m.ionic->conductivity)(300.) == 1.24, boost::test_tools::tolerance(0.005));
  BOOST_TEST(m.ionic->across_ratio < 0.01);
  BOOST_TEST(m.ionic->plane_normal[0] == 1.);
}

BOOST_AUTO_TEST_CASE(other_shipped_materials)
{
  const Material sodium = load("sodium");
  BOOST_REQUIRE(sodium.electronic);
  BOOST_TEST(!sodium.ionic);
  BOOST_TEST(sodium.molar_volume == 23.7e-6, boost::test_tools::tolerance(1e-14));
  BOOST_TEST((*sodium.electronic->conductivity)(298.15) == 2.1e7);

  const Material nzsp = load("Na3Zr2Si2PO12");
  BOOST_TEST((*nzsp.ionic->conductivity)(298.15) == 0.1, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(!nzsp.salt);
  BOOST_TEST(nzsp.molar_volume == 0.);
  const Deck     deck  = shipped("Na3Zr2Si2PO12");
  const Section &solid = *deck.root().find("Material", "Na3Zr2Si2PO12");
  BOOST_TEST(solid.section("Fracture").quantity("Fracture toughness") == 1.3e6, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(solid.section("Elasticity").quantity("Young's modulus") == 80e9, boost::test_tools::tolerance(1e-12));

  BOOST_TEST((*load("Na3.4Zr2Si2.4P0.6O12").ionic->conductivity)(298.15) == 0.5, boost::test_tools::tolerance(1e-12));
  BOOST_TEST((*load("Na2ZrCl6").ionic->conductivity)(298.15) == 1e-3, boost::test_tools::tolerance(1e-12));
  BOOST_TEST((*load("stainless-steel").electronic->conductivity)(298.15) == 1.4e6);

  const Material peo = load("PEO-NaTFSI");
  BOOST_REQUIRE(peo.salt);
  BOOST_TEST(peo.salt->diffusivity == 1e-11, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(peo.salt->concentration == 1000., boost::test_tools::tolerance(1e-12));
  BOOST_TEST(peo.salt->thermodynamic_factor == 1.);
}

/// One material per file, under the file's name; every number says where it comes from.
BOOST_AUTO_TEST_CASE(every_file_states_its_sources)
{
  unsigned int n_files = 0;
  for (const auto &file : std::filesystem::directory_iterator(folder))
    if (file.path().extension() == ".prm")
      BOOST_TEST_CONTEXT(file.path().filename().string())
      {
        ++n_files;
        const std::string name = file.path().stem().string();
        const Deck        deck = shipped(name);
        const auto        list = deck.root().sections("Material");
        BOOST_REQUIRE_EQUAL(list.size(), 1u);
        BOOST_TEST(list[0]->name() == name);
        BOOST_TEST(!list[0]->text("Source").empty());
        make_material(*list[0]);

        std::istringstream lines(read(file.path()));
        std::string        above;
        for (std::string line; std::getline(lines, line);)
          {
            const auto equals = line.find('='), hash = line.find('#');
            const bool sets_number = line.find("set ") != std::string::npos && equals < hash &&
                                     line.find_first_of("0123456789", equals) < hash &&
                                     line.find("set Source") == std::string::npos;
            if (sets_number)
              BOOST_TEST((hash != std::string::npos || above.find('#') != std::string::npos),
                         "no source for `" << line << "`");
            above = line;
          }
      }
  BOOST_TEST(n_files == 34u);
}

BOOST_AUTO_TEST_CASE(predictions_and_assumptions_are_noted)
{
  const auto contains = [](const std::vector<std::string> &notes, const std::string &what) {
    return std::any_of(notes.begin(), notes.end(),
                       [&](const std::string &n) { return n.find(what) != std::string::npos; });
  };
  const auto notes = shipped("Na10GeP2S12").notes();
  BOOST_TEST(contains(notes, "predicted, from simulation"));
  BOOST_TEST(contains(notes, "sigma T = A exp(-Ea/RT)"));
  BOOST_TEST(!contains(shipped("Na3PS4").notes(), "predicted"));
  BOOST_TEST(!shipped("PEO-NaTFSI").notes().empty());
}

BOOST_AUTO_TEST_CASE(conduction)
{
  const Material m = make("a", conducting("    set Across ratio = 0.25\n    set Plane normal = 0, 3, 4\n"));
  BOOST_TEST(m.name == "a");
  BOOST_TEST(m.ionic->across_ratio == 0.25);
  BOOST_TEST(m.ionic->plane_normal[0] == 0.);
  BOOST_TEST(m.ionic->plane_normal[1] == 0.6, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(m.ionic->plane_normal[2] == 0.8, boost::test_tools::tolerance(1e-15));

  const Material both = make("b", conducting("") + "  subsection Electronic conduction\n"
                                                   "    set Law = constant\n    set Conductivity = 1e-6 S/m\n  end\n");
  BOOST_TEST((*both.ionic->conductivity)(400.) == 0.1, boost::test_tools::tolerance(1e-14));
  BOOST_TEST((*both.electronic->conductivity)(400.) == 1e-6);
  BOOST_TEST(both.ionic->across_ratio == 1.);
}

BOOST_AUTO_TEST_CASE(arrhenius_by_its_entries)
{
  const std::string section = "  subsection Ionic conduction\n    set Law = Arrhenius\n"
                              "    set Conductivity = 1 mS/cm\n    set Reference temperature = 60 degC\n"
                              "    set Activation energy = 0.3 eV\n    set Prefactor form = sigma\n  end\n";
  const Material    m       = make("a", section);
  const ArrheniusConductivity expected({0.1, 0.3 * constants::faraday, 333.15, ArrheniusConductivity::Form::sigma});
  for (const double T : {298.15, 333.15})
    BOOST_TEST((*m.ionic->conductivity)(T) == expected(T), boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(mistakes)
{
  BOOST_TEST(message([] { make("a", "  set Molar volume = 1 cm^3/mol\n"); }) ==
             "test.prm:1: error: the material 'a' conducts neither ions nor electrons\n"
             "  help: add `subsection Ionic conduction` or `subsection Electronic conduction`");

  const std::string salt = "  subsection Salt\n    set Diffusivity = 1e-11 m^2/s\n    set Concentration = 1 mol/l\n";
  BOOST_TEST(message([&] {
               make("a", "  subsection Electronic conduction\n    set Conductivity = 1 S/m\n  end\n" + salt +
                           "    set Transference number = 0.2\n  end\n");
             }) == "test.prm:5: error: the material 'a' has a salt but no ionic conduction\n"
                   "  help: add `subsection Ionic conduction`, or remove `subsection Salt`");
  BOOST_TEST(message([&] { make("a", conducting("") + salt + "    set Transference number = 1\n  end\n"); }) ==
             "test.prm:9: error: the transference number 1 is not below 1\n"
             "  help: for a single-ion conductor remove `subsection Salt`");
  BOOST_TEST(message([&] { make("a", conducting("") + salt + "    set Transference number = -0.3\n  end\n"); }) ==
             "no error"); // measured negative

  BOOST_TEST(message([] { make("a", conducting("    set Plane normal = 0, 1\n")); }) ==
             "test.prm:5: error: the plane normal has 2 components\n"
             "  help: give three, e.g. `0, 0, 1`, also in two dimensions");
  BOOST_TEST(message([] { make("a", conducting("    set Plane normal = 0, 0, 0\n")); }) ==
             "test.prm:5: error: the plane normal has no direction\n"
             "  help: give a vector other than zero, e.g. `0, 0, 1`");
}

BOOST_AUTO_TEST_CASE(mistakes_in_laws)
{
  const auto tabulated = [](const std::string &T, const std::string &sigma, const std::string &more) {
    return message([&] {
      make("a", "  subsection Ionic conduction\n    set Law = tabulated\n    set Temperatures = " + T +
                  "\n    set Conductivities = " + sigma + "\n" + more + "  end\n");
    });
  };
  const std::string cubic = "    set Interpolation = monotone cubic\n";
  BOOST_TEST(tabulated("300 K, 310 K", "1 S/m, 2 S/m", "") == "no error");
  BOOST_TEST(tabulated("300 K, 310 K", "1 S/m, 2 S/m", cubic) ==
             "test.prm:4: error: the table has 2 points\n"
             "  help: `Interpolation = monotone cubic` needs at least 4 temperatures");
  BOOST_TEST(tabulated("300 K, 310 K", "1 S/m", "") == "test.prm:5: error: 1 conductivities for 2 temperatures\n"
                                                       "  help: give one conductivity for each temperature");
  BOOST_TEST(tabulated("310 K, 300 K", "1 S/m, 2 S/m", "") ==
             "test.prm:4: error: 310 K is followed by 300 K\n"
             "  help: list the points from cold to hot, each temperature once");
  BOOST_TEST(message([] {
               make("a", "  subsection Ionic conduction\n    set Law = VTF\n    set Conductivity = 1 mS/cm\n"
                         "    set Pseudo-activation temperature = 1000 K\n    set Vogel temperature = 300 K\n  end\n");
             }) == "test.prm:2: error: the reference temperature 298.15 K is not above the Vogel temperature 300 K\n"
                   "  help: give the conductivity at a temperature above `Vogel temperature`");
}

BOOST_AUTO_TEST_SUITE_END()
