// fields.pvd and interfaces.pvd with their .pvtu files, for ParaView.
//
//   fields      concentration_mol_per_m3, ionic_potential_V, electronic_potential_V, current_density_A_per_m2 (vector),
//               region, rank, cell_quality, with heat temperature_K; not-a-number where a region does not have the field
//   interfaces  current_density_A_per_m2, overpotential_V, potential_drop_V, plated_thickness_m, interphase_thickness_m
#pragma once

#include "output/observer.h"

#include <string>
#include <utility>
#include <vector>

namespace nadir
{
  template <int dim>
  class FieldsOutput : public Observer<dim>
  {
  public:
    /// @param every write every so many steps (0: only at the ends of segments) @param groups files per time
    FieldsOutput(const std::string &folder, unsigned int every, unsigned int groups);

    void step(const StepView<dim> &view) override;
    void finish(const StepView<dim> &last) override;
    std::vector<char> state() const override;
    void              go_on_from(const std::vector<char> &state) override;

  private:
    using Records = std::vector<std::pair<double, std::string>>; ///< time, s, and file

    void write(const StepView<dim> &view);
    std::string write_fields(const StepView<dim> &view) const;
    std::string write_interfaces(const StepView<dim> &view) const;

    // On rank 0: a full disk may go unnoticed by those who write.
    bool is_complete(const std::string &record) const; ///< a .pvtu and the files that it names are there to their ends
    bool write_collections() const;                    ///< false if a .pvd could not be written; then both are as before
    void remove_latest() const;                        ///< the incomplete files of the present time
    [[noreturn]] void fail() const;

    const std::string                           folder;
    const unsigned int                          every, groups;
    unsigned int                                counter   = 0;
    unsigned int                                last_step = 0;
    Records                                     fields, interfaces;
  };
} // namespace nadir
