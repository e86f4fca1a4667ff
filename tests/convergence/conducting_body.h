// V9: current focusing at half a metal spheroid (axisymmetric) or elliptic cylinder on a flat metal electrode, aspect
// ratio a/b, in current that is uniform far away; by symmetry the whole body in unbounded electrolyte. With the height
// Y over the electrode, c^2 = a^2 - b^2, zeta = (r1 + r2)/(2c) from the distances to the foci, zeta0 = a/c:
//
//   spheroid  phi = E Y [1 - g(zeta)/g(zeta0)], g = artanh(1/zeta) - 1/zeta;   tip gain 5.7616, 17.914, 49.295 at a/b =
//   2, 5, 10 ellipse   phi = E Y [1 - zeta0 (a+b)/c (zeta - sqrt(zeta^2 - 1))/zeta];    tip gain 1 + a/b
//
// The exact potential stands on the outer boundary.
#pragma once

#include "orders.h"

namespace nadir::testing
{
  /// Lengths of the decks, m; V/m; S/m.
  namespace protrusion
  {
    inline constexpr double a = 10e-6, electrode = 10e-6, far_field = 10, conductivity = 0.1;
  }

  struct ConductingBody
  {
    bool   spheroid;
    double aspect;

    std::string deck() const
    {
      return fmt::format("convergence/decks/conducting_{}.prm", spheroid ? "spheroid" : "ellipse");
    }

    double b() const { return protrusion::a / aspect; }
    double c() const { return std::sqrt(protrusion::a * protrusion::a - b() * b()); }

    double gain() const
    {
      if (!spheroid)
        return 1 + aspect;
      const double zeta = protrusion::a / c();
      return 1 / ((zeta * zeta - 1) * (zeta * std::atanh(1 / zeta) - 1));
    }

    std::string potential() const
    {
      const std::string height = fmt::format("(y-{:.17g})", protrusion::electrode);
      const std::string zeta
          = fmt::format("((sqrt(x^2+({0}+{1:.17g})^2)+sqrt(x^2+({0}-{1:.17g})^2))/{2:.17g})", height, c(), 2 * c());
      const double      zeta_0 = protrusion::a / c();
      const std::string rest
          = spheroid ? fmt::format("(atanh(1/{0})-1/{0})/{1:.17g}", zeta, std::atanh(1 / zeta_0) - 1 / zeta_0)
                     : fmt::format("{1:.17g}*({0}-sqrt({0}^2-1))/{0}", zeta, zeta_0 * (protrusion::a + b()) / c());
      return fmt::format("{:.17g}*{}*(1-{})", protrusion::far_field, height, rest);
    }

    Overrides settings() const
    {
      return {"Boundary value top/Expression=" + potential(), "Boundary value right/Expression=" + potential(),
              "Exact solution potential/Expression=" + potential(),
              setting("Geometry/Defect protrusion/Half width", b(), "m")};
    }
  };

  inline double gain(const double current_density)
  {
    return std::abs(current_density) / (protrusion::conductivity * protrusion::far_field);
  }
} // namespace nadir::testing
