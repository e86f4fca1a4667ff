// What holds and loads the cell mechanically: one support per boundary.
//
//   symmetry      u.n = 0 on a flat boundary                     fixed      u = 0
//   plate         u.n = U on a flat boundary, one number: a rigid plate that may slide or stick
//   displacement  given components                               traction   given force per area
//   periodic      u(boundary) = u(partner)
//
// A plate's displacement U (m, positive outwards) is prescribed, or an unknown of its own beside the finite-element
// unknowns, driven by the stack pressure p through a fixture of stiffness k per area:  -p A - k A U = force of the body.
#pragma once

#include "space/expression.h"
#include "space/fields.h"
#include "space/profile.h"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace nadir
{
  struct Support
  {
    enum class Type
    {
      symmetry,
      fixed,
      plate,
      displacement,
      traction,
      periodic
    };
    std::string                name;
    dealii::types::boundary_id boundary;
    Type                       type;
    std::vector<std::string>   expressions = {}; ///< of displacement or traction; empty: not prescribed
    std::string                pressure    = {}; ///< formula, Pa, compressive: traction along the normal
    std::optional<Profile>     profile     = {}; ///< Pa, compressive, in addition
    unsigned int               profile_axis = 0; ///< the coordinate along which it runs
    dealii::types::boundary_id partner     = dealii::numbers::invalid_boundary_id;
  };

  struct Plate
  {
    /// What moves it.
    enum class Control
    {
      pressure,     ///< stack pressure; U is unknown
      displacement, ///< U(t) is given
      drift         ///< follows the mean mechanical thickness of an interface: the collector moves with the metal
    };
    std::string             name;
    unsigned int            support; ///< index
    Control                 control;
    unsigned int            axis    = 0;    ///< of the outward normal
    double                  outward = 1;    ///< sign of the outward normal along the axis
    double                  area    = 0;    ///< m2 (per m depth in plane strain)
    std::optional<double>   pressure;       ///< Pa; without it the protocol's
    double                  stiffness = 0;  ///< of the fixture, Pa/m
    std::string             displacement;   ///< formula in t, m
    std::string             interface_name; ///< for drift
    bool                    held = false;   ///< tangentially
  };

  template <int dim>
  class Supports
  {
  public:
    /// @throws DeckError for a boundary that does not exist or is not flat where it must be, or used twice
    Supports(const Fields<dim> &fields, const Section &root);

    /// Find the fixed unknowns on the present mesh.
    void distribute();

    const std::vector<Support> &list() const { return supports; }
    const std::vector<Plate>   &plates() const { return plate_list; }

    /// Put prescribed values and the plates' displacements (m, outwards) into an owned vector.
    void impose(Vector &solution, const std::vector<double> &plate_displacements, double time) const;

    /// Force per area on the boundary of a support that is a traction, Pa. @param normal outward
    dealii::Tensor<1, dim> traction(unsigned int support, const dealii::Point<dim> &place, const dealii::Tensor<1, dim> &normal,
                                    double time) const;

    /// Displacement field of a unit outward displacement of plate k; ghosted.
    const Vector &mode(unsigned int k) const { return modes[k]; }

    /// True for unknowns that a support or a plate determines.
    bool is_fixed(dealii::types::global_dof_index dof) const { return fixed.count(dof) > 0; }

    /// The plate that determines an unknown, or -1.
    int plate_of(dealii::types::global_dof_index dof) const
    {
      const auto it = fixed.find(dof);
      return it == fixed.end() ? -1 : it->second.plate;
    }

    /// Prescribed displacement of a controlled plate, m.
    double plate_displacement(unsigned int k, double time) const;

    /// Hanging nodes, periodic sides, and zero for every fixed unknown: the constraints of a Newton update.
    dealii::AffineConstraints<double> homogeneous;
    /// The same without the fixed unknowns.
    dealii::AffineConstraints<double> continuity;

    const Fields<dim> &fields;

  private:
    using Dof = dealii::types::global_dof_index;
    struct Fixed
    {
      int                plate   = -1;
      int                support = -1; ///< with a prescribed function; -1: zero
      unsigned int       component;
      dealii::Point<dim> place;
    };
    void check_only_support(const Section &section, const std::string &entry, dealii::types::boundary_id boundary) const;
    void read_support(const Section &section);
    void read_traction(const Section &section, Support &support);
    void read_plate(const Section &section, dealii::types::boundary_id boundary);
    unsigned int flat_axis(const Section &section, dealii::types::boundary_id boundary, double &outward) const;
    void fix_boundaries();
    void find_modes();
    void add_periodic_sides();

    std::vector<Support>                                             supports;
    std::vector<Plate>                                               plate_list;
    std::vector<int>                                                 plate_of_support, axis_of_support;
    std::unordered_map<Dof, Fixed>                                   fixed;
    std::vector<Vector>                                              modes;
    std::vector<std::vector<std::shared_ptr<dealii::Function<dim>>>> functions;       // by support and component
    std::vector<std::shared_ptr<dealii::Function<dim>>>              pressures;       // by support; null: none
    std::vector<std::shared_ptr<dealii::Function<dim>>>              plate_functions; // by plate
  };

  /// `subsection Support NAME`.
  SectionKind support_schema();

  /// Adds a pair of periodic boundaries to the mesh before it is refined, for every periodic support.
  template <int dim>
  void make_periodic(const Section &root, const MeshNames<dim> &names, dealii::parallel::distributed::Triangulation<dim> &triangulation);

  /// @throws DeckError that names the bodies and the motion which nothing holds
  template <int dim>
  void check_rigid_motions(const Section &root, const Supports<dim> &supports, const std::vector<bool> &plate_is_free);
} // namespace nadir
