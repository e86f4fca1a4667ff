#include "laws/transport/tabulated.h"

#include "base/registry.h"

#include <math.h> // Boost 1.74 calls isnan without a namespace

#include <boost/math/interpolators/pchip.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nadir
{
  namespace
  {
    /// Piecewise linear y(x); x increases.
    struct Polyline
    {
      std::vector<double> x, y;

      std::size_t piece(const double at) const
      {
        const auto k = std::upper_bound(x.begin(), x.end(), at) - x.begin();
        return std::clamp<std::ptrdiff_t>(k, 1, x.size() - 1) - 1;
      }
      double slope(const double at) const
      {
        const std::size_t k = piece(at);
        return (y[k + 1] - y[k]) / (x[k + 1] - x[k]);
      }
      double value(const double at) const
      {
        const std::size_t k = piece(at);
        return y[k] + slope(at) * (at - x[k]);
      }
    };
  } // namespace

  TabulatedConductivity::TabulatedConductivity(const Parameters &parameters) : p(parameters)
  {
    std::vector<double> x, y; // x = 1/T increases, so the table is read from its hot end
    for (std::size_t k = p.temperatures.size(); k-- > 0;)
      {
        x.push_back(1. / p.temperatures[k]);
        y.push_back(std::log(p.conductivities.at(k)));
      }
    if (p.monotone_cubic)
      {
        const boost::math::interpolators::pchip<std::vector<double>> cubic(std::move(x), std::move(y));
        value = [cubic](const double at) { return cubic(at); };
        slope = [cubic](const double at) { return cubic.prime(at); };
      }
    else
      {
        const Polyline line{x, y};
        value = [line](const double at) { return line.value(at); };
        slope = [line](const double at) { return line.slope(at); };
      }
  }

  void TabulatedConductivity::evaluate(const double *in, double *out, double *derivatives) const
  {
    const double T = in[0], lowest = p.temperatures.front(), highest = p.temperatures.back();
    // The tolerance covers the round-off of unit conversion at the ends (25 degC against 298.15 K).
    constexpr double tolerance = 1e-9;
    if (!(T >= lowest * (1. - tolerance) && T <= highest * (1. + tolerance)))
      throw SolveError(fmt::format("tabulated conductivity: the temperature {:.6g} K is outside the table, which ends "
                                   "at {:.6g} K and {:.6g} K; there is no extrapolation.",
                                   T, lowest, highest));

    const double x = std::clamp(1. / T, 1. / highest, 1. / lowest);
    out[0]         = std::exp(value(x));
    if (derivatives != nullptr)
      derivatives[0] = -out[0] * slope(x) * x * x;
  }

  std::vector<std::vector<double>> TabulatedConductivity::samples() const
  {
    const auto                      &T = p.temperatures;
    std::vector<std::vector<double>> list;
    for (std::size_t k = 0; k + 1 < T.size(); ++k)
      {
        const double step = T[k + 1] - T[k];
        for (const double fraction : {0.05, 0.5, 0.95})
          list.push_back({T[k] + fraction * step});
      }
    return list;
  }

  namespace
  {
    void check(const Section &section, const TabulatedConductivity::Parameters &p)
    {
      const std::size_t n = p.temperatures.size(), needed = p.monotone_cubic ? 4 : 2;
      if (n < needed)
        section.fail(
          "Temperatures", fmt::format("the table has {} point{}", n, n == 1 ? "" : "s"),
          fmt::format("`Interpolation = {}` needs at least {} temperatures", section.text("Interpolation"), needed));
      if (p.conductivities.size() != n)
        section.fail("Conductivities", fmt::format("{} conductivities for {} temperatures", p.conductivities.size(), n),
                     "give one conductivity for each temperature");
      for (std::size_t k = 0; k + 1 < n; ++k)
        if (p.temperatures[k + 1] <= p.temperatures[k])
          section.fail("Temperatures",
                       fmt::format("{:.6g} K is followed by {:.6g} K", p.temperatures[k], p.temperatures[k + 1]),
                       "list the points from cold to hot, each temperature once");
    }

    std::unique_ptr<ConductivityLaw> make(const Section &section)
    {
      const TabulatedConductivity::Parameters p{section.quantities("Temperatures"),
                                                section.quantities("Conductivities"),
                                                section.text("Interpolation") == "monotone cubic"};
      check(section, p);
      return std::make_unique<TabulatedConductivity>(p);
    }

    std::vector<std::unique_ptr<ConductivityLaw>> samples()
    {
      const std::vector<double> T = {273.15, 298.15, 333.15, 353.15, 400.}, sigma = {1e-4, 1e-3, 8e-3, 8e-3, 2e-2};
      return instances<ConductivityLaw>(TabulatedConductivity({T, sigma, false}),
                                        TabulatedConductivity({T, sigma, true}));
    }

    const std::vector<Entry> entries = {
      required(positive(quantities("Temperatures", "K", "", "Temperatures of the table, increasing."))),
      required(positive(quantities("Conductivities", "S m-1", "", "Conductivities at these temperatures."))),
      choice("Interpolation", {"linear", "monotone cubic"}, "linear",
             "How ln(sigma) over 1/T runs between the points: straight lines, or a monotone cubic with a continuous "
             "slope.")};
  } // namespace

  static const Registration<ConductivityLaw>
    entry({"tabulated", "ln(sigma) interpolated over 1/T in a table; no extrapolation", entries, make, samples});
} // namespace nadir
