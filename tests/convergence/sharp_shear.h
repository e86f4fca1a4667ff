// Stress intensities of the slit of single_edge_notch_shear_sharp.prm from how its faces move apart, and where and at what load it would go on.
#pragma once

#include "convergence/orders.h"
#include "support/on_every_step.h"

#include <map>

namespace nadir::testing
{
  struct MixedMode
  {
    double opening = 0, sliding = 0; ///< K_I, K_II, Pa m^0.5
    double from_release_rate = 0;    ///< sqrt(K_I^2 + K_II^2) by the J-integral
    double force = 0;                ///< of the top, N/m

    /// Where the hoop stress ahead of the tip is largest, radians from the line of the slit (F. Erdogan, G. C. Sih, J. Basic Eng. 85 (1963)
    /// 519, doi 10.1115/1.3656897).
    double kink() const
    {
      return 2 * std::atan((opening - std::sqrt(opening * opening + 8 * sliding * sliding)) / (4 * sliding));
    }

    /// K_I of a crack that opens that way.
    double of_kink() const
    {
      const double half = kink() / 2;
      return std::pow(std::cos(half), 2) * (opening * std::cos(half) - 3 * sliding * std::sin(half));
    }
  };

  /// Displacements of the lower and the upper face of the slit, m, by the distance from the tip in tenths of a nanometre.
  using SlitFaces = std::map<long, std::array<dealii::Tensor<1, 2>, 2>>;

  inline SlitFaces slit_faces(const StepView<2> &view)
  {
    const double height = 0.5e-3, close = 1e-9;
    const auto  &fields = view.mechanical->fields;
    const auto  &points = fields.scalar_element.get_unit_support_points();
    SlitFaces    faces;
    for (const auto &cell : fields.dof_handler.active_cell_iterators())
      for (const unsigned int f : cell->face_indices())
        if (cell->at_boundary(f) && std::abs(cell->face(f)->center()[1] - height) < close)
          {
            const auto u = view.mechanical->system.local_values(view.mechanical->levels[0], cell);
            for (unsigned int i = 0; i < points.size(); ++i)
              if (const auto p = fields.mapping.transform_unit_to_real_cell(cell, points[i]); std::abs(p[1] - height) < close)
                faces[std::lround((0.5e-3 - p[0]) * 1e10)][cell->center()[1] > height] = dealii::Point<2>(u[i], u[points.size() + i]);
          }
    return faces;
  }

  /// K = E'/8 sqrt(2 pi/r) times the displacement of the faces from each other at the distance r, whose error is of first order in r.
  inline MixedMode sharp_shear()
  {
    const Deck    deck = read_deck("convergence/decks/single_edge_notch_shear_sharp.prm", {"Mechanics/Degree=2"});
    Simulation<2> simulation(deck);
    SlitFaces     faces;
    on_every_step(simulation, [&](const StepView<2> &view) { faces = slit_faces(view); });
    simulation.run();
    const double modulus = 210e9 / (1 - 0.3 * 0.3);
    const auto   at      = [&](const double distance) {
      const auto  &[tenths, u] = *faces.lower_bound(std::lround(distance * 1e10));
      const double r           = tenths * 1e-10;
      return std::pair(r, modulus / 8 * std::sqrt(2 * dealii::numbers::PI / r) * (u[1] - u[0]));
    };
    const auto [r, near]  = at(20e-6);
    const auto [s, far]   = at(40e-6);
    const auto K          = near + (near - far) * (r / (s - r));
    const Row &row        = simulation.history().back();
    return {K[1], K[0], column(row, "tip:stress_intensity_Pa_sqrt_m"), 2 * column(row, "strain_energy_J") / 1e-5};
  }
} // namespace nadir::testing
