// Reading what replications observed, one column at a time.
#pragma once

#include <cassert>
#include <cmath>
#include <cstddef>
#include <vector>

#include "caseload/experiment.hpp"

namespace caseload {

/// The number in the same place of each replication's row.
inline std::vector<double> column(const Replications& replications, std::vector<double> Observations::*row,
                                  std::size_t place) {
  std::vector<double> values;
  values.reserve(replications.observations.size());
  for (const Observations& seen : replications.observations) {
    assert(place < (seen.*row).size());
    values.push_back((seen.*row)[place]);
  }
  return values;
}

/// How many cases a value is the share of; 0 when it is none.
inline double cases_of(const Observations& seen, std::size_t measure) {
  return measure < seen.of.size() ? seen.of[measure] : 0;
}

/// How many of those cases have the property, which the value gives in percent.
inline double cases_with_it(const Observations& seen, std::size_t measure) {
  return std::round(seen.values[measure] / 100 * seen.of[measure]);
}

}  // namespace caseload
