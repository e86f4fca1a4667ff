#include "laws/fracture/principal.h"

#include <deal.II/base/symmetric_tensor.h>

#include <algorithm>
#include <cmath>

namespace nadir
{
  namespace
  {
    /// factor (a b + b a)/2
    Mandel symmetric_dyad(const double factor, const dealii::Tensor<1, 3> &a, const dealii::Tensor<1, 3> &b)
    {
      const double shear = factor * std::sqrt(0.5);
      return {{factor * a[0] * b[0], factor * a[1] * b[1], factor * a[2] * b[2], shear * (a[1] * b[2] + a[2] * b[1]),
               shear * (a[0] * b[2] + a[2] * b[0]), shear * (a[0] * b[1] + a[1] * b[0])}};
    }

    constexpr unsigned int pairs[3][2] = {{1, 2}, {0, 2}, {0, 1}};
  } // namespace

  PrincipalAxes principal_axes(const Mandel &tensor)
  {
    const double                        half = std::sqrt(0.5);
    dealii::SymmetricTensor<2, 3>       t;
    for (unsigned int i = 0; i < 3; ++i)
      t[i][i] = tensor[i];
    t[1][2] = half * tensor[3];
    t[0][2] = half * tensor[4];
    t[0][1] = half * tensor[5];
    const auto    found = dealii::eigenvectors(t, dealii::SymmetricTensorEigenvectorMethod::jacobi);
    PrincipalAxes axes;
    for (unsigned int i = 0; i < 3; ++i)
      {
        axes.values[i] = found[i].first;
        axes.basis[i]  = symmetric_dyad(1., found[i].second, found[i].second);
      }
    for (unsigned int k = 0; k < 3; ++k)
      axes.basis[3 + k] = symmetric_dyad(std::sqrt(2.), found[pairs[k][0]].second, found[pairs[k][1]].second);
    return axes;
  }

  Mandel isotropic_function(const PrincipalAxes &axes, const PrincipalValues &s, const std::array<PrincipalValues, 3> &slopes,
                            double *tangent)
  {
    Mandel result{};
    for (unsigned int i = 0; i < 3; ++i)
      result = result + s[i] * axes.basis[i];
    if (tangent == nullptr)
      return result;
    for (unsigned int k = 0; k < 36; ++k)
      tangent[k] = 0;
    const auto add = [&](const double factor, const Mandel &a, const Mandel &b) {
      if (factor != 0)
        for (unsigned int i = 0; i < 6; ++i)
          for (unsigned int j = 0; j < 6; ++j)
            tangent[6 * i + j] += factor * a[i] * b[j];
    };
    for (unsigned int i = 0; i < 3; ++i)
      for (unsigned int j = 0; j < 3; ++j)
        add(slopes[i][j], axes.basis[i], axes.basis[j]);
    // Turning the axes: the quotient of differences, or its limit where two values are the same.
    const double size = std::max({std::abs(axes.values[0]), std::abs(axes.values[1]), std::abs(axes.values[2])});
    for (unsigned int k = 0; k < 3; ++k)
      {
        const unsigned int i = pairs[k][0], j = pairs[k][1];
        const double       apart = axes.values[i] - axes.values[j];
        const double       slope =
          std::abs(apart) > 1e-9 * size ? (s[i] - s[j]) / apart : 0.5 * (slopes[i][i] - slopes[i][j] + slopes[j][j] - slopes[j][i]);
        add(slope, axes.basis[3 + k], axes.basis[3 + k]);
      }
    // Couplings that cancel leave round-off.
    const double largest = std::abs(*std::max_element(tangent, tangent + 36, [](double a, double b) { return std::abs(a) < std::abs(b); }));
    for (unsigned int k = 0; k < 36; ++k)
      if (std::abs(tangent[k]) < 1e-13 * largest)
        tangent[k] = 0;
    return result;
  }
} // namespace nadir
