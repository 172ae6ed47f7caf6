// Room for the next replication, which may need somewhat more than this one did: made between them, so that nothing is
// allocated while one runs.   Tested by tests/simulation/allocation_free_test.cpp.
#pragma once

#include <vector>

namespace caseload {

/// Makes room for twice as many as there are; of few, for more.
template <class T, class Allocator>
void keep_spare(std::vector<T, Allocator>& values) {
  const std::size_t room = 2 * values.size() + 256;
  if (values.capacity() < room) values.reserve(room);
}

}  // namespace caseload
