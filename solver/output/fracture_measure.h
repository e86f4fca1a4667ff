// What one finished step amounts to in cracks.
#pragma once

#include "solve/fracture_half.h"

#include <array>
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
    double      strength        = 0; ///< Pa, of the phase field without a crack, at the tip
    double      current         = 0; ///< A on its faces, positive where metal is plated
    double      current_share   = 0; ///< the same over the cell's
    double      tip_overpotential = 0; ///< V, drop - U at the farthest metal
    std::array<double, 3> tip = {}, metal_tip = {}; ///< m: the farthest broken point, the farthest metal

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & name & pore & tip_speed & length & metal_length & deposit & empty & mean_pressure & peak_pressure & strength
            &current & current_share & tip_overpotential & tip & metal_tip;
    }
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
    double dead           = 0; ///< m3 of it that is connected to no electrode
    double squeezed_out    = 0; ///< m3 of it that has flown into the electrode, less what came from there
    double current        = 0; ///< A on all faces, positive where metal is plated
    double face_current    = 0; ///< A, the same without sign: metal that only moves from the mouth to the tip counts twice
    double deposit_balance  = 0; ///< charge of the deposit against the electrons that came, relative to the deposit's
    double shorting_current = 0; ///< A of electrons that enter the electrolyte at one electrode and leave it at another
    bool   through        = false; ///< a crack connects two electrodes
    bool   bridged        = false; ///< so has metal in it
    std::vector<CrackMeasure> cracks = {};

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & energy & area & volume & largest_damage & turns & changes_of_set & linear_iterations & change
            &has_deposit & deposit & deposit_charge & dead & squeezed_out & current & face_current & deposit_balance
            &shorting_current & through & bridged & cracks;
    }
  };

  template <int dim>
  FractureMeasure measure_fracture(FractureHalf<dim> &half, const MechanicalHalf<dim> &mechanical);
} // namespace nadir
