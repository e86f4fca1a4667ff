// Acceleration of a fixed-point iteration x -> G(x) whose vectors are spread over the ranks.
//
//   Anderson  x_next = G_k - sum gamma_j (G_k - G_j) with gamma from the least squares of the residuals f = G(x) - x
//             (D. G. Anderson, J. ACM 12 (1965) 547, doi 10.1145/321296.321305)
//   Aitken    x_next = x + omega f,  omega -> -omega f_old.(f - f_old)/|f - f_old|^2
//             (B. M. Irons, R. C. Tuck, Int. J. Numer. Meth. Eng. 1 (1969) 275, doi 10.1002/nme.1620010306)
#pragma once

#include "base/constants.h"

#include <mpi.h>

#include <deque>
#include <string>
#include <vector>

namespace nadir
{
  class Acceleration
  {
  public:
    /// @param kind "Anderson", "Aitken" or "none"
    /// @param cautious for a map with corners: Anderson's next x is at most ten residuals away, and at least a tenth of one
    Acceleration(std::string kind, MPI_Comm communicator, bool cautious = false);

    /// The next x from x and G(x); every rank passes its own part.
    std::vector<double> next(const std::vector<double> &x, const std::vector<double> &g);

    /// Have extrapolations gone in circles? After four turns in which the change has not fallen by a fifth below its smallest eight plain ones
    /// should follow, and more as long as the change rises (an unstable state is being left, and extrapolations lead back to it); then the
    /// past is forgotten. To be asked once in every turn. @param change of what the turns are to settle
    bool in_circles(double change);

    void forget();

  private:
    /// Anderson's correction of g from the newest k differences.
    std::vector<double> extrapolation(unsigned int k) const;
    double dot(const std::vector<double> &a, const std::vector<double> &b) const;

    const std::string               kind;
    const MPI_Comm                  communicator;
    const bool                      cautious;
    std::deque<std::vector<double>> values, residuals; ///< newest first
    double                          omega    = 0.5;
    double                          smallest = infinity; ///< change so far, by a fifth
    double                          newest   = 0; ///< change
    unsigned int                    stalled  = 0; ///< turns since then
  };
} // namespace nadir
