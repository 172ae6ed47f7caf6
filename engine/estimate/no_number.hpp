// What stands where there is no number to give.
#pragma once

#include <limits>

namespace caseload {

inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();
inline constexpr double infinite = std::numeric_limits<double>::infinity();

}  // namespace caseload
