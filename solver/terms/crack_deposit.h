// Metal in cracks: what it weighs on the solid, and what reacts on the faces of cracks. By quadrature point,
//
//   d(theta)/dt = -|grad f| V_m j/F            theta: deposited volume per volume; j: from metal into the electrolyte, A/m2
//   p = S <z>+,  empty width per face <-z>+    z: the closure of the crack, a field; S: contact stiffness
//   room + o N:eps = theta + |grad f| <-z>+    what has opened, or was open at the start, is filled, or empty
//   stress  = ... - p o N
//
// With flow along the crack, delta = |grad f|/2 and the tangential part of grad p as G:
//
//   d(theta)/dt = ... - div(delta q(|G|, w) G/|G|) - delta q(|p - p_m|/s, w) sign(p - p_m)/h       q: flux per depth (laws/mechanics/slot_flow.h)
//
// the last in cells at the mouth, of the height h, s = h/2 from the electrode, whose pressure is p_m. The flux is summed up over time at the
// points and enters the third relation in its weak form, so that nothing gets lost.
//
// The third relation holds in the weak sense and across the whole band at once, because a diffusion along the normal makes z uniform
// there: metal is plated on the faces, and opens the row of broken cells between them.
#pragma once

#include "laws/interfaces/interface_current.h"
#include "laws/mechanics/slot_flow.h"
#include "space/cell_memory.h"
#include "terms/crack_band.h"
#include "terms/momentum.h"
#include "terms/term.h"

namespace nadir
{
  /// Reaction on the faces of a crack at a point, at the end of a step.
  struct FaceReaction
  {
    double current               = 0; ///< j, A/m2 of face, from metal into the electrolyte
    double slope                 = 0; ///< dj/d(drop), S/m2
    double deposited             = 0; ///< theta
    double deposited_by_pressure = 0; ///< 1/Pa
  };

  /// Metal that has moved along a crack at a point until the end of a step.
  template <int dim>
  struct CrackFlow
  {
    dealii::Tensor<1, dim> moved;                ///< delta times the flux, summed up over time, m
    dealii::Tensor<2, dim> moved_by_slope;       ///< by grad p, m2/Pa
    double                 out             = 0; ///< into the electrode, volume per volume
    double                 out_by_pressure = 0; ///< 1/Pa
  };

  template <int dim>
  class CrackDeposit
  {
  public:
    /// Points are those of the damage. @param fields of the damage
    CrackDeposit(const Fields<dim> &fields, unsigned int n_gauss_points, const DepositSettings &settings, const CrackBand &band);

    /// Nothing but what the initial cracks and pores come with: their lining, their room, and the metal in it. `band.area` must be known.
    void start();

    /// Empty width per face at a place at the start, m.
    double empty_at_start(const dealii::Point<dim> &place) const;

    void begin_step(const TimeStep &new_step, const double new_temperature)
    {
      step        = new_step;
      temperature = new_temperature;
      memory_old  = 1;
    }
    void look_back() { memory_old = 2; }

    /// The reaction at a point of an owned cell. @param drop phi_e - phi_i, V
    FaceReaction reaction(unsigned int cell, unsigned int q, double drop, double pressure) const;

    /// The flow at a point of an owned cell. @param slope grad p, Pa/m
    CrackFlow<dim> flow(unsigned int cell, unsigned int q, double pressure, const dealii::Tensor<1, dim> &slope) const;

    /// |grad f| j at a point of an owned cell, with the drop and pressure told, A/m3.
    double current_per_volume(const unsigned int cell, const unsigned int q) const
    {
      const std::size_t p = point(cell, q);
      return band.area[p] * reaction(cell, q, drop[p], pressure[p]).current;
    }

    /// Write the deposit at the end of the step into level 0 of the memory.
    void remember();

    /// Space that was there without any opening, volume per volume.
    double room(const unsigned int cell, const unsigned int q) const { return memory.at(0, cell, q)[3 + dim]; }

    /// Metal that has been plated by the end of the step, volume per volume.
    double plated(const unsigned int cell, const unsigned int q) const
    {
      const double *values = memory.at(0, cell, q);
      return values[0] - values[4 + dim];
    }

    /// Volume of deposit at the end of the last accepted step, and lining, per volume. @param area of faces, 1/m
    double visible_metal(const unsigned int cell, const unsigned int q, const double area) const
    {
      const double *values = memory.at(memory_old, cell, q);
      return values[0] + area * values[1];
    }

    std::size_t point(const unsigned int cell, const unsigned int q) const { return std::size_t(cell) * memory.rule.size() + q; }
    /// Is there metal that conducts at a point? (In the sense of the conductivity that was told.)
    bool conducts(const std::size_t p) const { return metal[p] > 0.5 * settings.metal_conductivity; }
    /// f: how much of the reaction a damage carries; rises from 0 at `Reacts above` to 1 at a damage of 0.95.
    double faces(const double damage) const { return smooth_step((damage - settings.reacts_above) / (0.95 - settings.reacts_above)); }
    bool        in_band(const unsigned int cell) const { return !band_cells.empty() && band_cells[cell]; }

    const DepositSettings settings;
    CellMemory<dim>       memory; ///< theta; lining, m; what has flown into the electrode, volume per volume; moved, m; room; theta at the start
    static constexpr unsigned int memory_size = 5 + dim;

    const CrackBand    &band;
    // at points, likewise
    std::vector<char>   band_cells; ///< by active cell index: is there any damage?
    std::vector<double> ions_left;  ///< share of the ionic conductivity
    std::vector<double> metal;      ///< S/m
    std::vector<double> pressure;   ///< p, Pa
    std::vector<double> drop;       ///< phi_e - phi_i, V
    // With flow:
    std::vector<dealii::Tensor<1, dim>> slope;        ///< grad p, Pa/m
    std::vector<double>                 width;        ///< of the metal at the end of the last step, m
    std::vector<double>                 mouth_height; ///< by active cell index: height of cells at the electrode, m; 0 elsewhere
    double                              mouth_pressure = 0; ///< Pa

    TimeStep step;
    double   temperature = 298.15; ///< K

  private:
    /// Flux per depth under a gradient, m2/s.
    SlotFlow flux(double width, double gradient) const;
    bool     lined(const InitialCrack &crack, const dealii::Point<dim> &place) const; ///< is there metal at the start?

    const Fields<dim>  &fields;
    std::vector<double> room_per_face; ///< of initial cracks at the start, m
    unsigned int        memory_old = 1;
  };

  /// Adds what the closure does to the balance of forces, and its own equation (times S), to the local system of a cell: displacements
  /// first, then the closure. @param strains at the cell; @param local unknowns
  template <int dim>
  void add_crack_filling(const CrackDeposit<dim> &deposit, unsigned int cell, const StrainOperator<dim> &strains,
                         const std::vector<double> &local, double length, LocalSystem &system);

  /// phi_e - phi_i at a point of a cell, V.
  template <int dim>
  double drop_at(const CellContext<dim> &context, unsigned int q);

  /// Adds the current on the faces of cracks to the balances of electrons and ions of a cell.
  template <int dim>
  void add_crack_reaction(const CrackDeposit<dim> &deposit, unsigned int cell, const CellContext<dim> &context, LocalSystem &system);
} // namespace nadir
