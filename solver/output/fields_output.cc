#include "output/fields_output.h"

#include "base/constants.h"
#include "terms/conduction.h"

#include <deal.II/grid/grid_tools.h>
#include <deal.II/numerics/data_out.h>

#include <filesystem>
#include <fstream>
#include <limits>
#include <stdexcept>

using namespace dealii;

namespace nadir
{
  namespace
  {
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

    /// Physical fields of a cell from the components of the system.
    template <int dim>
    class PhysicalFields : public DataPostprocessor<dim>
    {
    public:
      explicit PhysicalFields(const StepView<dim> &view)
        : view(view)
      {}

      std::vector<std::string> get_names() const override
      {
        std::vector<std::string> names = {"concentration_mol_per_m3", "ionic_potential_V", "electronic_potential_V"};
        names.insert(names.end(), dim, "current_density_A_per_m2");
        return names;
      }

      std::vector<DataComponentInterpretation::DataComponentInterpretation> get_data_component_interpretation() const override
      {
        std::vector<DataComponentInterpretation::DataComponentInterpretation> list(3, DataComponentInterpretation::component_is_scalar);
        list.insert(list.end(), dim, DataComponentInterpretation::component_is_part_of_vector);
        return list;
      }

      UpdateFlags get_needed_update_flags() const override { return update_values | update_gradients; }

      void evaluate_vector_field(const DataPostprocessorInputs::Vector<dim> &inputs,
                                 std::vector<dealii::Vector<double>>         &results) const override
      {
        const unsigned int piece = inputs.template get_cell<dim>()->material_id();
        for (unsigned int q = 0; q < results.size(); ++q)
          {
            for (unsigned int f = 0; f < n_fields; ++f)
              {
                const int c   = view.system.fields.component(piece, Field(f));
                results[q](f) = c < 0 ? nothing : inputs.solution_values[q](c) + offset(piece, Field(f));
              }
            const Tensor<1, dim> i = current(piece, inputs.solution_values[q], inputs.solution_gradients[q]);
            for (unsigned int d = 0; d < dim; ++d)
              results[q](n_fields + d) = i[d];
          }
      }

    private:
      double offset(const unsigned int piece, const Field f) const
      {
        const int base = f == Field::electronic_potential ? view.system.potentials.base(piece) : -1;
        return base < 0 ? 0. : view.level.potentials[base];
      }

      Tensor<1, dim> current(const unsigned int piece, const dealii::Vector<double> &values, const std::vector<Tensor<1, dim>> &gradients) const
      {
        const Material &material    = view.system.fields.region(piece).material;
        const double    temperature = view.measured.temperature;
        Tensor<1, dim>  i;
        if (const int c = view.system.fields.component(piece, Field::electronic_potential); c >= 0)
          i -= conductivity_tensor<dim>(*material.electronic, temperature) * gradients[c];
        if (const int c = view.system.fields.component(piece, Field::ionic_potential); c >= 0)
          {
            const auto kappa = conductivity_tensor<dim>(*material.ionic, temperature);
            i -= kappa * gradients[c];
            if (const int s = view.system.fields.component(piece, Field::concentration); s >= 0)
              i += 2 * constants::gas * temperature / constants::faraday * material.salt->thermodynamic_factor *
                   (1 - material.salt->transference_number) / values(s) * (kappa * gradients[s]);
          }
        return i;
      }

      const StepView<dim> &view;
    };

    /// One patch per interface face, with the mean of its points.
    template <int dim>
    class InterfacePatches : public DataOutInterface<dim - 1, dim>
    {
    public:
      explicit InterfacePatches(const StepView<dim> &view)
      {
        const InterfacePart<dim> *present = nullptr;
        std::array<double, 5>     sums{};
        double                    area = 0;
        view.system.interface_term.for_each_point(
          view.system.interface_context(view.level), [&](const InterfacePart<dim> &part, const unsigned int q, const auto &point) {
            if (q == 0)
              {
                present = &part;
                sums    = {};
                area    = 0;
              }
            const double w = part.JxW[q];
            area += w;
            const double values[5] = {point.law.current, point.law.state.overpotential, point.drop, point.law.state.plated,
                                      point.law.state.interphase};
            for (unsigned int v = 0; v < 5; ++v)
              sums[v] += values[v] * w;
            if (q + 1 == part.JxW.size())
              add(*present, sums, area);
          });
      }

    protected:
      const std::vector<DataOutBase::Patch<dim - 1, dim>> &get_patches() const override { return patches; }
      std::vector<std::string>                             get_dataset_names() const override
      {
        return {"current_density_A_per_m2", "overpotential_V", "potential_drop_V", "plated_thickness_m", "interphase_thickness_m"};
      }

    private:
      void add(const InterfacePart<dim> &part, const std::array<double, 5> &sums, const double area)
      {
        const bool  plus_is_finer = part.plus->level() > part.minus->level();
        const auto &cell          = plus_is_finer ? part.plus : part.minus;
        const auto &other         = plus_is_finer ? part.minus : part.plus;
        for (const unsigned int f : cell->face_indices())
          if (!cell->at_boundary(f) && neighbour_is(cell, f, other))
            {
              DataOutBase::Patch<dim - 1, dim> patch;
              for (unsigned int v = 0; v < GeometryInfo<dim>::vertices_per_face; ++v)
                patch.vertices[v] = cell->face(f)->vertex(v);
              patch.patch_index    = patches.size();
              patch.n_subdivisions = 1;
              patch.reference_cell = ReferenceCells::get_hypercube<dim - 1>();
              patch.data.reinit(5, GeometryInfo<dim>::vertices_per_face);
              for (unsigned int d = 0; d < 5; ++d)
                for (unsigned int v = 0; v < GeometryInfo<dim>::vertices_per_face; ++v)
                  patch.data(d, v) = area > 0 ? sums[d] / area : 0.;
              patches.push_back(patch);
              return;
            }
      }

      template <class Cell>
      static bool neighbour_is(const Cell &cell, const unsigned int f, const Cell &other)
      {
        return typename Triangulation<dim>::cell_iterator(cell->neighbor(f)) == typename Triangulation<dim>::cell_iterator(other);
      }

      std::vector<DataOutBase::Patch<dim - 1, dim>> patches;
    };
  } // namespace

  template <int dim>
  FieldsOutput<dim>::FieldsOutput(const std::string &folder, const unsigned int every, const unsigned int groups)
    : folder(folder + "/")
    , every(every)
    , groups(groups)
  {}

  template <int dim>
  void FieldsOutput<dim>::step(const StepView<dim> &view)
  {
    if (view.event || (every > 0 && view.number % every == 0) || view.number == 1)
      write(view);
  }

  template <int dim>
  void FieldsOutput<dim>::finish(const StepView<dim> &last)
  {
    if (last.number != last_step)
      write(last);
  }

  template <int dim>
  void FieldsOutput<dim>::write(const StepView<dim> &view)
  {
    ++counter;
    last_step = view.number;
    fields.push_back({view.measured.time, write_fields(view)});
    interfaces.push_back({view.measured.time, write_interfaces(view)});
    const MPI_Comm comm = view.system.fields.triangulation.get_communicator();
    int            good = 1;
    if (Utilities::MPI::this_mpi_process(comm) == 0)
      {
        write_collection("fields", fields);
        write_collection("interfaces", interfaces);
        for (const auto *list : {&fields, &interfaces})
          good = good && std::filesystem::exists(folder + list->back().second) && std::filesystem::file_size(folder + list->back().second) > 0;
      }
    MPI_Bcast(&good, 1, MPI_INT, 0, comm);
    if (!good)
      throw std::runtime_error("cannot write the fields into '" + folder + "': is the disk full?");
  }

  template <int dim>
  std::string FieldsOutput<dim>::write_fields(const StepView<dim> &view) const
  {
    const auto           &triangulation = view.system.fields.triangulation;
    dealii::Vector<float> region(triangulation.n_active_cells()), rank(region), quality(region);
    for (const auto &cell : triangulation.active_cell_iterators())
      if (cell->is_locally_owned())
        {
          region(cell->active_cell_index())  = cell->material_id();
          rank(cell->active_cell_index())    = cell->subdomain_id();
          double shortest = std::numeric_limits<double>::max(), longest = 0;
          for (const unsigned int l : cell->line_indices())
            {
              shortest = std::min(shortest, cell->line(l)->diameter());
              longest  = std::max(longest, cell->line(l)->diameter());
            }
          quality(cell->active_cell_index()) = shortest / longest;
        }
    const PhysicalFields<dim> physical(view);
    DataOut<dim>              out;
    out.attach_dof_handler(view.system.fields.dof_handler);
    out.add_data_vector(view.level.solution, physical);
    out.add_data_vector(region, "region", DataOut<dim>::type_cell_data);
    out.add_data_vector(rank, "rank", DataOut<dim>::type_cell_data);
    out.add_data_vector(quality, "cell_quality", DataOut<dim>::type_cell_data);
    out.build_patches(view.system.fields.mapping, view.system.fields.scalar_element.degree);
    return out.write_vtu_with_pvtu_record(folder, "fields", counter, triangulation.get_communicator(), 5, groups);
  }

  template <int dim>
  std::string FieldsOutput<dim>::write_interfaces(const StepView<dim> &view) const
  {
    const InterfacePatches<dim> out(view);
    return out.write_vtu_with_pvtu_record(folder, "interfaces", counter, view.system.fields.triangulation.get_communicator(), 5, groups);
  }

  template <int dim>
  void FieldsOutput<dim>::write_collection(const std::string &name, const std::vector<std::pair<double, std::string>> &entries) const
  {
    const std::string file = folder + name + ".pvd", temporary = file + ".part";
    {
      std::ofstream stream(temporary);
      DataOutBase::write_pvd_record(stream, entries);
      stream.flush();
      if (!stream)
        throw std::runtime_error("cannot write '" + file + "': is the disk full?");
    }
    std::filesystem::rename(temporary, file);
  }

  template class FieldsOutput<2>;
  template class FieldsOutput<3>;
} // namespace nadir
