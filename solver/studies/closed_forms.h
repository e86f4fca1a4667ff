// The closed forms that screening knows, with what each assumes and where it comes from.
#pragma once

#include "studies/screening.h"

namespace nadir::forms
{
  extern const ClosedForm critical_pressure, critical_overpotential, critical_current, focusing, disc_pressure, disc_overpotential, extrusion,
    stripping_limit, limiting_current, sands_time, ohmic_drop, interface_drop, cell_drop;
}
