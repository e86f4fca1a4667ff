#include "output/fields_output.h"

#include "output/crack_metal_output.h"
#include "output/damage_output.h"
#include "output/interface_patches.h"
#include "output/stress_output.h"
#include "output/temperature_output.h"

#include "base/constants.h"
#include "terms/conduction.h"

#include <deal.II/grid/grid_tools.h>
#include <deal.II/numerics/data_out.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <tuple>

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

      UpdateFlags get_needed_update_flags() const override
      {
        return update_values | update_gradients | (view.thermal ? update_quadrature_points : update_default);
      }

      void evaluate_vector_field(const DataPostprocessorInputs::Vector<dim> &inputs,
                                 std::vector<dealii::Vector<double>>         &results) const override
      {
        const unsigned int piece = inputs.template get_cell<dim>()->material_id();
        for (unsigned int q = 0; q < results.size(); ++q)
          evaluate(piece, inputs.solution_values[q], inputs.solution_gradients[q], temperature(inputs, q), results[q]);
      }

      /// deal.II calls this one where the system has a single component.
      void evaluate_scalar_field(const DataPostprocessorInputs::Scalar<dim> &inputs,
                                 std::vector<dealii::Vector<double>>         &results) const override
      {
        const unsigned int piece = inputs.template get_cell<dim>()->material_id();
        for (unsigned int q = 0; q < results.size(); ++q)
          evaluate(piece, dealii::Vector<double>(&inputs.solution_values[q], &inputs.solution_values[q] + 1),
                   {inputs.solution_gradients[q]}, temperature(inputs, q), results[q]);
      }

    private:
      void evaluate(const unsigned int piece, const dealii::Vector<double> &values,
                    const std::vector<Tensor<1, dim>> &gradients, const double temperature, dealii::Vector<double> &result) const
      {
        for (unsigned int f = 0; f < n_electrochemical_fields; ++f)
          {
            const int c = view.system.fields.component(piece, Field(f));
            result(f)   = c < 0 ? nothing : values(c) + offset(piece, Field(f));
          }
        const Tensor<1, dim> i = current(piece, values, gradients, temperature);
        for (unsigned int d = 0; d < dim; ++d)
          result(n_electrochemical_fields + d) = i[d];
      }

      double offset(const unsigned int piece, const Field f) const
      {
        const int base = f == Field::electronic_potential ? view.system.potentials.base(piece) : -1;
        return base < 0 ? 0. : view.level.potentials[base];
      }

      /// Where the temperature is a field, at which the currents were found.
      template <class Inputs>
      double temperature(const Inputs &inputs, const unsigned int q) const
      {
        if (!view.thermal)
          return view.measured.temperature;
        const auto  cell = inputs.template get_cell<dim>();
        const auto &half = *view.thermal;
        const typename DoFHandler<dim>::active_cell_iterator here(&half.fields.triangulation, cell->level(), cell->index(), &half.fields.dof_handler);
        const Point<dim> unit = half.fields.mapping.transform_real_to_unit_cell(here, inputs.evaluation_points[q]);
        return half.system.at(half.told, here, unit);
      }

      Tensor<1, dim> current(const unsigned int piece, const dealii::Vector<double> &values, const std::vector<Tensor<1, dim>> &gradients,
                             const double temperature) const
      {
        const Material &material = view.system.fields.region(piece).material;
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
    try
      {
        fields.push_back({view.measured.time, write_fields(view)});
        interfaces.push_back({view.measured.time, write_interfaces(view)});
      }
    catch (const ExcIO &)
      {
        fail();
      }
    catch (const ExcFileNotOpen &)
      {
        fail();
      }
    catch (const ExcMPI &)
      {
        fail();
      }
    const MPI_Comm comm = view.system.fields.triangulation.get_communicator();
    MPI_Barrier(comm); // other groups may still be writing theirs
    int good = 1;
    if (Utilities::MPI::this_mpi_process(comm) == 0)
      {
        good = is_complete(fields.back().second) && is_complete(interfaces.back().second) && write_collections();
      }
    MPI_Bcast(&good, 1, MPI_INT, 0, comm);
    if (!good)
      fail();
  }

  template <int dim>
  std::vector<char> FieldsOutput<dim>::state() const
  {
    return Utilities::pack(std::make_tuple(counter, last_step, fields, interfaces), false);
  }

  template <int dim>
  void FieldsOutput<dim>::go_on_from(const std::vector<char> &state)
  {
    std::tie(counter, last_step, fields, interfaces) =
      Utilities::unpack<std::tuple<unsigned int, unsigned int, Records, Records>>(state, false);
    if (Utilities::MPI::this_mpi_process(MPI_COMM_WORLD) != 0)
      return;
    const std::regex later("(?:fields|interfaces)_([0-9]+)\\..*vtu");
    std::smatch      match;
    for (const auto &entry : std::filesystem::directory_iterator(folder))
      if (const std::string name = entry.path().filename(); std::regex_match(name, match, later) && std::stoul(match[1]) > counter)
        std::filesystem::remove(entry.path());
    write_collections();
  }

  template <int dim>
  void FieldsOutput<dim>::fail() const
  {
    remove_latest();
    throw std::runtime_error("cannot write the fields into '" + folder.substr(0, folder.size() - 1) + "': is the disk full?");
  }

  template <int dim>
  bool FieldsOutput<dim>::is_complete(const std::string &record) const
  {
    std::vector<std::string> names = {record};
    std::ifstream            stream(folder + record);
    for (std::string line; std::getline(stream, line);)
      if (const auto begin = line.find("<Piece Source=\""); begin != std::string::npos)
        names.push_back(line.substr(begin + 15, line.rfind('"') - begin - 15));
    for (const std::string &name : names)
      {
        std::ifstream file(folder + name, std::ios::ate | std::ios::binary);
        const auto    size = file ? std::streamoff(file.tellg()) : 0;
        file.seekg(std::max<std::streamoff>(0, size - 32));
        const std::string end((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        if (end.find("</VTKFile>") == std::string::npos)
          return false;
      }
    return names.size() > 1;
  }

  template <int dim>
  void FieldsOutput<dim>::remove_latest() const
  {
    std::error_code ignored; // the disk is in trouble already
    for (const char *name : {"fields", "interfaces"})
      {
        std::filesystem::remove(folder + name + ".pvd.part", ignored);
        const std::string latest = name + ("_" + Utilities::int_to_string(counter, 5)) + ".";
        for (const auto &entry : std::filesystem::directory_iterator(folder, ignored))
          if (entry.path().filename().string().rfind(latest, 0) == 0)
            std::filesystem::remove(entry.path(), ignored);
      }
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
    out.attach_triangulation(triangulation);
    if (view.system.fields.dof_handler.n_dofs() > 0)
      out.add_data_vector(view.system.fields.dof_handler, view.level.solution, physical);
    out.add_data_vector(region, "region", DataOut<dim>::type_cell_data);
    out.add_data_vector(rank, "rank", DataOut<dim>::type_cell_data);
    out.add_data_vector(quality, "cell_quality", DataOut<dim>::type_cell_data);
    std::optional<StressOutput<dim>> stress;
    if (view.mechanical)
      {
        stress.emplace(*view.mechanical);
        stress->add_to(out);
      }
    std::optional<DamageOutput<dim>> damage;
    if (view.fracture)
      {
        damage.emplace(*view.fracture);
        damage->add_to(out);
      }
    std::optional<CrackMetalOutput<dim>> metal;
    if (view.fracture && view.fracture->deposit)
      {
        metal.emplace(*view.fracture, *view.mechanical);
        metal->add_to(out);
      }
    std::optional<TemperatureOutput<dim>> temperature;
    if (view.thermal)
      {
        temperature.emplace(*view.thermal);
        temperature->add_to(out);
      }
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
  bool FieldsOutput<dim>::write_collections() const
  {
    const auto part = [&](const char *name) { return folder + name + ".pvd.part"; };
    for (const auto &[name, entries] : {std::make_pair("fields", &fields), std::make_pair("interfaces", &interfaces)})
      {
        std::ostringstream text;
        DataOutBase::write_pvd_record(text, *entries);
        std::ofstream stream(part(name));
        stream << text.str() << std::flush;
        if (!stream)
          return false;
      }
    for (const char *name : {"fields", "interfaces"}) // only now, so that the earlier ones stay if one cannot be written
      std::filesystem::rename(part(name), folder + name + ".pvd");
    return true;
  }

  template class FieldsOutput<2>;
  template class FieldsOutput<3>;
} // namespace nadir
