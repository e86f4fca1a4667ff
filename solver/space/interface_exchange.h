// What mechanics and electrochemistry tell each other at every interface point.
#pragma once

#include <algorithm>
#include <array>
#include <vector>

namespace nadir
{
  struct InterfaceExchange
  {
    // from mechanics
    std::vector<double> pressure;             ///< p, Pa: compressive normal traction
    std::vector<double> electrolyte_pressure; ///< p_e = -tr(sigma)/3 on the plus side, Pa
    std::vector<double> contact;              ///< factor on the conductance from damage and gap
    /// Response of the pressure to thickness that the kinetics may count on, Pa/m: p + stiffness (thickness - reference).
    /// It does not change the solution of the coupled problem, only how fast taking turns finds it.
    std::vector<double> stiffness;
    std::vector<double> reference_thickness; ///< m
    // from electrochemistry
    std::vector<double> thickness; ///< w + h_v (1 - theta) + beta delta_sei, m: what pushes the two sides apart

    /// R T/V_m of sodium at room temperature, about: what makes a pressure large, Pa.
    static constexpr double pressure_scale = 1e8;

    explicit InterfaceExchange(const std::size_t n_points = 0)
      : pressure(n_points, 0.)
      , electrolyte_pressure(n_points, 0.)
      , contact(n_points, 1.)
      , stiffness(n_points, 0.)
      , reference_thickness(n_points, 0.)
      , thickness(n_points, 0.)
    {}

    std::array<std::vector<double> *, 6> lists()
    {
      return {&pressure, &electrolyte_pressure, &contact, &stiffness, &reference_thickness, &thickness};
    }

    /// What mechanics tells, as one list of numbers of about one: p and p_e over the pressure scale, and contact. The kinetics
    /// see p + k (thickness - reference), so of the pressure it is the part that is given: p - k reference.
    std::vector<double> told() const
    {
      std::vector<double> list;
      for (std::size_t i = 0; i < pressure.size(); ++i)
        list.push_back((pressure[i] - stiffness[i] * reference_thickness[i]) / pressure_scale);
      for (const double p : electrolyte_pressure)
        list.push_back(p / pressure_scale);
      list.insert(list.end(), contact.begin(), contact.end());
      return list;
    }

    void set_told(const std::vector<double> &list)
    {
      const std::size_t n = pressure.size();
      for (std::size_t i = 0; i < n; ++i)
        {
          pressure[i]             = pressure_scale * list[i] + stiffness[i] * reference_thickness[i];
          electrolyte_pressure[i] = pressure_scale * list[n + i];
          contact[i]              = std::clamp(list[2 * n + i], 0., 1.);
        }
    }
  };
} // namespace nadir
