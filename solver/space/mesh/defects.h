// Defects of a layer stack: what the deck says about them, and what the rest of the code learns.
//
//   form      surface of the defect, with r the distance from its position in the plane, z the height above the
//             interface into the layer it sits in
//   wave      z = A cos(2 pi (x - x0) / wavelength), in 3D times the same in y
//   cone      z = H max(0, 1 - r / w)
//   groove    z = H max(0, 1 - |x - x0| / w): a line along y in 3D, a ring if axisymmetric
//   ellipse   (r / w)^2 + (z / H)^2 = 1
//   patch     z = 0, r <= w
//
// Lengths in m.
#pragma once

#include "space/mesh.h"

#include <array>
#include <string>
#include <vector>

namespace nadir
{
  struct LayerStack;

  enum class DefectForm
  {
    wave,
    cone,
    groove,
    ellipse,
    patch
  };

  struct DefectShape
  {
    std::string           name;
    std::string           type; ///< the deck's word, e.g. "crack pore"
    DefectForm            form   = DefectForm::ellipse;
    bool                  empty  = false; ///< a pore: its inside is not meshed, its surface is a boundary
    bool                  buried = false; ///< a whole ellipse inside the layer, not half of one on an interface
    unsigned int          layer  = 0;     ///< index of the layer it sits in
    bool                  on_top = false; ///< on the layer's upper interface: it reaches downwards
    std::array<double, 2> position{{0, 0}};
    double                centre     = 0; ///< height of its centre above the bottom of the layer (buried only)
    double                height     = 0; ///< H or A
    double                half_width = 0; ///< w
    double                wavelength = 0;
    double                gap        = 0; ///< m between the sides of a delaminated patch; 0: it insulates
    Where                 where      = {};

    double direction() const { return on_top ? -1. : 1.; }

    /// Deforms the grid (wave, cone, groove) rather than being built into it.
    bool is_relief() const
    {
      return form == DefectForm::wave || form == DefectForm::cone || form == DefectForm::groove;
    }

    /// Index of the interface it sits on, counted from the bottom of the stack.
    unsigned int interface() const { return on_top ? layer + 1 : layer; }

    /// Its level on the stacking axis: the interface, or the centre if buried.
    double level(const LayerStack &stack) const;

    /// Distance in the plane from its position: |x - x0| for grooves and in 2D.
    template <int dim>
    double distance(const dealii::Point<dim> &p) const;
  };

  SectionKind defect_schema(); ///< `subsection Defect NAME`

  /// The deck's defects. @throws DeckError for defects that make no sense in this stack.
  std::vector<DefectShape> read_defects(const Section &geometry, const LayerStack &stack, int dim);

  /// Checks that need no deck: every defect sits on an interface of two regions, inside the stack, alone at its place.
  void check_defects(const LayerStack &stack, int dim);

  /// What the rest of the code learns about a defect.
  template <int dim>
  Defect<dim> describe(const DefectShape &shape, const LayerStack &stack);
} // namespace nadir
