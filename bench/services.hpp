// England as 153 services.   Tested by tests/bench/suite_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "caseload/model.hpp"

namespace caseload::bench {

/// Open children of each of England's authorities, the largest first: quantiles of a lognormal (assumed) that add up to
/// the published number of children in need.
std::vector<double> sizes_of_services();

/// England's service, rates and posts cut down to one that begins with so many open children.
Model model_of_service(double children, const std::string& length);

}  // namespace caseload::bench
