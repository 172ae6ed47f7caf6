// Whether the beginning of a run has settled, from its replications.   Its words are tested by
// tests/report/settling_test.cpp.
#include "caseload/report.hpp"
#include "report/settling.hpp"

namespace caseload {

std::string warm_up_advice(const Run& run) {
  if (run.replications.observations.empty()) return "";
  return settling_advice({.begin = run.model.begin,
                          .start = run.model.start,
                          .from = run.model.begins_from,
                          .weeks = run.replications.observations.width(&Observations::beginning),
                          .warm_up = warm_up(run.replications),
                          .change = run.estimates.find("settling: change in open children", "service")});
}

}  // namespace caseload
