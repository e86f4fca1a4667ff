// Every registered law: its derivatives against differences of its values, at the sample states it names itself.
#include "base/registry.h"
#include "laws/fracture/crack_density.h"
#include "laws/fracture/energy_split.h"
#include "laws/interfaces/charge_transfer.h"
#include "laws/interfaces/cohesive.h"
#include "laws/interfaces/constriction.h"
#include "laws/interfaces/interphase.h"
#include "laws/interfaces/void_closure.h"
#include "laws/mechanics/elasticity.h"
#include "laws/mechanics/flow.h"
#include "laws/transport/conductivity.h"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <map>
#include <set>

using namespace nadir;

BOOST_AUTO_TEST_SUITE(laws)

namespace
{
  /// What an input varies by; only states at or near zero need a scale of their own.
  double scale(const Scalar &input, const double value)
  {
    static const std::map<std::string, double> smallest = {
      {"overpotential", 1e-2}, {"thickness", 1e-8}, {"hardening", 1e5},
      {"mode_mix", 1.},        {"pressure", 1e5},   {"faradaic_current_density", 1.}};
    const auto   found = smallest.find(input.name);
    const double least = input.name.rfind("strain_", 0) == 0 ? 1e-3 : found == smallest.end() ? 0. : found->second;
    return std::max(std::abs(value), least);
  }

  struct Difference
  {
    double slope, largest_value;
  };

  Difference central(const PointLaw &law, const std::vector<double> &state, const std::size_t i, const std::size_t o,
                     const double h)
  {
    std::vector<double> out(law.outputs().size()), plus = state, minus = state;
    plus[i] += h;
    minus[i] -= h;
    law.evaluate(plus.data(), out.data(), nullptr);
    const double above = out[o];
    law.evaluate(minus.data(), out.data(), nullptr);
    return {(above - out[o]) / (plus[i] - minus[i]), std::max(std::abs(above), std::abs(out[o]))};
  }

  struct Estimate
  {
    double slope, round_off;
  };

  /// Two step sizes remove the leading error h^2; what is left is round-off, eps |f|/h, and a small h^4.
  Estimate extrapolated(const PointLaw &law, const std::vector<double> &state, const std::size_t i, const std::size_t o)
  {
    const double h = 1e-4 * scale(law.inputs()[i], state[i]);
    BOOST_REQUIRE_GT(h, 0.);
    const Difference coarse = central(law, state, i, o, h), fine = central(law, state, i, o, h / 2);
    return {(4. * fine.slope - coarse.slope) / 3.,
            20. * std::numeric_limits<double>::epsilon() * coarse.largest_value / h};
  }

  bool agrees(const double derivative, const Estimate &e)
  {
    return std::abs(derivative - e.slope) <= 1e-7 * std::abs(e.slope) + e.round_off; // false for not-a-number
  }

  void check_derivative(const PointLaw &law, const std::vector<double> &state, const std::size_t i, const std::size_t o,
                        const double derivative)
  {
    const Estimate e = extrapolated(law, state, i, o);
    BOOST_TEST_CONTEXT("d " << law.outputs()[o].name << " / d " << law.inputs()[i].name << " at "
                            << law.inputs()[0].name << " = " << state[0])
    {
      BOOST_TEST(agrees(derivative, e),
                 "the law says " << derivative << ", differences say " << e.slope << ", round-off " << e.round_off);
      BOOST_TEST((derivative == 0. || e.round_off < 1e-6 * std::abs(e.slope)),
                 "the sample says nothing: round-off " << e.round_off << " hides the slope " << e.slope);
    }
  }

  template <class Law>
  void check_family(const std::size_t fewest)
  {
    BOOST_TEST(Registry<Law>::all().size() >= fewest);
    std::set<std::string> names;
    for (const auto &entry : Registry<Law>::all())
      BOOST_TEST_CONTEXT(Law::family << " law '" << entry.name << "'")
      {
        BOOST_TEST(names.insert(entry.name).second, "the name is registered twice");
        BOOST_TEST(!entry.summary.empty());
        for (const auto &e : entry.entries)
          BOOST_TEST(!e.documentation.empty(), "the entry '" << e.name << "' is not documented");

        const auto instances = entry.samples();
        BOOST_TEST(!instances.empty());
        for (const auto &law : instances)
          {
            const std::size_t n = law->inputs().size(), m = law->outputs().size();
            BOOST_TEST(!law->samples().empty());
            for (const auto &state : law->samples())
              {
                BOOST_REQUIRE_EQUAL(state.size(), n);
                std::vector<double> out(m), again(m), derivatives(m * n, std::nan(""));
                law->evaluate(state.data(), out.data(), derivatives.data());
                law->evaluate(state.data(), again.data(), nullptr);
                BOOST_TEST(out == again, boost::test_tools::per_element());
                for (std::size_t o = 0; o < m; ++o)
                  for (std::size_t i = 0; i < n; ++i)
                    check_derivative(*law, state, i, o, derivatives[o * n + i]);
              }
          }
      }
  }
} // namespace

BOOST_AUTO_TEST_CASE(conductivity)
{
  check_family<ConductivityLaw>(4);
}
BOOST_AUTO_TEST_CASE(charge_transfer)
{
  check_family<ChargeTransferLaw>(4);
}
BOOST_AUTO_TEST_CASE(interphase)
{
  check_family<InterphaseLaw>(4);
}
BOOST_AUTO_TEST_CASE(constriction)
{
  check_family<ConstrictionLaw>(2);
}
BOOST_AUTO_TEST_CASE(void_closure)
{
  check_family<VoidClosureLaw>(2);
}
BOOST_AUTO_TEST_CASE(cohesion)
{
  check_family<CohesiveLaw>(2);
}
BOOST_AUTO_TEST_CASE(elasticity)
{
  check_family<ElasticityLaw>(2);
}
BOOST_AUTO_TEST_CASE(energy_split)
{
  check_family<EnergySplit>(4);
}
BOOST_AUTO_TEST_CASE(crack_density)
{
  check_family<CrackDensity>(2);
  // The largest stress that a bar bears: sigma^2 = E G_c/(c_w l) w'(d) (1 - d)^3.
  for (const auto &entry : Registry<CrackDensity>::all())
    for (const auto &law : entry.samples())
      {
        double largest = 0;
        for (double d = 0; d < 1; d += 1e-4)
          {
            double out[2];
            law->evaluate(&d, out, nullptr);
            largest = std::max(largest, out[1] * std::pow(1 - d, 3) / law->normalisation());
          }
        BOOST_TEST(std::abs(law->strength() / std::sqrt(largest) - 1) < 1e-7);
      }
}
BOOST_AUTO_TEST_CASE(flow)
{
  check_family<FlowLaw>(3);
}

namespace
{
  class Square : public ConductivityLaw
  {
  public:
    void evaluate(const double *in, double *out, double * /*derivatives*/) const override { out[0] = in[0] * in[0]; }
    std::vector<std::vector<double>> samples() const override { return {{300.}}; }
  };
} // namespace

BOOST_AUTO_TEST_CASE(comparison_notices_a_millionth)
{
  const Estimate e = extrapolated(Square(), {300.}, 0, 0);
  BOOST_TEST(agrees(600., e));
  BOOST_TEST(!agrees(600. * (1. + 1e-6), e));
  BOOST_TEST(!agrees(std::nan(""), e));
}

BOOST_AUTO_TEST_SUITE_END()
