// What one finished step amounts to in cracks.
#pragma once

#include "solve/fracture_half.h"

#include <string>
#include <vector>

namespace nadir
{
  /// One initial crack or pore with what has grown out of it: the damaged points to which it is the nearest.
  struct CrackMeasure
  {
    std::string name;
    bool        pore            = false;
    double      tip_speed       = 0; ///< m/s, of its farthest broken point in the step
    double      length          = 0; ///< m from its beginning (a disc or pore: its centre) to the farthest broken point
    double      metal_length    = 0; ///< the same to the farthest point with metal that conducts
    double      deposit         = 0; ///< m3 of metal plated into it
    double      empty           = 0; ///< m3 that is open and empty
    double      mean_pressure   = 0; ///< Pa, over the faces that are squeezed
    double      peak_pressure   = 0; ///< Pa
    double      current         = 0; ///< A on its faces, positive where metal is plated
    double      current_share   = 0; ///< the same over the cell's
    double      tip_overpotential = 0; ///< V, drop - U at the farthest metal
  };

  struct FractureMeasure
  {
    double       energy         = 0; ///< J that all cracks have cost (in a half model: of the half)
    double       area           = 0; ///< m2 of cracks, that energy over the toughness
    double       volume         = 0; ///< m3 that the open cracks enclose
    double       largest_damage = 0;
    unsigned int turns          = 0; ///< between damage and stress
    unsigned int changes_of_set    = 0; ///< of damage that is at a bound
    unsigned int linear_iterations = 0; ///< for the damage
    double       change         = 0; ///< of the damage in the last turn

    bool   has_deposit    = false;
    double deposit        = 0; ///< m3 of metal in all cracks
    double deposit_charge = 0; ///< C that it took
    double squeezed_out    = 0; ///< m3 of it that has flown into the electrode, less what came from there
    double current        = 0; ///< A on all faces, positive where metal is plated
    double face_current    = 0; ///< A, the same without sign: metal that only moves from the mouth to the tip counts twice
    double deposit_balance  = 0; ///< charge of the deposit against the electrons that came, relative to the deposit's
    double shorting_current = 0; ///< A of electrons that enter the electrolyte at one electrode and leave it at another
    bool   through        = false; ///< a crack has reached another interface of its region than that of the deposit
    bool   bridged        = false; ///< so has metal in it
    std::vector<CrackMeasure> cracks = {};
  };

  template <int dim>
  FractureMeasure measure_fracture(FractureHalf<dim> &half, const MechanicalHalf<dim> &mechanical);
} // namespace nadir
