// Energy release rate at the tips of sharp cracks, by domain integrals over the solved stress.
//
//   J = (1/L) [ int (sigma_ij u_i,k - W delta_kj) xi_k,j dV - int t_i u_i,k xi_k dA + int sigma_ij eps0_ij,k xi_k dV ]
//
// xi = q e: a virtual growth of the tip in the direction e, q = 1 up to half the radius and 0 beyond it; W: elastic energy per
// volume, Pa; t: traction on the crack's faces; eps0: strain without stress; L: length of the front, m. Around an axis
// xi_k,j has the hoop component xi_r/r, and u_i,k the component u_r/r.
// (F. Z. Li, C. F. Shih, A. Needleman, Eng. Fract. Mech. 21 (1985) 405, doi 10.1016/0013-7944(85)90029-3.)
#pragma once

#include "solve/mechanical_half.h"

#include <string>
#include <vector>

namespace nadir
{
  struct CrackTipMeasure
  {
    std::string         name;
    std::vector<double> release_rate;         ///< J of every domain, J/m2
    std::vector<double> of_faces;             ///< the part of it that comes from the tractions on the faces, J/m2
    double              stress_intensity = 0; ///< of the mean J: sqrt(E' J), Pa m^0.5; negative where J is
    double              spread           = 0; ///< largest less smallest J over the mean, 1

    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      archive & name & release_rate & of_faces & stress_intensity & spread;
    }
  };

  template <int dim>
  std::vector<CrackTipMeasure> measure_crack_tips(const MechanicalHalf<dim> &half, double time);
} // namespace nadir
