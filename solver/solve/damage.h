// The damage system: the phase field of cracks between its bounds, at given strains (terms/crack_surface.h).
#pragma once

#include "solve/bounded_solver.h"
#include "solve/linear_solver.h"
#include "terms/crack_surface.h"

namespace nadir
{
  /// By active cell index times points per cell plus point; of owned cells.
  template <int dim>
  struct CrackDrivings
  {
    std::vector<double>                 energy;        ///< psi+, with metal in cracks psi+ + p N:eps, J/m3
    std::vector<dealii::Tensor<1, dim>> pressure_work; ///< p u of a given pressure, N/m; empty: none
  };

  /// The damage at the quadrature points, likewise; also of ghost cells.
  template <int dim>
  struct DamageAtPoints
  {
    std::vector<double>                 values;
    std::vector<dealii::Tensor<1, dim>> gradients; ///< 1/m
  };

  template <int dim>
  class DamageSystem
  {
  public:
    /// @param rule and mapping of the momentum balance, so that both minimise one energy
    DamageSystem(Fields<dim> &fields, const dealii::Quadrature<dim> &rule, const dealii::Mapping<dim> &mapping, const LinearSettings &linear);

    /// Sparsity for the present mesh.
    void set_up();

    Vector make_vector() const; ///< ghosted, zero

    /// `damage` is the guess and receives the solution, nowhere below `least`, above the guess plus `largest_rise`, and above 1; both
    /// vectors ghosted.
    BoundedResult solve(const CrackDrivings<dim> &driving, const Vector &least, double largest_rise, Vector &damage);

    DamageAtPoints<dim> at_points(const Vector &damage) const;

    /// Driving energy at which damage of AT1 begins in a uniform strain, J/m3; what counts as large for AT2, too.
    double onset_energy(const typename Fields<dim>::Cell &cell) const;

    /// Stress that a solid without a crack bears in plane strain, Pa: sqrt(3/(8 l)) K_IC for AT1, less by the correction of the toughness.
    double strength(const typename Fields<dim>::Cell &cell) const;

    struct Cracks
    {
      double energy = 0; ///< that they cost, J
      double area   = 0; ///< of crack (one face), by the same measure, m2; around them the band of an initial crack counts, too
      double largest_damage = 0;
    };
    Cracks measure(const Vector &damage) const;

    Fields<dim>                  &fields;
    const FractureSettings       &settings;
    const dealii::Quadrature<dim> rule;
    double                        time_spent = 0; ///< s, on assembly and solutions so far

  private:
    double toughness(const typename Fields<dim>::Cell &cell) const; ///< G_c there, J/m2
    double cost(const typename Fields<dim>::Cell &cell) const;      ///< the same corrected for the cell size
    void   assemble(const CrackDrivings<dim> &driving);

    const dealii::Mapping<dim> &mapping;
    const LinearSettings linear_settings;
    std::vector<double>  factors; ///< of the toughness K_IC, by active cell index
    Matrix               matrix;
    Vector               rhs;
  };
} // namespace nadir
