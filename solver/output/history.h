// history.csv: one row per step. Column names carry units; docs/conventions.md lists them.
#pragma once

#include "output/observer.h"

#include <cstdint>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace nadir
{
  /// A row as (column, value), in the order of the columns.
  using Row = std::vector<std::pair<std::string, double>>;

  template <int dim>
  Row history_row(const StepView<dim> &view);

  /// Value of a column. @throws std::out_of_range
  double column(const Row &row, const std::string &name);

  template <int dim>
  class History : public Observer<dim>
  {
  public:
    /// @param file empty: kept in memory only. Only rank 0 writes.
    explicit History(const std::string &file);

    void              step(const StepView<dim> &view) override;
    std::vector<char> state() const override;
    void              go_on_from(const std::vector<char> &state) override;

    std::vector<Row> rows;

  private:
    const std::string file;
    std::ofstream     stream;
    std::uintmax_t    complete = 0; ///< bytes of the file that hold whole rows
  };
} // namespace nadir
