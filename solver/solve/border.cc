#include "solve/border.h"

#include <algorithm>
#include <cmath>

namespace nadir
{
  void prepare_border(std::vector<BorderRow> &border, const std::vector<unsigned int> &free, const Vector &layout)
  {
    if (free.size() == border.size() && std::equal(free.begin(), free.end(), border.begin(), [](auto k, auto &b) { return k == b.index; }))
      return;
    border.clear();
    for (const unsigned int k : free)
      border.push_back({k, std::vector<double>(free.size()), layout, layout, layout});
    for (auto &b : border)
      b.solution = 0;
  }

  void clear_border(std::vector<BorderRow> &border)
  {
    for (auto &k : border)
      {
        k.column = 0;
        k.row    = 0;
        std::fill(k.corner.begin(), k.corner.end(), 0.);
      }
  }

  void compress_border(std::vector<BorderRow> &border, const MPI_Comm communicator)
  {
    for (auto &k : border)
      {
        k.column.compress(dealii::VectorOperation::add);
        k.row.compress(dealii::VectorOperation::add);
        dealii::Utilities::MPI::sum(k.corner, communicator, k.corner);
      }
  }

  void eliminate_border(const std::vector<BorderRow> &border, Vector &dx, const std::vector<double> &r_b, std::vector<double> &db)
  {
    const unsigned int m = border.size();
    if (m == 0)
      return;
    dealii::FullMatrix<double> schur(m, m);
    dealii::Vector<double>     rhs(m), solution(m);
    for (unsigned int i = 0; i < m; ++i)
      {
        for (unsigned int j = 0; j < m; ++j)
          schur(i, j) = border[i].corner[j] - border[i].row * border[j].solution;
        rhs(i) = r_b[i] - border[i].row * dx;
      }
    schur.gauss_jordan();
    schur.vmult(solution, rhs);
    for (unsigned int i = 0; i < m; ++i)
      {
        db[i] = solution(i);
        dx.add(-db[i], border[i].solution);
      }
  }

  double summed_residual(const Vector &r, const std::vector<double> &r_b)
  {
    double sum = r.l1_norm();
    for (const double value : r_b)
      sum += std::abs(value);
    return sum;
  }

  void multiply_border(const std::vector<BorderRow> &border, const Vector &dx, const std::vector<double> &db, Vector &r,
                       std::vector<double> &r_b)
  {
    for (unsigned int i = 0; i < border.size(); ++i)
      {
        r.add(db[i], border[i].column);
        r_b[i] = border[i].row * dx;
        for (unsigned int j = 0; j < border.size(); ++j)
          r_b[i] += border[i].corner[j] * db[j];
      }
  }
} // namespace nadir
