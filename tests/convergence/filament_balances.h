// What holds in every step of a run with metal in its one crack, `flaw`.
#pragma once

#include "support/simulate.h"

#include "base/constants.h"

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace nadir::testing
{
  /// What has opened is filled; charge, sodium, and electrons into the crack balance. @param at_start what the crack holds at the start, m3
  inline void check_balances(const std::vector<Row> &history, const double at_start = 0)
  {
    constexpr double molar_volume = 23.7e-6; // m3/mol, of sodium in all these decks
    for (const Row &row : history)
      {
        const double deposit = at_start + column(row, "deposit_m3") - column(row, "squeezed_out_m3"), opened = column(row, "crack_volume_m3"), empty = column(row, "flaw:empty_m3");
        BOOST_TEST(std::abs(opened - deposit - empty) < 1e-4 * opened);
        BOOST_TEST(column(row, "deposit_balance") < 1e-6);
        BOOST_TEST(column(row, "charge_balance") < 1e-8);
        BOOST_TEST(std::abs(column(row, "deposit_m3") * constants::faraday / molar_volume / column(row, "deposit_charge_C") - 1) < 1e-12);
      }
  }
} // namespace nadir::testing
