// Meshes from decks: regions have their closed-form sizes and converge to them under refinement, every cell is valid,
// every boundary face has a name, interfaces are where they should be, and impossible geometry is refused in words.
#include "made_mesh.h"

#include <filesystem>
#include <fstream>
#include <set>

#include <unistd.h>

using namespace made_mesh;

BOOST_AUTO_TEST_SUITE(mesh)

namespace
{
  const std::vector<std::string> three_regions = {"anode", "electrolyte", "cathode"};

  /// A folder that goes away with its files.
  struct TemporaryFolder
  {
    const std::filesystem::path path
        = std::filesystem::temp_directory_path() / ("nadir-mesh-test-" + std::to_string(getpid()));

    TemporaryFolder() { std::filesystem::create_directories(path); }
    ~TemporaryFolder() { std::filesystem::remove_all(path); }

    std::string write(const std::string &name, const std::string &text) const
    {
      std::ofstream(path / name) << text;
      return (path / name).string();
    }
  };

  std::string gmsh_file(const std::string &file)
  {
    return "set Generator = gmsh\nset File = " + file + "\nset Length unit = 1 um\n";
  }

  std::string shipped(const std::string &name)
  {
    return gmsh_file(std::string(NADIR_SOURCE_DIR) + "/meshes/" + name);
  }

  std::string polycrystal(const unsigned int grains, const unsigned int seed)
  {
    return two_layers + "subsection Layer cathode\n set Thickness = 20 um\nend\nset Generator = polycrystal\n"
           + "set Grain layer = electrolyte\nset Grains = " + std::to_string(grains)
           + "\nset Seed = " + std::to_string(seed) + "\n";
  }
} // namespace

BOOST_AUTO_TEST_CASE(layers_have_their_sizes_and_names)
{
  const Made<2> flat(two_layers);
  BOOST_TEST(flat.triangulation.n_global_active_cells() == 30u);
  close(flat.sizes().at("anode"), 2000 * um * um, 1e-12);
  close(flat.sizes().at("electrolyte"), 10000 * um * um, 1e-12);
  close(flat.boundary_area("left"), 120 * um, 1e-12);
  close(flat.boundary_area("right"), 120 * um, 1e-12);
  close(flat.boundary_area("bottom"), 100 * um, 1e-12);
  close(flat.boundary_area("top"), 100 * um, 1e-12);
  close(flat.interface_area(), 100 * um, 1e-12);

  const Made<2> round("set Symmetry = axisymmetric\n" + two_layers);
  BOOST_TEST(round.names.axisymmetric);
  close(round.sizes().at("anode"), numbers::PI * 1e4 * 20 * um * um * um, 1e-12);
  close(round.boundary_area("top"), numbers::PI * 1e4 * um * um, 1e-12);

  const Made<3> solid(two_layers);
  BOOST_TEST(solid.triangulation.n_global_active_cells() == 90u);
  close(solid.sizes().at("electrolyte"), 500000 * um * um * um, 1e-12);
  close(solid.boundary_area("front"), 12000 * um * um, 1e-12);
  close(solid.boundary_area("back"), 12000 * um * um, 1e-12);
  close(solid.boundary_area("left"), 6000 * um * um, 1e-12);
  close(solid.boundary_area("bottom"), 5000 * um * um, 1e-12);
  close(solid.interface_area(), 5000 * um * um, 1e-12);
}

BOOST_AUTO_TEST_CASE(grading_is_the_ratio_of_last_to_first)
{
  const Made<2>    made(two_layers);
  std::set<double> levels;
  for (const auto &cell : made.triangulation.active_cell_iterators())
    if (cell->material_id() == 1)
      for (const unsigned int v : cell->vertex_indices())
        levels.insert(std::round(cell->vertex(v)[1] / um * 1e9) / 1e9);
  BOOST_TEST(levels.size() == 5u);
  close((*levels.rbegin() - *std::next(levels.rbegin())) / (*std::next(levels.begin()) - *levels.begin()), 8, 1e-8);
}

BOOST_AUTO_TEST_CASE(layers_of_one_region_share_a_material)
{
  const Made<2> made(two_layers + "subsection Layer cover\n set Region = anode\n set Thickness = 10 um\nend\n");
  BOOST_TEST(made.names.regions.size() == 2u);
  close(made.sizes().at("anode"), 3000 * um * um, 1e-12);
  close(made.interface_area(), 200 * um, 1e-12);
}

BOOST_AUTO_TEST_CASE(shipped_gmsh_sources_make_meshes)
{
  const Made<2> stack(shipped("layer_stack_2d.geo"), three_regions);
  close(stack.sizes().at("electrolyte"), 10000 * um * um, 1e-10);
  close(stack.boundary_area("left"), 140 * um, 1e-10);
  close(stack.boundary_area("bottom"), 100 * um, 1e-10);
  close(stack.interface_area(), 200 * um, 1e-10);

  // Discs with sixteen straight sides.
  const Made<3> discs(shipped("layer_stack_3d.geo"), three_regions);
  const double  disc = 8 * 2500 * std::sin(numbers::PI / 8) * um * um;
  close(discs.sizes().at("electrolyte"), disc * 60 * um, 1e-10);
  close(discs.boundary_area("side"), 32 * 50 * std::sin(numbers::PI / 16) * 100 * um * um, 1e-10);
  close(discs.boundary_area("top"), disc, 1e-10);

  const Made<2> protrusion(shipped("protrusion.geo"));
  close(protrusion.sizes().at("anode"), (1200 + 10 * numbers::PI) * um * um, 1e-3);
  const Made<2> spheroid(shipped("protrusion.geo") + "set Symmetry = axisymmetric\n");
  close(spheroid.sizes().at("anode"), numbers::PI * (72000 + 2. / 3. * 160) * um * um * um, 1e-3);

  const Made<2> notch(shipped("notch.geo"));
  BOOST_TEST(notch.boundary_area("notch") > (3 + std::hypot(2.5, 9.5)) * um);
  const Made<2> crack(shipped("inclined_crack.geo"), three_regions);
  close(crack.sizes().at("electrolyte"), (10000 - numbers::PI * 15 * 0.5) * um * um, 1e-3);
  BOOST_TEST(crack.boundary_area("crack") > 2 * 29.9 * um);
}

BOOST_AUTO_TEST_CASE(gmsh_groups_can_be_pieces_and_boundaries_can_stay_unnamed)
{
  const TemporaryFolder folder;
  folder.write("square.geo", "Point(1) = {0, 0, 0}; Extrude{1, 0, 0}{ Point{1}; Layers{2}; }\n"
                             "a() = Extrude{0, 1, 0}{ Curve{1}; Layers{2}; Recombine; };\n"
                             "b() = Extrude{0, 1, 0}{ Curve{a(0)}; Layers{2}; Recombine; };\n"
                             "Physical Surface(\"electrolyte/grain 1\") = {a(1)};\n"
                             "Physical Surface(\"electrolyte/grain 2\") = {b(1)};\n"
                             "Physical Curve(\"bottom\") = {1}; Physical Curve(\"inner\") = {a(0)};\n");
  const Made<2> made(gmsh_file("square.geo"), {"electrolyte"}, (folder.path / "deck.prm").string());
  BOOST_TEST(made.names.regions.size() == 2u);
  BOOST_TEST(made.names.regions.at(1).label == "electrolyte grain 2");
  close(made.sizes().at("electrolyte"), 2 * um * um, 1e-10);
  close(made.boundary_area("bottom"), um, 1e-10);
  close(made.boundary_area("other"), 5 * um, 1e-10);
  close(made.interface_area(), um, 1e-10);
}

BOOST_AUTO_TEST_CASE(unusable_gmsh_meshes_are_refused)
{
  const TemporaryFolder folder;
  const std::string     square = "Point(1) = {0, 0, 0}; Extrude{1, 0, 0}{ Point{1}; Layers{2}; }\n";
  const std::string     quads  = square + "Extrude{0, 1, 0}{ Curve{1}; Layers{2}; Recombine; }\n";
  const auto            start
      = [](const std::string &file) { return "deck.prm:3: error: the mesh '" + file + "' cannot be used: "; };

  const std::string missing = (folder.path / "missing.msh").string();
  BOOST_TEST(refusal<2>(gmsh_file(missing))
             == "deck.prm:3: error: the file '" + missing
                    + "' cannot be read\n  help: check the path; it is relative to the deck's "
                      "folder");
  const std::string nonsense = folder.write("nonsense.msh", "what is this?\n");
  const std::string answer   = refusal<2>(gmsh_file(nonsense));
  BOOST_TEST((answer.find("deck.prm:3: error: ") == 0 && answer.find("\n  help: ") != std::string::npos), answer);

  const std::string triangles = folder.write("triangles.geo", square
                                                                  + "Extrude{0, 1, 0}{ Curve{1}; Layers{2}; }\n"
                                                                    "Physical Surface(\"anode\") = {5};\n");
  BOOST_TEST(refusal<2>(gmsh_file(triangles))
             == start(triangles)
                    + "it has cells that are not first-order quadrilaterals\n  help: set Mesh.RecombineAll = 1 "
                      "and Mesh.SubdivisionAlgorithm = 1, or use transfinite meshes, with Mesh.ElementOrder = 1");
  const std::string groupless = folder.write("groupless.geo", quads);
  BOOST_TEST(refusal<2>(gmsh_file(groupless))
             == start(groupless)
                    + "it has no physical group of surfaces\n  help: add Physical Surface(\"REGION\") = {...}; "
                      "for each region of the deck and mesh again with `gmsh -2 FILE.geo`");
  const std::string nameless = folder.write("nameless.geo", quads + "Physical Surface(7) = {5};\n");
  BOOST_TEST(refusal<2>(gmsh_file(nameless))
             == start(nameless)
                    + "its physical group 7 of cells has no name\n  help: name it in the .geo source: Physical "
                      "Surface(\"electrolyte\") = {...}; and mesh again");
  const std::string stranger = folder.write("stranger.geo", quads + "Physical Surface(\"anodes\") = {5};\n");
  BOOST_TEST(refusal<2>(gmsh_file(stranger))
             == "deck.prm:3: error: the mesh has a physical group 'anodes', and the deck describes no region 'anodes'\n"
                "  help: add `subsection Region anodes`, or rename the group in the mesh");
  BOOST_TEST(refusal<2>(gmsh_file(stranger) + "subsection Layer anode\n set Thickness = 1 um\nend\n")
             == "deck.prm:5: error: a mesh from a Gmsh file has no layers and defects of its own\n"
                "  help: draw them in the Gmsh source and remove this section");
}

BOOST_AUTO_TEST_CASE(polycrystals_fill_their_layer_and_meet_the_others)
{
  for (const unsigned int n : {1u, 3u, 25u, 150u})
  {
    Made<2>      made(polycrystal(n, 7), three_regions);
    unsigned int pieces = 0;
    for (const auto &region : made.names.regions)
      pieces += region.region == "electrolyte";
    BOOST_TEST(pieces == n);
    BOOST_TEST(made.names.regions.back().label == "electrolyte grain " + std::to_string(n));
    made.triangulation.refine_global(1);
    close(made.sizes().at("electrolyte"), 10000 * um * um, 1e-10);
    close(made.sizes().at("anode"), 2000 * um * um, 1e-10);
    close(made.boundary_area("left"), 140 * um, 1e-10);

    const auto length_at = [&](const double y)
    {
      return made.area(
          [&](const auto &face, const bool boundary) {
            return !boundary && std::abs(face->center()[1] - y) < 1e-6 * um
                   && std::abs(face->vertex(0)[1] - y) < 1e-6 * um;
          });
    };
    close(length_at(20 * um), 100 * um, 1e-10);
    close(length_at(120 * um), 100 * um, 1e-10);
    if (n == 25) // the boundaries of Voronoi grains are about 2 sqrt(grains area) long
      close(made.interface_area() - 200 * um, 2 * std::sqrt(n * 1e4) * um, 0.25);
  }
}

BOOST_AUTO_TEST_CASE(the_seed_decides_the_grains)
{
  const Made<2> first(polycrystal(20, 1), three_regions), again(polycrystal(20, 1), three_regions),
      other(polycrystal(20, 2), three_regions);
  BOOST_TEST((first.triangulation.get_vertices() == again.triangulation.get_vertices()));
  BOOST_TEST((first.triangulation.get_vertices() != other.triangulation.get_vertices()));
}

BOOST_AUTO_TEST_CASE(impossible_polycrystals_are_refused)
{
  const auto grains = polycrystal(20, 1);
  BOOST_TEST(refusal<3>(grains, three_regions)
             == "deck.prm:19: error: polycrystals are two-dimensional, and the deck's Dimension is 3\n"
                "  help: set Dimension = 2, or import a polycrystal of hexahedra with Generator = gmsh");
  BOOST_TEST(refusal<2>("set Symmetry = axisymmetric\n" + grains, three_regions)
             == "deck.prm:2: error: grains cannot be bodies of revolution\n  help: set Symmetry = plane");
  BOOST_TEST(refusal<2>(grains + defect("notch", "set Depth = 1 um\nset Half width = 1 um\n"), three_regions)
             == "deck.prm:23: error: a polycrystal has no defects of its own\n"
                "  help: remove this section, or set Generator = layers");
  BOOST_TEST(refusal<2>(two_layers + "set Generator = polycrystal\nset Grain layer = ceramic\n")
             == "deck.prm:17: error: there is no layer 'ceramic' to be divided into grains\n"
                "  help: name one of the deck's `subsection Layer NAME`");
}

BOOST_AUTO_TEST_SUITE_END()
