// Growth of an interphase of thickness delta over a step dt at constant temperature, in closed form:
//
//   parabolic (passivating, limited by transport through the layer)
//     d delta/dt = k_p/(2 delta)               delta_1^2 = delta_0^2 + k_p dt
//   linear (mixed-conducting, limited by the reaction)
//     d delta/dt = k_l                         delta_1 = delta_0 + k_l dt
//   both in series
//     d delta/dt = 1/(1/k_l + 2 delta/k_p)     delta^2/k_p + delta/k_l = t + const
//
// delta in m, k_p in m2/s, k_l in m/s, each k(T) = k_ref exp[-(Ea/R)(1/T - 1/T_ref)]. A start from delta_0 = 0 is
// allowed; the parabolic rate is then infinite at dt = 0 (and only there).
// B. E. Deal, A. S. Grove, J. Appl. Phys. 36 (1965) 3770 for the series form.
#pragma once

#include "base/deck.h"
#include "laws/interfaces/interphase.h"
#include "laws/thermal_activation.h"

namespace nadir
{
  /// A rate constant and its activation.
  struct GrowthConstant
  {
    double            reference; ///< at the reference temperature, m2/s (parabolic) or m/s (linear)
    ThermalActivation activation = {};

    double operator()(const double T) const { return reference * activation.factor(T); }
  };

  class ParabolicGrowth : public InterphaseLaw
  {
  public:
    explicit ParabolicGrowth(const GrowthConstant &k_p) : k_p(k_p) {}

    void evaluate(const double *in, double *out, double *derivatives) const override;

    std::vector<std::vector<double>> samples() const override;

  private:
    const GrowthConstant k_p;
  };

  class LinearGrowth : public InterphaseLaw
  {
  public:
    explicit LinearGrowth(const GrowthConstant &k_l) : k_l(k_l) {}

    void evaluate(const double *in, double *out, double *derivatives) const override;

    std::vector<std::vector<double>> samples() const override;

  private:
    const GrowthConstant k_l;
  };

  class SeriesGrowth : public InterphaseLaw
  {
  public:
    SeriesGrowth(const GrowthConstant &k_p, const GrowthConstant &k_l) : k_p(k_p), k_l(k_l) {}

    void evaluate(const double *in, double *out, double *derivatives) const override;

    std::vector<std::vector<double>> samples() const override;

  private:
    const GrowthConstant k_p, k_l;
  };

  // What the laws' deck sections share.
  Entry          parabolic_constant_entry();
  Entry          linear_constant_entry();
  Entry          growth_activation_entry(const std::string &constant);
  GrowthConstant growth_constant(const Section &section, const std::string &constant);

  /// States that suit all growth laws: from nothing, thin and thick, cold and hot.
  std::vector<std::vector<double>> growth_samples();
} // namespace nadir
