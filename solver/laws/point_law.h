// The contract of every constitutive law: a pure function of a point's state, with its derivatives.
//
// No mesh, no MPI, no space dimension. What a law remembers goes in and comes out as separate arguments, so that a
// rejected step needs no undo. One unit test loops over every registered law and compares `derivatives` with central
// differences at the sample states the law itself names (away from its kinks, and one on either side of each).
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace nadir
{
  /// A named scalar of a law's input or output, with its SI unit (both are for documentation and tests).
  struct Scalar
  {
    std::string name;
    std::string unit;
  };

  class PointLaw
  {
  public:
    virtual ~PointLaw() = default;

    virtual std::vector<Scalar> inputs() const  = 0; ///< fixed by the family
    virtual std::vector<Scalar> outputs() const = 0; ///< fixed by the family

    /// out[o] and, if derivatives is not null, derivatives[o * n_inputs + i] = d out[o] / d in[i].
    virtual void evaluate(const double *in, double *out, double *derivatives) const = 0;

    /// Sample input states (each of n_inputs numbers) for the derivative test.
    virtual std::vector<std::vector<double>> samples() const = 0;
  };

  /// A list of laws for LawEntry::samples, e.g. instances<ConductivityLaw>(Arrhenius({...}), Arrhenius({...})).
  template <class Family, class... Laws>
  std::vector<std::unique_ptr<Family>> instances(Laws... laws)
  {
    std::vector<std::unique_ptr<Family>> list;
    (list.push_back(std::make_unique<Laws>(std::move(laws))), ...);
    return list;
  }
} // namespace nadir
