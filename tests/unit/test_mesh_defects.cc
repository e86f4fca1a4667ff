// Defects of layer stacks: their regions have closed-form sizes and converge to them under refinement, every cell is
// valid, and impossible ones are refused in words.
#include "made_mesh.h"

using namespace made_mesh;

BOOST_AUTO_TEST_SUITE(mesh_defects)

namespace
{
  /// Refine three times; the metal's size must approach `expected`, the error falling with at least the third power.
  template <int dim>
  void check_metal(Made<dim> &made, const double expected, const double body, const double tolerance,
                   const unsigned int refinements = 3)
  {
    double error = std::abs(made.sizes().at("anode") - expected);
    for (unsigned int i = 0; i < refinements; ++i)
    {
      made.triangulation.refine_global(1);
      const double finer = std::abs(made.sizes().at("anode") - expected);
      BOOST_TEST((finer < error / 8 || finer < 1e-9 * body), "error " << finer / body << " after " << error / body);
      error = finer;
    }
    BOOST_TEST(error < tolerance * body, "error " << error / body);
  }
} // namespace

BOOST_AUTO_TEST_CASE(elliptic_protrusions_fit_in_2d)
{
  for (const double aspect : {0.5, 1., 2., 5., 10.})
  {
    const double a = 10, b = a / aspect, body = numbers::PI * a * b / 4 * um * um;
    const auto   size = "set Height = 10 um\n set Half width = " + std::to_string(b) + " um\n";
    Made<2>      half(two_layers + defect("elliptic protrusion", size));
    BOOST_TEST(half.triangulation.n_global_active_cells() < 250u);
    BOOST_TEST(half.names.defects.at(0).tip.distance(Point<2>(0, 30 * um)) < 1e-12);
    check_metal(half, 2000 * um * um + body, body, 5e-7);
    if (aspect == 1)
      close(half.defect_area(0), numbers::PI / 2 * a * um, 1e-6);

    Made<2> whole(two_layers + defect("elliptic protrusion", size + "set Position = 40 um\n"));
    check_metal(whole, 2000 * um * um + 2 * body, body, 5e-7);
  }
}

BOOST_AUTO_TEST_CASE(elliptic_protrusions_fit_on_the_axis)
{
  for (const double aspect : {0.5, 1., 5., 10.})
  {
    const double a = 10, b = a / aspect, body = 2. / 3. * numbers::PI * a * b * b * um * um * um;
    const auto   size = "set Height = 10 um\n set Half width = " + std::to_string(b) + " um\n";
    Made<2>      made("set Symmetry = axisymmetric\n" + two_layers + defect("elliptic protrusion", size));
    check_metal(made, numbers::PI * 1e4 * 20 * um * um * um + body, body, 1e-6);
  }
}

BOOST_AUTO_TEST_CASE(elliptic_protrusions_fit_in_3d)
{
  for (const double aspect : {0.5, 2., 10.})
  {
    const double a = 10, b = a / aspect, body = numbers::PI / 6 * a * b * b * um * um * um;
    const auto   size = "set Height = 10 um\n set Half width = " + std::to_string(b) + " um\n";
    Made<3>      quarter(two_layers + defect("elliptic protrusion", size));
    check_metal(quarter, 1e5 * um * um * um + body, body, 2e-4, 1);
  }
  Made<3> whole(
      two_layers
      + defect("elliptic protrusion", "set Height = 10 um\n set Half width = 5 um\n set Position = 40 um, 20 um\n"));
  const double body = numbers::PI / 6 * 1000 * um * um * um;
  close(whole.sizes().at("anode") - 1e5 * um * um * um, body, 0.02);
}

BOOST_AUTO_TEST_CASE(protrusions_cross_thin_layers_behind_them)
{
  // Behind the flaw lies a foil too thin for the pattern to end in, and behind that the end of the stack or a thick
  // layer; the flaw may also hang from the top.
  const std::string electrolyte = "subsection Layer electrolyte\n set Thickness = 60 um\nend\n";
  const std::string foil        = "subsection Layer anode\n set Thickness = 0.5 um\n set Cells = 1\nend\n";
  const std::string plate       = "subsection Layer plate\n set Thickness = 30 um\nend\n";
  const std::string size        = "set Height = 10 um\n set Half width = 5 um\n";
  const std::string hanging     = size + "set Surface = top\n";
  const double      body        = numbers::PI * 10 * 5 / 4 * um * um;
  for (const std::string &stack : {foil + electrolyte + defect("elliptic protrusion", size),
                                   plate + foil + electrolyte + defect("elliptic protrusion", size),
                                   electrolyte + foil + defect("elliptic protrusion", hanging),
                                   electrolyte + foil + plate + defect("elliptic protrusion", hanging)})
  {
    Made<2> made(stack, {"anode", "electrolyte", "plate"});
    check_metal(made, 50 * um * um + body, body, 5e-7);
  }
  const Made<3> solid(plate + foil + electrolyte + defect("elliptic protrusion", size),
                      {"anode", "electrolyte", "plate"});
  close(solid.sizes().at("plate"), 3e5 * um * um * um, 1e-10);
  close(solid.sizes().at("anode"), (5e3 + numbers::PI / 6 * 250) * um * um * um, 1e-3);
}

BOOST_AUTO_TEST_CASE(crack_pores_are_empty_and_have_a_boundary)
{
  for (const double width : {20., 2., 0.4})
  {
    const auto   size = "set Depth = 10 um\n set Width = " + std::to_string(width) + " um\n";
    const double body = numbers::PI * 10 * 0.5 * width / 4 * um * um;

    // From the interface: the metal keeps its size, the electrolyte loses the pore, the mouth faces the metal.
    Made<2> made(two_layers + defect("crack pore", size));
    made.triangulation.refine_global(3);
    close(made.sizes().at("anode"), 2000 * um * um, 1e-10);
    BOOST_TEST(std::abs(made.sizes().at("electrolyte") - 10000 * um * um + body) < 1e-6 * body);
    close(made.interface_area(), (100 - 0.5 * width) * um, 1e-10);
    BOOST_TEST(made.names.boundaries.at(4) == "flaw");
    BOOST_TEST(made.names.defects.at(0).tip.distance(Point<2>(0, 30 * um)) < 1e-12);

    // From the outer surface, away from the sides: the mouth is open.
    Made<2> outer(two_layers + defect("crack pore", size + "set Surface = top\nset Position = 50 um\n"));
    outer.triangulation.refine_global(3);
    BOOST_TEST(std::abs(outer.sizes().at("electrolyte") - 10000 * um * um + 2 * body) < 1e-6 * body);
    close(outer.boundary_area("top"), (100 - width) * um, 1e-10);
  }
  Made<2> needle("set Symmetry = axisymmetric\n" + two_layers
                 + defect("crack pore", "set Depth = 10 um\n set Width = 0.4 um\n"));
  needle.triangulation.refine_global(2);
  close(needle.sizes().at("anode"), numbers::PI * 2e5 * um * um * um, 1e-10);
  close(needle.boundary_area("flaw"), numbers::PI * (0.04 + 0.5 * numbers::PI * 10 * 0.2) * um * um, 0.01);
}

BOOST_AUTO_TEST_CASE(pores_are_empty_and_have_a_boundary)
{
  const auto pore = defect("pore", "set Centre height = 40 um\nset Half height = 8 um\nset Half width = 8 um\n");
  Made<2>    sphere("set Symmetry = axisymmetric\n" + two_layers + pore);
  sphere.triangulation.refine_global(2);
  close(sphere.boundary_area("flaw"), 4 * numbers::PI * 64 * um * um, 1e-5);
  close(sphere.sizes().at("electrolyte"), numbers::PI * (1e6 - 4. / 3. * 512) * um * um * um, 1e-6);
  BOOST_TEST(sphere.names.defects.at(0).tip.distance(Point<2>(8 * um, 60 * um)) < 1e-12);

  Made<2> ellipse(two_layers
                  + defect("pore", "set Centre height = 40 um\nset Half height = 2 um\n"
                                   "set Half width = 8 um\nset Position = 30 um\n"));
  ellipse.triangulation.refine_global(2);
  close(ellipse.sizes().at("electrolyte"), (1e4 - numbers::PI * 16) * um * um, 1e-7);

  Made<3> ball(two_layers + pore);
  ball.triangulation.refine_global(1);
  close(ball.boundary_area("flaw"), numbers::PI * 64 * um * um, 1e-3);
}

BOOST_AUTO_TEST_CASE(rough_interfaces_follow_their_shape)
{
  // The area under a cosine over whole half waves vanishes; its length is an elliptic integral, here by quadrature.
  const auto wave = defect("sinusoidal roughness", "set Amplitude = 5 um\nset Wavelength = 50 um\n");
  Made<2>    rough(two_layers + wave);
  double     length = 0;
  for (int i = 0; i < 10000; ++i)
    length += 0.01 * std::hypot(1., 2 * numbers::PI * 5 / 50 * std::sin(2 * numbers::PI * (i + 0.5) / 5000));
  rough.triangulation.refine_global(3);
  close(rough.sizes().at("anode"), 2000 * um * um, 1e-7);
  close(rough.interface_area(), length * um, 1e-6);
  close(rough.defect_area(0), length * um, 1e-6);

  Made<3> crate("set Width = 50 um\n" + two_layers.substr(two_layers.find("set Depth")) + wave);
  close(crate.sizes().at("anode"), 50000 * um * um * um, 1e-10);
  crate.triangulation.refine_global(1);
  close(crate.sizes().at("anode"), 50000 * um * um * um, 1e-10);
}

BOOST_AUTO_TEST_CASE(cones_and_notches_are_exact)
{
  const std::string at = "set Half width = 4 um\nset Position = 30 um\n";
  for (const auto &flaw :
       {defect("conical protrusion", "set Height = 10 um\n" + at), defect("notch", "set Depth = 10 um\n" + at)})
  {
    Made<2> made(two_layers + flaw);
    for (int i = 0; i < 2; ++i, made.triangulation.refine_global(1))
    {
      close(made.sizes().at("anode"), 2040 * um * um, 1e-10);
      close(made.interface_area(), (92 + 2 * std::hypot(4., 10.)) * um, 1e-10);
      close(made.defect_area(0), 2 * std::hypot(4., 10.) * um, 1e-10);
    }
  }
  const std::string round = "set Symmetry = axisymmetric\n" + two_layers;
  const Made<2>     cone(round + defect("conical protrusion", "set Height = 10 um\nset Half width = 4 um\n"));
  close(cone.sizes().at("anode"), numbers::PI * (2e5 + 160. / 3.) * um * um * um, 1e-10);
  const Made<2> ring(round + defect("notch", "set Depth = 10 um\n" + at));
  close(ring.sizes().at("anode"), numbers::PI * (2e5 + 2 * 30 * 40) * um * um * um, 1e-10);

  // From the other side: the electrolyte reaches into the metal.
  const Made<2> down(two_layers + defect("notch", "set Surface = top\nset Depth = 10 um\n" + at, "flaw", "anode"));
  close(down.sizes().at("anode"), 1960 * um * um, 1e-10);
  BOOST_TEST(down.names.defects.at(0).tip.distance(Point<2>(30 * um, 10 * um)) < 1e-12);

  const Made<3> groove(two_layers + defect("notch", "set Depth = 10 um\nset Half width = 4 um\n"));
  close(groove.sizes().at("anode"), (1e5 + 20 * 50) * um * um * um, 1e-10);
  Made<3> solid(two_layers + defect("conical protrusion", "set Height = 10 um\nset Half width = 4 um\n"));
  solid.triangulation.refine_global(2);
  close(solid.sizes().at("anode") - 1e5 * um * um * um, numbers::PI / 12 * 160 * um * um * um, 0.03);
}

BOOST_AUTO_TEST_CASE(patches_insulate_their_part_of_the_interface)
{
  const auto    patch = defect("insulating patch", "set Half width = 3 um\n");
  const Made<2> strip(two_layers + patch);
  close(strip.defect_area(0), 3 * um, 1e-10);
  BOOST_TEST(strip.names.defects.at(0).insulates(Point<2>(2.9 * um, 20 * um)));
  BOOST_TEST(!strip.names.defects.at(0).insulates(Point<2>(3.1 * um, 20 * um)));
  // The current focuses on the rim outside, which belongs to the defect.
  BOOST_TEST(strip.names.defects.at(0).contains(Point<2>(3.1 * um, 20 * um)));
  BOOST_TEST(!strip.names.defects.at(0).contains(Point<2>(6.1 * um, 20 * um)));
  const Made<2> disc("set Symmetry = axisymmetric\n" + two_layers + patch);
  close(disc.defect_area(0), numbers::PI * 9 * um * um, 1e-10);
  const Made<3> quarter(two_layers + patch);
  BOOST_TEST(quarter.names.defects.at(0).insulates(Point<3>(2.1 * um, 2.1 * um, 20 * um)));
  BOOST_TEST(!quarter.names.defects.at(0).insulates(Point<3>(2.2 * um, 2.2 * um, 20 * um)));
}

BOOST_AUTO_TEST_CASE(defects_live_together)
{
  const std::string cathode = "subsection Layer cathode\n set Thickness = 20 um\nend\n";
  const std::string flaws
      = defect("elliptic protrusion", "set Height = 10 um\nset Half width = 4 um\nset Position = 50 um\n", "lower")
        + defect("elliptic protrusion",
                 "set Surface = top\nset Height = 10 um\nset Half width = 2 um\nset Position = 50 um\n", "upper")
        + defect("conical protrusion", "set Height = 6 um\nset Half width = 4 um\nset Position = 85 um\n", "cone")
        + defect("pore",
                 "set Centre height = 50 um\nset Half height = 8 um\nset Half width = 4 um\nset Position = 20 um\n",
                 "bubble")
        + defect("insulating patch", "set Half width = 5 um\nset Surface = top\nset Position = 100 um\n", "dirt");
  Made<2> made(two_layers + cathode + flaws, {"anode", "electrolyte", "cathode"});
  BOOST_TEST(made.triangulation.n_global_active_cells() < 700u);
  made.triangulation.refine_global(2);
  close(made.sizes().at("anode"), (2000 + 20 * numbers::PI + 24) * um * um, 1e-7);
  close(made.sizes().at("cathode"), (2000 + 10 * numbers::PI) * um * um, 1e-7);
  close(made.sizes().at("electrolyte"), (10000 - 62 * numbers::PI - 24) * um * um, 1e-7);
  close(made.defect_area(4), 5 * um, 1e-9);
}

BOOST_AUTO_TEST_CASE(impossible_geometry_is_refused)
{
  const auto flaw = [](const std::string &type, const std::string &entries, const std::string &name = "flaw")
  { return two_layers + defect(type, entries, name); };
  const std::string round = "set Symmetry = axisymmetric\n";
  const std::string size  = "set Height = 10 um\nset Half width = 2 um\n";

  BOOST_TEST(refusal<2>("set Width = 1 um")
             == "deck.prm:1: error: the stack has no layers\n"
                "  help: add at least one `subsection Layer NAME` with its Thickness");
  BOOST_TEST(refusal<3>(round + two_layers)
             == "deck.prm:2: error: an axisymmetric mesh has two dimensions, and the deck's Dimension is 3\n"
                "  help: set Dimension = 2, or Symmetry = plane");
  BOOST_TEST(
      refusal<2>(two_layers, {"anode"})
      == "deck.prm:11: error: the layer 'electrolyte' belongs to the region 'electrolyte', which the deck does not "
         "describe\n  help: add `subsection Region electrolyte`, or set Region to one of the deck's regions");
  BOOST_TEST(refusal<2>(flaw("elliptic protrusion", "set Height = 95 um\nset Half width = 2 um\n"))
             == "deck.prm:16: error: the defect 'flaw' does not fit into its layer\n"
                "  help: reduce its height, or make the layer thicker");
  BOOST_TEST(refusal<2>(flaw("elliptic protrusion", size + "set Position = 1 um\n"))
             == "deck.prm:16: error: the defect 'flaw' sticks out of the stack in x\n"
                "  help: move it inwards or make it smaller; exactly on a side, half of it is meshed");
  BOOST_TEST(refusal<2>(flaw("elliptic protrusion", size + "set Position = 130 um\n"))
             == "deck.prm:16: error: the defect 'flaw' lies outside the stack in x\n"
                "  help: choose a position from 0 um to 100 um");
  BOOST_TEST(
      refusal<2>(flaw("elliptic protrusion", size)
                 + defect("crack pore", "set Depth = 5 um\nset Width = 2 um\nset Position = 2 um\n", "crack"))
      == "deck.prm:23: error: the defects 'flaw' and 'crack' overlap in x\n"
         "  help: move them apart, or give both the same x; mesh lines run across the whole stack, so this holds "
         "for defects on different interfaces, too (a Gmsh mesh has no such limit)");
  BOOST_TEST(refusal<2>(flaw("elliptic protrusion", size)
                        + defect("crack pore", "set Depth = 5 um\nset Width = 2 um\n", "crack"))
             == "deck.prm:23: error: the defects 'flaw' and 'crack' overlap\n"
                "  help: move one of them, or make it smaller");
  BOOST_TEST(
      refusal<2>(flaw("elliptic protrusion", "set Surface = top\n" + size))
      == "deck.prm:16: error: the defect 'flaw' sits on the top of the layer 'electrolyte', where the stack ends\n"
         "  help: set Layer and Surface such that another layer lies on the other side");
  BOOST_TEST(refusal<2>(round + flaw("elliptic protrusion", size + "set Position = 40 um\n"))
             == "deck.prm:17: error: the defect 'flaw' is a body of revolution and must sit on the axis\n"
                "  help: remove its Position, or set Symmetry = plane");
  BOOST_TEST(refusal<3>(flaw("elliptic protrusion", size + "set Position = 40 um\n"))
             == "deck.prm:21: error: a position on an interface has 2 coordinates here, not 1\n"
                "  help: write for example `Position = 10 um, 5 um`");
  BOOST_TEST(refusal<2>(two_layers + defect("elliptic protrusion", size, "flaw", "separator"))
             == "deck.prm:18: error: there is no layer 'separator' for the defect 'flaw' to sit in\n"
                "  help: name one of the deck's `subsection Layer NAME`");
  BOOST_TEST(refusal<2>(flaw("sinusoidal roughness", "set Amplitude = 19 um\nset Wavelength = 9 um\n"))
             == "deck.prm:16: error: the defect 'flaw' does not fit into the layer 'anode'\n"
                "  help: reduce its height, or make the layer thicker");
  BOOST_TEST(refusal<2>(flaw("sinusoidal roughness", "set Amplitude = 1 um\nset Wavelength = 9 um\n")
                        + defect("insulating patch", "set Half width = 1 um\n", "dirt"))
             == "deck.prm:23: error: the defects 'flaw' and 'dirt' overlap: the roughness covers its whole interface\n"
                "  help: keep one of them");
  BOOST_TEST(refusal<2>(flaw("crack pore", "set Depth = 5 um\nset Width = 2 um\n", "left"))
             == "deck.prm:16: error: 'left' is already the name of a side of the stack\n"
                "  help: choose another name for the defect");
  BOOST_TEST(
      refusal<3>(flaw("elliptic protrusion", "set Height = 10 um\nset Half width = 0.4 um\n"))
      == "deck.prm:16: error: the half axes of the defect 'flaw' differ by a factor of 25, more than the 20 that "
         "cells of good shape allow in 3D\n  help: make it less slender, or mesh it with Gmsh");
  BOOST_TEST(refusal<2>(flaw("pore", "set Centre height = 120 um\nset Half height = 2 um\nset Half width = 2 um\n"))
             == "deck.prm:16: error: the centre of the defect 'flaw' lies above the layer 'electrolyte'\n"
                "  help: Centre height counts from the bottom of the layer and must be less than 100 um");
}

BOOST_AUTO_TEST_SUITE_END()
