#include "elasticity_baseline.h"

#include <deal.II/base/quadrature_lib.h>
#include <deal.II/dofs/dof_handler.h>
#include <deal.II/dofs/dof_tools.h>
#include <deal.II/fe/fe_q.h>
#include <deal.II/fe/fe_system.h>
#include <deal.II/fe/fe_values.h>
#include <deal.II/lac/affine_constraints.h>
#include <deal.II/lac/dynamic_sparsity_pattern.h>
#include <deal.II/lac/petsc_sparse_matrix.h>
#include <deal.II/lac/petsc_vector.h>
#include <deal.II/lac/sparsity_tools.h>
#include <deal.II/numerics/vector_tools.h>

#include <petscksp.h>

#include <stdexcept>

namespace nadir::performance
{
  using namespace dealii;

  namespace
  {
    struct System
    {
      explicit System(const parallel::distributed::Triangulation<3> &triangulation)
        : communicator(triangulation.get_communicator()), element(FE_Q<3>(1), 3), dofs(triangulation)
      {}

      const MPI_Comm                   communicator;
      const FESystem<3>                element;
      DoFHandler<3>                    dofs;
      AffineConstraints<double>        constraints;
      PETScWrappers::MPI::SparseMatrix matrix;
      PETScWrappers::MPI::Vector       right_side, solution;
    };

    void set_up(System &s, const double shift)
    {
      s.dofs.distribute_dofs(s.element);
      IndexSet relevant;
      DoFTools::extract_locally_relevant_dofs(s.dofs, relevant);
      s.constraints.reinit(relevant);
      DoFTools::make_hanging_node_constraints(s.dofs, s.constraints);
      VectorTools::interpolate_boundary_values(s.dofs, 4, Functions::ZeroFunction<3>(3), s.constraints);
      ComponentMask vertical(3, false);
      vertical.set(2, true);
      VectorTools::interpolate_boundary_values(s.dofs, 5, Functions::ConstantFunction<3>(shift, 3), s.constraints, vertical);
      s.constraints.close();

      DynamicSparsityPattern sparsity(relevant);
      DoFTools::make_sparsity_pattern(s.dofs, sparsity, s.constraints, false);
      SparsityTools::distribute_sparsity_pattern(sparsity, s.dofs.locally_owned_dofs(), s.communicator, relevant);
      s.matrix.reinit(s.dofs.locally_owned_dofs(), s.dofs.locally_owned_dofs(), sparsity, s.communicator);
      s.right_side.reinit(s.dofs.locally_owned_dofs(), s.communicator);
      s.solution.reinit(s.dofs.locally_owned_dofs(), s.communicator);
    }

    void assemble(System &s, const std::vector<LameConstants> &materials)
    {
      const QGauss<3>                      quadrature(2);
      FEValues<3>                          values(s.element, quadrature, update_gradients | update_JxW_values);
      const FEValuesExtractors::Vector     displacement(0);
      const unsigned int                   n = s.element.n_dofs_per_cell();
      FullMatrix<double>                   cell_matrix(n, n);
      Vector<double>                       cell_right_side(n);
      std::vector<types::global_dof_index> indices(n);
      std::vector<SymmetricTensor<2, 3>>   strain(n);
      std::vector<double>                  divergence(n);
      for (const auto &cell : s.dofs.active_cell_iterators())
        if (cell->is_locally_owned())
          {
            values.reinit(cell);
            cell_matrix       = 0;
            const auto &solid = materials[cell->material_id()];
            for (const unsigned int q : values.quadrature_point_indices())
              {
                for (unsigned int i = 0; i < n; ++i)
                  {
                    strain[i]     = values[displacement].symmetric_gradient(i, q);
                    divergence[i] = trace(strain[i]);
                  }
                for (unsigned int i = 0; i < n; ++i)
                  for (unsigned int j = 0; j < n; ++j)
                    cell_matrix(i, j) +=
                      (solid.lambda * divergence[i] * divergence[j] + 2 * solid.mu * (strain[i] * strain[j])) * values.JxW(q);
              }
            cell->get_dof_indices(indices);
            s.constraints.distribute_local_to_global(cell_matrix, cell_right_side, indices, s.matrix, s.right_side);
          }
      s.matrix.compress(VectorOperation::add);
      s.right_side.compress(VectorOperation::add);
    }

    void set_rigid_motions(System &s)
    {
      Vec                            coordinates;
      VecCreateMPI(s.communicator, s.dofs.n_locally_owned_dofs(), s.dofs.n_dofs(), &coordinates);
      VecSetBlockSize(coordinates, 3);
      std::map<types::global_dof_index, Point<3>> points;
      DoFTools::map_dofs_to_support_points(MappingQ1<3>(), s.dofs, points);
      PetscScalar *to;
      VecGetArray(coordinates, &to);
      const auto first = s.dofs.locally_owned_dofs().nth_index_in_set(0);
      for (unsigned int i = 0; i < s.dofs.n_locally_owned_dofs(); ++i)
        to[i] = points.at(first + i)[(first + i) % 3];
      VecRestoreArray(coordinates, &to);
      MatNullSpace rigid;
      MatNullSpaceCreateRigidBody(coordinates, &rigid);
      MatSetBlockSize(s.matrix, 3);
      MatSetNearNullSpace(s.matrix, rigid);
      MatNullSpaceDestroy(&rigid);
      VecDestroy(&coordinates);
    }

    unsigned int solve(System &s)
    {
      set_rigid_motions(s);
      KSP ksp;
      PC  pc;
      KSPCreate(s.communicator, &ksp);
      KSPSetOptionsPrefix(ksp, "elasticity_baseline_");
      KSPSetOperators(ksp, s.matrix, s.matrix);
      KSPSetType(ksp, KSPCG);
      KSPSetNormType(ksp, KSP_NORM_UNPRECONDITIONED);
      KSPSetTolerances(ksp, 1e-6, 0., PETSC_DEFAULT, 500);
      KSPGetPC(ksp, &pc);
      PCSetType(pc, PCGAMG);
      KSPSetFromOptions(ksp);
      KSPSolve(ksp, s.right_side, s.solution);

      KSPConvergedReason reason;
      PetscInt           iterations;
      KSPGetConvergedReason(ksp, &reason);
      KSPGetIterationNumber(ksp, &iterations);
      KSPDestroy(&ksp);
      if (reason <= 0)
        throw std::runtime_error("the baseline's conjugate gradients did not converge");
      s.constraints.distribute(s.solution);
      return iterations;
    }

    double mean_of_vertical(const System &s)
    {
      double sum = 0;
      for (const auto i : s.dofs.locally_owned_dofs())
        if (i % 3 == 2)
          sum += s.solution(i);
      return Utilities::MPI::sum(sum, s.communicator) / (s.dofs.n_dofs() / 3.);
    }
  } // namespace

  ElasticityBaseline::ElasticityBaseline(const parallel::distributed::Triangulation<3> &triangulation,
                                         const std::vector<LameConstants> &materials, const double shift)
    : triangulation(triangulation)
    , materials(materials)
    , shift(shift)
  {}

  StepCost ElasticityBaseline::run()
  {
    const MPI_Comm communicator = triangulation.get_communicator();
    StepCost       cost;
    cost.problem       = "bare elasticity";
    cost.ranks         = Utilities::MPI::n_mpi_processes(communicator);
    cost.cells         = triangulation.n_global_active_cells();
    cost.memory_before = resident_memory(communicator);

    System    system(triangulation);
    StopWatch watch(communicator);
    set_up(system, shift);
    cost.set_up = watch.lap();
    assemble(system, materials);
    cost.assembly   = watch.lap();
    cost.iterations = solve(system);
    cost.solve      = watch.lap();

    cost.unknowns    = system.dofs.n_dofs();
    cost.memory      = resident_memory(communicator);
    cost.memory_peak = peak_memory(communicator);
    mean             = mean_of_vertical(system);
    return cost;
  }
} // namespace nadir::performance
