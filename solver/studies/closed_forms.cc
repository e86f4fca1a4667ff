#include "studies/closed_forms.h"

namespace nadir::forms
{
  namespace
  {
    const std::string edge = "L. Porz et al., Adv. Energy Mater. 7 (2017) 1701003, doi 10.1002/aenm.201701003; M. Klinsmann et al., J. Power Sources 442 (2019) 227226, "
                             "doi 10.1016/j.jpowsour.2019.227226; factors of an edge crack: Tada's handbook, from memory";
    const std::vector<std::string> filled = {"a sharp flaw of this depth, long in the third direction, in a half-plane", "filled with metal, plating stopped on its flanks: p = F eta/V_m",
                                             "linear elastic fracture, no slow crack growth"};
    const std::vector<std::string> ohmic  = {"a sharp flaw of this depth, long in the third direction, in a half-plane", "filled with metal, plating stopped on its flanks: p = F eta/V_m",
                                             "linear kinetics Z at rest", "the pressure rises linearly from mouth to tip with the ohmic drop"};
    const std::string sneddon = "I. N. Sneddon, Proc. R. Soc. Lond. A 187 (1946) 229, doi 10.1098/rspa.1946.0077";
    const std::vector<std::string> disc = {"a disc inside an unbounded body, under a uniform pressure", "filled with metal, plating stopped on its faces: p = F eta/V_m"};
  } // namespace

  const ClosedForm critical_pressure{"critical pressure p_c", "Pa", "K_IC/(1.1215 sqrt(pi a)) + s_c", filled, edge};
  const ClosedForm critical_overpotential{"critical overpotential eta_c", "V", "V_m p_c/F", filled, edge};
  const ClosedForm critical_current{"critical current density i_CCD", "A m-2", "(V_m/F) (K_IC/sqrt(pi a) + 1.1215 s_c)/(1.1215 Z + 0.683 a/sigma)", ohmic, edge};
  const ClosedForm focusing{"focusing over interface r", "1", "0.609 a/(sigma Z); slopes of ln i_CCD: -1/(1+r) in ln Z, -1/2 - r/(1+r) in ln a", ohmic, edge};
  const ClosedForm disc_pressure{"critical pressure p_c of a disc", "Pa", "K_IC sqrt(pi)/(2 sqrt(a)) + s_c", disc, sneddon};
  const ClosedForm disc_overpotential{"critical overpotential eta_c of a disc", "V", "V_m p_c/F", disc, sneddon};
  const ClosedForm extrusion{"extrusion pressure", "Pa",
                             "[2 v (n+2)/(w B (w/2)^(n+1))]^(1/n) n/(n+1) c^((n+1)/n), B = A 3^((n+1)/2), v = V_m i/F",
                             {"the flaw is a slot of uniform width", "metal sticks to its faces and creeps out at the mouth, against no pressure there", "both faces are plated at the cell's mean current density",
                              "no hardening; other laws than Norton's by their exponent at the mouth's wall"},
                             "lubrication flow of a power-law solid, derived in docs/screening.md; the creep is the deck's"};
  const ClosedForm stripping_limit{"stripping limit", "A m-2", "the i at which the closure keeps the contact fraction of `Verdict/Contact lost below`",
                                   {"steady state of the deck's `Voids` closure", "the stack pressure acts on the interface everywhere", "no current focusing"},
                                   "the closure of the deck (`nadir laws`)"};
  const ClosedForm limiting_current{"limiting current density", "A m-2", "2 F D c0/((1 - t+) L)",
                                    {"a binary salt with constant properties between two sodium electrodes", "one dimension"},
                                    "J. Newman, K. E. Thomas-Alyea, Electrochemical Systems, 3rd ed., Wiley 2004"};
  const ClosedForm sands_time{"Sand's time", "s", "pi D (F c0/(2 i (1 - t+)))^2",
                              {"a binary salt with constant properties", "the electrolyte is thicker than what diffusion reaches by then", "constant current density"},
                              "H. J. S. Sand, Phil. Mag. 1 (1901) 45, doi 10.1080/14786440109462590"};
  const ClosedForm ohmic_drop{"ohmic drop", "V", "i L/sigma", {"a flat layer, current along the stack", "a salt at its concentration of the start"}, "Ohm's law"};
  const ClosedForm interface_drop{"interface drop", "V", "eta(i) + R_int i with the interface's own law, film, contact and constriction",
                                  {"a flat interface in the state of the start", "no pressure", "the first electrode of the stack is stripped, the last plated"},
                                  "the laws of the deck (`nadir laws`)"};
  const ClosedForm cell_drop{"cell voltage, drops in series", "V", "sum of the drops", {"flat layers; defects, sides and open-circuit potentials are left out"}, "Kirchhoff's law"};
} // namespace nadir::forms
