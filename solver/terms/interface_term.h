// Current through the interfaces: what leaves the minus side enters the plus side.
//
//   R_v(minus) = + int i v dA,   R_v(plus) = - int i v dA,   i = i(phi_minus - phi_plus), positive from minus to plus
//
// Electrons may also flow along it: R_v += int S grad_t phi_e . grad_t v dA, on the minus side, whose potential is that of the plus side there.
//
// The law is pointwise and remembers (InterfaceState); residuals do not change that memory, `remember` does.
#pragma once

#include "space/interface_exchange.h"
#include "space/interface_faces.h"
#include "space/point_temperatures.h"
#include "space/potentials.h"
#include "terms/term.h"

namespace nadir
{
  /// Which potential drives a current on either side.
  struct Drive
  {
    Field minus, plus;
    bool  electronic_contact = false; ///< electrons that leak into a mixed conductor beside the reaction
    bool  along              = false; ///< electrons that flow within the plane of the interface
  };

  template <int dim>
  class InterfaceTerm
  {
  public:
    InterfaceTerm(const Fields<dim> &fields, const InterfaceFaces<dim> &faces);

    /// Which points lie on insulating defects; call after the mesh has changed.
    void find_contact();

    /// A quadrature point as outputs and balances want it.
    struct PointResult
    {
      InterfaceCurrent law;
      double           drop; ///< V
    };

    /// Everything the term needs to know of the state of the cell.
    struct Context
    {
      const Vector                 &solution;   ///< ghosted
      const std::vector<double>    &potentials; ///< values of the global potentials, V
      const Potentials<dim>        &map;
      double                        temperature; ///< K, where it is the same everywhere
      const TimeStep               &step;
      const InterfaceMemory<dim>   &memory;
      unsigned int                  old = 1; ///< level of the memory that is the old state; the next one is the older
      const InterfaceExchange      *exchange = nullptr; ///< null: without mechanics
      const PointTemperatures      *temperatures = nullptr; ///< null: the same everywhere

      double temperature_at(const unsigned int point) const { return temperatures ? temperatures->interfaces[point] : temperature; }
    };

    /// Residual (and matrix) of one part; local unknowns: minus side, then plus side. Parts need gradients where current flows along them.
    void add(const Context &context, const InterfacePart<dim> &part, const Drive &drive, LocalSystem &system) const;

    /// Global indices of the local unknowns of `add`.
    std::vector<dealii::types::global_dof_index> unknowns(const InterfacePart<dim> &part, const Drive &drive) const;

    PointResult at_point(const Context &context, const InterfacePart<dim> &part, const std::vector<double> &minus,
                         const std::vector<double> &plus, unsigned int q) const;

    /// Current density at one point, A/m2, minus to plus.
    double current(const Context &context, const InterfacePart<dim> &part, unsigned int q) const;

    /// Visit every point of every part: (part, q, result).
    void for_each_point(const Context &context,
                        const std::function<void(const InterfacePart<dim> &, unsigned int, const PointResult &)> &visit) const;

    /// Contact fraction at a point, insulating defects included.
    double       contact_at(const InterfacePart<dim> &part, unsigned int q) const;
    bool         is_active(unsigned int interface) const { return !fields.model.interfaces[interface].blocking; }

    /// What the interface's law is driven by.
    Drive drive(const InterfacePart<dim> &part) const;

    /// All currents through the part: the law's, and electronic contact where the interface has it; none if it blocks.
    std::vector<Drive> drives(const InterfacePart<dim> &part) const;

    /// Visit every point with electronic contact: (part, q, current of electrons through the point in A, their drop in V).
    void for_each_contact_point(const Context                                                                         &context,
                                const std::function<void(const InterfacePart<dim> &, unsigned int, double, double)> &visit) const;

    const Fields<dim>         &fields;
    const InterfaceFaces<dim> &faces;

  private:
    void                add_along(const Context &context, const InterfacePart<dim> &part, LocalSystem &system) const;
    InterfaceCurrent    law_at(const Context &context, const InterfacePart<dim> &part, const Drive &drive, double drop, unsigned int q) const;
    std::vector<double> side_values(const Context &context, const typename InterfaceFaces<dim>::Cell &cell, Field field) const;

    std::vector<double> contact; ///< by point: 0 on insulating defects, else 1
  };
} // namespace nadir
