#include "laws/mechanics/solid.h"

#include "base/errors.h"

#include <deal.II/base/exceptions.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace nadir
{
  namespace
  {
    struct ValueAndSlope
    {
      double value, slope;
    };

    /// The root of an increasing function between low and high by Newton's method; an iterate that does not stay
    /// between them is replaced by their middle.
    template <class Function>
    double root(const Function &function, double low, double high, double x, const double tolerance)
    {
      constexpr double epsilon = std::numeric_limits<double>::epsilon();
      for (unsigned int i = 0; i < 200; ++i)
        {
          const ValueAndSlope f = function(x);
          if (!std::isfinite(f.value))
            throw SolveError(fmt::format("flow of a solid: the law is not finite (iterate {:.6g}).", x));
          if (std::abs(f.value) <= tolerance)
            return x;
          (f.value < 0. ? low : high) = x;
          double next                 = x - f.value / f.slope;
          if (!(f.slope > 0. && std::isfinite(f.slope) && next > low && next < high))
            next = low + (high - low) / 2.;
          if (std::abs(next - x) <= epsilon * std::abs(next)) // also where round-off has closed the bracket
            return next;
          x = next;
        }
      throw SolveError(fmt::format("flow of a solid: the local equation did not converge (between {:.6g} and {:.6g}).",
                                   low, high));
    }

    /// The flow law over one step: stress as a function of the rate alone, hardening implicit.
    struct FlowInStep
    {
      const FlowLaw &law;
      const double   temperature;
      const double   dt;             ///< weight of the rate in the end value
      const double   past_hardening; ///< end value where the rate is 0

      struct Point
      {
        double stress, slope, hardening; ///< slope: d(stress)/d(rate), hardening included
      };

      Point operator()(const double rate) const
      {
        const double h = hardening(rate);
        double       out[2], d[6];
        evaluate(rate, h, out, d);
        // Where nothing hardens or nothing flows the second term is zero, whatever the slopes there.
        const bool hardens = rate > 0. && d[1] != 0. && d[3] != 0.;
        return {out[0], d[0] + (hardens ? d[1] * dt * d[3] / (1. - dt * d[4]) : 0.), h};
      }

    private:
      void evaluate(const double rate, const double h, double *out, double *d) const
      {
        const double in[3] = {rate, h, temperature};
        law.evaluate(in, out, d);
      }

      double hardening(const double rate) const
      {
        double     out[2], d[6];
        const auto residual = [&](const double h) {
          evaluate(rate, h, out, d);
          return ValueAndSlope{h - past_hardening - dt * out[1], 1. - dt * d[4]};
        };
        // Explicit hardening goes too far, as it slows down on its way; twice that bounds the root.
        const double other = past_hardening - 2. * residual(past_hardening).value;
        if (other == past_hardening)
          return past_hardening;
        return root(residual, std::min(past_hardening, other), std::max(past_hardening, other), past_hardening,
                    1e-15 * past_hardening);
      }
    };

    /// The rate at which stress and relaxation balance: S(rate) + stiffness dt rate = trial.
    double creep_rate(const FlowInStep &flow, const double relaxation, const double trial)
    {
      constexpr double slowest = 1e-300; // 1/s; slower creep does not exist in double precision
      const double     fastest = trial / relaxation;
      if (fastest <= slowest || flow(slowest).stress + relaxation * slowest >= trial)
        return 0.;
      // In logarithms a power law and the linear relaxation are straight lines and their sum convex, so that Newton's
      // method converges from the fast end without a detour, at any exponent.
      const auto residual = [&](const double x) {
        const double            rate = fastest * std::exp(x);
        const FlowInStep::Point at   = flow(rate);
        const double            sum  = at.stress + relaxation * rate;
        return ValueAndSlope{std::log(sum / trial), rate * (at.slope + relaxation) / sum};
      };
      return fastest * std::exp(root(residual, std::log(slowest) - std::log(fastest), 0., 0., 1e-15));
    }

    double plastic_rate(const FlowInStep &flow, const double relaxation, const double trial)
    {
      if (flow(0.).stress >= trial)
        return 0.;
      const auto residual = [&](const double rate) {
        const FlowInStep::Point at = flow(rate);
        return ValueAndSlope{at.stress + relaxation * rate - trial, at.slope + relaxation};
      };
      return root(residual, 0., trial / relaxation, 0., 1e-15 * trial);
    }

    /// K I I + 2 G [ratio I_dev + (slope - ratio) m m], m: direction of the deviator.
    MandelMatrix radial_tangent(const IsotropicModuli &moduli, const Mandel &direction, const double ratio,
                                const double slope)
    {
      MandelMatrix c;
      for (unsigned int i = 0; i < 6; ++i)
        for (unsigned int j = 0; j < 6; ++j)
          {
            const double volume = mandel_identity[i] * mandel_identity[j];
            const double across = ratio * ((i == j ? 1. : 0.) - volume / 3.);
            const double along  = (slope - ratio) * direction[i] * direction[j];
            c[6 * i + j]        = moduli.bulk * volume + 2. * moduli.shear * (across + along);
          }
      return c;
    }

    SolidResponse elastic_response(const SolidLaws &laws, const Mandel &strain, const SolidState &old, const double integrity)
    {
      SolidResponse response;
      const Mandel  elastic = strain - old.creep_strain;
      laws.elasticity->evaluate(elastic.data(), response.stress.data(), response.tangent.data());
      response.state = old;
      if (integrity == 1)
        return response;
      std::array<double, 7>  kept;
      std::array<double, 42> slopes;
      laws.split->evaluate(elastic.data(), kept.data(), slopes.data());
      for (unsigned int i = 0; i < 6; ++i)
        response.stress[i] = integrity * response.stress[i] + (1 - integrity) * kept[1 + i];
      for (unsigned int i = 0; i < 36; ++i)
        response.tangent[i] = integrity * response.tangent[i] + (1 - integrity) * slopes[6 + i];
      return response;
    }

    /// The state at the end of the step if nothing flowed in it.
    SolidState state_without_flow(const TimeStep &step, const SolidState &old, const SolidState &older)
    {
      SolidState state;
      for (unsigned int i = 0; i < 6; ++i)
        state.creep_strain[i] = step.value_with_rate(0., old.creep_strain[i], older.creep_strain[i]);
      state.equivalent_creep_strain =
        step.value_with_rate(0., old.equivalent_creep_strain, older.equivalent_creep_strain);
      state.hardening  = step.value_with_rate(0., old.hardening, older.hardening);
      state.dissipated = step.value_with_rate(0., old.dissipated, older.dissipated);
      return state;
    }

    SolidResponse flow_response(const FlowInStep &flow, const IsotropicModuli &moduli, const Mandel &strain,
                                const SolidState &past)
    {
      const Mandel trial_stress = 2. * moduli.shear * deviator(strain - past.creep_strain);
      const double trial = von_mises(trial_stress), relaxation = 3. * moduli.shear * flow.dt;
      if (!std::isfinite(trial))
        throw SolveError("flow of a solid: the strain is not finite.");

      const double rate = flow.law.rate_independent() ? plastic_rate(flow, relaxation, trial)
                                                      : creep_rate(flow, relaxation, trial);
      // Without flow the trial stress stands; a law of creep is then stiffer than any elasticity (or the stress zero).
      const FlowInStep::Point at     = flow(rate);
      const bool              flows  = rate > 0.;
      const double            stress = flows ? at.stress : trial;
      const bool   rigid = std::isinf(at.slope) || (!flows && (trial > 0. || flow.law.rate_independent()));
      const double slope = rigid ? 1. : at.slope / (at.slope + relaxation);
      const double ratio = trial > 0. ? stress / trial : slope;
      if (!std::isfinite(slope) || !std::isfinite(ratio))
        throw SolveError(fmt::format("flow of a solid: the law has no slope at a rate of {:.6g} 1/s.", rate));

      SolidResponse response;
      const double  norm = std::sqrt(2. / 3.) * trial; // of the deviator
      response.stress    = moduli.bulk * trace(strain) * mandel_identity + ratio * trial_stress;
      response.tangent   = radial_tangent(moduli, trial > 0. ? 1. / norm * trial_stress : Mandel{}, ratio, slope);
      response.state     = past;
      if (flows)
        {
          response.state.creep_strain = past.creep_strain + 1.5 * rate * flow.dt / trial * trial_stress;
          response.state.equivalent_creep_strain += rate * flow.dt;
          response.state.dissipated += stress * rate * flow.dt;
          response.state.hardening = at.hardening;
        }
      return response;
    }
  } // namespace

  SolidState initial_solid_state(const SolidLaws &laws)
  {
    SolidState state;
    if (laws.flow)
      state.hardening = laws.flow->initial_hardening();
    return state;
  }

  SolidResponse solid_response(const SolidLaws  &laws,
                               const Mandel     &strain,
                               const Mandel     &given_strain,
                               const double      temperature,
                               const TimeStep   &step,
                               const SolidState &old,
                               const SolidState &older,
                               const double      integrity)
  {
    const Mandel mechanical = strain - given_strain;
    if (!laws.flow || step.size <= 0.)
      return elastic_response(laws, mechanical, old, integrity);

    const auto moduli = laws.elasticity->isotropic();
    AssertThrow(moduli, dealii::ExcMessage("a flow law needs isotropic elasticity"));

    // A yield surface has no rate to extrapolate: past flow is what has happened, whatever the scheme.
    const TimeStep scheme =
      laws.flow->rate_independent() ? TimeStep::backward_euler(step.time, step.size) : step;
    const SolidState past = state_without_flow(scheme, old, older);
    if (laws.flow->initial_hardening() > 0. && !(past.hardening > 0.))
      throw SolveError(fmt::format("flow of a solid: the step of {:.6g} s is too long for its softening.", step.size));
    return flow_response({*laws.flow, temperature, 1. / scheme.now, past.hardening}, *moduli, mechanical, past);
  }

  double driving_energy(const SolidLaws &laws, const Mandel &elastic_strain)
  {
    Mandel                stress;
    std::array<double, 7> kept;
    laws.elasticity->evaluate(elastic_strain.data(), stress.data(), nullptr);
    laws.split->evaluate(elastic_strain.data(), kept.data(), nullptr);
    return std::max(0., 0.5 * dot(stress, elastic_strain) - kept[0]); // round-off of the difference
  }
} // namespace nadir
