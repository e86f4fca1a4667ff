// The faces where two pieces of the mesh meet at an interface, and what their points remember.
//
// A face is stored with its cell on the minus side and visited by the rank that owns that cell. Its points are those of
// a Gauss rule on each of its 2^(dim-1) halves (quarters), so they stay the same whether the cell on the plus side is
// as fine, coarser, or finer by one level. The state is a polynomial per half through these points; refinement
// interpolates it, coarsening projects it, and a constant shift per half keeps the integral over the area to round-off.
#pragma once

#include "space/fields.h"

#include <deal.II/fe/fe_values.h>

#include <array>
#include <functional>
#include <map>
#include <vector>

namespace nadir
{
  template <int dim>
  struct InterfaceFace
  {
    typename dealii::DoFHandler<dim>::active_cell_iterator minus;
    unsigned int                                           face;
    unsigned int                                           interface;   ///< index into Model::interfaces
    unsigned int                                           first_point; ///< of this face among the rank's points
  };

  /// Both sides of an interface face, or of the part of it that borders one finer cell.
  template <int dim>
  struct InterfacePart
  {
    typename dealii::DoFHandler<dim>::active_cell_iterator minus, plus;
    const dealii::FEFaceValuesBase<dim>                   &minus_values, &plus_values;
    unsigned int                                           interface;
    unsigned int                                           first_point;
    const std::vector<double>                             &JxW; ///< m2 (per m depth in plane strain; 2 pi r included)
  };

  template <int dim>
  class InterfaceFaces
  {
  public:
    using Cell = typename dealii::DoFHandler<dim>::active_cell_iterator;

    InterfaceFaces(const Fields<dim> &fields, unsigned int n_gauss_points);

    /// List the faces of the present mesh.
    void rebuild();

    const std::vector<InterfaceFace<dim>> &faces() const { return list; }
    unsigned int                           points_per_face() const { return halves * half_rule.size(); }
    unsigned int                           n_points() const { return list.size() * points_per_face(); }

    void for_each_part(const std::function<void(const InterfacePart<dim> &)> &visit, bool gradients = false) const;

    /// Area weights of one face's points.
    std::vector<double> weights(const typename dealii::Triangulation<dim>::cell_iterator &cell, unsigned int face) const;

    static constexpr unsigned int halves = dealii::GeometryInfo<dim>::max_children_per_face;
    const Fields<dim>            &fields;
    const dealii::Quadrature<dim - 1> half_rule; ///< Gauss
    const dealii::Quadrature<dim - 1> face_rule; ///< the Gauss rule on each half

  private:
    std::vector<InterfaceFace<dim>> list;
  };

  /// Values at the points of all interface faces at several times.
  template <int dim>
  class InterfaceMemory
  {
  public:
    InterfaceMemory(const InterfaceFaces<dim> &faces, unsigned int n_variables, unsigned int n_levels);

    double       *at(unsigned int level, unsigned int point) { return &levels[level][point * n_variables]; }
    const double *at(unsigned int level, unsigned int point) const { return &levels[level][point * n_variables]; }

    /// Level 0 becomes level 1, and so on; level 0 is then to be written again.
    void advance();

    /// Set all levels at all points (start of a run).
    void fill(const std::function<void(unsigned int interface, double *values)> &initial);

    // Around a change of the mesh: prepare() before, faces.rebuild() and finish() after.
    void prepare(dealii::parallel::distributed::Triangulation<dim> &triangulation);
    void finish(dealii::parallel::distributed::Triangulation<dim> &triangulation);

    /// Least and largest value of a variable (empty: unbounded). A polynomial that leaves them after a change of the mesh is
    /// drawn towards its mean until it does not; the integral stays.
    std::vector<std::array<double, 2>> bounds;

    const unsigned int n_variables;

  private:
    using TriaCell = typename dealii::Triangulation<dim>::cell_iterator;
    using Status   = typename dealii::Triangulation<dim>::CellStatus;
    using Key      = std::pair<dealii::CellId, unsigned int>;

    std::vector<char> pack(const TriaCell &cell, Status status) const;
    void              unpack(const TriaCell &cell, Status status, const std::vector<double> &data);

    /// All levels of one face: [level][point][variable], with the integral of each variable over each half behind.
    std::vector<double> face_record(const TriaCell &cell, unsigned int face) const;
    std::vector<double> coarsened_record(const TriaCell &parent, unsigned int face) const;
    std::vector<double> refined_record(const std::vector<double> &parent, unsigned int half) const;
    void                restore_integrals(std::vector<double> &record, const std::vector<double> &weights, unsigned int first_half,
                                          unsigned int n_halves, const std::vector<double> &integrals) const;

    std::size_t values_per_face() const { return levels.size() * faces.points_per_face() * n_variables; }

    const InterfaceFaces<dim>         &faces;
    std::vector<std::vector<double>>   levels;
    std::map<Key, unsigned int>        face_index;
    std::map<Key, std::vector<double>> arrived;
    unsigned int                       handle = 0;
  };
} // namespace nadir
