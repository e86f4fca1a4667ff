// Quasi-static equilibrium at small strain: div(sigma) + f = 0.
//
//   R_v = int sigma(eps(u)) : eps(v) dV - int f . v dV      [N; per m depth in plane strain, around the axis if axisymmetric]
//
// Strain in Mandel's notation, always 3D: plane strain in two dimensions, (r, axis, hoop) if axisymmetric. The volumetric
// strain is projected, cell by cell, onto polynomials of one degree less: its mean for degree 1 (B-bar; T. J. R. Hughes, Int.
// J. Numer. Meth. Eng. 15 (1980) 1413, doi 10.1002/nme.1620150914), linear for degree 2, so that isochoric flow locks neither.
#pragma once

#include "laws/mechanics/solid.h"
#include "space/cell_memory.h"
#include "space/expression.h"
#include "terms/term.h"

namespace nadir
{
  /// Strains of a cell's unknowns at its quadrature points.
  template <int dim>
  class StrainOperator
  {
  public:
    StrainOperator(const Fields<dim> &fields, const dealii::Quadrature<dim> &rule);

    void reinit(const typename Fields<dim>::Cell &cell);

    /// Strain of unit value of local unknown j (all of x, then all of y, ...) at point q.
    const Mandel &operator()(const unsigned int q, const unsigned int j) const { return columns[q * n_unknowns + j]; }

    /// Strain at point q, from differences to the cell's first node as far as possible (a rigid shift costs no digits).
    Mandel strain(unsigned int q, const std::vector<double> &local) const;

    unsigned int          n_points() const { return shape.n_quadrature_points; }
    dealii::FEValues<dim> shape;
    std::vector<double>   JxW;
    const unsigned int    n_unknowns;

  private:
    void project_dilatation();

    const bool          axisymmetric, linear_dilatation;
    std::vector<Mandel> columns;
  };

  /// What acts on a solid besides displacement: at every quadrature point of every cell, or the same everywhere.
  struct SolidEnvironment
  {
    double              temperature = 298.15; ///< K, where `temperatures` is empty
    std::vector<double> temperatures;         ///< K, by active cell index times points per cell plus point
    std::vector<double> concentrations;       ///< mol/m3, likewise; where a region has salt
    std::vector<double> damage;               ///< likewise; empty where nothing cracks
    std::vector<bool>   hollow;               ///< likewise: inside a pore, where nothing is carried, not even compression; empty: nowhere
    std::vector<std::array<double, 3>> crack_force; ///< N/m3, likewise: of a pressure on the faces of cracks, -p grad d; empty: none

    double temperature_at(const std::size_t point) const { return temperatures.empty() ? temperature : temperatures[point]; }
  };

  template <int dim>
  class MomentumTerm
  {
  public:
    using Cell = typename Fields<dim>::Cell;

    MomentumTerm(const Fields<dim> &fields, const CellMemory<dim> &memory);

    struct Context
    {
      const SolidEnvironment &environment;
      const TimeStep         &step;
      unsigned int            old = 1; ///< level of the memory that is the old state; the next one is the older
    };

    /// Adds internal forces to the residual (and the matrix). @returns the sum of the magnitudes of the internal forces, N
    /// `strains` must be at the cell.
    double add(const Context &context, const Cell &cell, const StrainOperator<dim> &strains, const std::vector<double> &local,
               LocalSystem &system) const;

    /// Body forces and those of pressure in cracks; adds them up per direction, too.
    void add_body_force(const Context &context, const Cell &cell, const StrainOperator<dim> &strains, LocalSystem &system,
                        std::array<double, 3> &sum) const;

    SolidResponse response(const Context &context, const Cell &cell, const StrainOperator<dim> &strains, const std::vector<double> &local,
                           unsigned int q) const;

    /// Thermal, swelling and prescribed strain at a point.
    Mandel given_strain(const Context &context, const Cell &cell, const dealii::Point<dim> &place, unsigned int q) const;

    const Fields<dim>     &fields;
    const CellMemory<dim> &memory;

  private:
    std::vector<std::vector<std::pair<Mandel, std::shared_ptr<dealii::Function<dim>>>>> eigenstrains;                   // by region
    std::vector<std::vector<std::vector<std::shared_ptr<dealii::Function<dim>>>>>       body_forces;                    // by region, list, component
    unsigned int region_index(const Cell &cell) const { return &fields.region(cell->material_id()) - fields.model.regions.data(); }
  };

  SolidState solid_state(const double *memory);
  void       write(const SolidState &state, double *memory);
} // namespace nadir
