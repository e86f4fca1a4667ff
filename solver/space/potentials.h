// Potentials that are one number each: collectors, equipotential metals, and one vertex of every other floating metal.
//
// The number is an unknown of its own beside the finite-element unknowns (or is prescribed). Inside a metal the
// finite-element unknown is the deviation from the metal's base potential (its collector, or its vertex): a metal's ohmic drop
// is a billion times smaller than its potential, and would drown in round-off otherwise.
//
//   phi_e = deviation + base          dof on collector k: deviation = Phi_k - base
//   phi_i = unknown                   dof on collector k (ideal electrode): phi_i = Phi_k
#pragma once

#include "space/expression.h"
#include "space/fields.h"

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace nadir
{
  struct Potential
  {
    std::string     name;
    Collector::Role role;
    double          area = 0; ///< of the collector's boundary, m2 (per m depth in plane strain); 0 without a boundary
    Field           field;
  };

  /// By the same coarse cells on every rank: which pieces touch which boundary.
  template <int dim>
  std::map<dealii::types::boundary_id, std::set<unsigned int>>
  pieces_at_boundaries(const dealii::Triangulation<dim> &triangulation);

  template <int dim>
  class Potentials
  {
  public:
    /// @throws DeckError for a collector on a boundary that does not exist or touches regions without a potential
    Potentials(const Fields<dim> &fields, const Section &root);

    /// Find the fixed unknowns on the present mesh.
    void distribute();

    unsigned int     size() const { return list.size(); }
    const Potential &operator[](unsigned int k) const { return list[k]; }

    /// Index of the base potential of a piece's metal, or -1.
    int base(unsigned int piece) const;

    /// Group of regions that potential k belongs to (in its field), or -1 where its boundary touches several.
    int group(unsigned int k) const { return group_of[k]; }

    /// Put the prescribed values of fixed unknowns and boundary functions into an owned vector.
    void impose(Vector &solution, const std::vector<double> &values, double time) const;

    /// d(physical value)/d(Phi_k) of the local unknowns of one field on a cell; returns false if all are zero.
    bool sensitivity(unsigned int k, unsigned int piece, Field field, const std::vector<dealii::types::global_dof_index> &dofs,
                     double *result) const;

    /// Share of the local unknowns in the boundary of collector k (1 on it, hanging nodes by their weights).
    bool boundary_share(unsigned int k, const std::vector<dealii::types::global_dof_index> &dofs, double *result) const;

    /// Hanging nodes, and zero for every fixed unknown: the constraints of a Newton update.
    dealii::AffineConstraints<double> homogeneous;

    const Fields<dim> &fields;

  private:
    using Dof = dealii::types::global_dof_index;
    void check_equipotential_metals(const Section &root) const;
    /// A floating metal's base is the potential of its first coarse vertex, which every mesh and every rank has.
    void anchor_floating_metals(const std::map<dealii::types::boundary_id, std::set<unsigned int>> &pieces_at);
    /// The potential of the metal to which a piece belongs.
    void add_floating(unsigned int piece);
    void fix_collector(unsigned int k);
    void fix_equipotential_metals();
    void fix_anchors();
    void fix_boundary_functions();
    void find_shares();

    std::vector<Potential>                          list;
    std::vector<int>                                base_of_group;          // by electronic group
    std::vector<int>                                group_of;               // by potential
    std::vector<bool>                               equipotential_group;    // by electronic group
    std::vector<dealii::types::boundary_id>         boundary_of;            // by potential; invalid without one
    std::unordered_map<Dof, std::pair<int, int>>    fixed;                  // dof -> (potential, base or -1)
    std::map<unsigned int, unsigned int>            anchors;                // potential -> coarse vertex
    std::vector<std::unordered_map<Dof, double>>    shares;                 // by potential
    std::unordered_map<Dof, std::pair<unsigned int, dealii::Point<dim>>> by_function; // dof -> (function, place)
    std::vector<dealii::types::boundary_id>         function_boundary;
    std::vector<std::shared_ptr<dealii::Function<dim>>> functions;
  };
} // namespace nadir
