// Changing what replications are said to have observed.
#pragma once

#include <cstddef>
#include <utility>

#include "caseload/kept.hpp"

namespace caseload::test {

/// Calls `change` with the place of each of them and with the observations themselves.
template <class Change>
void change_each(Kept& kept, Change change) {
  std::vector<Observations> all = kept.all();
  for (std::size_t i = 0; i < all.size(); ++i) change(i, all[i]);
  kept = std::move(all);
}

}  // namespace caseload::test
