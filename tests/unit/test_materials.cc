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
  BOOST_REQUIRE(sodium.solid);
  BOOST_TEST(sodium.solid->thermal_expansion == 71e-6, boost::test_tools::tolerance(1e-12));
  BOOST_REQUIRE(sodium.heat);
  BOOST_TEST(sodium.heat->conductivity == 142, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(sodium.heat->heat_capacity == 1.19e6, boost::test_tools::tolerance(1e-12));
  const IsotropicModuli moduli = sodium.solid->laws.elasticity->isotropic().value();
  BOOST_TEST(moduli.bulk == 4.6e9 / (3. * 0.18), boost::test_tools::tolerance(1e-12));
  BOOST_TEST(moduli.shear == 4.6e9 / 2.82, boost::test_tools::tolerance(1e-12));
  // 0.53 MPa^-5 s^-1 sigma^5 at 25 degC: 0.2 MPa creeps at 1.7e-4 1/s.
  const double in[3] = {0.53 * std::pow(0.2, 5), 0., 298.15};
  double       out[2];
  BOOST_REQUIRE(sodium.solid->laws.flow);
  sodium.solid->laws.flow->evaluate(in, out, nullptr);
  BOOST_TEST(out[0] == 0.2e6, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(!load("stainless-steel").solid);

  const Material nzsp = load("Na3Zr2Si2PO12");
  BOOST_TEST((*nzsp.ionic->conductivity)(298.15) == 0.1, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(!nzsp.salt);
  BOOST_TEST(nzsp.molar_volume == 0.);
  const Deck     deck  = shipped("Na3Zr2Si2PO12");
  const Section &solid = *deck.root().find("Material", "Na3Zr2Si2PO12");
  BOOST_TEST(solid.section("Fracture").quantity("Fracture toughness") == 1.3e6, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(solid.section("Elasticity").quantity("Young's modulus") == 80e9, boost::test_tools::tolerance(1e-12));

  BOOST_TEST((*load("Na3.4Zr2Si2.4P0.6O12").ionic->conductivity)(298.15) == 0.5, boost::test_tools::tolerance(1e-12));
  BOOST_TEST((*load("Na3Hf2Si2PO12").ionic->conductivity)(298.15) == 0.1, boost::test_tools::tolerance(1e-12));
  BOOST_TEST((*load("sodium-hydroborate").ionic->conductivity)(298.15) == 0.1, boost::test_tools::tolerance(1e-12));
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
  BOOST_TEST(n_files == 36u);
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

namespace
{
  const std::string elasticity =
    "  subsection Elasticity\n    set Young's modulus = 4.6 GPa\n    set Poisson's ratio = 0.41\n  end\n";
  const std::string cubic = "  subsection Elasticity\n    set Law = cubic\n    set Stiffness 11 = 7.4 GPa\n"
                            "    set Stiffness 12 = 6.2 GPa\n    set Stiffness 44 = 4.2 GPa\n  end\n";

  std::string norton_without(const std::string &left_out)
  {
    std::string text = "  subsection Flow\n    set Law = Norton\n";
    for (const std::string entry : {"Reference stress = 1 MPa", "Reference rate = 0.53 1/s", "Exponent = 5",
                                    "Activation energy = 44 kJ/mol", "Reference temperature = 25 degC"})
      if (left_out.empty() || entry.rfind(left_out, 0) != 0)
        text += "    set " + entry + "\n";
    return text + "  end\n";
  }
} // namespace

BOOST_AUTO_TEST_CASE(solids)
{
  const Material elastic = make("a", elasticity); // needs no conduction
  BOOST_REQUIRE(elastic.solid);
  BOOST_TEST(!elastic.solid->laws.flow);
  BOOST_TEST(elastic.solid->thermal_expansion == 0.);
  BOOST_TEST(!elastic.solid->swelling);
  BOOST_TEST(!elastic.heat);

  const Material m = make("b", cubic + "  subsection Thermal\n    set Thermal expansion = 9e-6 1/K\n"
                                       "    set Thermal conductivity = 2 W/(m K)\n"
                                       "    set Volumetric heat capacity = 2 MJ/m^3/K\n  end\n"
                                       "  subsection Swelling\n    set Partial molar volume = -3 cm^3/mol\n"
                                       "    set Reference concentration = 20 mol/l\n  end\n");
  BOOST_TEST(m.solid->laws.elasticity->stiffness()[1] == 6.2e9, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(m.solid->thermal_expansion == 9e-6, boost::test_tools::tolerance(1e-12));
  BOOST_REQUIRE(m.solid->swelling);
  BOOST_TEST(m.solid->swelling->partial_molar_volume == -3e-6, boost::test_tools::tolerance(1e-12));
  BOOST_TEST(m.solid->swelling->reference_concentration == 2e4, boost::test_tools::tolerance(1e-12));
  BOOST_REQUIRE(m.heat);
  BOOST_TEST(m.heat->conductivity == 2., boost::test_tools::tolerance(1e-12));
  BOOST_TEST(m.heat->heat_capacity == 2e6, boost::test_tools::tolerance(1e-12));

  const Material flowing = make("c", elasticity + norton_without(""));
  BOOST_REQUIRE(flowing.solid->laws.flow);
  BOOST_TEST(!flowing.solid->laws.flow->rate_independent());
  BOOST_TEST(make("d", elasticity + "  subsection Flow\n    set Law = perfect plasticity\n"
                                    "    set Yield stress = 0.2 MPa\n    set Yield stress slope = -1 kPa/K\n  end\n")
               .solid->laws.flow->rate_independent());
}

BOOST_AUTO_TEST_CASE(mistakes_in_solids)
{
  const auto hooke = [](const std::string &modulus, const std::string &ratio) {
    return message([&] {
      make("a", "  subsection Elasticity\n    set Young's modulus = " + modulus + "\n    set Poisson's ratio = " +
                  ratio + "\n  end\n");
    });
  };
  BOOST_TEST(hooke("1 GPa", "0.49") == "no error");
  BOOST_TEST(hooke("1 GPa", "0.5") ==
             "test.prm:4: error: a Poisson's ratio of 0.5 is incompressible: its bulk modulus is infinite\n"
             "  help: give for example 0.49; such a nearly incompressible solid is computed without locking");
  BOOST_TEST(hooke("1 GPa", "0.51").rfind("test.prm:4: error: 'Poisson's ratio': '0.51' is out of range", 0) == 0);
  BOOST_TEST(hooke("0 GPa", "0.3").rfind("test.prm:3: error: 'Young's modulus': '0 GPa' is out of range", 0) == 0);

  BOOST_TEST(message([] {
               make("a", "  subsection Elasticity\n    set Law = cubic\n    set Stiffness 11 = 6 GPa\n"
                         "    set Stiffness 12 = 6.2 GPa\n    set Stiffness 44 = 4.2 GPa\n  end\n");
             }) == "test.prm:5: error: with stiffnesses 11 and 12 of 6e+09 Pa and 6.2e+09 Pa the crystal is not "
                   "stable\n  help: stiffness 12 must lie between minus half of stiffness 11 and stiffness 11");

  // A law of creep without temperature.
  BOOST_TEST(message([] { make("a", elasticity + norton_without("Activation energy")); }) ==
             "test.prm:6: error: 'Material a/Flow' has no 'Activation energy'\n"
             "  help: add for example 'set Activation energy = 30 kJ/mol': Q in rate ~ exp[-(Q/R)(1/T - 1/T_ref)]. A "
             "creep law needs its dependence on temperature; 0: the rate is the same at every one.");
  BOOST_TEST(message([] { make("a", elasticity + norton_without("Reference temperature")); }) ==
             "test.prm:6: error: 'Material a/Flow' has no 'Reference temperature'\n"
             "  help: add for example 'set Reference temperature = 25 degC': Temperature T_ref at which the reference "
             "rate holds; a creep law needs it.");
  BOOST_TEST(message([] { make("a", elasticity + "  subsection Flow\n  end\n"); }) ==
             "test.prm:6: error: 'Material a/Flow' has no 'Law'\n"
             "  help: add 'set Law = ...' with one of: Anand, Norton, perfect plasticity");
  BOOST_TEST(message([] {
               make("a", elasticity +
                           "  subsection Flow\n    set Law = Anand\n    set Reference rate = 0.1 1/s\n"
                           "    set Stress multiplier = 1.5\n    set Rate sensitivity = 0.2\n"
                           "    set Hardening constant = 10 MPa\n    set Hardening exponent = 2\n"
                           "    set Saturation coefficient = 2 MPa\n    set Saturation exponent = 0.5\n"
                           "    set Initial resistance = 0.5 MPa\n    set Activation energy = 44 kJ/mol\n"
                           "    set Reference temperature = 25 degC\n  end\n");
             }) == "test.prm:14: error: with a hardening exponent of 2 and a saturation exponent of 0.5 the resistance "
                   "would change without creep\n  help: their product must be below 1");

  BOOST_TEST(message([] { make("a", cubic + norton_without("")); }) ==
             "test.prm:8: error: the material 'a' flows, but its elasticity is not isotropic\n"
             "  help: write `set Law = isotropic` in `subsection Elasticity`, or remove `subsection Flow`");
  BOOST_TEST(message([] { make("a", conducting("") + norton_without("")); }) ==
             "test.prm:6: error: the material 'a' has `subsection Flow` but no elasticity\n"
             "  help: add `subsection Elasticity`, or remove `subsection Flow`");
  BOOST_TEST(message([] {
               make("a", conducting("") + "  subsection Thermal\n    set Thermal expansion = 0 1/K\n"
                                          "    set Volumetric heat capacity = 2 MJ/m^3/K\n  end\n");
             }) == "test.prm:8: error: 'Volumetric heat capacity' is given without 'Thermal conductivity'\n"
                   "  help: the flow of heat needs both: give both or neither");
}

BOOST_AUTO_TEST_CASE(mistakes)
{
  BOOST_TEST(message([] { make("a", "  set Molar volume = 1 cm^3/mol\n"); }) ==
             "test.prm:1: error: the material 'a' conducts neither ions nor electrons and has no elasticity\n"
             "  help: add `subsection Ionic conduction`, `subsection Electronic conduction` or "
             "`subsection Elasticity`");

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
