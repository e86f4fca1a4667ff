#include "solve/acceleration.h"

#include <deal.II/base/mpi.h>
#include <deal.II/lac/lapack_full_matrix.h>
#include <deal.II/lac/vector.h>

#include <algorithm>
#include <utility>

namespace nadir
{
  namespace
  {
    constexpr unsigned int depth = 6;

    std::vector<double> difference(std::vector<double> a, const std::vector<double> &b)
    {
      for (std::size_t i = 0; i < a.size(); ++i)
        a[i] -= b[i];
      return a;
    }
  } // namespace

  Acceleration::Acceleration(std::string kind, const MPI_Comm communicator)
    : kind(std::move(kind))
    , communicator(communicator)
  {}

  void Acceleration::forget()
  {
    values.clear();
    residuals.clear();
    omega = 0.5;
  }

  double Acceleration::dot(const std::vector<double> &a, const std::vector<double> &b) const
  {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
      sum += a[i] * b[i];
    return dealii::Utilities::MPI::sum(sum, communicator);
  }

  std::vector<double> Acceleration::next(const std::vector<double> &x, const std::vector<double> &g)
  {
    if (kind == "none")
      return g;
    auto residual = difference(g, x);
    // Beyond a kink of the map what came before it misleads.
    if (!residuals.empty() && dot(residual, residual) > 4 * dot(residuals[0], residuals[0]))
      forget();
    values.push_front(g);
    residuals.push_front(std::move(residual));
    if (values.size() > depth)
      {
        values.pop_back();
        residuals.pop_back();
      }
    const unsigned int  m      = residuals.size() - 1;
    std::vector<double> result = g;
    if (kind == "Aitken")
      {
        if (m > 0)
          {
            const auto   change = difference(residuals[0], residuals[1]);
            const double square = dot(change, change);
            omega               = square > 0 ? std::clamp(-omega * dot(residuals[1], change) / square, -2., 2.) : 1.;
          }
        for (std::size_t i = 0; i < x.size(); ++i)
          result[i] = x[i] + omega * residuals[0][i];
        return result;
      }
    if (m == 0)
      return result;
    std::vector<std::vector<double>> changes;
    for (unsigned int j = 1; j <= m; ++j)
      changes.push_back(difference(residuals[0], residuals[j]));
    dealii::LAPACKFullMatrix<double> gram(m);
    dealii::Vector<double>           rhs(m), gamma(m);
    for (unsigned int i = 0; i < m; ++i)
      {
        rhs(i) = dot(changes[i], residuals[0]);
        for (unsigned int j = 0; j < m; ++j)
          gram(i, j) = dot(changes[i], changes[j]);
      }
    if (gram.frobenius_norm() == 0)
      return result;
    gram.compute_inverse_svd(1e-13); // nearly dependent residuals say nothing new
    gram.vmult(gamma, rhs);
    for (unsigned int j = 0; j < m; ++j)
      for (std::size_t i = 0; i < x.size(); ++i)
        result[i] -= gamma(j) * (values[0][i] - values[j + 1][i]);
    return result;
  }
} // namespace nadir
