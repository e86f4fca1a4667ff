#include "solve/linear_solver.h"

#include "solve/petsc_check.h"

#include <utility>

namespace nadir
{
  namespace
  {
    /// A default that the user's own PETSc options override.
    void set_default(const std::string &name, const std::string &value)
    {
      PetscBool there;
      check(PetscOptionsHasName(nullptr, nullptr, name.c_str(), &there));
      if (!there)
        check(PetscOptionsSetValue(nullptr, name.c_str(), value.c_str()));
    }

    void set_gamg_defaults(const std::string &options, const bool symmetric, const bool knows_near_null_space)
    {
      // The smoothers' eigenvalues must be those of the present matrix: faces that open and metal that begins to creep
      // change it, and estimates kept from the first set-up then make the preconditioner indefinite.
      set_default(options + "pc_gamg_use_sa_esteig", "false");
      if (symmetric) // a few steps of CG bound them better than as many of GMRES
        set_default(options + "mg_levels_esteig_ksp_type", "cg");
      if (symmetric && knows_near_null_space)
        {
          // Aggressive coarsening leaves more of the spectrum to the smoother than its default range covers: with five
          // steps over a wider range iterations grow half as fast with the mesh, in the same time.
          set_default(options + "mg_levels_ksp_max_it", "5");
          set_default(options + "mg_levels_ksp_chebyshev_esteig", "0,0.02,0,1.1");
        }
    }
  } // namespace

  SectionKind linear_solver_schema()
  {
    SectionKind s;
    s.kind          = "Linear solver";
    s.documentation = "How the linear systems are solved. Everything else can be set by PETSc options with the prefix nadir_ "
                      "(mechanics: nadir_mechanics_, heat: nadir_heat_).";
    s.entries = {choice("Method", {"automatic", "direct", "iterative"}, "automatic",
                        "automatic: MUMPS for small problems and for two-dimensional cells with metal in their cracks, else CG (symmetric) or GMRES."),
                 choice("Preconditioner", {"hypre", "gamg"}, "hypre", "Algebraic multigrid for iterative solves."),
                 between(quantity("Tolerance", "1", "1e-6", "Relative reduction of the residual."), 1e-15, 0.5),
                 positive(integer("Largest count", 200, "Iterations after which a solve counts as failed.")),
                 not_negative(integer("Direct below", 20000, "Number of unknowns below which `automatic` is direct; with metal in cracks of two-dimensional cells it is at any size."))};
    return s;
  }

  LinearSettings read_linear_settings(const Section &s)
  {
    return {s.text("Method"), s.text("Preconditioner"), s.quantity("Tolerance"), unsigned(s.integer("Largest count")),
            unsigned(s.integer("Direct below"))};
  }

  LinearSolver::LinearSolver(const LinearSettings &settings, const int dim, const bool symmetric, const MPI_Comm communicator,
                             const std::string &prefix)
    : settings(settings)
    , dim(dim)
    , symmetric(symmetric)
    , prefix(prefix)
  {
    check(KSPCreate(communicator, &ksp));
    check(KSPSetOptionsPrefix(ksp, prefix.c_str()));
  }

  LinearSolver::~LinearSolver()
  {
    MatNullSpaceDestroy(&near_null_space);
    ISDestroy(&split);
    ISDestroy(&others);
    KSPDestroy(&ksp);
  }

  void LinearSolver::set_near_null_space(const std::vector<Vector> &modes, const unsigned int new_block_size)
  {
    // PETSc wants them orthonormal.
    std::vector<Vector> basis;
    for (Vector mode : modes)
      {
        for (int repeat = 0; repeat < 2; ++repeat)
          for (const Vector &other : basis)
            mode.add(-(mode * other), other);
        if (const double norm = mode.l2_norm(); norm > 0)
          {
            mode /= norm;
            basis.push_back(mode);
          }
      }
    std::vector<Vec> list;
    for (const Vector &mode : basis)
      {
        Vec part, copy;
        check(split ? VecGetSubVector(mode, split, &part) : 0);
        check(VecDuplicate(split ? part : Vec(mode), &copy));
        check(VecCopy(split ? part : Vec(mode), copy));
        if (split)
          check(VecRestoreSubVector(mode, split, &part));
        list.push_back(copy);
      }
    check(MatNullSpaceDestroy(&near_null_space));
    if (!list.empty())
      check(MatNullSpaceCreate(basis.front().get_mpi_communicator(), PETSC_FALSE, list.size(), list.data(), &near_null_space));
    for (Vec &copy : list)
      check(VecDestroy(&copy));
    block_size = new_block_size;
  }

  void LinearSolver::set_split(const dealii::IndexSet &owned, const dealii::IndexSet &rest, const bool is_symmetric)
  {
    split_is_symmetric = is_symmetric;
    MPI_Comm communicator = MPI_COMM_NULL;
    check(PetscObjectGetComm(reinterpret_cast<PetscObject>(ksp), &communicator));
    dealii::IndexSet first = owned;
    first.subtract_set(rest);
    for (const auto &[set, is] : {std::pair{first, &split}, std::pair{rest, &others}})
      {
        const std::vector<PetscInt> list(set.begin(), set.end());
        check(ISDestroy(is));
        check(ISCreateGeneral(communicator, list.size(), list.data(), PETSC_COPY_VALUES, is));
      }
  }

  void LinearSolver::choose_multigrid(PC pc)
  {
    if (settings.preconditioner == "hypre" && !near_null_space)
      {
        check(PCSetType(pc, PCHYPRE));
        check(PCHYPRESetType(pc, "boomeramg"));
        // One level of aggressive coarsening halves the time of a 3D solve; the l1-scaled smoother is symmetric and
        // depends little on the number of ranks.
        for (const auto &[name, value] : std::initializer_list<std::pair<const char *, const char *>>{
               {"coarsen_type", "HMIS"},
               {"interp_type", "ext+i"},
               {"P_max", "4"},
               {"agg_nl", dim == 3 ? "1" : "0"},
               {"agg_num_paths", "2"},
               {"strong_threshold", "0.25"},
               {"relax_type_all", "l1scaled-SOR/Jacobi"}})
          set_default("-" + prefix + "pc_hypre_boomeramg_" + name, value);
        return;
      }
    check(PCSetType(pc, PCGAMG));
    set_gamg_defaults("-" + prefix, symmetric, near_null_space != nullptr);
  }

  void LinearSolver::choose_split(PC pc)
  {
    check(PCSetType(pc, PCFIELDSPLIT));
    check(PCFieldSplitSetType(pc, PC_COMPOSITE_SCHUR));
    check(PCFieldSplitSetSchurPre(pc, PC_FIELDSPLIT_SCHUR_PRE_SELFP, nullptr));
    check(ISSetBlockSize(split, block_size));
    if (near_null_space)
      check(PetscObjectCompose(reinterpret_cast<PetscObject>(split), "nearnullspace", reinterpret_cast<PetscObject>(near_null_space)));
    check(PCFieldSplitSetIS(pc, "solid", split));
    check(PCFieldSplitSetIS(pc, "others", others));
    const std::string options = "-" + prefix + "fieldsplit_";
    set_default(options + "solid_ksp_type", "preonly");
    set_default(options + "solid_pc_type", "gamg");
    set_gamg_defaults(options + "solid_", split_is_symmetric, near_null_space != nullptr);
    set_default(options + "others_ksp_type", "preonly");
    set_default(options + "others_pc_type", "lu");
    set_default(options + "others_pc_factor_mat_solver_type", MATSOLVERMUMPS);
  }

  void LinearSolver::choose(const Matrix &matrix)
  {
    PC pc;
    check(KSPGetPC(ksp, &pc));
    const bool direct =
      settings.method == "direct" || (settings.method == "automatic" && matrix.m() < settings.direct_below);
    if (direct)
      {
        check(KSPSetType(ksp, KSPPREONLY));
        check(PCSetType(pc, PCLU));
        check(PCFactorSetMatSolverType(pc, MATSOLVERMUMPS));
      }
    else
      {
        // The tolerance refers to the true residual, whatever the preconditioner.
        check(KSPSetType(ksp, symmetric ? KSPCG : KSPGMRES));
        check(KSPSetNormType(ksp, KSP_NORM_UNPRECONDITIONED));
        if (!symmetric)
          check(KSPSetPCSide(ksp, PC_RIGHT));
        check(KSPSetTolerances(ksp, settings.tolerance, 1e-300, 1e10, settings.largest_count));
        check(KSPSetInitialGuessNonzero(ksp, PETSC_TRUE));
        split ? choose_split(pc) : choose_multigrid(pc);
      }
    check(KSPSetFromOptions(ksp));
    chosen = true;
  }

  void LinearSolver::set_matrix(const Matrix &matrix)
  {
    if (near_null_space && !split)
      {
        check(MatSetNearNullSpace(matrix, near_null_space));
        check(MatSetBlockSize(matrix, block_size));
      }
    check(KSPSetOperators(ksp, matrix, matrix));
    if (!chosen)
      choose(matrix);
    check(KSPSetUp(ksp));
  }

  bool LinearSolver::solve(const Vector &b, Vector &x)
  {
    if (b.l2_norm() == 0)
      {
        x               = 0;
        last_iterations = 0;
        return true;
      }
    check(KSPSolve(ksp, b, x));
    PetscInt n;
    check(KSPGetIterationNumber(ksp, &n));
    last_iterations = n;
    KSPConvergedReason why;
    check(KSPGetConvergedReason(ksp, &why));
    return why > 0;
  }

  std::string LinearSolver::reason() const
  {
    const char *text = nullptr;
    check(KSPGetConvergedReasonString(ksp, &text));
    return text ? text : "unknown";
  }
} // namespace nadir
