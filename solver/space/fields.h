// Fields that live on regions and may jump where regions meet.
//
// Pieces of the mesh between which a field is continuous form a group. Every field has one component per colour;
// groups that share as much as a vertex have different colours, so a layered stack needs two and a polycrystal a few.
// A component is FE_Q on the cells of its groups and FE_Nothing elsewhere (hp collection). All components have the
// same degree, so one scalar FE_Q serves to evaluate any of them on a cell.
#pragma once

#include "space/mesh.h"
#include "space/model.h"

#include <deal.II/base/index_set.h>
#include <deal.II/dofs/dof_handler.h>
#include <deal.II/fe/fe_q.h>
#include <deal.II/fe/mapping_q.h>
#include <deal.II/hp/fe_collection.h>
#include <deal.II/lac/affine_constraints.h>
#include <deal.II/lac/petsc_sparse_matrix.h>
#include <deal.II/lac/petsc_vector.h>

#include <array>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace nadir
{
  using Vector = dealii::PETScWrappers::MPI::Vector;
  using Matrix = dealii::PETScWrappers::MPI::SparseMatrix;

  /// The interface of the model between two pieces of the mesh.
  struct Meeting
  {
    unsigned int interface;      ///< index into Model::interfaces
    bool         first_is_minus; ///< the piece asked for first lies on the minus side
  };

  template <int dim>
  class Fields
  {
  public:
    using Triangulation = dealii::parallel::distributed::Triangulation<dim>;
    using Cell          = typename dealii::DoFHandler<dim>::active_cell_iterator;

    /// Finds groups and colours of the fields of one system.
    /// @throws DeckError (at `root`) where two regions touch and nothing says what happens there.
    Fields(const Triangulation &triangulation, const MeshNames<dim> &names, const Model &model, const Section &root, int degree,
           std::vector<Field> system);

    /// Number the unknowns on the present mesh.
    void distribute();

    /// Before refinement: tell every owned cell which element its children will use.
    void keep_elements_in_refinement();

    // --- pieces and regions ---
    unsigned int           n_pieces() const { return region_of_piece.size(); }
    const Region          &region(unsigned int piece) const { return model.regions[region_of_piece[piece]]; }
    bool                   has(unsigned int piece, Field f) const { return group(piece, f) >= 0; }
    bool                   is_here(Field f) const; ///< one of this system's fields
    int                    group(unsigned int piece, Field f) const { return groups[piece][unsigned(f)]; }
    unsigned int           n_groups(Field f) const { return group_count[unsigned(f)]; }
    std::optional<Meeting> meeting(unsigned int piece, unsigned int other) const;
    /// Do two pieces share a face of the coarse mesh?
    bool                   touch(unsigned int a, unsigned int b) const { return touching.count({std::min(a, b), std::max(a, b)}) > 0; }
    unsigned int           n_colours(Field f) const { return colour_count[unsigned(f)]; }

    // --- unknowns ---
    /// Local dof indices of a field on a cell of this piece, in the order of the scalar element (displacement: all of x, then
    /// all of y, ...); empty if absent.
    const std::vector<unsigned int> &local_dofs(unsigned int piece, Field f) const
    {
      return dofs_of_element[element_of_piece[piece]][unsigned(f)];
    }
    /// Global indices of a field's unknowns on a cell that is not artificial; empty if absent.
    std::vector<dealii::types::global_dof_index> unknowns(const Cell &cell, Field f) const;
    /// The same for the first field of the system.
    std::vector<dealii::types::global_dof_index> unknowns(const Cell &cell) const { return unknowns(cell, system.front()); }
    /// (First) component of the system in which a piece's field lives, or -1.
    int component(unsigned int piece, Field f) const { return components[piece][unsigned(f)]; }
    /// The field of a component.
    Field field_of_component(unsigned int c) const { return component_field[c]; }
    unsigned int n_components() const { return component_field.size(); }

    const Triangulation              &triangulation;
    const MeshNames<dim>             &names;
    const Model                      &model;
    const std::vector<Field>          system;
    const dealii::FE_Q<dim>           scalar_element;
    const dealii::MappingQ<dim>       mapping;
    dealii::hp::FECollection<dim>     elements;
    dealii::DoFHandler<dim>           dof_handler;
    dealii::IndexSet                  owned, relevant;
    dealii::AffineConstraints<double> hanging_nodes;

    static unsigned int size_of(const Field f) { return f == Field::displacement ? dim : 1; }

  private:
    bool lives_in(unsigned int piece, Field f) const { return is_here(f) && region(piece).has(f); }
    void find_groups(const Section &root);
    void check_separation(const Section &root) const;
    void find_colours();
    void make_elements();
    void constrain_hanging_nodes();
    /// Of one field on a face beside a coarser cell. @param fine, coarse unknowns of a scalar field on both cells; @param lines its constraints
    void constrain_face(const std::vector<dealii::types::global_dof_index> &fine, const std::vector<dealii::types::global_dof_index> &coarse,
                        const dealii::AffineConstraints<double> &lines, const std::vector<dealii::types::global_dof_index> &fine_unknowns,
                        const std::vector<dealii::types::global_dof_index> &coarse_unknowns, unsigned int face);

    std::set<std::pair<unsigned int, unsigned int>>                        touching;
    std::vector<unsigned int>                                              region_of_piece;
    std::vector<std::array<int, n_fields>>                                 groups, components;
    std::array<unsigned int, n_fields>                                     group_count{}, colour_count{};
    std::array<std::vector<unsigned int>, n_fields>                        colour_of_group;
    std::vector<Field>                                                     component_field;
    std::vector<unsigned int>                                              element_of_piece;
    std::vector<std::array<std::vector<unsigned int>, n_fields>>           dofs_of_element;
  };
} // namespace nadir
