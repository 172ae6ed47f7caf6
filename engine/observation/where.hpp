// Where a measure is taken, and what the parts of the catalogue share.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include "caseload/model.hpp"

namespace caseload {

/// Where a measure is taken, without making a string of it.
struct Where {
  enum class Kind : std::uint8_t { service, step, task, team, norm, campaign } kind{Kind::service};
  std::size_t index{};
};

namespace catalogue {

inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// NaN where there is nothing to divide by.
inline double ratio(double part, double whole) { return whole > 0 ? part / whole : nan; }

/// Whether something holds under any rules of the run: what is measured must not depend on the date.
template <class Holds>
bool ever(const Model& model, Holds holds) {
  return holds(model) || std::any_of(model.later.begin(), model.later.end(),
                                     [&](const LaterRules& later) { return holds(*later.model); });
}

}  // namespace catalogue
}  // namespace caseload
