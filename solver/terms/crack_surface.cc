#include "terms/crack_surface.h"

using namespace dealii;

namespace nadir
{
  template <int dim>
  void add_crack_surface(const FEValues<dim> &shape, const std::vector<double> &JxW, const FractureSettings &settings,
                         const double toughness, const CrackDriving<dim> &driving, LocalSystem &system)
  {
    const double intact = 0;
    double       w[2], slopes[2];
    settings.density->evaluate(&intact, w, slopes);
    const double scale = toughness / settings.density->normalisation(), l = settings.length;
    for (unsigned int q = 0; q < JxW.size(); ++q)
      for (unsigned int i = 0; i < shape.dofs_per_cell; ++i)
        {
          const double value = shape.shape_value(i, q);
          system.residual(i) += JxW[q] * (scale / l * w[1] - 2 * driving.energy[q]) * value;
          if (driving.pressure_work != nullptr)
            system.residual(i) += JxW[q] * (driving.pressure_work[q] * shape.shape_grad(i, q));
          for (unsigned int j = 0; j < shape.dofs_per_cell; ++j)
            system.matrix(i, j) += JxW[q] * ((scale / l * slopes[1] + 2 * driving.energy[q]) * value * shape.shape_value(j, q) +
                                             2 * scale * l * (shape.shape_grad(i, q) * shape.shape_grad(j, q)));
        }
  }

  template <int dim>
  double crack_energy(const FractureSettings &settings, const double toughness, const double damage, const Tensor<1, dim> &gradient)
  {
    double w[2];
    settings.density->evaluate(&damage, w, nullptr);
    return toughness / settings.density->normalisation() * (w[0] / settings.length + settings.length * gradient.norm_square());
  }

  template void   add_crack_surface<2>(const FEValues<2> &, const std::vector<double> &, const FractureSettings &, double,
                                     const CrackDriving<2> &, LocalSystem &);
  template void   add_crack_surface<3>(const FEValues<3> &, const std::vector<double> &, const FractureSettings &, double,
                                     const CrackDriving<3> &, LocalSystem &);
  template double crack_energy<2>(const FractureSettings &, double, double, const Tensor<1, 2> &);
  template double crack_energy<3>(const FractureSettings &, double, double, const Tensor<1, 3> &);
} // namespace nadir
