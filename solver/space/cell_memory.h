// What the quadrature points of cells remember, at several times, through changes of the mesh.
//
// A variable is a polynomial through the points of the cell's Gauss rule. Refinement evaluates it, coarsening projects
// it, and a constant shift keeps the integral over the volume to round-off.
#pragma once

#include "space/fields.h"

#include <array>
#include <functional>
#include <map>
#include <vector>

namespace nadir
{
  template <int dim>
  class CellMemory
  {
  public:
    /// @param remembers says which pieces have points at all
    CellMemory(const Fields<dim> &fields, unsigned int n_gauss_points, unsigned int n_variables, unsigned int n_levels,
               std::function<bool(unsigned int piece)> remembers);

    /// Values at point q of an owned cell that remembers.
    double       *at(unsigned int level, unsigned int active_cell_index, unsigned int q) { return &levels[level][place(active_cell_index, q)]; }
    const double *at(unsigned int level, unsigned int active_cell_index, unsigned int q) const { return &levels[level][place(active_cell_index, q)]; }
    bool          has(unsigned int active_cell_index) const { return start[active_cell_index] >= 0; }

    /// Level 0 becomes level 1, and so on; level 0 is then to be written again.
    void advance();

    /// Set all levels at all points (start of a run).
    void fill(const std::function<void(unsigned int piece, double *values)> &initial);

    // Around a change of the mesh: prepare() before and finish() after.
    void prepare(dealii::parallel::distributed::Triangulation<dim> &triangulation);
    void finish(dealii::parallel::distributed::Triangulation<dim> &triangulation);

    /// Least and largest value of a variable (empty: unbounded). A polynomial that leaves them after a change of the mesh is
    /// drawn towards its mean until it does not; the integral stays.
    std::vector<std::array<double, 2>> bounds;

    const dealii::Quadrature<dim> rule;
    const unsigned int            n_variables;

  private:
    using TriaCell = typename dealii::Triangulation<dim>::cell_iterator;
    using Status   = typename dealii::Triangulation<dim>::CellStatus;

    std::size_t place(const unsigned int cell, const unsigned int q) const { return (start[cell] + q) * n_variables; }
    void        number_points();
    std::vector<double> record(const TriaCell &cell) const; ///< [level][q][variable]
    std::vector<double> weights(const TriaCell &cell) const;
    std::vector<double> interpolated(const std::vector<double> &from, unsigned int child) const;
    std::vector<char>   pack(const TriaCell &cell, Status status) const;
    void                unpack(const TriaCell &cell, Status status, const std::vector<double> &data);
    void   shift_to(std::vector<std::vector<double> *> records, const std::vector<std::vector<double>> &weights, const double *integrals) const;

    const Fields<dim>                              &fields;
    const std::function<bool(unsigned int)>         remembers;
    std::vector<int>                                start; ///< first point by active cell index, or -1
    std::vector<std::vector<double>>                levels;
    std::map<dealii::CellId, std::vector<double>>   arrived;
    std::vector<std::vector<std::vector<double>>>   polynomial_at_child; ///< [child][q][i]
    unsigned int                                    handle = 0;
  };
} // namespace nadir
