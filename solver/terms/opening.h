// Traction across interfaces that can open: R_v = int t([u]) . [v] dA, [u] = u(plus) - u(minus).
//
//   g_n = [u].n - thickness + g0      thickness: plated sodium, voids and interphase between the sides (from electrochemistry)
//   g_s = tangential part of [u]
//
// Local unknowns: minus side (all of x, then all of y, ...), then plus side.
#pragma once

#include "space/expression.h"
#include "space/interface_exchange.h"
#include "space/interface_faces.h"
#include "terms/term.h"

namespace nadir
{
  template <int dim>
  class OpeningTerm
  {
  public:
    OpeningTerm(const Fields<dim> &fields, const InterfaceFaces<dim> &faces);

    struct Context
    {
      const Vector               &solution; ///< ghosted
      const InterfaceMemory<dim> &memory;
      const InterfaceExchange    &exchange;
      unsigned int                old = 1;
      const std::vector<bool>    *closed = nullptr; ///< points that are to be in contact, pulling or pushing (for a first guess)
    };

    struct PointResult
    {
      Local3   opening; ///< m: normal, tangential
      Traction law;
    };

    bool is_active(const unsigned int interface) const { return fields.model.interfaces[interface].opening.has_value(); }

    /// @returns the sum of the magnitudes of the forces, N
    double add(const Context &context, const InterfacePart<dim> &part, LocalSystem &system) const;

    std::vector<dealii::types::global_dof_index> unknowns(const InterfacePart<dim> &part) const;

    PointResult at_point(const Context &context, const InterfacePart<dim> &part, const std::vector<double> &local, unsigned int q) const;

    /// Visit every point of every part that can open.
    void for_each_point(const Context                                                                              &context,
                        const std::function<void(const InterfacePart<dim> &, unsigned int, const PointResult &)> &visit) const;

    /// Factor on the conductance: bonded or touching 1, broken and open exp(-g/conduction gap).
    double contact(unsigned int interface, const PointResult &point) const;

    std::vector<double> local_values(const Vector &solution, const InterfacePart<dim> &part) const;

    /// Normal, then tangents, at a point.
    std::array<dealii::Tensor<1, dim>, dim> frame(const InterfacePart<dim> &part, unsigned int q) const;

    const Fields<dim>         &fields;
    const InterfaceFaces<dim> &faces;

  private:
    void   close(unsigned int interface, PointResult &point) const;
    double gap_at_start(unsigned int interface, const dealii::Point<dim> &place) const; ///< g0, m

    std::vector<std::shared_ptr<dealii::Function<dim>>> initial_gap; ///< by interface
  };

  TractionState traction_state(const double *memory);
  void          write(const TractionState &state, double *memory);
} // namespace nadir
