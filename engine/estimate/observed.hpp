// Reading what replications observed, one measure at a time.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "caseload/experiment.hpp"

namespace caseload {

/// Shares of cases, one per replication: how many cases each is the share of (0: it is none), and the value [%].
struct Shares {
  std::vector<double> cases, values;

  Shares(const Replications& replications, std::size_t measure)
      : cases(measure < replications.observations.width(&Observations::of)
                  ? replications.observations.column(&Observations::of, measure)
                  : std::vector<double>(replications.observations.size(), 0.0)),
        values(replications.observations.column(&Observations::values, measure)) {}

  /// How many of those cases have the property.
  double with_it(std::size_t replication) const { return std::round(values[replication] / 100 * cases[replication]); }
};

}  // namespace caseload
