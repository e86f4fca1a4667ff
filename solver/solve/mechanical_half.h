// Everything mechanical of a run: fields, what holds the cell, what points remember, the system, and its solutions.
#pragma once

#include "base/constants.h"
#include "solve/level_transfer.h"
#include "solve/mechanics.h"
#include "space/crack_tips.h"

#include <algorithm>
#include <optional>

namespace nadir
{
  template <int dim>
  struct MechanicalHalf
  {
    using Level = typename Mechanics<dim>::Level;

    /// @param n_gauss_points per direction on interface faces, the same as those of the electrochemistry
    MechanicalHalf(const dealii::parallel::distributed::Triangulation<dim> &triangulation, const MeshNames<dim> &names,
                   const Model &model, const Section &root, const LinearSettings &linear, const unsigned int n_gauss_points)
      : fields(triangulation, names, model, root, model.mechanics->degree, {Field::displacement, Field::crack_closure})
      , supports(fields, root)
      , faces(fields, n_gauss_points)
      , tractions(faces, traction_state_size, 4)
      , memory(fields, model.mechanics->degree + 1, solid_state_size, 4,
               [this](const unsigned int piece) { return bool(fields.region(piece).material.solid->laws.flow); })
      , system(fields, supports, faces, tractions, memory, linear)
      , exchange(faces.n_points())
      , crack_tips(find_crack_tips(fields, supports, root))
    {
      system.set_up();
      const std::array<double, 2> any = {-infinity, infinity}, not_negative = {0, infinity};
      tractions.bounds = {{0, 1}, any, any, not_negative}; // damage; slip; energy
      memory.bounds.assign(solid_state_size, any);
      std::fill(memory.bounds.begin() + 6, memory.bounds.end(), not_negative); // creep strain, hardening, energy
    }

    /// Everything at rest and without stress.
    void start()
    {
      levels.assign(4, system.make_level());
      tractions.fill([&](const unsigned int interface, double *state) {
        const auto &opening = fields.model.interfaces[interface].opening;
        write(opening ? initial_traction_state(opening->laws) : TractionState(), state);
      });
      for (const auto &defect : fields.names.defects)
        if (defect.delaminates)
          faces.for_each_part([&](const InterfacePart<dim> &part) {
            for (unsigned int q = 0; q < part.JxW.size(); ++q)
              if (defect.delaminates(part.minus_values.quadrature_point(q)))
                for (unsigned int l = 0; l < levels.size(); ++l)
                  write(TractionState{1, {}, 0}, tractions.at(l, part.first_point + q));
          });
      memory.fill([&](const unsigned int piece, double *state) {
        write(initial_solid_state(fields.region(piece).material.solid->laws), state);
      });
      exchange = accepted_exchange = InterfaceExchange(faces.n_points());
    }

    void advance()
    {
      memory.advance();
      tractions.advance();
      for (unsigned int l = levels.size() - 1; l > 0; --l)
        levels[l] = levels[l - 1];
      accepted_exchange = exchange;
    }

    void prepare_mesh_change(dealii::parallel::distributed::Triangulation<dim> &triangulation)
    {
      transfer.emplace(fields, solutions_of(levels));
      tractions.prepare(triangulation);
      memory.prepare(triangulation);
    }

    void finish_mesh_change(dealii::parallel::distributed::Triangulation<dim> &triangulation)
    {
      transfer->finish(fields, solutions_of(levels));
      transfer.reset();
      supports.distribute();
      faces.rebuild();
      tractions.finish(triangulation);
      memory.finish(triangulation);
      system.set_up();
    }

    // Around a checkpoint beside these two: what was told at interface points in the accepted step, which another mesh finds anew.
    void prepare_exchange(dealii::parallel::distributed::Triangulation<dim> &triangulation)
    {
      kept_exchange.emplace(faces, accepted_exchange.lists().size(), 1);
      for_each_told([](double &kept, const double told) { kept = told; });
      kept_exchange->prepare(triangulation);
    }

    void finish_exchange(dealii::parallel::distributed::Triangulation<dim> &triangulation)
    {
      kept_exchange->finish(triangulation);
      accepted_exchange = InterfaceExchange(faces.n_points());
      for_each_told([](const double kept, double &told) { told = kept; });
      exchange = accepted_exchange;
    }

    /// What a checkpoint keeps that does not lie on cells.
    template <class Archive>
    void serialize(Archive &archive, const unsigned int)
    {
      for (Level &level : levels)
        archive & level.plates;
    }

    Fields<dim>          fields;
    Supports<dim>        supports;
    InterfaceFaces<dim>  faces;
    InterfaceMemory<dim> tractions;
    CellMemory<dim>      memory;
    Mechanics<dim>       system;
    std::vector<Level>   levels; ///< now, old, older, oldest
    InterfaceExchange    exchange, accepted_exchange;
    SolidEnvironment     environment;
    const std::vector<CrackTip<dim>> crack_tips;
    unsigned int         turns = 0, newton_iterations = 0; ///< of the last step's coupling

  private:
    template <class Action>
    void for_each_told(const Action &action)
    {
      const auto lists = accepted_exchange.lists();
      for (unsigned int p = 0; p < faces.n_points(); ++p)
        for (unsigned int k = 0; k < lists.size(); ++k)
          action(kept_exchange->at(0, p)[k], (*lists[k])[p]);
    }

    std::optional<LevelTransfer<dim>>   transfer; ///< of the displacements, while the mesh changes
    std::optional<InterfaceMemory<dim>> kept_exchange;
  };
} // namespace nadir
