// The entry of every Boost.Test program of the project: `LABEL-tests FILE.cc` runs the cases of one source file (this
// is how CTest calls it), `LABEL-tests` all of them; Boost.Test's own options work as well.
//
// MPI and PETSc are up before the first case. Under mpirun every rank runs every case; rank 0 reports, and a rank that
// fails says so on its own.
#include "base/parallel_files.h"

#include <boost/test/tree/traverse.hpp>
#include <boost/test/tree/visitor.hpp>
#include <boost/test/unit_test.hpp>

#include <deal.II/base/mpi.h>

#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace
{
  std::string only_file; // empty: all

  bool ends_with(const std::string &text, const std::string &end)
  {
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
  }

  /// Leaves the cases of one file enabled.
  struct SelectFile : boost::unit_test::test_tree_visitor
  {
    unsigned int found = 0;

    void visit(const boost::unit_test::test_case &test) override
    {
      using boost::unit_test::test_unit;
      const boost::unit_test::const_string path = test.p_file_name;
      const std::string                    file(path.begin(), path.end());
      const bool                           chosen = ends_with(file, "/" + only_file);
      // The tree is const here because visitors usually only look.
      const_cast<boost::unit_test::test_case &>(test).p_default_status.value =
        chosen ? test_unit::RS_ENABLED : test_unit::RS_DISABLED;
      found += chosen;
    }
  };

  bool select_cases()
  {
    using namespace boost::unit_test;
    if (only_file.empty())
      return true;
    SelectFile selection;
    traverse_test_tree(framework::master_test_suite(), selection, true);
    if (selection.found == 0)
      std::cerr << "no test case is in a file named " << only_file << std::endl;
    return selection.found > 0;
  }
} // namespace

int main(int argc, char **argv)
{
  int                 n_words = 1; // MPI and PETSc see none of Boost.Test's options
  std::vector<char *> words   = {argv[0], nullptr};
  char              **list    = words.data();
  nadir::avoid_semaphores_of_files();
  const dealii::Utilities::MPI::MPI_InitFinalize mpi(n_words, list, 1);

  std::vector<char *> arguments;
  for (int i = 0; i < argc; ++i)
    if (i > 0 && ends_with(argv[i], ".cc"))
      only_file = argv[i];
    else
      arguments.push_back(argv[i]);
  arguments.push_back(nullptr);

  const int result =
    boost::unit_test::unit_test_main(select_cases, static_cast<int>(arguments.size()) - 1, arguments.data());

  // A rank that fails alone must fail the job.
  return dealii::Utilities::MPI::max(result, MPI_COMM_WORLD);
}
