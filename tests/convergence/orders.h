// Orders of convergence from decks with `Exact solution` sections, on meshes whose cells halve.
#pragma once

#include "support/simulate.h"

#include <boost/test/unit_test.hpp>
#include <fmt/format.h>

#include <cmath>

#include <string>
#include <vector>

namespace nadir::testing
{
  using Overrides = std::vector<std::string>;

  inline Overrides operator+(Overrides a, const Overrides &b)
  {
    a.insert(a.end(), b.begin(), b.end());
    return a;
  }

  /// An override for a number, with its unit if it has one.
  inline std::string setting(const std::string &entry, const double value, const std::string &unit = "")
  {
    return fmt::format("{}={:.17g}{}{}", entry, value, unit.empty() ? "" : " ", unit);
  }

  /// Overrides for a degree and a number of uniform refinements.
  inline Overrides mesh(const int degree, const int refinements)
  {
    return {fmt::format("Solver/Degree={}", degree),
            fmt::format("Mesh refinement/Initial refinements={}", refinements)};
  }

  /// Order degree + 1 in L2 and degree in H1, within 0.15: the error is C h^p (1 + c h), and an observed order is that
  /// close to p where c h stays below 0.1 (log2 1.1 = 0.14).
  inline void check_orders(const Outcome &coarse, const Outcome &fine, const std::string &exact, const int degree)
  {
    for (const auto &[norm, expected] : {std::pair("L2", degree + 1), std::pair("H1", degree)})
    {
      const std::string name     = exact + ":error_" + norm;
      const double      observed = order(coarse.last(name), fine.last(name));
      BOOST_TEST_MESSAGE(fmt::format("{} degree {}: {:.3e} {:.3e} order {:.3f}", name, degree, coarse.last(name),
                                     fine.last(name), observed));
      BOOST_TEST(std::abs(observed - expected) < 0.15,
                 name << " of degree " << degree << ": order " << observed << " instead of " << expected);
    }
  }

  /// The same for exact solutions of a deck, from `level` to `level + 1` refinements.
  inline void check_orders(const std::string &deck, const std::vector<std::string> &exact, const int degree,
                           const int level, const Overrides &more = {})
  {
    const auto coarse = simulate(deck, mesh(degree, level) + more),
               fine   = simulate(deck, mesh(degree, level + 1) + more);
    for (const auto &name : exact)
      check_orders(coarse, fine, name, degree);
  }
} // namespace nadir::testing
