// Patch tests: uniform strain to round-off on distorted meshes with hanging nodes, across a bonded interface of two equal
// materials, by given displacements and by tractions.
#include "orders.h"

using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(solid_patch)

namespace
{
  const double E = 80e9, nu = 0.26, lame = E * nu / ((1 + nu) * (1 - 2 * nu)), shear = E / (2 * (1 + nu));

  /// A symmetric tensor: xx, yy, zz, and the shears.
  struct Sym
  {
    double xx, yy, zz, yz, xz, xy;
  };

  Sym hooke(const Sym &e)
  {
    const double p = lame * (e.xx + e.yy + e.zz), m = 2 * shear;
    return {p + m * e.xx, p + m * e.yy, p + m * e.zz, m * e.yz, m * e.xz, m * e.xy};
  }

  double product(const Sym &a, const Sym &b)
  {
    return a.xx * b.xx + a.yy * b.yy + a.zz * b.zz + 2 * (a.yz * b.yz + a.xz * b.xz + a.xy * b.xy);
  }

  /// Displacements of 1e-3 m from a system whose condition number is below 1e4, in double precision: 1e-3 1e4 1e-16 = 1e-15
  /// m. Gradients of a deck's formula are differences over 1e-8 m: (1e-3 1e-16)/1e-8 = 1e-11, ten times that is allowed.
  /// Stresses and forces are compared in relative terms; the residual is asked for 1e-12.
  void check_uniform(const std::string &deck, const Sym &strain, const double volume, const std::string &degree)
  {
    const Sym    s   = hooke(strain);
    const double p   = -(s.xx + s.yy + s.zz) / 3;
    const Sym    dev = {s.xx + p, s.yy + p, s.zz + p, s.yz, s.xz, s.xy};
    const auto   run = simulate("convergence/decks/" + deck, {"Mechanics/Degree=" + degree});
    BOOST_TEST_CONTEXT(deck << ", degree " << degree)
    {
      for (const std::string part : {"below", "above"})
      {
        BOOST_TEST(run.last(part + ":error_L2") < 1e-15);
        BOOST_TEST(run.last(part + ":error_H1") < 1e-10);
      }
      for (const std::string region : {"lower", "upper"})
      {
        BOOST_TEST(run.last(region + ":mean_pressure_Pa") == p, boost::test_tools::tolerance(1e-11));
        BOOST_TEST(run.last(region + ":max_von_mises_stress_Pa") == std::sqrt(1.5 * product(dev, dev)),
                   boost::test_tools::tolerance(1e-11));
      }
      BOOST_TEST(run.last("strain_energy_J") == 0.5 * product(s, strain) * volume, boost::test_tools::tolerance(1e-11));
      BOOST_TEST(run.last("force_balance") < 1e-12);
      BOOST_TEST(run.last("joint:mean_contact_fraction") == 1., boost::test_tools::tolerance(1e-12));
    }
  }
} // namespace

BOOST_AUTO_TEST_CASE(plane_strain)
{
  for (const std::string degree : {"1", "2"})
    check_uniform("solid_patch_2d.prm", {1e-3, 5e-4, 0, 0, 0, (4e-4 - 7e-4) / 2}, 1., degree);
}

BOOST_AUTO_TEST_CASE(tractions_in_plane_strain)
{
  const double c = (1 + nu) / E, xx = 30e6, yy = -20e6, xy = 10e6;
  for (const std::string degree : {"1", "2"})
    check_uniform("solid_patch_traction_2d.prm",
                  {c * ((1 - nu) * xx - nu * yy), c * ((1 - nu) * yy - nu * xx), 0, 0, 0, c * xy}, 1., degree);
}

BOOST_AUTO_TEST_CASE(axisymmetric)
{
  for (const std::string degree : {"1", "2"})
    check_uniform("solid_patch_axisymmetric.prm", {1e-3, -4e-4, 1e-3, 0, 0, 0}, std::acos(-1.), degree);
}

BOOST_AUTO_TEST_CASE(three_dimensions)
{
  for (const std::string degree : {"1", "2"})
    check_uniform("solid_patch_3d.prm", {1e-3, 5e-4, -8e-4, (3e-4 - 1e-4) / 2, (-2e-4 + 6e-4) / 2, (4e-4 - 7e-4) / 2}, 0.8,
                  degree);
}

BOOST_AUTO_TEST_SUITE_END()
