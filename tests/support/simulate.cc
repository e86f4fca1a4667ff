#include "simulate.h"

#include "application.h"
#include "simulation.h"

#include <cmath>

namespace nadir::testing
{
  namespace
  {
    template <int dim>
    Outcome run(const Deck &deck)
    {
      Simulation<dim> simulation(deck);
      Verdict         verdict = simulation.run();
      return {simulation.history(), std::move(verdict)};
    }

    Outcome run(const Deck &deck) { return deck.root().text("Dimension") == "2" ? run<2>(deck) : run<3>(deck); }
  } // namespace

  std::vector<double> Outcome::all(const std::string &name) const
  {
    std::vector<double> values;
    for (const Row &row : history)
      values.push_back(column(row, name));
    return values;
  }

  Deck read_deck(const std::string &deck, const std::vector<std::string> &overrides)
  {
    const std::string file = std::string(NADIR_SOURCE_DIR) + "/tests/" + deck;
    return Deck::read(file, deck_schema(), overrides, material_folders(file));
  }

  Outcome simulate(const std::string &deck, const std::vector<std::string> &overrides) { return run(read_deck(deck, overrides)); }

  Outcome simulate_text(const std::string &text, const std::vector<std::string> &overrides)
  {
    return run(Deck::read_text(text, "deck.prm", deck_schema(), overrides, material_folders("")));
  }

  double order(const double coarse_error, const double fine_error) { return std::log2(coarse_error / fine_error); }
} // namespace nadir::testing
