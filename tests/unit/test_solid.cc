// The solid at a point: elasticity, radial return of every flow law, its tangent, and closed forms of creep.
#include "base/constants.h"
#include "base/errors.h"
#include "base/registry.h"
#include "laws/mechanics/anand.h"
#include "laws/mechanics/cubic_elasticity.h"
#include "laws/mechanics/isotropic_elasticity.h"
#include "laws/mechanics/norton.h"
#include "laws/mechanics/perfect_plasticity.h"
#include "laws/mechanics/solid.h"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

using namespace nadir;

BOOST_AUTO_TEST_SUITE(solid)

namespace
{
  const double E = 4.6e9, nu = 0.41, G = E / (2. * (1. + nu)), K = E / (3. * (1. - 2. * nu)), T = 298.15;
  const auto   sodium_elasticity = std::make_shared<const IsotropicElasticity>(IsotropicElasticity::Parameters{E, nu});
  const Mandel zero{};

  SolidLaws norton(const double n = 5., const double stress = 1e6, const double rate = 0.53)
  {
    return {sodium_elasticity,
            std::make_shared<const Norton>(Norton::Parameters{stress, rate, n, {44e3, T}})};
  }

  const Anand::Parameters anand_parameters = {0.1, 1.5, 0.2, 10e6, 1.3, 2e6, 0.05, 0.5e6, {44e3, T}};

  SolidLaws anand(const Anand::Parameters &p = anand_parameters)
  {
    return {sodium_elasticity, std::make_shared<const Anand>(p)};
  }

  SolidLaws plastic(const double yield_stress)
  {
    return {sodium_elasticity,
            std::make_shared<const PerfectPlasticity>(PerfectPlasticity::Parameters{yield_stress})};
  }

  std::vector<std::pair<std::string, SolidLaws>> all_flows()
  {
    std::vector<std::pair<std::string, SolidLaws>> list;
    for (const auto &entry : Registry<FlowLaw>::all())
      for (auto &law : entry.samples())
        list.push_back({entry.name, {sodium_elasticity, std::shared_ptr<const FlowLaw>(std::move(law))}});
    return list;
  }

  double norm(const Mandel &a) { return std::sqrt(dot(a, a)); }

  double norm(const MandelMatrix &m)
  {
    double sum = 0;
    for (const double v : m)
      sum += v * v;
    return std::sqrt(sum);
  }

  /// Tangent by central differences of the stress.
  MandelMatrix differences(const SolidLaws &laws, const Mandel &strain, const TimeStep &step, const SolidState &old,
                           const SolidState &older, const double h)
  {
    MandelMatrix c;
    for (unsigned int j = 0; j < 6; ++j)
      {
        Mandel plus = strain, minus = strain;
        plus[j] += h;
        minus[j] -= h;
        const Mandel d = solid_response(laws, plus, zero, T, step, old, older).stress -
                         solid_response(laws, minus, zero, T, step, old, older).stress;
        for (unsigned int i = 0; i < 6; ++i)
          c[6 * i + j] = d[i] / (plus[j] - minus[j]);
      }
    return c;
  }

  /// A state in which the solid has flowed for a while, and the one before it.
  std::pair<SolidState, SolidState> used(const SolidLaws &laws)
  {
    const SolidState  start = initial_solid_state(laws);
    const Mandel      a = {1e-3, -4e-4, -4e-4, 0., 2e-4, 3e-4}, b = {1.5e-3, -6e-4, -6e-4, 1e-4, 1e-4, 4e-4};
    const auto        first  = solid_response(laws, a, zero, T, TimeStep::backward_euler(1., 1.), start, start);
    const auto        second = solid_response(laws, b, zero, T, TimeStep::backward_euler(2., 1.), first.state, start);
    return {second.state, first.state};
  }

  const std::vector<Mandel> strains = {{1e-3, -5e-4, -5e-4, 0, 0, 0},
                                       {0, 0, 0, 0, 0, 2e-3},
                                       {2e-3, 1e-3, -4e-3, 1e-3, -2e-3, 5e-4},
                                       {-1e-2, -1e-2, -1e-2, 1e-5, 0, 0},
                                       {0.1, -0.2, 0.05, 0.3, 0., 0.1}};

  struct Bar
  {
    double     stress;
    SolidState state;
  };

  /// Uniaxial stress along x at a given axial strain: a Newton iteration for the lateral strain.
  Bar bar(const SolidLaws &laws, const double axial, double &lateral, const TimeStep &step, const SolidState &old,
          const SolidState &older)
  {
    for (unsigned int i = 0; i < 50; ++i)
      {
        const auto   r     = solid_response(laws, {axial, lateral, lateral, 0, 0, 0}, zero, T, step, old, older);
        const double slope = r.tangent[7] + r.tangent[8];
        if (std::abs(r.stress[1]) <= 1e-12 * std::abs(r.stress[0]) + 1e-14 * K * std::abs(axial)) // round-off of K tr
          return {r.stress[0], r.state};
        lateral -= r.stress[1] / slope;
      }
    BOOST_FAIL("the lateral stress does not vanish");
    return {};
  }
} // namespace

BOOST_AUTO_TEST_CASE(hooke)
{
  const SolidLaws laws = {sodium_elasticity, nullptr};
  const double    e    = 1e-3;
  const auto      tension =
    solid_response(laws, {e, -nu * e, -nu * e, 0, 0, 0}, zero, T, TimeStep::held(0.), {}, {}).stress;
  BOOST_TEST(tension[0] == E * e, boost::test_tools::tolerance(1e-13));
  for (unsigned int i = 1; i < 6; ++i)
    BOOST_TEST(std::abs(tension[i]) < 1e-13 * E * e);

  const auto shear = solid_response(laws, {0, 0, 0, 0, 0, e}, zero, T, TimeStep::held(0.), {}, {}).stress;
  BOOST_TEST(shear[5] == 2. * G * e, boost::test_tools::tolerance(1e-14));

  // Given strain (thermal, swelling) is free of stress; a biaxially held film feels E/(1 - nu) times it.
  const Mandel hot = e * mandel_identity;
  BOOST_TEST(norm(solid_response(laws, hot, hot, T, TimeStep::held(0.), {}, {}).stress) == 0.);
  const double lateral = e * (1. + nu) / (1. - nu); // of the free normal: sigma_zz = 0
  const auto   film = solid_response(laws, {0, 0, lateral, 0, 0, 0}, hot, T, TimeStep::held(0.), {}, {}).stress;
  BOOST_TEST(film[0] == -E / (1. - nu) * e, boost::test_tools::tolerance(1e-13));
  BOOST_TEST(std::abs(film[2]) < 1e-13 * E * e);
}

BOOST_AUTO_TEST_CASE(cubic_crystal)
{
  const double          c11 = 7.4e9, c12 = 6.2e9, c44 = 4.2e9;
  const CubicElasticity crystal({c11, c12, c44});
  BOOST_TEST(!crystal.isotropic());
  const MandelMatrix c = crystal.stiffness();
  BOOST_TEST(c[0] == c11);
  BOOST_TEST(c[1] == c12);
  BOOST_TEST(c[35] == 2. * c44);
  // A shear along (1, -1, 0) has the modulus (c11 - c12)/2, one along an axis c44.
  const Mandel shear = c * Mandel{{1e-3, -1e-3, 0, 0, 0, 0}};
  BOOST_TEST(shear[0] == (c11 - c12) * 1e-3, boost::test_tools::tolerance(1e-13));
  // The isotropic case is Hooke's law.
  const CubicElasticity same({K + 4. * G / 3., K - 2. * G / 3., G});
  for (unsigned int i = 0; i < 36; ++i)
    BOOST_TEST(std::abs(same.stiffness()[i] - sodium_elasticity->stiffness()[i]) < 1e-13 * E);
}

BOOST_AUTO_TEST_CASE(stiffness_is_symmetric_and_positive)
{
  for (const auto &entry : Registry<ElasticityLaw>::all())
    for (const auto &law : entry.samples())
      BOOST_TEST_CONTEXT(entry.name)
      {
        const MandelMatrix c = law->stiffness();
        for (unsigned int i = 0; i < 6; ++i)
          for (unsigned int j = 0; j < 6; ++j)
            BOOST_TEST(c[6 * i + j] == c[6 * j + i]);
        for (const Mandel &strain : strains)
          BOOST_TEST(dot(strain, c * strain) > 0.);
      }
}

BOOST_AUTO_TEST_CASE(tangent_is_the_derivative_of_the_stress)
{
  unsigned int flowing = 0;
  for (const auto &[name, laws] : all_flows())
    for (const bool bdf2 : {false, true})
      for (const double dt : {1e-6, 1e-2, 1., 1e4})
        for (const Mandel &strain : strains)
          BOOST_TEST_CONTEXT(name << (bdf2 ? ", BDF2" : ", backward Euler") << ", dt " << dt << ", strain "
                                  << strain[0])
          {
            const auto     states = used(laws);
            const TimeStep step = bdf2 ? TimeStep::bdf2(2. + dt, dt, 1.5 * dt) : TimeStep::backward_euler(2. + dt, dt);
            const auto     r    = solid_response(laws, strain, zero, T, step, states.first, states.second);
            const double   h    = 1e-4 * std::max(1e-6, norm(deviator(strain - states.first.creep_strain)));
            const auto     coarse = differences(laws, strain, step, states.first, states.second, h),
                       fine       = differences(laws, strain, step, states.first, states.second, h / 2);
            MandelMatrix error;
            for (unsigned int i = 0; i < 36; ++i)
              error[i] = r.tangent[i] - (4. * fine[i] - coarse[i]) / 3.;
            const double round_off = 1e-13 * norm(r.stress) / h;
            BOOST_TEST(norm(error) <= 1e-7 * norm(r.tangent) + round_off, "error " << norm(error) << " of "
                                                                                   << norm(r.tangent));
            for (unsigned int i = 0; i < 6; ++i)
              for (unsigned int j = 0; j < 6; ++j)
                BOOST_TEST(std::abs(r.tangent[6 * i + j] - r.tangent[6 * j + i]) <= 1e-14 * norm(r.tangent));
            flowing += r.state.equivalent_creep_strain > states.first.equivalent_creep_strain + 1e-5;
          }
  BOOST_TEST(flowing > 100u); // not only elastic states
}

BOOST_AUTO_TEST_CASE(flow_keeps_the_volume_and_accounts_for_its_work)
{
  for (const auto &[name, laws] : all_flows())
    for (const Mandel &strain : strains)
      BOOST_TEST_CONTEXT(name)
      {
        const SolidState start = initial_solid_state(laws);
        const auto r = solid_response(laws, strain, zero, T, TimeStep::backward_euler(0.1, 0.1), start, start);
        BOOST_TEST(std::abs(trace(r.state.creep_strain)) <= 1e-15 * norm(strain));
        BOOST_TEST(std::abs(trace(r.stress) - 3. * K * trace(strain)) <= 1e-13 * (norm(r.stress) + K * norm(strain)));
        // sigma = C (eps - eps_c), the flow follows the deviator, and the work is sigma : eps_c.
        const Mandel hooke = sodium_elasticity->stiffness() * (strain - r.state.creep_strain);
        BOOST_TEST(norm(hooke - r.stress) <= 1e-12 * K * norm(strain));
        BOOST_TEST(dot(r.stress, r.state.creep_strain) == r.state.dissipated, boost::test_tools::tolerance(1e-12));
        BOOST_TEST(std::sqrt(2. / 3.) * norm(r.state.creep_strain) == r.state.equivalent_creep_strain,
                   boost::test_tools::tolerance(1e-12));
        const double rate = r.state.equivalent_creep_strain / 0.1, in[3] = {rate, r.state.hardening, T};
        double       out[2];
        laws.flow->evaluate(in, out, nullptr);
        if (rate > 0.)
          BOOST_TEST(von_mises(r.stress) == out[0], boost::test_tools::tolerance(1e-9));
        BOOST_TEST(r.state.hardening - start.hardening == 0.1 * out[1], boost::test_tools::tolerance(1e-10));
      }
}

BOOST_AUTO_TEST_CASE(constant_stress_creeps_at_the_rate_of_the_law)
{
  const double    stress = 0.4e6, rate = 0.53 * std::pow(0.4, 5);
  const SolidLaws laws = norton();
  SolidState      old = initial_solid_state(laws), older = old;
  double          lateral = 0.;
  for (unsigned int k = 1; k <= 5; ++k)
    {
      const double   axial = stress / E + rate * 10. * k;
      const TimeStep step  = k == 1 ? TimeStep::backward_euler(10., 10.) : TimeStep::bdf2(10. * k, 10., 10.);
      const Bar      r     = bar(laws, axial, lateral, step, old, older);
      BOOST_TEST(r.stress == stress, boost::test_tools::tolerance(1e-10));
      BOOST_TEST(r.state.creep_strain[0] == rate * 10. * k, boost::test_tools::tolerance(1e-9));
      BOOST_TEST(r.state.equivalent_creep_strain == rate * 10. * k, boost::test_tools::tolerance(1e-9));
      BOOST_TEST(r.state.dissipated == stress * rate * 10. * k, boost::test_tools::tolerance(1e-9));
      older = old;
      old   = r.state;
    }
  // Faster where it is hot, by exp[-(Q/R)(1/T - 1/T_ref)].
  const double ratio = std::exp(-44e3 / constants::gas * (1. / 333.15 - 1. / T));
  const double in[3] = {rate * ratio, 0., 333.15};
  double       out[2];
  laws.flow->evaluate(in, out, nullptr);
  BOOST_TEST(out[0] == stress, boost::test_tools::tolerance(1e-13));
}

namespace
{
  /// Stress of a bar held at a strain, after `time` in n steps.
  double relaxed(const SolidLaws &laws, const double stress, const double time, const unsigned int n)
  {
    SolidState   old = initial_solid_state(laws), older = old;
    double       lateral = -nu * stress / E, now = stress;
    const double dt = time / n;
    for (unsigned int k = 1; k <= n; ++k)
      {
        const TimeStep step = k == 1 ? TimeStep::backward_euler(dt, dt) : TimeStep::bdf2(k * dt, dt, dt);
        const Bar      r    = bar(laws, stress / E, lateral, step, old, older);
        older = old;
        old   = r.state;
        now   = r.stress;
      }
    return now;
  }
} // namespace

/// V15: sigma^(1-n) = sigma_0^(1-n) + (n-1) E A t.
BOOST_AUTO_TEST_CASE(norton_bar_relaxes)
{
  const double    n = 5., stress = 1e6, A = 0.53 / std::pow(1e6, n);
  const SolidLaws laws  = norton();
  const auto      exact = [&](const double time) {
    return std::pow(std::pow(stress, 1. - n) + (n - 1.) * E * A * time, 1. / (1. - n));
  };

  // Later errors change their sign, so that orders are read off here, where a quarter of the stress is gone.
  const double        early = 2e-4;
  std::vector<double> errors;
  BOOST_TEST(exact(early) < 0.77 * stress);
  for (const unsigned int steps : {40u, 80u, 160u})
    errors.push_back(std::abs(relaxed(laws, stress, early, steps) / exact(early) - 1.));
  for (unsigned int k = 1; k < errors.size(); ++k)
    {
      const double order = std::log2(errors[k - 1] / errors[k]);
      BOOST_TEST(order > 1.95, "order " << order);
      BOOST_TEST(order < 2.05, "order " << order);
    }

  const double late = 2e-2;
  BOOST_TEST(exact(late) < 0.27 * stress);
  BOOST_TEST(relaxed(laws, stress, late, 640) == exact(late), boost::test_tools::tolerance(1e-5));
}

BOOST_AUTO_TEST_CASE(perfect_plasticity_is_the_limit_of_norton)
{
  const TimeStep   step   = TimeStep::backward_euler(1., 1.);
  const SolidLaws  limit  = plastic(0.2e6);
  const SolidState start  = {};
  const Mandel     strain = {2e-3, 1e-3, -3e-3, 1e-3, 0, 0};
  const Mandel     exact  = solid_response(limit, strain, zero, T, step, start, start).stress;
  BOOST_TEST(von_mises(exact) == 0.2e6, boost::test_tools::tolerance(1e-13));
  double before = 2.;
  for (const double n : {5., 20., 100.})
    {
      const auto r     = solid_response(norton(n, 0.2e6, 1e-4), strain, zero, T, step, start, start);
      const double off = norm(r.stress - exact) / norm(exact);
      BOOST_TEST(off < 0.7 * before, "n = " << n << ": " << off << " after " << before);
      before = off;
    }
  BOOST_TEST(before < 0.05); // rate/rate_0 = 40, 40^(1/100) - 1 = 0.038

  // Below yield nothing flows, and past flow is kept whatever the scheme extrapolates.
  const auto      states  = used(limit);
  const TimeStep  bdf2    = TimeStep::bdf2(3., 1., 1.);
  const Mandel    unload  = states.first.creep_strain + Mandel{{1e-6, -5e-7, -5e-7, 0, 0, 0}};
  const auto      r       = solid_response(limit, unload, zero, T, bdf2, states.first, states.second);
  BOOST_TEST(norm(r.state.creep_strain - states.first.creep_strain) == 0.);
  BOOST_TEST(r.state.dissipated == states.first.dissipated);
}

BOOST_AUTO_TEST_CASE(anand_saturates)
{
  const Anand     law(anand_parameters);
  const SolidLaws laws = anand();
  const double    rate = 1e-3;
  SolidState      old = initial_solid_state(laws), older = old;
  BOOST_TEST(old.hardening == 0.5e6);
  double lateral = 0., stress = 0., before = old.hardening;
  for (unsigned int k = 1; k <= 400; ++k)
    {
      const TimeStep step = k == 1 ? TimeStep::backward_euler(5., 5.) : TimeStep::bdf2(5. * k, 5., 5.);
      const Bar      r    = bar(laws, rate * 5. * k, lateral, step, old, older);
      older = old;
      old   = r.state;
      BOOST_TEST(old.hardening >= before);
      before = old.hardening;
      stress = r.stress;
    }
  const double s = law.saturation(rate, T);
  BOOST_TEST(s > 1e6);
  BOOST_TEST(old.hardening == s, boost::test_tools::tolerance(0.01));
  BOOST_TEST(old.hardening < s);
  BOOST_TEST(stress == s / 1.5 * std::asinh(std::pow(rate / 0.1, 0.2)), boost::test_tools::tolerance(0.01));

  // A resistance above saturation falls to it.
  Anand::Parameters hard = anand_parameters;
  hard.initial_resistance = 3e6;
  const SolidLaws softening = anand(hard);
  SolidState      state     = initial_solid_state(softening);
  lateral                   = 0.;
  for (unsigned int k = 1; k <= 400; ++k)
    state = bar(softening, rate * 5. * k, lateral, TimeStep::backward_euler(5. * k, 5.), state, state).state;
  BOOST_TEST(state.hardening == s, boost::test_tools::tolerance(0.01));
}

BOOST_AUTO_TEST_CASE(zero_stress_and_held_steps)
{
  for (const auto &[name, laws] : all_flows())
    BOOST_TEST_CONTEXT(name)
    {
      const SolidState start = initial_solid_state(laws);
      const auto r = solid_response(laws, zero, zero, T, TimeStep::backward_euler(1., 1.), start, start);
      BOOST_TEST(norm(r.stress) == 0.);
      BOOST_TEST(std::isfinite(norm(r.tangent)));
      BOOST_TEST(r.tangent[0] > 0.);
      BOOST_TEST(r.state.hardening == start.hardening);

      const auto states = used(laws);
      const auto held   = solid_response(laws, strains[2], zero, T, TimeStep::held(2.), states.first, states.second);
      BOOST_TEST(norm(held.state.creep_strain - states.first.creep_strain) == 0.);
      BOOST_TEST(held.state.hardening == states.first.hardening);
      BOOST_TEST(norm(held.stress - sodium_elasticity->stiffness() * (strains[2] - states.first.creep_strain)) <=
                 1e-13 * norm(held.stress));
    }
  // n = 1 is viscous from the start: 3 G dt/S' is finite there. Otherwise the first response is elastic.
  const TimeStep step    = TimeStep::backward_euler(1., 1.);
  const auto     viscous = solid_response(norton(1.), zero, zero, T, step, {}, {}).tangent;
  const double   slope   = 1e6 / 0.53;
  BOOST_TEST(viscous[35] == 2. * G * slope / (slope + 3. * G), boost::test_tools::tolerance(1e-13));
  BOOST_TEST(solid_response(norton(5.), zero, zero, T, step, {}, {}).tangent[35] == 2. * G,
             boost::test_tools::tolerance(1e-14));
}

/// The local equation has its root at rates from 1e-12 to 1e6 1/s, strains up to 100 and steps from ns to years.
BOOST_AUTO_TEST_CASE(local_equation_is_solved_everywhere)
{
  unsigned int n_states = 0;
  for (const double n : {1., 2., 5., 20., 100.})
    for (const double dt : {1e-9, 1e-3, 1., 1e5, 1e9})
      for (const double e : {1e-100, 1e-30, 1e-15, 1e-9, 1e-6, 1e-3, 1., 100.})
        for (const SolidLaws &laws : {norton(n), norton(n, 0.2e6, 1e-12), norton(n, 0.2e6, 1e6)})
          BOOST_TEST_CONTEXT("n " << n << ", dt " << dt << ", strain " << e)
          {
            const TimeStep step  = TimeStep::backward_euler(dt, dt);
            const auto     r     = solid_response(laws, {0, 0, 0, 0, 0, e}, zero, T, step, {}, {});
            const double   trial = std::sqrt(3. / 2.) * 2. * G * e, rate = r.state.equivalent_creep_strain / dt;
            const double   in[3] = {rate, 0., T};
            double         out[2];
            laws.flow->evaluate(in, out, nullptr);
            const double stress = von_mises(r.stress);
            BOOST_TEST(std::isfinite(norm(r.tangent)));
            BOOST_TEST(std::abs(stress + 3. * G * rate * dt - trial) <= 1e-12 * trial);
            if (rate > 1e-290)
              BOOST_TEST(std::abs(stress - out[0]) <= 1e-12 * trial);
            else if (rate == 0. && trial > 0.) // elastic only where the root is below every number of a double
              {
                const double slowest[3] = {1e-299, 0., T};
                laws.flow->evaluate(slowest, out, nullptr);
                BOOST_TEST(out[0] + 3. * G * dt * 1e-299 >= trial);
              }
            ++n_states;
          }
  BOOST_TEST(n_states == 600u);

  for (const double rate : {1e-12, 1e-6, 1., 1e6})
    for (const double strain : {1e-6, 1e-2, 1.})
      for (const double s : {0.05e6, 0.5e6, 50e6})
        BOOST_TEST_CONTEXT("Anand at " << rate << " 1/s, strain " << strain << ", s " << s)
        {
          SolidState state;
          state.hardening     = s;
          const double   dt   = strain / rate;
          const TimeStep step = TimeStep::backward_euler(dt, dt);
          const auto     r    = solid_response(anand(), {strain, -strain / 2, -strain / 2, 0, 0, 0}, zero, T, step,
                                               state, state);
          const double   in[3] = {r.state.equivalent_creep_strain / dt, r.state.hardening, T};
          double         out[2];
          anand().flow->evaluate(in, out, nullptr);
          if (in[0] > 0.)
            {
              BOOST_TEST(von_mises(r.stress) == out[0], boost::test_tools::tolerance(1e-9));
              BOOST_TEST(std::abs(r.state.hardening - s - dt * out[1]) <= 1e-9 * std::max(s, r.state.hardening));
            }
        }
}

BOOST_AUTO_TEST_CASE(laws_that_end_say_so)
{
  const TimeStep step = TimeStep::backward_euler(1., 1.);
  const Mandel   bad  = {std::nan(""), 0, 0, 0, 0, 0};
  BOOST_CHECK_THROW(solid_response(norton(), bad, zero, T, step, {}, {}), SolveError);
  BOOST_CHECK_THROW(solid_response(norton(), strains[0], zero, std::nan(""), step, {}, {}), SolveError);

  const SolidLaws melting = {sodium_elasticity, std::make_shared<const PerfectPlasticity>(
                                                  PerfectPlasticity::Parameters{0.2e6, -2000., 300.})};
  BOOST_CHECK_THROW(solid_response(melting, strains[0], zero, 401., step, {}, {}), SolveError);
  BOOST_TEST(von_mises(solid_response(melting, strains[0], zero, 350., step, {}, {}).stress) == 0.1e6,
             boost::test_tools::tolerance(1e-12));

  SolidState old, older;
  old.hardening   = 1e5;
  older.hardening = 1e6; // BDF2 would extrapolate below zero
  BOOST_CHECK_THROW(solid_response(anand(), strains[0], zero, T, TimeStep::bdf2(2., 1., 1.), old, older), SolveError);
}

BOOST_AUTO_TEST_SUITE_END()
