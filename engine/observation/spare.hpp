// Room for the next replication, which may need somewhat more than this one did: made between them, so that nothing is
// allocated while one runs.   Tested by tests/simulation/allocation_free_test.cpp.
#pragma once

#include <cstddef>
#include <vector>

namespace caseload {

/// Leaves none of them, and room for twice as many and some more.
template <class T, class Allocator>
void clear_with_spare(std::vector<T, Allocator>& values, std::size_t more = 256) {
  const std::size_t room = 2 * values.size() + more;
  values.clear();
  if (values.capacity() >= room) return;
  values = {};  // or both would be there at once
  values.reserve(room);
}

}  // namespace caseload
