// Heat that currents set free.
//
//   in the bulk       q = -i . grad(phi)                    of ions and of electrons, W/m3; K grad(phi) . grad(phi) but in a
//                                                           binary electrolyte, whose current diffusion drives, too
//   at an interface   q = R i^2 + i_f eta + i_f T dU/dT     W/m2
//
// R i^2 + i_f eta is i (drop - U) less what the double layer stores and what plating does against a pressure
// (interface_current.h): without either it is i (drop - U). Positive i strips the metal; i T dU/dT is then the heat that the
// reaction sets free reversibly (J. Newman and K. E. Thomas-Alyea, Electrochemical Systems, 3rd ed., chapter 10).
#pragma once

#include "terms/interface_term.h"
#include "terms/term.h"

#include <vector>

namespace nadir
{
  /// Heat at the quadrature points of the electrochemistry, W (weights included).
  struct HeatSources
  {
    std::vector<double> cells;      ///< by active cell index times points per cell plus point
    std::vector<double> interfaces; ///< by interface point

    // Over all ranks, W.
    double joule       = 0; ///< of ions and electrons in the bulk
    double interfacial = 0; ///< R i^2 + i_f eta, and of electrons that leak
    double reversible  = 0; ///< i_f T dU/dT
  };

  /// W/m3 at a quadrature point.
  template <int dim>
  double joule_heat(const CellContext<dim> &context, unsigned int q);

  struct InterfaceHeat
  {
    double irreversible, reversible; ///< W/m2
  };

  InterfaceHeat interface_heat(const InterfaceLaws &laws, const InterfaceCurrent &law, double drop, double temperature);
} // namespace nadir
