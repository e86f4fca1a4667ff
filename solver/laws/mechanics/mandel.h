// Symmetric second-order tensors as six numbers in Mandel's order and weights, so that the double contraction of two
// tensors is the dot product of their vectors and stiffnesses are symmetric 6 x 6 matrices:
//
//   (xx, yy, zz, sqrt2 yz, sqrt2 xz, sqrt2 xy)
#pragma once

#include <array>
#include <cmath>

namespace nadir
{
  using Mandel       = std::array<double, 6>;
  using MandelMatrix = std::array<double, 36>; ///< row by row

  inline constexpr Mandel mandel_identity = {{1, 1, 1, 0, 0, 0}};

  inline double trace(const Mandel &a) { return a[0] + a[1] + a[2]; }

  inline double dot(const Mandel &a, const Mandel &b)
  {
    double sum = 0;
    for (unsigned int i = 0; i < 6; ++i)
      sum += a[i] * b[i];
    return sum;
  }

  inline Mandel operator+(Mandel a, const Mandel &b)
  {
    for (unsigned int i = 0; i < 6; ++i)
      a[i] += b[i];
    return a;
  }

  inline Mandel operator-(Mandel a, const Mandel &b)
  {
    for (unsigned int i = 0; i < 6; ++i)
      a[i] -= b[i];
    return a;
  }

  inline Mandel operator*(const double s, Mandel a)
  {
    for (double &value : a)
      value *= s;
    return a;
  }

  inline Mandel operator*(const MandelMatrix &m, const Mandel &a)
  {
    Mandel b{};
    for (unsigned int i = 0; i < 6; ++i)
      for (unsigned int j = 0; j < 6; ++j)
        b[i] += m[6 * i + j] * a[j];
    return b;
  }

  inline Mandel deviator(Mandel a)
  {
    const double mean = trace(a) / 3;
    for (unsigned int i = 0; i < 3; ++i)
      a[i] -= mean;
    return a;
  }

  /// Von Mises equivalent of a stress, sqrt(3/2 s:s).
  inline double von_mises(const Mandel &stress)
  {
    const Mandel s = deviator(stress);
    return std::sqrt(1.5 * dot(s, s));
  }
} // namespace nadir
