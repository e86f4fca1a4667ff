#include "space/mesh/relief.h"

#include <cmath>

namespace nadir
{
  using namespace dealii;

  template <int dim>
  double Relief::height(const Point<dim> &p) const
  {
    double h = 0;
    if (shape.form == DefectForm::wave)
    {
      h = 1;
      for (int d = 0; d < dim - 1; ++d)
        h *= std::cos(2 * numbers::PI * (p[d] - shape.position[d]) / shape.wavelength);
    }
    else
      h = std::max(0., 1 - shape.distance(p) / shape.half_width);
    return shape.direction() * shape.height * h;
  }

  template <int dim>
  Tensor<1, dim> Relief::slope(const Point<dim> &p) const
  {
    Tensor<1, dim> gradient;
    const double   amplitude = shape.direction() * shape.height;
    const double   distance  = shape.distance(p);
    for (int d = 0; d < dim - 1; ++d)
    {
      const double offset = p[d] - shape.position[d];
      if (shape.form == DefectForm::wave)
      {
        const double k = 2 * numbers::PI / shape.wavelength;
        gradient[d]    = -amplitude * k * std::sin(k * offset);
        for (int other = 0; other < dim - 1; ++other)
          if (other != d)
            gradient[d] *= std::cos(k * (p[other] - shape.position[other]));
      }
      else if (distance > 0 && distance < shape.half_width && !(shape.form == DefectForm::groove && d == 1))
        gradient[d] = -amplitude / shape.half_width * offset / distance;
    }
    return gradient;
  }

  template <int dim>
  Point<dim> ReliefManifold<dim>::push_forward(const Point<dim> &flat) const
  {
    Point<dim> real = flat;
    for (const Relief &relief : reliefs)
    {
      const double z     = flat[dim - 1] - relief.level;
      const double reach = z > 0 ? relief.above : relief.below;
      if (std::abs(z) < reach)
        real[dim - 1] += relief.height(flat) * (1 - std::abs(z) / reach);
    }
    return real;
  }

  template <int dim>
  Point<dim> ReliefManifold<dim>::pull_back(const Point<dim> &real) const
  {
    Point<dim> flat = real;
    for (const Relief &relief : reliefs)
    {
      // Between the displaced interface and the end of the reach the map is linear in z.
      const double h     = relief.height(real);
      const double z     = real[dim - 1] - relief.level;
      const double reach = z > h ? relief.above : relief.below;
      if (h != 0 && std::abs(z) < reach)
        flat[dim - 1] = relief.level + (z > h ? (z - h) / (1 - h / reach) : (z - h) / (1 + h / reach));
    }
    return flat;
  }

  template <int dim>
  DerivativeForm<1, dim, dim> ReliefManifold<dim>::push_forward_gradient(const Point<dim> &flat) const
  {
    DerivativeForm<1, dim, dim> gradient;
    for (unsigned int d = 0; d < dim; ++d)
      gradient[d][d] = 1;
    for (const Relief &relief : reliefs)
    {
      const double z     = flat[dim - 1] - relief.level;
      const double reach = z > 0 ? relief.above : relief.below;
      if (std::abs(z) >= reach)
        continue;
      const auto slope = relief.slope(flat);
      for (unsigned int d = 0; d + 1 < dim; ++d)
        gradient[dim - 1][d] += slope[d] * (1 - std::abs(z) / reach);
      gradient[dim - 1][dim - 1] -= relief.height(flat) * (z > 0 ? 1. : -1.) / reach;
    }
    return gradient;
  }

  template double       Relief::height(const Point<2> &) const;
  template double       Relief::height(const Point<3> &) const;
  template Tensor<1, 2> Relief::slope(const Point<2> &) const;
  template Tensor<1, 3> Relief::slope(const Point<3> &) const;
  template class ReliefManifold<2>;
  template class ReliefManifold<3>;
} // namespace nadir
