// What one finished step amounts to mechanically: plates, stresses, and the state of interfaces that can open.
#pragma once

#include "output/crack_tip_measure.h"
#include "solve/electrochemistry.h"
#include "solve/mechanical_half.h"

#include <string>
#include <vector>

namespace nadir
{
  struct PlateMeasure
  {
    std::string name;
    double      displacement = 0; ///< m, outwards
    double      force        = 0; ///< N, compressive
    double      pressure     = 0; ///< Pa, force per area

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & name & displacement & force & pressure;
    }
  };

  struct OpeningMeasure
  {
    std::string name;
    bool        can_open       = false; ///< it has an `Opening`
    double      area           = 0; ///< m2
    double      contacted      = 0; ///< share of the area that is bonded or touches, 1
    double      contact        = 0; ///< mean factor on the conductance (damage, gap and voids), 1
    double      largest_damage = 0; ///< 1
    double      damaged        = 0; ///< share of the area whose bond has failed (damage above 0.99), 1
    double      largest_gap    = 0; ///< m
    double      overlap        = 0; ///< m: largest penetration, the error of the penalty
    double      mean_pressure  = 0; ///< Pa
    double      least_pressure = 0, largest_pressure = 0; ///< Pa
    double      largest_shear  = 0; ///< Pa
    double      dissipated     = 0; ///< J by damage and friction
    double      least_contact_fraction = 1; ///< theta of the voids
    double      mean_contact_fraction  = 0;

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & name & can_open & area & contacted & contact & largest_damage & damaged & largest_gap & overlap
            &mean_pressure & least_pressure & largest_pressure & largest_shear & dissipated & least_contact_fraction
            &mean_contact_fraction;
    }
  };

  struct RegionStress
  {
    std::string name;
    double      largest_von_mises = 0; ///< Pa, at quadrature points
    double      largest_principal = 0; ///< Pa, tension positive
    double      largest_creep     = 0; ///< equivalent creep strain, 1
    double      mean_pressure     = 0; ///< Pa, mean of -tr(sigma)/3
    double      dissipated        = 0; ///< J by creep
    double      volume            = 0; ///< m3

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & name & largest_von_mises & largest_principal & largest_creep & mean_pressure & dissipated & volume;
    }
  };

  struct DisplacementError
  {
    std::string name;
    double      l2 = 0, h1 = 0;

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & name & l2 & h1;
    }
  };

  struct MechanicsMeasure
  {
    std::vector<PlateMeasure>      plates;
    std::vector<OpeningMeasure>    openings;
    std::vector<double>            defect_gaps; ///< m, largest on each defect's surface
    std::vector<RegionStress>      regions;
    std::vector<DisplacementError> errors;
    std::vector<CrackTipMeasure>   crack_tips;
    double                         force_balance       = 0; ///< unbalanced external force over the forces at work
    double                         largest_displacement = 0; ///< m
    double                         strain_energy       = 0; ///< J
    unsigned int                   turns = 0, newton_iterations = 0, linear_iterations = 0; ///< of the step

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & plates & openings & defect_gaps & regions & errors & crack_tips & force_balance
            &largest_displacement & strain_energy & turns & newton_iterations & linear_iterations;
    }
  };

  template <int dim>
  MechanicsMeasure measure_mechanics(const MechanicalHalf<dim> &half, const Electrochemistry<dim> &electrochemistry,
                                     const typename Electrochemistry<dim>::Level &level, double time);
} // namespace nadir
