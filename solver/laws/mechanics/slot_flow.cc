#include "laws/mechanics/slot_flow.h"

#include "base/errors.h"

#include <fmt/format.h>

#include <cmath>

namespace nadir
{
  SlotFlow slot_flow(const FlowLaw &law, const double temperature, const double width, const double gradient)
  {
    const double root3 = std::sqrt(3.), stress = root3 * gradient * width / 2;
    if (stress <= 0)
      return {};
    // In logarithms Norton's law is a straight line, and Newton's method there in one step.
    double log_rate = 0, exponent = 1;
    for (unsigned int i = 0; i < 100; ++i)
      {
        const double in[3] = {std::exp(log_rate), law.initial_hardening(), temperature};
        double       out[2], derivatives[6];
        law.evaluate(in, out, derivatives);
        exponent          = out[0] / (in[0] * derivatives[0]);
        const double step = exponent * std::log(stress / out[0]);
        if (!std::isfinite(step))
          break;
        log_rate = std::max(log_rate + step, -690.);
        if (std::abs(step) < 1e-12 || log_rate == -690)
          {
            const double flux = 2 * root3 * std::exp(log_rate) * width * width / 4 / (exponent + 2);
            return {flux, exponent * flux / gradient};
          }
      }
    throw SolveError(fmt::format("metal in a crack: its law of creep has no rate at an equivalent stress of {:.3g} Pa", stress));
  }
} // namespace nadir
