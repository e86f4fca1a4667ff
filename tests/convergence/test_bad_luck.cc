// When a law has no value: a run that cannot go on says where and why and keeps its history; a step that fails and is
// cut leaves no trace.
#include "support/simulate.h"

#include "application.h"
#include "base/constants.h"
#include "base/registry.h"
#include "simulation.h"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

using namespace nadir;
using namespace nadir::testing;

BOOST_AUTO_TEST_SUITE(bad_luck)

namespace
{
  /// i = eta/Z, but not a number where eta lies between `from` and `to`.
  class Gap : public ChargeTransferLaw
  {
  public:
    Gap(const double resistance, const double from, const double to) : resistance(resistance), from(from), to(to) {}

    void evaluate(const double *in, double *out, double *derivatives) const override
    {
      out[0] = in[0] > from && in[0] < to ? std::numeric_limits<double>::quiet_NaN() : in[0] / resistance;
      if (derivatives != nullptr)
      {
        derivatives[0] = 1 / resistance;
        derivatives[1] = 0;
      }
    }

    std::vector<std::vector<double>> samples() const override { return {{0.5 * from, 298.15}, {2 * to, 298.15}}; }

  private:
    const double resistance, from, to;
  };

  const Registration<ChargeTransferLaw>
      entry({"not a number within",
             "fails on purpose between two overpotentials",
             {positive(quantity("Resistance", "ohm m2", "", "Z.")), quantity("From", "V", "1 kV", "Lower end."),
              quantity("To", "V", "1 kV", "Upper end.")},
             [](const Section &s)
             { return std::make_unique<Gap>(s.quantity("Resistance"), s.quantity("From"), s.quantity("To")); },
             [] { return instances<ChargeTransferLaw>(Gap(1e-3, 1, 2)); }});

  const std::string deck_file = std::string(NADIR_SOURCE_DIR) + "/tests/convergence/decks/current_ramp.prm";

  std::vector<std::string> with_gap(const double from, const double to)
  {
    const std::string law = "Interface lower/Charge transfer/";
    return {law + "Law=not a number within", law + "From=" + std::to_string(from * 1e6) + " uV",
            law + "To=" + std::to_string(to * 1e6) + " uV"};
  }

  /// Every row must obey what holds for any sequence of steps: the ramp, the film's closed form (which each step
  /// continues from the one before), and sodium against charge. @return the number of rows
  std::size_t check_against_closed_forms(const std::vector<Row> &history)
  {
    for (const Row &row : history)
    {
      const double t = column(row, "time_s"), i = 10 * t / 3600, delta = std::sqrt(1e-20 * t);
      BOOST_TEST(column(row, "voltage_V") == i * (3e-3 + 2 * 10e-6 / 2.1e7 + delta / 1e-6),
                 boost::test_tools::tolerance(3e-10 * 10 / i));
      BOOST_TEST(column(row, "lower:mean_interphase_thickness_m") == delta, boost::test_tools::tolerance(1e-12));
      const double sodium = column(row, "lower:mean_plated_thickness_m") / 23.7e-6 + 2e4 * delta; // mol/m2
      BOOST_TEST(std::abs(constants::faraday * sodium + column(row, "capacity_C_per_m2"))
                 < 1e-10 * (18000 + 1e5 * 6e-9));
    }
    return history.size();
  }
} // namespace

BOOST_AUTO_TEST_CASE(a_law_without_a_value_ends_the_run)
{
  // Above 5 mV nothing has a value: the ramp gets to 5 A/m2 and not further.
  const auto    deck = Deck::read(deck_file, deck_schema(), with_gap(5e-3, 1), material_folders(deck_file));
  Simulation<2> simulation(deck);
  std::string   message;
  try
  {
    simulation.run();
  }
  catch (const SolveError &error)
  {
    message = error.what();
  }
  BOOST_TEST_MESSAGE(message);
  BOOST_TEST(message.find("interface 'lower'") != std::string::npos);
  BOOST_TEST(message.find("not-a-number") != std::string::npos);

  // The history up to there: complete, right, and up to the last step that fits.
  const auto &history = simulation.history();
  BOOST_TEST(check_against_closed_forms(history) > 10u);
  BOOST_TEST(column(history.back(), "lower:max_overpotential_V") <= 5e-3);
  BOOST_TEST(column(history.back(), "lower:max_overpotential_V") > 5e-3 - 1e-8);
}

BOOST_AUTO_TEST_CASE(a_failed_step_leaves_no_trace)
{
  // Without a gap first; then with one around the overpotential of one of its steps, which therefore fails.
  const auto   smooth = simulate("convergence/decks/current_ramp.prm", with_gap(1e3, 2e3)).history;
  unsigned int hit    = 0;
  while (column(smooth[hit], "lower:max_overpotential_V") < 4e-3)
    ++hit;
  const double eta    = column(smooth[hit], "lower:max_overpotential_V");
  const auto   gapped = simulate("convergence/decks/current_ramp.prm", with_gap(eta - 2e-5, eta + 2e-5)).history;
  check_against_closed_forms(smooth);
  check_against_closed_forms(gapped);

  // The same until the failure, bit by bit; then a quarter of the step; then on to the same end.
  for (unsigned int k = 0; k < hit; ++k)
    for (const char *name :
         {"time_s", "voltage_V", "capacity_C_per_m2", "lower:mean_plated_thickness_m", "upper:mean_plated_thickness_m"})
      BOOST_TEST(column(gapped[k], name) == column(smooth[k], name));
  BOOST_TEST(column(gapped[hit], "time_s") < column(smooth[hit], "time_s"));
  BOOST_TEST(column(gapped[hit], "step_size_s") == column(smooth[hit], "step_size_s") / 4,
             boost::test_tools::tolerance(0.05));
  BOOST_TEST(column(gapped.back(), "time_s") == column(smooth.back(), "time_s"));
  // A ramp's charge is exact but for the first step, which both share.
  BOOST_TEST(column(gapped.back(), "capacity_C_per_m2") == column(smooth.back(), "capacity_C_per_m2"),
             boost::test_tools::tolerance(1e-6));
}

BOOST_AUTO_TEST_SUITE_END()
