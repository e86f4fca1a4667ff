// What one finished step amounts to: currents, voltage, balances, and the state of interfaces and defects.
#pragma once

#include "laws/screening.h"
#include "output/fracture_measure.h"
#include "output/largest_over_ranks.h"
#include "output/mechanics_measure.h"
#include "output/thermal_measure.h"
#include "solve/electrochemistry.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace nadir
{
  struct InterfaceMeasure
  {
    std::string name;
    double      area                  = 0; ///< m2
    double      current               = 0; ///< A, minus to plus
    double      faradaic              = 0; ///< A
    double      electronic            = 0; ///< A of electrons that leak beside the reaction
    double      smallest_current      = 0; ///< A/m2
    double      largest_current       = 0; ///< A/m2
    double      largest_overpotential = 0; ///< V, magnitude
    double      plated                = 0; ///< m, mean
    double      least_plated          = 0; ///< m
    double      largest_plated        = 0; ///< m
    double      interphase            = 0; ///< m, mean
    double      sodium                = 0; ///< mol on the face and in the interphase, against the start
    double      stored_charge         = 0; ///< C in the double layer
    double      film_drop             = 0; ///< V, mean over the area of the magnitude of R i
    double      retained_contact      = 1; ///< mean factor on the conductance by voids, damage and gaps that came during the run
    Located     weakest;                   ///< least such factor of a point (gaps of the deck included)
    Located     emptiest;                  ///< m: where the plated thickness is least

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & name & area & current & faradaic & electronic & smallest_current & largest_current
            &largest_overpotential & plated & least_plated & largest_plated & interphase & sodium & stored_charge
            &film_drop & retained_contact & weakest & emptiest;
    }
  };

  struct DefectMeasure
  {
    std::string           name;
    double                largest_current = 0;  ///< A/m2, signed, where its magnitude is largest
    double                focusing        = 0;  ///< that magnitude over the mean current density at the counter
    double                overpotential   = 0;  ///< V, eta_el = drop - U at that point
    double                plated          = 0;  ///< m, largest magnitude on its surface
    std::array<double, 3> place           = {}; ///< m

    /// Closed-form threshold of a sharp surface flaw of this depth, where the material's toughness is known.
    std::optional<FlawEstimate> estimate = {};

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & name & largest_current & focusing & overpotential & plated & place & estimate;
    }
  };

  struct FieldRange
  {
    double least = 0, largest = 0;

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & least & largest;
    }
  };

  struct Measurements
  {
    double                           time = 0, temperature = 0;
    double                           current = 0;         ///< A, enters at the working collector
    double                           current_density = 0; ///< A/m2 of its area
    double                           voltage         = 0; ///< V, working against counter
    std::vector<double>              collector_current, collector_potential;
    double                           charge_imbalance = 0; ///< A, summed over the electrically separate parts
    double                           salt             = 0; ///< mol in binary electrolytes
    std::vector<InterfaceMeasure>    interfaces;
    std::vector<DefectMeasure>       defects;
    std::array<FieldRange, n_fields> range;
    std::vector<double>              probes;
    std::vector<ErrorNorms>          errors;
    std::optional<MechanicsMeasure>  mechanics;
    std::optional<ThermalMeasure>    thermal;
    std::optional<FractureMeasure>   fracture;
    std::optional<Located>           nucleation; ///< V, largest drive of nuclei inside, see output/nucleation.h

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & time & temperature & current & current_density & voltage & collector_current & collector_potential
            &charge_imbalance & salt & interfaces & defects & range & probes & errors & mechanics & thermal
            &fracture & nucleation;
    }
  };

  /// Salt in all binary electrolytes, mol. @param solution ghosted
  template <int dim>
  double measure_salt(const Fields<dim> &fields, const Vector &solution);

  template <int dim>
  Measurements measure(const Electrochemistry<dim> &system, const typename Electrochemistry<dim>::Level &level, double time,
                       double temperature);
} // namespace nadir
