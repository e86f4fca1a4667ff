// Where the mesh is refined and coarsened.
//
// The indicator of a cell is the jump of the flux over its faces (Kelly et al. 1983), in watt:
//
//   eta_K^2 = sum over faces  h_F int [i . n]^2/kappa dA        within a region, i = -K grad(phi)
//           + sum over interface faces  h_F int (i . n - i_law)^2/kappa dA
//
// and for a salt the same with F D grad(c) and R T/(F^2 D c_0) in place of 1/kappa.
#pragma once

#include "solve/electrochemistry.h"

#include <string>
#include <vector>

namespace nadir
{
  /// A place at which the mesh is at least so fine.
  struct FinePlace
  {
    std::string         name;
    std::string         defect;   ///< or a position
    std::vector<double> position; ///< m
    double              radius;   ///< m
    double              cell_size;
  };

  struct RefinementSettings
  {
    unsigned int           initial_refinements = 0; ///< of every cell
    unsigned int           initial_cycles      = 0; ///< solve, estimate, refine before the first step
    unsigned int           every               = 0; ///< steps between changes of the mesh; 0: never
    double                 refine              = 0.3, coarsen = 0.03; ///< fractions of the cells
    unsigned int           largest_count       = 1000000; ///< cells
    double                 smallest_cell       = 0;       ///< m
    std::vector<FinePlace> places;
  };

  SectionKind        refinement_schema();
  /// @throws DeckError for a place that names neither a defect nor a position.
  RefinementSettings read_refinement_settings(const Section &section);

  /// Indicators of the owned cells, in millionths of the largest one (by active cell index; 0 for others).
  template <int dim>
  dealii::Vector<float> flux_jumps(const Electrochemistry<dim> &system, const typename Electrochemistry<dim>::Level &level);

  /// Flag cells by indicator; keeps the limits of the settings.
  template <int dim>
  void flag_by_indicator(dealii::parallel::distributed::Triangulation<dim> &triangulation, const dealii::Vector<float> &indicators,
                         const RefinementSettings &settings);

  /// Let the mesh add what flags entail, until nothing is missing.
  template <int dim>
  void settle_flags(dealii::parallel::distributed::Triangulation<dim> &triangulation);

  /// Would any cell change?
  template <int dim>
  bool any_flag(const dealii::parallel::distributed::Triangulation<dim> &triangulation);

  /// Refine until every fine place has its cell size.
  template <int dim>
  void refine_places(dealii::parallel::distributed::Triangulation<dim> &triangulation, const MeshNames<dim> &names,
                     const RefinementSettings &settings);

  /// Take flags for coarsening back where a fine place would lose its cell size.
  template <int dim>
  void keep_places(dealii::parallel::distributed::Triangulation<dim> &triangulation, const MeshNames<dim> &names, const RefinementSettings &settings);

  /// Refine around initial cracks until cells are as small as the phase field needs.
  template <int dim>
  void refine_cracks(dealii::parallel::distributed::Triangulation<dim> &triangulation, const FractureSettings &settings);
} // namespace nadir
