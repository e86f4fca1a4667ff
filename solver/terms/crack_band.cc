#include "terms/crack_band.h"

using namespace dealii;

namespace nadir
{
  namespace
  {
    constexpr unsigned int place[3][3] = {{0, 5, 4}, {5, 1, 3}, {4, 3, 2}};

    double weight(const unsigned int i, const unsigned int j) { return i == j ? 1. : std::sqrt(2.); }
  } // namespace

  template <int dim>
  SymmetricTensor<2, dim> tensor_of(const Mandel &a)
  {
    SymmetricTensor<2, dim> t;
    for (unsigned int i = 0; i < dim; ++i)
      for (unsigned int j = i; j < dim; ++j)
        t[i][j] = a[place[i][j]] / weight(i, j);
    return t;
  }

  template <int dim>
  Mandel mandel_of(const SymmetricTensor<2, dim> &a)
  {
    Mandel m{};
    for (unsigned int i = 0; i < dim; ++i)
      for (unsigned int j = i; j < dim; ++j)
        m[place[i][j]] = weight(i, j) * a[i][j];
    return m;
  }

  template SymmetricTensor<2, 2> tensor_of<2>(const Mandel &);
  template SymmetricTensor<2, 3> tensor_of<3>(const Mandel &);
  template Mandel                mandel_of<2>(const SymmetricTensor<2, 2> &);
  template Mandel                mandel_of<3>(const SymmetricTensor<2, 3> &);
} // namespace nadir
