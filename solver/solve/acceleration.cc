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
    constexpr unsigned int depth        = 6;
    constexpr double       longest_move = 10, shortest_move = 0.1; // an extrapolation goes, in residuals

    std::vector<double> minus(std::vector<double> a, const std::vector<double> &b)
    {
      for (std::size_t i = 0; i < a.size(); ++i)
        a[i] -= b[i];
      return a;
    }
  } // namespace

  Acceleration::Acceleration(std::string kind, const MPI_Comm communicator, const bool cautious)
    : kind(std::move(kind))
    , communicator(communicator)
    , cautious(cautious)
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

  bool Acceleration::in_circles(const double change)
  {
    constexpr unsigned int accelerated_turns = 4, plain_turns = 8; // that may pass without progress
    const bool             better = change < 0.8 * smallest, rises = change > newest;
    newest                        = change;
    stalled                       = better ? 0 : stalled + 1;
    if (better)
      smallest = change;
    if (stalled < accelerated_turns)
      return false;
    if (stalled < accelerated_turns + plain_turns || rises)
      return true;
    forget();
    smallest = change;
    stalled  = 0;
    return false;
  }

  std::vector<double> Acceleration::next(const std::vector<double> &x, const std::vector<double> &g)
  {
    if (kind == "none")
      return g;
    auto residual = minus(g, x);
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
            const auto   change = minus(residuals[0], residuals[1]);
            const double square = dot(change, change);
            omega               = square > 0 ? std::clamp(-omega * dot(residuals[1], change) / square, -2., 2.) : 1.;
          }
        for (std::size_t i = 0; i < x.size(); ++i)
          result[i] = x[i] + omega * residuals[0][i];
        return result;
      }
    // Where the map has corners, differences that hardly differ lead astray, and a newest residual that is of no use leads to the same x
    // again: then the older ones are left out.
    const double square = dot(residuals[0], residuals[0]);
    for (unsigned int k = m; k > 0; --k)
      {
        const auto   correction = extrapolation(k), move = minus(residuals[0], correction);
        const double moved      = dot(move, move) / square;
        if (cautious && (moved > longest_move * longest_move || moved < shortest_move * shortest_move))
          continue;
        for (std::size_t i = 0; i < x.size(); ++i)
          result[i] -= correction[i];
        break;
      }
    return result;
  }

  std::vector<double> Acceleration::extrapolation(const unsigned int k) const
  {
    std::vector<std::vector<double>> changes;
    for (unsigned int j = 1; j <= k; ++j)
      changes.push_back(minus(residuals[0], residuals[j]));
    dealii::LAPACKFullMatrix<double> gram(k);
    dealii::Vector<double>           rhs(k), gamma(k);
    for (unsigned int i = 0; i < k; ++i)
      {
        rhs(i) = dot(changes[i], residuals[0]);
        for (unsigned int j = 0; j < k; ++j)
          gram(i, j) = dot(changes[i], changes[j]);
      }
    std::vector<double> correction(residuals[0].size());
    if (gram.frobenius_norm() == 0)
      return correction;
    gram.compute_inverse_svd(1e-13); // nearly dependent residuals say nothing new
    gram.vmult(gamma, rhs);
    for (unsigned int j = 0; j < k; ++j)
      for (std::size_t i = 0; i < correction.size(); ++i)
        correction[i] += gamma(j) * (values[0][i] - values[j + 1][i]);
    return correction;
  }
} // namespace nadir
